import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadDeadlineLaw } from '../law/edition.ts'
import { editionTexts } from '../law/edition-file.ts'
import { Refusal } from '../wire/refusal.ts'
import { LetterKind } from './contract.ts'
import { lint } from './lint.ts'
import type { Finding } from './template-contract.ts'
import { loadSensitive } from './sensitive.ts'
import { SHARED, sharedPassages, withShared } from './shared-passages.ts'
import { loadTemplates, namedTemplate, templateOf } from './template.ts'

/** What is wrong with one template. */
export interface Linted {
  kind: LetterKind
  /** It is the one in easy words. */
  isEasy?: boolean
  findings: Finding[]
}

/** What these templates, or those of this folder, are found to be; each file has the number of its kind for its name. */
export function lintTemplates(
  given: string | readonly Given[],
  { resources }: { resources: string },
): Linted[] {
  const law = loadDeadlineLaw(editionTexts(resources))
  const [shipped, sensitive] = [loadTemplates(resources), loadSensitive(resources)]
  const templateIn = (kind: LetterKind, isEasy: boolean) =>
    templateOf(shipped, { kind, easyRead: isEasy ? true : undefined })
  return (typeof given === 'string' ? templatesIn(given) : given).map(
    ({ kind, text, isEasy = false, lineInFile = (line) => line }) => ({
      kind,
      ...(isEasy ? { isEasy } : {}),
      findings: lint(kind, text, { shipped: templateIn(kind, isEasy)!, law, sensitive }).map(
        (found) => ({
          ...found,
          line: lineInFile(found.line),
        }),
      ),
    }),
  )
}

interface Given {
  kind: LetterKind
  text: string
  isEasy?: boolean
  lineInFile?: (line: number) => number
}

function templatesIn(folder: string): Given[] {
  if (!existsSync(folder)) throw new Refusal('not-found', `There is no folder ${folder}.`)
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && name !== SHARED)
    .sort()
  if (names.length === 0)
    throw new Refusal(
      'not-found',
      `There is no template in ${folder}. A template is a file such as L20.txt.`,
    )
  const shared = sharedPassages(folder)
  return names.map((name) => {
    const { kind: said, isEasy } = namedTemplate(name)
    const kind = LetterKind.safeParse(said)
    if (kind.error)
      throw new Refusal(
        'invalid-input',
        `${name} is the template of no letter. Name it after its kind, such as L20.txt.`,
      )
    return {
      kind: kind.data,
      isEasy,
      ...withShared(readFileSync(join(folder, name), 'utf8'), shared),
    }
  })
}
