import { formatNumber } from '../dates/words.ts'
import type { Given, Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'rebuild',
  takes: ['<office folder>'],
  words: signInWords,
  flags: signInFlags,
  says: 'rebuilds every list of an office from its log, once the log itself is verified',
}

/** Rebuilds the lists of an office from its log. */
export async function rebuild(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  const { entries, changes } = await workIn(folder, given, terminal, (_, office) =>
    office.rebuild(),
  )
  return {
    exit: 0,
    text: `The log passed its checks. Every list was rebuilt from its ${formatNumber(entries)} entries: ${formatNumber(changes)} rows written.`,
    json: { entries, changes },
  }
}
