import { existsSync, readdirSync } from 'node:fs'
import { backupsIn } from '../backups/backup-place.ts'
import { markRestored } from '../backups/restored-mark.ts'
import { beside, bringBack, swapIn } from '../backups/restore-backup.ts'
import { countOf, formatMoment } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'restore',
  takes: ['<backup>', '<new folder>'],
  words: {},
  flags: {},
  says: 'brings a backup back into a folder of its own; of a folder of several, the newest',
}

/** Restores a backup into an absent or empty folder; it is opened there with the passphrases of its day. */
export async function restore(given: Given, terminal: Terminal): Promise<Reply> {
  const [from = '', folder = ''] = given.operands.map((one) => pathIn(terminal, one))
  if (!existsSync(from)) throw new WrongUse('There is no such backup.')
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Refusal(
      'conflict',
      'That folder is not empty. Name one that does not exist yet. To put a backup in the place of an office, use the window.',
    )
  const [newest] = backupsIn(from)
  const steps = { begin: () => {}, tick: () => {} }
  const back = bringBack(
    { backup: newest?.folder ?? from, into: beside(folder, 'restoring'), folder },
    steps,
  )
  markRestored(back, null)
  swapIn(back, folder, terminal.clock())
  const { madeAt, head, papers } = back.backup
  const missing = back.missing.length
    ? ` ${countOf(back.missing.length, 'document', 'documents')} of it could not be found.`
    : ''
  return {
    exit: missing ? 1 : 0,
    text: `Restored the backup of ${formatMoment(madeAt)}: ${countOf(head.size, 'entry', 'entries')}, ${countOf(papers, 'document', 'documents')}.${missing} Verify it with: verify ${folder}`,
    json: { folder, madeAt, entries: head.size, papers, missing: back.missing.length },
  }
}
