import { resolve } from 'node:path'
import { countOf } from '../dates/words.ts'
import { lintTemplates, type Linted } from '../letters/lint-command.ts'
import type { Given, Usage } from './arguments.ts'
import type { Reply, Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'lint-templates',
  takes: ['<folder>'],
  words: {},
  flags: {},
  says: 'looks for what is wrong in templates of letters: files such as L20.txt',
}

/** Says what is wrong in the templates of a folder; changes nothing. Exit code 1 where one cannot be used. */
export async function lintTemplatesIn({ operands }: Given, terminal: Terminal): Promise<Reply> {
  const linted = lintTemplates(resolve(terminal.folder, operands[0] ?? ''), terminal)
  const findings = linted.flatMap((one) => one.findings)
  const wrong = findings.filter(({ level }) => level === 'refused').length
  const counts = [
    countOf(linted.length, 'template', 'templates'),
    countOf(wrong, 'fault', 'faults'),
    countOf(findings.length - wrong, 'remark', 'remarks'),
  ]
  return {
    exit: wrong > 0 ? 1 : 0,
    text: [...linted.flatMap(linesOf), `${counts.join(', ')}.`].join('\n'),
    json: { templates: linted },
  }
}

const linesOf = ({ kind, findings }: Linted): string[] =>
  findings.map(
    ({ line, level, what, cure }) =>
      `${kind}, line ${line}${level === 'remark' ? ' (remark)' : ''}: ${what} ${cure}`,
  )
