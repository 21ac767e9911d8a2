import type { Client } from '../clients/contract.ts'
import { formatDay, formatList, sentence } from '../dates/words.ts'
import { classWords } from '../disclosures/register-words.ts'
import type { Matter } from '../matters/contract.ts'
import type { rights } from '../rights/contract.ts'
import { printable } from '../typesetting/glyphs.ts'
import { paragraphsOf } from '../typesetting/inline.ts'
import type { InformationSheet, SheetPart } from '../typesetting/model.ts'
import type { z } from '../wire/schema.ts'
import { needsWords, spoken, type Shown } from './file-contents.ts'
import { kindWords, MAY_LACK, plain, purposeWords, roleWords } from './file-words.ts'

type Form = Shown<'consents', 'list'>[number]
type Letter = Shown<'letters', 'list'>['rows'][number]
type Written = Shown<'letters', 'get'>
type Answered = z.input<(typeof rights)['answerable']['output']>

/** What a printed file is made from, as whoever may open nothing restricted is shown it. */
export interface PrintedFile {
  client: z.output<typeof Client>
  acting: Shown<'representatives', 'list'>['rows']
  forms: readonly Form[]
  bases: Shown<'bases', 'list'>['rows']
  matters: readonly z.output<typeof Matter>[]
  /** Who answers for healthcare where the client is; null where no prison holds them. */
  answered: Answered | null
  /** Letters that are not done with; the newest of all; and the newest in their words. */
  waiting: readonly Letter[]
  newest: readonly Letter[]
  written: readonly Written[]
}
interface Made {
  on: string
  by: string
  firm: string
}

/** One client’s file on paper, for a visit or a day without power: true on the day it was printed. */
export function printedFileSheet(file: PrintedFile, made: Made): InformationSheet {
  const { client, newest, written } = file
  const printed = `Printed on ${formatDay(made.on)} by ${made.by}: true on that day.`
  const parts: SheetPart[] = [
    { heading: 'The client', paragraphs: clientLines(file, made.on) },
    { heading: 'Who answers for healthcare there', paragraphs: answerLines(file) },
    { heading: 'Open matters', paragraphs: matterLines(file) },
    { heading: 'Open dates', paragraphs: dateLines(file) },
    { heading: 'Who may be told, what, until when', paragraphs: toldLines(file) },
    {
      heading: 'Last letters',
      paragraphs: newest.length > 0 ? newest.map(letterLine) : ['No letter is recorded.'],
    },
    ...written.map((one) => ({ heading: letterHeading(one), paragraphs: letterWords(one) })),
    {
      heading: 'This print',
      paragraphs: [`${printed} Destroy it when it is replaced.`],
      fields: ['Destroyed on | By'],
    },
  ]
  return {
    title: 'Printed file',
    madeOn: made.on,
    firm: { name: printable(made.firm), contact: [], stated: printable(printed) },
    group: 'Client’s file, printed',
    heading: printable(spoken(client)),
    asAt: printable(`${printed} Destroy it when it is replaced.`),
    notice:
      'Confidential: keep it as the client’s file is kept. A form may have been withdrawn since.',
    parts: parts.map((part) => ({
      ...part,
      heading: printable(part.heading),
      paragraphs: part.paragraphs.map(printable),
    })),
    foot: printable(`${spoken(client)}. Destroy when replaced.`),
    largePrint: false,
    close: true,
  }
}

function clientLines({ client, acting }: PrintedFile, on: string): string[] {
  const stay = client.stays.findLast(({ from }) => from <= on)
  const where = stay
    ? `${[stay.name, ...stay.lines, stay.postcode].filter(Boolean).join(', ')}, since ${formatDay(stay.from)}`
    : 'not known'
  const known = client.aliases.map(spoken)
  const standing = acting.filter(({ state }) => state === 'in-force' || state === 'ends-soon')
  return [
    `Prison number: ${client.prisonNumber.number || 'none on record'}. Born: ${client.bornOn ? formatDay(client.bornOn) : 'not known'}.`,
    `Where the client is: ${where}.`,
    ...(known.length > 0 ? [`Also known as: ${formatList(known)}.`] : []),
    ...(needsWords(client.needs) ? [`Communication needs: ${needsWords(client.needs)}.`] : []),
    ...standing.map(
      (one) =>
        `Acts for the client: ${spoken(one)}, ${one.acts}${one.telephone ? `, ${one.telephone}` : ''}.`,
    ),
  ]
}

