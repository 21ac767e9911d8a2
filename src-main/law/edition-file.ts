import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { EditionTexts } from './edition-pack.ts'

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Names the entry a fault lies in: `entry R07, versions 1, period.count`. */
function place(data: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let here: unknown = data
  for (const step of path) {
    const named = here as Record<PropertyKey, unknown> | undefined
    here = named?.[step]
    const id = (here as { id?: unknown } | undefined)?.id
    if (typeof id === 'string') words.splice(0, words.length, `entry ${id}`)
    else words.push(typeof step === 'number' ? String(step + 1) : String(step))
  }
  return words.join(', ')
}

/** Which file of an edition is wrong, where, and why; nothing is ever patched. */
export class EditionFault extends Refusal {
  readonly file: string
  readonly where: string
  readonly why: string

  constructor(file: string, where: string, why: string) {
    super(
      'damaged',
      `The law cannot be read: ${basename(file)}, ${where}: ${sentence(why)} Correct the file, or install the program again.`,
    )
    this.file = basename(file)
    this.where = where
    this.why = sentence(why)
  }
}

/** The fault as an error to throw. */
export const editionFault = (file: string, where: string, why: string): EditionFault =>
  new EditionFault(file, where, why)

/** Reads one file of the edition by its schema; refuses it whole at the first fault. */
export function readEditionFile<Schema extends z.ZodType>(
  texts: EditionTexts,
  file: string,
  schema: Schema,
): z.output<Schema> {
  const text = texts.get(file)
  if (text === undefined) throw editionFault(file, 'the whole file', 'it is missing')
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw editionFault(file, 'the whole file', 'it is not JSON')
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]!
  const keys = 'keys' in first ? ` (${first.keys.join(', ')})` : ''
  throw editionFault(file, place(data, first.path) || 'the whole file', first.message + keys)
}

/** The texts of these files below the resources folder; one that cannot be read is left out, and refused when it is asked for. */
export const textsIn = (resources: string, names: readonly string[]): EditionTexts =>
  new Map(
    names.flatMap((name): [string, string][] => {
      try {
        return [[name, readFileSync(join(resources, name), 'utf8')]]
      } catch {
        return []
      }
    }),
  )

/** The texts of the edition that lies in the resources folder, by their names below it. */
export function editionTexts(resources: string): EditionTexts {
  const rights = readdirSync(join(resources, 'rights')).filter((name) => name.endsWith('.json'))
  return textsIn(resources, [...rights.map((name) => `rights/${name}`), 'holidays.json'])
}
