import type { Protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileFor, SCHEME } from './address.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** What the scheme may do, to be said before the program is ready: a real origin, and a secure one. */
export const privileges = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** Answers one request for a file of the window; a kind of file that no window needs is not there either. */
export async function answer(
  folder: string,
  headers: Record<string, string>,
  request: { method: string; url: string },
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers })
  const file = fileFor(folder, request.url)
  const type = file && TYPES[path.extname(file)]
  const bytes = type ? await readFile(file).catch(() => undefined) : undefined
  if (!type || !bytes) return new Response(null, { status: 404, headers })
  return new Response(bytes, { headers: { ...headers, 'Content-Type': type } })
}

/** Serves the window its own files out of `folder`, each under `headers`, and no other file. */
export function serveOwnFiles(
  protocol: Protocol,
  folder: string,
  headers: Record<string, string>,
): void {
  protocol.handle(SCHEME, (request) => answer(folder, headers, request))
  // Electron's own way to read any file of the computer.
  protocol.handle('file', () => new Response(null, { status: 403 }))
}
