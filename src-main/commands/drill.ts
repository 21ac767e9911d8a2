import { countOf, formatMoment } from '../dates/words.ts'
import type { Given, Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'drill',
  takes: ['<office folder>'],
  words: signInWords,
  flags: signInFlags,
  says: 'restores the newest backup into a scratch folder, verifies it, and gives a line for the compliance file',
}

/** Tests the newest backup of an office; exit code 1 where something is found. */
export async function drill(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  const { office, trial } = await workIn(folder, given, terminal, async (ask) => ({
    office: (await ask.signIn.state({})).office?.name ?? '',
    trial: (await ask.backups.tryNewest({})).trial!,
  }))
  const found = trial.verdict === 'finding'
  const outcome = found ? 'PROBLEM FOUND' : `verified, ${trial.verdict}`
  return {
    exit: found ? 1 : 0,
    text: `${formatMoment(trial.at)}  ${office}: the backup of ${formatMoment(trial.madeAt)} was restored into a scratch folder: ${countOf(trial.entries, 'entry', 'entries')}, ${outcome}.`,
    json: { office, ...trial },
  }
}
