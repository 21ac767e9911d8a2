import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type { Tables } from './schema.ts'

/** What the office's file keeps of a paper: without its key nobody can read it. */
export type Paper = Tables['paper']

/** Bytes that are worked on at once: a paper of any size takes no more memory than a few of these. */
export const PIECE = 1 << 20
const [NONCE, TAG] = [12, 16]

/** Encrypts a paper (AES-256-GCM) into a new file, piece by piece; its name is bound in. */
export function paperWriter(file: string, { id, key, nonce }: Record<'id', string> & Keys) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
  const hash = createHash('sha256')
  const handle = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
  let [size, open] = [0, true]
  const close = () => {
    if (open) closeSync(handle)
    open = false
  }
  return {
    begin: () => writeFileSync(handle, nonce),
    add(bytes: Uint8Array): number {
      hash.update(bytes)
      writeFileSync(handle, cipher.update(bytes))
      return (size += bytes.length)
    },
    /** On the disk when it returns. */
    end(): Paper {
      writeFileSync(handle, Buffer.concat([cipher.final(), cipher.getAuthTag()]))
      fsyncSync(handle)
      close()
      return { id, key, sha256: hash.digest(), size }
    },
    abandon() {
      close()
      rmSync(file, { force: true })
    },
  }
}
interface Keys {
  key: Uint8Array
  nonce: Uint8Array
}

/**
 * The paper's own bytes, piece by piece. Only its end tells whether all of them are those that were put: it throws there
 * where they are not, and whoever wrote them somewhere takes them away again.
 */
export function* piecesOf({ id, key, sha256, size }: Paper, file: string): Generator<Buffer> {
  const handle = openSync(file, constants.O_RDONLY)
  try {
    const end = fstatSync(handle).size - TAG
    if (end < NONCE) throw new Error('This file is too short to be a paper.')
    const decipher = createDecipheriv('aes-256-gcm', key, partOf(handle, 0, NONCE))
      .setAAD(Buffer.from(id))
      .setAuthTag(partOf(handle, end, TAG))
    const hash = createHash('sha256')
    const read = Buffer.alloc(Math.min(PIECE, end - NONCE))
    let total = 0
    for (let at = NONCE; at < end; at += PIECE) {
      const piece = decipher.update(partOf(handle, at, Math.min(PIECE, end - at), read))
      hash.update(piece)
      total += piece.length
      yield piece
    }
    decipher.final()
    if (total !== size || !hash.digest().equals(sha256)) throw new Error('This is another paper.')
  } finally {
    closeSync(handle)
  }
}

function partOf(
  handle: number,
  at: number,
  length: number,
  into: Buffer = Buffer.alloc(length),
): Buffer {
  const part = into.subarray(0, length)
  let got = 0
  while (got < length) {
    const read = readSync(handle, part, got, length - got, at + got)
    if (read === 0) throw new Error('This file ends before its end.')
    got += read
  }
  return part
}

/** How a paper stands: its file is gone, or is not this paper, whole and unchanged. */
export function paperState(row: Paper, file: string): 'whole' | 'missing' | 'damaged' {
  if (!existsSync(file)) return 'missing'
  try {
    const pieces = piecesOf(row, file)
    while (!pieces.next().done);
    return 'whole'
  } catch {
    return 'damaged'
  }
}

/** The bytes at once, or null where the file is gone or is not this paper. */
export function openedPaper(row: Paper, file: string): Uint8Array | null {
  try {
    return Buffer.concat([...piecesOf(row, file)])
  } catch {
    return null
  }
}
