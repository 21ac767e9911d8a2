import { answerableCommand, answerableInWords } from '../rights/answerable-command.ts'
import type { Given, Usage } from './arguments.ts'
import { readFacts } from './facts.ts'
import type { Reply, Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'answerable',
  takes: [],
  words: {},
  flags: {},
  says: 'says who is responsible for a matter, from the facts on standard input',
}
const example = {
  prison: 'Leeds',
  kind: 'clinical',
  eventOn: '2026-06-01',
  actionOn: '2026-07-01',
}

/** Says who is answerable, or which facts are missing, for no client in particular; needs no office. */
export async function answerable(_given: Given, terminal: Terminal): Promise<Reply> {
  const found = answerableCommand(await readFacts(terminal, example), terminal)
  return { exit: 0, text: answerableInWords(found), json: { ...found } }
}
