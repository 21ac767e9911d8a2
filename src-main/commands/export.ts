import { mkdirSync } from 'node:fs'
import { countOf } from '../dates/words.ts'
import type { Given, Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'export',
  takes: ['<office folder>', '<folder>'],
  words: signInWords,
  flags: signInFlags,
  says: 'writes everything in an office to a new folder in the one named, not encrypted',
}

/** Exports an office in clear, for whoever leaves this program or looks for something it does not show. */
export async function exportTo(given: Given, terminal: Terminal): Promise<Reply> {
  const [office = '', to = ''] = given.operands.map((one) => pathIn(terminal, one))
  const chooseExportFolder = async () => {
    mkdirSync(to, { recursive: true })
    return to
  }
  const made = await workIn(
    office,
    given,
    terminal,
    async (ask, _, passphrase) => (await ask.exports.make({ passphrase }))!,
    { chooseExportFolder },
  )
  const lacking = made.lacking
    ? ` ${countOf(made.lacking, 'document', 'documents')} missing from the office could not be written.`
    : ''
  return {
    exit: made.lacking ? 1 : 0,
    text: `Exported: ${countOf(made.entries, 'entry', 'entries')}, ${countOf(made.lists, 'list', 'lists')}, ${countOf(made.documents, 'document', 'documents')}. Nothing in the folder is encrypted.${lacking}\n${made.folder}`,
    json: made,
  }
}
