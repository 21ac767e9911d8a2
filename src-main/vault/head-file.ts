import { readFileSync } from 'node:fs'
import { z } from '../wire/schema.ts'
import { replaceFile } from './durable-file.ts'
import type { Head } from './vault.ts'

const HeadFile = z.strictObject({
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
})

/** The log's head as it was last written, or null where the file is missing or unreadable. */
export function readHead(path: string): Head | null {
  try {
    return HeadFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Replaces the head file; durable when it returns. */
export function writeHead(path: string, { size, root }: Head): void {
  replaceFile(path, `${JSON.stringify({ size, root })}\n`)
}
