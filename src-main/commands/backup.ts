import { join } from 'node:path'
import { countOf, formatMoment, formatSize } from '../dates/words.ts'
import type { Given, Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { placeNameFor } from '../backups/backup-place.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'backup',
  takes: ['<office folder>', '<folder for backups>'],
  words: signInWords,
  flags: signInFlags,
  says: 'makes a backup of an office and verifies it',
}

/** Makes a backup beside the earlier ones in a folder; what the office has chosen for its own stays as it is. */
export async function backup(given: Given, terminal: Terminal): Promise<Reply> {
  const [office = '', to = ''] = given.operands.map((one) => pathIn(terminal, one))
  const chooseBackupFolder = async (name: string) => join(to, placeNameFor(name))
  const made = await workIn(
    office,
    given,
    terminal,
    async (ask) => (await ask.backups.makeElsewhere({}))!,
    { chooseBackupFolder },
  )
  const lacking = made.lacking
    ? ` ${countOf(made.lacking, 'document', 'documents')} missing from the office could not be copied.`
    : ''
  return {
    exit: made.lacking ? 1 : 0,
    text: `Backup of ${formatMoment(made.madeAt)}: ${countOf(made.entries, 'entry', 'entries')}, ${countOf(made.papers, 'document', 'documents')}, ${formatSize(made.bytes)}, verified.${lacking}\n${made.folder}`,
    json: made,
  }
}
