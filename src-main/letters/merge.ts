import { LiquidError, type Liquid } from 'liquidjs'
import { detailScope } from './detail-facts.ts'
import { invalidInput, Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { LetterEdition, LetterKind, Passage, PassageClass } from './contract.ts'
import type { DetailRow } from '../details/groups.ts'
import { isProcedure, type ProcedureEdition } from './procedures.ts'
import { InformationClass, RESTRICTED_CLASS } from '../consents/contract.ts'
import { LetterFacts } from './facts.ts'
import {
  ASKS,
  templateOf,
  type OwnPaper,
  type PartEdition,
  type Template,
  type Templates,
} from './template.ts'
import { marked, Missing, parse, plain, withLines } from './template-engine.ts'

/** A letter filled in from its template, before anybody edits it. */
export interface Merged {
  title: string
  confidentiality: string | null
  salutation: string
  heading: string
  /** What the heading tells, for the gate. */
  passages: Passage[]
  /** `place` is where it stands in the template, whatever else is left out. */
  enclosures: {
    name: string
    class: z.output<typeof PassageClass>
    place: number
    /** What of the office’s own it is. */
    paper: OwnPaper | null
  }[]
  form: { text: string; copies: number } | null
}

/**
 * Fills in a template: pure, the same facts give the same letter. Facts are never run as a template.
 * A fact that the template needs and that is missing is refused as `invalid-input`, by its name.
 */
export function mergeLetter(order: {
  templates: Templates
  kind: LetterKind
  edition: LetterEdition
  /** The procedures of complaint of its day. */
  procedures?: readonly ProcedureEdition[]
  /** In easy words, where the kind has them. */
  easyRead?: true | undefined
  facts: LetterFacts
}): Merged {
  const { kind, edition, procedures = [] } = order
  const template = templateOf(order.templates, order)
  if (!template) throw new Refusal('not-found', `There is no template for letter ${kind}.`)
  const parsed = LetterFacts.safeParse(order.facts)
  if (!parsed.success) throw invalidInput(parsed.error)
  const { details, ...facts } = parsed.data
  const given = detailScope(kind, details)
  const scope = { ...facts, ...given, edition }
  const fill = (text: string, liquid: Liquid, more: object = {}) => {
    try {
      return tidy(withLines(String(liquid.renderSync(parse(liquid, text), { ...scope, ...more }))))
    } catch (error) {
      throw missingFact(kind, error)
    }
  }
  const here = new Set<PartEdition>([edition, ...procedures])
  const now = <One extends { editions: readonly PartEdition[] }>(parts: readonly One[]) =>
    parts.filter(({ editions }) => editions.length === 0 || editions.some((one) => here.has(one)))
  // A letter of a procedure has nothing to say where none of its procedures was in force.
  const ofProcedure = template.passages.filter(({ editions }) => editions.some(isProcedure))
  if (ofProcedure.length > 0 && now(ofProcedure).length === 0)
    throw new Refusal(
      'invalid-input',
      'On this date there was no procedure that this letter could be written under. Choose another date or another letter.',
      { datedOn: 'Choose another date.' },
    )
  const [heading] = now(template.headings)
  return {
    title: template.title,
    confidentiality: template.confidentiality,
    salutation: fill(template.salutation, plain),
    heading: fill(heading?.text ?? template.title, plain),
    passages: now(template.passages)
      .flatMap(({ id, text, class: about, each }) =>
        each === null
          ? [{ id, class: about, text: fill(text, marked) }]
          : byClass(given[each]).map(([of, rows]) => ({
              ...{ id: `${id}-${of ?? 'unclassed'}`, class: of },
              text: fill(text, marked, { rows }),
            })),
      )
      .map(({ id, text, class: about }) => ({
        id,
        text: asked(text, { of: template, classes: facts.request?.classes ?? null }),
        class: about,
        origin: 'template' as const,
      }))
      .filter(({ text }) => text !== ''),
    enclosures: now(template.enclosures)
      .map(({ text, class: about, paper }, place) => ({
        ...{ name: fill(text, plain), class: about, place, paper },
      }))
      .filter(({ name }) => name !== ''),
    form: template.form && {
      text: fill(template.form.text, marked),
      copies: template.form.copies,
    },
  }
}

/** The rows of a group of case details by what they are about, each class once; a blank tells nothing, and what has no class is of none that may be told. */
function byClass(given: unknown): [Passage['class'], DetailRow[]][] {
  const rows = [given ?? []].flat() as DetailRow[]
  const of = ({ about = '' }: DetailRow) =>
    about.startsWith('[') ? 'none' : InformationClass.nullable().catch(null).parse(about)
  return [...Map.groupBy(rows, of)]
}

/** Leaves of what is asked for the lines of these classes; where nobody says which, all but HIV and sexual health. */
function asked(
  text: string,
  { of, classes }: { of: Template; classes: readonly string[] | null },
): string {
  const own = new Set(of.passages.flatMap(({ asks }) => asks.map((one) => one.text)))
  const lines = text.split('\n').flatMap((line) => {
    const [, about, said] = ASKS.exec(line) ?? []
    // Only the template asks; what somebody typed says what it says.
    if (about === undefined || !own.has(said!)) return [line]
    const may = classes === null ? about !== RESTRICTED_CLASS : classes.includes(about)
    return may ? [`- ${said}`] : []
  })
  // What is then the last of a list ends its sentence.
  const ends = (at: number) => lines[at]!.endsWith(';') && !lines[at + 1]?.startsWith('- ')
  return lines
    .map((line, at) => (line.startsWith('- ') && ends(at) ? `${line.slice(0, -1)}.` : line))
    .join('\n')
}

const tidy = (text: string) =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

function missingFact(kind: LetterKind, error: unknown): Error {
  if (!LiquidError.is(error)) return error as Error
  const undefinedName = /undefined variable: (.+?)(?:,|$)/.exec(error.message)?.[1]
  const printed = error.token.getText().replace(/^\{\{-?\s*|\s*-?\}\}$/g, '')
  if (!undefinedName && !(error.originalError instanceof Missing)) return error
  const name = undefinedName ?? printed.split('|')[0]?.trim() ?? printed
  return new Refusal('invalid-input', `This letter needs a fact that is missing: ${name}.`, {
    [`facts.${name}`]: `Letter ${kind} cannot be made without this.`,
  })
}
