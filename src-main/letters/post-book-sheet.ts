import { figure } from '../audit/finding.ts'
import { londonDay } from '../dates/days.ts'
import { countOf, CountOf, formatDay, formatFullDay } from '../dates/words.ts'
import { printable } from '../typesetting/glyphs.ts'
import type { InformationSheet, SheetPart } from '../typesetting/model.ts'
import type { Day, z } from '../wire/schema.ts'
import type { letters as contract } from './contract.ts'

type Book = z.input<(typeof contract)['postBook']['output']>
type Line = Book['lines'][number]

const SINCE = { added: 'ADDED SINCE: ', changed: 'CHANGED SINCE: ' }

function lineWords(one: Line, place: number): string {
  const { kind, ourRef, to, place: where, pages, enclosures, copies, since, seq } = one
  const carried = [
    countOf(pages, 'page', 'pages'),
    ...(enclosures > 0 ? [countOf(enclosures, 'enclosure', 'enclosures')] : []),
    ...(copies.length > 0 ? [`copy to ${copies.join(' and ')}`] : []),
  ].join(', ')
  return `${place}. ${since ? SINCE[since] : ''}${ourRef}, ${kind}, to ${[to, where].filter(Boolean).join(', ')}: ${carried}. Entry ${figure(seq)}.`
}

const routeWords = (route: string) => {
  const words = route.replaceAll('-', ' ')
  return words === 'dx' ? 'DX' : words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The post of a day as a paper to sign: by route, with what changed since the book was last printed, and the code of the log. */
export function postBookSheet(
  { on, lines, gone, last }: Book,
  made: { on: string; by: string; firm: string; code: string },
): InformationSheet {
  const numbered = lines.map((one, at) => ({ route: one.route, words: lineWords(one, at + 1) }))
  const routes = [...Map.groupBy(numbered, ({ route }) => route)]
  const parts: SheetPart[] = [
    ...(lines.length === 0
      ? [
          {
            heading: 'Nothing was sent',
            paragraphs: ['No letter is recorded as sent on this day.'],
          },
        ]
      : routes.map(([route, all]) => ({
          heading: `${routeWords(route)}: ${countOf(all.length, 'letter', 'letters')}`,
          paragraphs: all.map(({ words }) => words),
        }))),
    ...(last ? [changes({ lines, gone, last })] : []),
    {
      heading: 'Signed',
      paragraphs: [
        `Code of the log when this was printed: ${made.code}`,
        'Typed back into the program (Audit log, codes from paper), it shows whether anything recorded until then was changed.',
      ],
      fields: ['Posted by', 'Signature | Date'],
    },
  ]
  return {
    title: `Post book ${on}`,
    madeOn: made.on,
    firm: { name: printable(made.firm), contact: [], stated: `Printed by ${printable(made.by)}.` },
    group: 'Post book',
    heading: formatFullDay(on as Day),
    asAt: `${CountOf(lines.length, 'letter', 'letters')}. Printed on ${formatDay(made.on as Day)}.`,
    notice: 'Confidential: it names clients’ matters and whom the firm wrote to.',
    parts: parts.map((part) => ({ ...part, paragraphs: part.paragraphs.map(printable) })),
    foot: `Post book of ${formatDay(on as Day)}, ${made.code}`,
    largePrint: false,
    close: true,
  }
}

function changes({ lines, gone, last }: Pick<Book, 'lines' | 'gone' | 'last'>): SheetPart {
  const { at, by, seq } = last!
  const changed = lines.filter(({ since }) => since !== null).length
  const struck = gone.map(
    ({ ourRef, kind, to, sentOn }) =>
      `NO LONGER OF THIS DAY: ${ourRef}, ${kind}, to ${to}${sentOn ? `: now recorded as sent on ${formatDay(sentOn as Day)}` : ': not sent'}.`,
  )
  return {
    heading: `Since the book of ${formatDay(londonDay(at) as Day)}`,
    paragraphs: [
      `This day’s book was printed before (entry ${figure(seq)}, by ${by}). ${
        changed + gone.length === 0
          ? 'Nothing has changed since.'
          : `${CountOf(changed, 'line is', 'lines are')} added or changed, and ${countOf(gone.length, 'line is', 'lines are')} gone.`
      }`,
      ...struck,
    ],
  }
}
