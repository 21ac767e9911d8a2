import {
  AssignTag,
  CaseTag,
  ForTag,
  IfTag,
  LiquidError,
  Output,
  TypeGuards,
  UnlessTag,
  type Template as Node,
  type Token,
  type Value,
} from 'liquidjs'
import { fieldsFor, rowsField, type Field } from './template-fields.ts'
import { FILTERS, marked, parse, TAGS } from './template-engine.ts'
import { trial, type Found } from './template-trial.ts'

/** A field that is printed, as it is written there. */
interface Print {
  at: number
  said: string
  field: Field
}

/** What a text of a template prints and asks, and what is wrong with it. */
export interface Walked {
  prints: Print[]
  faults: Found[]
  /** What is printed whatever the facts are. */
  always: string
}

/** Conditions that are known to hold, and not to, where something stands. */
interface Known {
  holds: readonly string[]
  fails: readonly string[]
}
type Scope = Readonly<Record<string, Field>>
interface Where {
  scope: Scope
  known: Known
  loops: number
}

const TEXT: Field = {
  ...{ sort: 'text', class: 'none', options: null, filled: false },
  ...{ fields: {}, item: null, example: 'Example' },
}
const MOST_LOOPS = 2

/** Follows a text of a template: its fields, its conditions, and what can never be. Pure. */
export function walk(
  text: string,
  about: Parameters<typeof fieldsFor>[0],
  {
    editions,
    each,
  }: {
    editions: Parameters<typeof fieldsFor>[1]
    each: Parameters<typeof rowsField>[0] | null
  },
): Walked {
  const walked: Walked = { prints: [], faults: [], always: '' }
  let nodes: Node[]
  try {
    nodes = parse(marked, text)
  } catch (error) {
    walked.faults.push(parseFault(error))
    return walked
  }
  const scope = { ...fieldsFor(about, editions), ...(each ? { rows: rowsField(each) } : {}) }
  follow(nodes, { scope, known: { holds: [], fails: [] }, loops: 0 }, walked)
  // What names no field there is cannot be filled in.
  if (walked.faults.length === 0) walked.faults.push(...trial(text, scope))
  return walked
}

function parseFault(error: unknown): Found {
  if (!LiquidError.is(error)) throw error
  const said = error.message.replace(/, line:.*$/s, '')
  const filter = /undefined filter: (\w+)/.exec(said)?.[1]
  const tag = /tag "?(\w+)"? not found/.exec(said)?.[1]
  const at = error.token.begin
  if (filter)
    return {
      at,
      what: `There is no filter called ${filter}.`,
      cure: `Use one of ${FILTERS.join(', ')}.`,
    }
  if (tag)
    return { at, what: `There is no tag called ${tag}.`, cure: `Use one of ${TAGS.join(', ')}.` }
  return { at, what: `This cannot be read: ${said}.`, cure: 'Close what is open here.' }
}

function follow(nodes: readonly Node[], where: Where, walked: Walked): void {
  let { scope } = where
  for (const node of nodes) {
    const here = { ...where, scope }
    if (node instanceof Output) {
      const field = ofValue(node.value, here, walked)
      if (field) {
        const { begin: at } = node.token
        walked.prints.push({ at, said: saidIn(node.token), field })
        if (field.sort === 'group')
          walked.faults.push({
            at,
            what: `${saidIn(node.token)} is a group of fields.`,
            cure: 'Write one of its fields.',
          })
      }
    } else if (node instanceof IfTag || node instanceof UnlessTag) choose(node, here, walked)
    else if (node instanceof CaseTag) {
      const of = ofValue(node.value, here, walked)
      for (const { values, templates } of node.branches) {
        for (const value of values)
          if (of && TypeGuards.isQuotedToken(value)) compare(of, '==', value, value.begin, walked)
        follow(templates, here, walked)
      }
      follow(node.elseTemplates, here, walked)
    } else if (node instanceof ForTag) loop(node, here, walked)
    else if (node instanceof AssignTag) {
      // Its parts are private in the types alone: they are what the tag was read into.
      const { key, value } = node as unknown as { key: string; value: Value }
      const made = ofValue(value, here, NOWHERE())?.class ?? 'none'
      if (Object.hasOwn(scope, key) && scope[key]!.class !== made)
        walked.faults.push({
          at: node.token.begin,
          what: `The name ${key} is given already, for another class.`,
          cure: 'Give it another name.',
        })
      scope = { ...scope, [key]: ofValue(value, here, walked) ?? TEXT }
    } else if (where.known.holds.length + where.known.fails.length + where.loops === 0)
      walked.always += node.token.getText()
  }
}

