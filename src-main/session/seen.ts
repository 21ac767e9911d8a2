import type { Finding } from '../audit/contract.ts'
import { figure, finding } from '../audit/finding.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { rootAt } from '../audit/tail.ts'
import type { Platform } from '../platform/platform.ts'
import type { Head, Readable } from '../vault/vault.ts'
import type { OfficeFiles } from './office-files.ts'

type Desk = Pick<Platform, 'lastSeen' | 'saw'>

const hexAt = async (tx: Readable, size: number) =>
  Buffer.from(await rootAt(tx, size)).toString('hex')

/** Whether the log still holds what this computer saw of it: an older copy of the whole folder has a head of its own, and does not. */
export async function comparedWithSeen(
  { vault, folder }: OfficeFiles,
  desk: Desk,
): Promise<{ seen: Head; fault: Finding } | null> {
  const seen = desk.lastSeen(folder)
  if (!seen) return null
  return vault.read(async (tx) => {
    const size = await sizeOf(tx)
    if (size === 0 || (await hexAt(tx, 1)) !== seen.office) return null
    if (size < seen.size) return { seen, fault: older(size, seen.size) }
    return (await hexAt(tx, seen.size)) === seen.root ? null : { seen, fault: another(seen.size) }
  })
}

/** Remembers on this computer how far the log goes. */
export async function rememberSeen({ vault, folder }: OfficeFiles, desk: Desk): Promise<void> {
  const seen = await vault.read(async (tx) => {
    const size = await sizeOf(tx)
    return size === 0 ? null : { office: await hexAt(tx, 1), size, root: await hexAt(tx, size) }
  })
  if (seen) desk.saw(folder, seen)
}

const older = (size: number, before: number) =>
  finding(
    size + 1,
    `This office is older than when this computer last had it open: the log has ${figure(size)} entries and had ${figure(before)}.`,
    'An older copy of the folder was put in its place, or entries were removed.',
  )
const another = (size: number) =>
  finding(
    null,
    'This office is not as this computer last had it open.',
    `At entry ${figure(size)} the code of the log is another: entries were changed, or a copy that went on elsewhere was put in its place.`,
  )