function answerLines({ answered }: PrintedFile): string[] {
  if (!answered) return ['No prison holds the client on this day, so nobody can be named.']
  const known = answered.answers.map(({ body, role }) => `${body}: ${role}.`)
  const asked = answered.ask.map(({ question }) => `To be found out: ${question}`)
  return [...known, ...asked, ...answered.check.map((one) => `To check: ${one}`)]
}

const matterLines = ({ matters }: PrintedFile): string[] => {
  const open = matters.filter(({ closed }) => closed === null)
  if (open.length === 0) return ['No matter is open.']
  return open.map(
    ({ ourRef, title, kind, responsibleName, opponents }) =>
      `${ourRef}: ${title} (${plain(kind)}). Responsible: ${responsibleName}.${opponents.length > 0 ? ` Others: ${formatList(opponents.map(({ name, role }) => `${name} (${role})`))}.` : ''}`,
  )
}

/** By day: the days of limitation, of answers awaited, and on which forms end. */
function dateLines({ matters, waiting, forms }: PrintedFile): string[] {
  const dates = [
    ...matters
      .filter(({ closed }) => closed === null)
      .flatMap(({ ourRef, limitation }) =>
        limitation
          .filter(({ passed }) => !passed)
          .map(({ claim, due, prudent, provisional }) => ({
            on: prudent,
            what: `limitation, ${claim}, in ${ourRef}${due === prudent ? '' : `; the last day is ${formatDay(due)}`}${provisional ? ', provisional' : ''}`,
          })),
      ),
    ...waiting.flatMap(({ deadline, kind, to, ourRef }) =>
      deadline
        ? [
            {
              on: deadline.due,
              what: `answer due from ${to} (${kindWords(kind)}, ${ourRef})${deadline.daysLate > 0 ? ': LATE' : ''}${deadline.provisional ? ', provisional' : ''}`,
            },
          ]
        : [],
    ),
    ...forms
      .filter(({ choices }) => givenIn(choices).length > 0)
      .map(({ lastDay, recipient }) => ({
        on: lastDay,
        what: `the form for ${recipient.name} ends`,
      })),
  ]
  if (dates.length === 0) return ['No date is open.']
  return dates
    .toSorted((one, other) => one.on.localeCompare(other.on))
    .map(({ on, what }) => `${formatDay(on)}: ${what}.`)
}

const GIVES: ReadonlySet<string> = new Set(['in-force', 'review-due', 'expiring'])
const givenIn = (choices: Form['choices']) => choices.filter(({ state }) => GIVES.has(state))

function toldLines({ forms, bases }: PrintedFile): string[] {
  const lines = forms.map(({ recipient, purpose, choices, lastDay, kind }) => {
    const given = givenIn(choices)
    const not = choices.filter(({ state }) => !GIVES.has(state) && state !== 'restricted')
    const whom = `${recipient.name} (${roleWords(recipient.role)}), ${purposeWords(purpose)}${kind === 'authority-to-obtain' ? ', authority' : ''}`
    const yes = given.map((one) => classWords(one.class)).join(', ')
    const no = not.map((one) => `${classWords(one.class)} (${plain(one.state)})`).join(', ')
    return `${whom}: ${given.length > 0 ? `until ${formatDay(lastDay)}: ${yes}` : 'NOTHING NOW'}.${no ? ` Not: ${no}.` : ''}`
  })
  const others = bases
    .filter(({ state }) => state === 'in-force')
    .map(
      (one) =>
        `${one.recipient.name} (${roleWords(one.recipient.role)}), ${purposeWords(one.purpose)}, by ${plain(one.kind)}: until ${formatDay(one.lastDay)}: ${one.classes.map(classWords).join(', ') || 'see the record'}.`,
    )
  const all = [...lines, ...others]
  return [...(all.length > 0 ? all : ['Nobody: no form is recorded.']), MAY_LACK]
}

const letterLine = ({ datedOn, kind, to, state, deadline, ourRef }: Letter): string =>
  `${formatDay(datedOn)}: ${kindWords(kind)} to ${to}, ${ourRef}: ${plain(state)}${deadline ? `, answer due ${formatDay(deadline.due)}` : ''}.`

const letterHeading = ({ content, state }: Written): string =>
  `${sentence(kindWords(content.kind))} to ${content.addressee.name}, ${formatDay(content.datedOn)} (${plain(state)})`

const letterWords = ({ content }: Written): string[] =>
  content.passages.flatMap(({ text }) =>
    paragraphsOf(text).map(({ lines, mark }) => {
      const words = lines.map((spans) => spans.map((span) => span.text).join('')).join(' ')
      return mark === null ? words : `${mark} ${words}`
    }),
  )