function loop(node: ForTag, here: Where, walked: Walked): void {
  const { begin: at } = node.token
  const list = ofToken(node.collection, here, walked)
  if (list && list.sort !== 'list')
    walked.faults.push({
      at,
      what: `${node.collection.getText()} is no list.`,
      cure: 'Repeat over a list; a text is divided into its lines first: {% assign parts = … | lines %}.',
    })
  if (here.loops >= MOST_LOOPS)
    walked.faults.push({
      at,
      what: 'This repeats within a repetition of a repetition.',
      cure: 'Write it with two at most.',
    })
  const inside = {
    ...here,
    loops: here.loops + 1,
    scope: { ...here.scope, [node.variable]: list?.item ?? TEXT, forloop: FORLOOP },
  }
  follow(node.templates, inside, walked)
  follow(node.elseTemplates ?? [], here, walked)
}
const flag: Field = { ...TEXT, sort: 'flag', filled: true }
const FORLOOP: Field = {
  ...TEXT,
  sort: 'group',
  fields: { index: TEXT, index0: TEXT, length: TEXT, rindex: TEXT, first: flag, last: flag },
}

/** Follows the branches of a condition, each with what is known there. */
function choose(node: IfTag | UnlessTag, here: Where, walked: Walked): void {
  let { known } = here
  for (const [place, { value, templates }] of node.branches.entries()) {
    const said = conditionIn(value)
    const at = value.initial.postfix[0]?.begin ?? node.token.begin
    const turned = node instanceof UnlessTag && place === 0
    for (const fault of constant(value, { ...here, known }, walked))
      walked.faults.push({ at, ...fault })
    if (known.fails.includes(said))
      walked.faults.push({
        at,
        what: `The condition “${said}” can never hold here: it was asked before, and did not.`,
        cure: 'Take this part out, or ask something else.',
      })
    else if (known.holds.includes(said))
      walked.faults.push({
        at,
        what: `The condition “${said}” always holds here: it was asked before, and did.`,
        cure: 'Take the condition out and leave what it holds.',
      })
    const yes = { ...known, holds: [...known.holds, said] }
    const no = { ...known, fails: [...known.fails, said] }
    follow(templates, { ...here, known: turned ? no : yes }, walked)
    known = turned ? yes : no
  }
  follow(node.elseTemplates ?? [], { ...here, known }, walked)
}

const conditionIn = ({ initial: { postfix } }: Value): string => {
  const [first] = postfix
  if (!first) return ''
  const from = Math.min(...postfix.map(({ begin }) => begin))
  const to = Math.max(...postfix.map(({ end }) => end))
  return first.input.slice(from, to).replaceAll(/\s+/g, ' ')
}

/** Why a condition can never be other than it is. */
function constant(value: Value, here: Where, walked: Walked): Omit<Found, 'at'>[] {
  const { postfix } = value.initial
  ofValue(value, here, walked)
  if (postfix.length === 1) {
    const [token] = postfix
    if (!TypeGuards.isPropertyAccessToken(token))
      return [
        { what: 'This condition asks for no field.', cure: 'Ask for a field, or take it out.' },
      ]
    const field = ofToken(token, here, NOWHERE())
    if (!field) return []
    if (field.sort === 'list')
      return [
        {
          what: `The condition “${token.getText()}” always holds: a list is there when it is empty too.`,
          cure: `Write ${token.getText()}.size > 0.`,
        },
      ]
    if (field.sort === 'text' && field.filled)
      return [
        {
          what: `The condition “${token.getText()}” always holds: where nothing is recorded an empty text stands there.`,
          cure: `Write ${token.getText()} != ''.`,
        },
      ]
    return []
  }
  for (const [at, token] of postfix.entries()) {
    if (!TypeGuards.isOperatorToken(token)) continue
    const [left, right] = [postfix[at - 2], postfix[at - 1]]
    if (!TypeGuards.isPropertyAccessToken(left) || !TypeGuards.isQuotedToken(right)) continue
    const field = ofToken(left, here, NOWHERE())
    if (field) compare(field, token.operator, right, left.begin, walked)
    const other = here.known.holds.find((one) => one.startsWith(`${left.getText()} == '`))
    if (
      token.operator === '==' &&
      other !== undefined &&
      /^[\w.[\]]+ == '[^']*'$/.test(other) &&
      other !== `${left.getText()} == ${right.getText()}`
    )
      return [
        {
          what: `${left.getText()} can never be ${right.getText()} here: ${other} holds.`,
          cure: 'Take this part out, or ask it outside.',
        },
      ]
  }
  return []
}
const NOWHERE = (): Walked => ({ prints: [], faults: [], always: '' })

