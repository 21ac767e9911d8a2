import { COPY_FIRST, Refusal, type RefusalCode } from '../wire/refusal.ts'

const full =
  'The disk is full. Nothing was recorded. Free some space on the disk that holds the office, then try again.'
const readonly =
  'This folder cannot be written to. Ask whoever looks after your computers for permission to write to it, or move the office to a folder of your own.'
const damaged = `The office’s file is damaged and cannot be read safely. Nothing was changed. Stop work here. ${COPY_FIRST}`
/** Whether it is the answer of storage to a part of the file that cannot be read. */
export const saysUnreadable = (error: unknown): boolean =>
  error instanceof Refusal && error.message === damaged
const disk =
  'The disk reported an error. Nothing was recorded. Check the disk or the network drive, then try again.'
const missing =
  'The office’s file cannot be opened. Check that its folder is complete and that you may read it.'
const busy = 'Another program is using the office’s file. Close it, wait a moment, and try again.'

/** The first that fits the error's code, or begins it, decides. */
const reasons: [code: string, RefusalCode, message: string][] = [
  ['SQLITE_FULL', 'not-allowed', full],
  ['SQLITE_READONLY', 'not-allowed', readonly],
  ['SQLITE_PERM', 'not-allowed', readonly],
  ['SQLITE_AUTH', 'not-allowed', readonly],
  ['SQLITE_CORRUPT', 'damaged', damaged],
  ['SQLITE_NOTADB', 'damaged', damaged],
  ['SQLITE_BUSY', 'busy', busy],
  ['SQLITE_LOCKED', 'busy', busy],
  ['SQLITE_PROTOCOL', 'busy', busy],
  // No room for the index of the write-ahead log: the first thing that fails on a full disk.
  ['SQLITE_IOERR_SHMSIZE', 'not-allowed', full],
  ['SQLITE_IOERR_CORRUPTFS', 'damaged', damaged],
  ['SQLITE_IOERR', 'busy', disk],
  ['SQLITE_CANTOPEN', 'damaged', missing],
  ['ENOSPC', 'not-allowed', full],
  ['EDQUOT', 'not-allowed', full],
  ['EFBIG', 'not-allowed', full],
  ['EACCES', 'not-allowed', readonly],
  ['EPERM', 'not-allowed', readonly],
  ['EROFS', 'not-allowed', readonly],
  ['EIO', 'busy', disk],
  ['ENOENT', 'damaged', missing],
  ['ENOTDIR', 'damaged', missing],
  ['EISDIR', 'damaged', missing],
]

/** Turns an error of SQLite or the file system into a refusal; any other error is returned unchanged. */
export function storageRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons.find(([start]) => code === start || code.startsWith(`${start}_`))
  return reason ? new Refusal(reason[1], reason[2]) : error
}

/**
 * The same refusal in the words of what is written to another disk: that it is full, or that it cannot be reached. An error
 * of nothing stored is returned unchanged, and so is a refusal that was made already.
 */
export function refusalElsewhere(
  error: unknown,
  words: { full: string; unreachable: string },
): unknown {
  const refusal = storageRefusal(error)
  if (!(refusal instanceof Refusal) || error instanceof Refusal) return refusal
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isFull = /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/.test(code)
  return new Refusal(refusal.code, isFull ? words.full : words.unreachable)
}
