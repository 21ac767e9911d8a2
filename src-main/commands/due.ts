import { dueCommand, dueInWords } from '../deadlines/due-command.ts'
import type { Given, Usage } from './arguments.ts'
import { readFacts } from './facts.ts'
import type { Reply, Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'due',
  takes: [],
  words: {},
  flags: {},
  says: 'works out a deadline from the facts on standard input',
}
const example = { rule: 'R02', events: { receivedOn: '2026-11-25' } }

/** Works out a deadline for no client in particular; needs no office. */
export async function due(_given: Given, terminal: Terminal): Promise<Reply> {
  const found = dueCommand(await readFacts(terminal, example), terminal)
  return { exit: 0, text: dueInWords(found), json: { ...found } }
}