/** What a field is compared with and can never be. */
function compare(
  field: Field,
  operator: string,
  right: Token & { content?: string },
  at: number,
  walked: Walked,
): void {
  const options = field.options ?? field.item?.options
  const said = right.content ?? right.getText().slice(1, -1)
  // A blank stands in square brackets.
  if (!options || said.includes('[')) return
  const can =
    operator === 'contains' && field.sort !== 'list'
      ? options.some((one) => one.includes(said))
      : options.includes(said)
  if (can || !['==', '!=', 'contains'].includes(operator)) return
  walked.faults.push({
    at,
    what: `The field is never “${said}”.`,
    cure: `It is one of: ${options.map((one) => `“${one}”`).join(', ')}.`,
  })
}

const saidIn = (token: Token): string => token.getText().replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')

/** What a value is, once its filters have had it. */
function ofValue(value: Value, here: Where, walked: Walked): Field | null {
  const tokens = value.initial.postfix
  const fields = tokens.map((token) => ofToken(token, here, walked))
  for (const { args } of value.filters)
    for (const arg of args) {
      const token = Array.isArray(arg) ? arg[1] : arg
      const given = ofToken(token, here, walked)
      // What is printed where a field is missing is printed too.
      const { begin: at } = token as Token
      if (given) walked.prints.push({ at, said: (token as Token).getText(), field: given })
    }
  let field = tokens.length === 1 ? (fields[0] ?? null) : TEXT
  for (const { name } of value.filters) {
    if (!field) return null
    if (name === 'lines')
      field = { ...TEXT, sort: 'list', class: field.class, item: { ...TEXT, class: field.class } }
    else if (name === 'first' || name === 'last') field = field.item
    // What escapes a fact is a filter too, without a name.
    else if (['day', 'days', 'listed', 'join'].includes(name))
      field = { ...TEXT, class: field.class }
  }
  return field
}

/** What a token stands for; null for what nobody knows, which is a fault of its own. */
function ofToken(token: unknown, here: Where, walked: Walked): Field | null {
  if (TypeGuards.isRangeToken(token)) {
    walked.faults.push({
      at: token.begin,
      what: 'A template counts nothing by itself.',
      cure: 'Repeat over a list.',
    })
    return null
  }
  if (!TypeGuards.isPropertyAccessToken(token)) return TEXT
  const said = token.getText()
  const fault = (what: string, cure: string) => {
    walked.faults.push({ at: token.begin, what, cure })
    return null
  }
  let field: Field | undefined
  let fields: Readonly<Record<string, Field>> = here.scope
  for (const [place, prop] of token.props.entries()) {
    const name = TypeGuards.isNumberToken(prop)
      ? String(prop.content)
      : 'content' in prop && typeof prop.content === 'string'
        ? prop.content
        : null
    if (name === null)
      return fault(`${said} is worked out as the letter is made.`, 'Name the field itself.')
    const next: Field | undefined =
      field?.sort === 'list'
        ? name === 'size'
          ? { ...TEXT, class: 'none' }
          : /^\d+$|^first$|^last$/.test(name)
            ? (field.item ?? TEXT)
            : undefined
        : Object.hasOwn(fields, name)
          ? fields[name]
          : undefined
    if (!next)
      return fault(
        place === 0
          ? `There is no field called ${name} for this letter.`
          : `There is no field called ${said}.`,
        place === 0
          ? `It may begin with ${Object.keys(here.scope).join(', ')}.`
          : field?.sort === 'list'
            ? 'Of a list there is size, and each of it by {% for %}.'
            : `There is ${Object.keys(fields).join(', ') || 'nothing in it'}.`,
      )
    field = next
    fields = next.fields
  }
  return field ?? null
}
