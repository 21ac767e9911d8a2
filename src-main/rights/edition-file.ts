import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Names the entry a fault lies in: `entry R07, versions 1, period.count`. */
function place(data: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let here: unknown = data
  for (const step of path) {
    const named = here as Record<PropertyKey, unknown> | undefined
    here = named?.[step]
    const id = (here as { id?: unknown } | undefined)?.id
    if (typeof id === 'string') words.splice(0, words.length, `entry ${id}`)
    else words.push(typeof step === 'number' ? String(step + 1) : String(step))
  }
  return words.join(', ')
}

/** A refusal that says which file of the edition is wrong, where, and why; nothing is ever patched. */
export const editionFault = (file: string, where: string, why: string): Refusal =>
  new Refusal(
    'damaged',
    `The law cannot be read: ${basename(file)}, ${where}: ${sentence(why)} Put it right in the file, or bring back the file that was shipped.`,
  )

/** Reads one file of the edition by its schema; refuses it whole at the first fault. */
export function readEditionFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.output<Schema> {
  let data: unknown
  try {
    data = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw editionFault(file, 'the whole file', missing ? 'it is missing' : 'it is not JSON')
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]!
  const keys = 'keys' in first ? ` (${first.keys.join(', ')})` : ''
  throw editionFault(file, place(data, first.path) || 'the whole file', first.message + keys)
}
