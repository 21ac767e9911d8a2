import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countOf } from '../dates/words.ts'
import { lintTemplates, type Linted } from '../letters/lint-command.ts'
import type { Given, Usage } from './arguments.ts'
import { signInFlags, signInWords } from './sign-in-options.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'lint-templates',
  takes: ['<folder>'],
  words: signInWords,
  flags: signInFlags,
  says: 'looks for what is wrong in templates of letters: files such as L20.txt, or those of an office',
}

/** Says what is wrong in the templates of a folder, or in those of its own that an office uses; changes nothing. Exit code 1 where one cannot be used. */
export async function lintTemplatesIn(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0] ?? '')
  const linted = existsSync(join(folder, 'remedy.keys'))
    ? await inOffice(folder, given, terminal)
    : lintTemplates(folder, terminal)
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

/** By the law and the words that the office itself has. */
async function inOffice(folder: string, given: Given, terminal: Terminal): Promise<Linted[]> {
  // A folder of templates is no office: nothing of one is loaded for it, which takes longer than the check.
  const { workIn } = await import('./enter.ts')
  return workIn(folder, given, terminal, async (ask) => {
    const used = (await ask.letters.templates({})).filter(({ office }) => office)
    return Promise.all(
      used.map(async ({ kind, easyRead, office }) => {
        const { saved } = await ask.letters.template({ kind, easyRead })
        const text = saved.find(({ version }) => version === office?.version)!.text
        const findings = await ask.letters.lintTemplate({ kind, easyRead, text })
        return { kind, ...(easyRead ? { isEasy: true } : {}), findings }
      }),
    )
  })
}

const linesOf = ({ kind, isEasy, findings }: Linted): string[] =>
  findings.map(
    ({ line, level, what, cure }) =>
      `${kind}${isEasy ? ' in easy words' : ''}, line ${line}${level === 'remark' ? ' (remark)' : ''}: ${what} ${cure}`,
  )
