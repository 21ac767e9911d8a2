import {
  AssignTag,
  CaseTag,
  Context,
  evalToken,
  ForTag,
  IfTag,
  Output,
  toValueSync,
  UnlessTag,
  type Template as Node,
  type Value,
} from 'liquidjs'
import { marked, Missing, parse } from './template-engine.ts'
import type { Field } from './template-fields.ts'

/** Something found in a text of a template; `at` is where, in characters. */
export interface Found {
  at: number
  what: string
  cure: string
}

const FITS = 'day takes a day, days a number, lines a text, listed and join a list.'

/** Fills a text of a template in with an example of every field, each of its branches, and says what fails or prints nothing. Pure. */
export function trial(text: string, fields: Readonly<Record<string, Field>>): Found[] {
  const found: Found[] = []
  const context = new Context(exampleOf(fields), marked.options, { sync: true })
  fill(parse(marked, text), context, found)
  return found
}

const exampleOf = (fields: Readonly<Record<string, Field>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field)]))

function valueOf({ sort, fields, item, example }: Field): unknown {
  if (sort === 'group') return exampleOf(fields)
  if (sort === 'list') return item ? [valueOf(item)] : []
  return sort === 'flag' ? true : example
}

/** Whatever the conditions are, every branch is filled in: what one of them prints is printed in some letter. */
function fill(nodes: readonly Node[], context: Context, found: Found[]): void {
  for (const node of nodes) {
    const { begin: at } = node.token
    if (node instanceof Output) {
      const fault = faultOf(node.value, context)
      const said = node.token.getText()
      if (fault === 'empty')
        found.push({
          ...{ at, what: `${said} prints nothing where its field has something in it.` },
          cure: 'Look at what its filters leave of the field.',
        })
      else if (fault)
        found.push({
          ...{ at, what: `${said} cannot be filled in: a filter does not fit the field.` },
          cure: FITS,
        })
    } else if (node instanceof IfTag || node instanceof UnlessTag || node instanceof CaseTag) {
      for (const { templates } of node.branches) fill(templates, context, found)
      fill(node.elseTemplates ?? [], context, found)
    } else if (node instanceof ForTag) {
      const rows = tried(() => toValueSync(evalToken(node.collection, context)))
      const first = Array.isArray(rows) ? (rows as unknown[])[0] : undefined
      context.push({ [node.variable]: first, forloop: FORLOOP })
      if (first !== undefined) fill(node.templates, context, found)
      context.pop()
      fill(node.elseTemplates ?? [], context, found)
    } else if (node instanceof AssignTag) {
      const { key, value } = node as unknown as { key: string; value: Value }
      const is = tried(() => toValueSync(value.value(context, false)))
      if (is === FAILED)
        found.push({
          ...{ at, what: `${node.token.getText()} cannot be filled in.` },
          cure: FITS,
        })
      else context.bottom()[key] = is
    }
  }
}
const FORLOOP = { index: 1, index0: 0, length: 1, rindex: 1, first: true, last: true }

/** Of what a filter makes of a field: that it fails, that nothing is left, or that it is no text. */
function faultOf(value: Value, context: Context): 'fails' | 'empty' | null {
  try {
    const said: unknown = toValueSync(value.value(context, false))
    if (typeof said !== 'string' || /\bNaN\b|\bundefined\b|\[object |Invalid/.test(said))
      return 'fails'
    return said.trim() === '' ? 'empty' : null
  } catch (error) {
    return isMissing(error) ? 'empty' : 'fails'
  }
}
const isMissing = (error: unknown): boolean =>
  error instanceof Missing ||
  (error instanceof Error && 'originalError' in error && error.originalError instanceof Missing)

const FAILED = Symbol('failed')
function tried(work: () => unknown): unknown {
  try {
    return work()
  } catch {
    return FAILED
  }
}
