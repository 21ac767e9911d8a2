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
import { loadTemplates } from './template.ts'

/** What is wrong with one template. */
export interface Linted {
  kind: LetterKind
  findings: Finding[]
}

/** What these templates, or those of this folder, are found to be; each file has the number of its kind for its name. */
export function lintTemplates(
  given: string | readonly Given[],
  { resources }: { resources: string },
): Linted[] {
  const law = loadDeadlineLaw(editionTexts(resources))
  const [shipped, sensitive] = [loadTemplates(resources), loadSensitive(resources)]
  return (typeof given === 'string' ? templatesIn(given) : given).map(
    ({ kind, text, lineInFile = (line) => line }) => ({
      kind,
      findings: lint(kind, text, { shipped: shipped.get(kind)!, law, sensitive }).map((found) => ({
        ...found,
        line: lineInFile(found.line),
      })),
    }),
  )
}

interface Given {
  kind: LetterKind
  text: string
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
    const kind = LetterKind.safeParse(name.slice(0, -'.txt'.length))
    if (kind.error)
      throw new Refusal(
        'invalid-input',
        `${name} is the template of no letter. Name it after its kind, such as L20.txt.`,
      )
    return { kind: kind.data, ...withShared(readFileSync(join(folder, name), 'utf8'), shared) }
  })
}
