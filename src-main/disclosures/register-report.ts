import { figure } from '../audit/finding.ts'
import { formatDay } from '../dates/words.ts'
import { printable } from '../typesetting/glyphs.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import type { Day } from '../wire/schema.ts'
import type { Cell, Head } from '../platform/spreadsheet.ts'
import {
  BASIS_WORDS,
  classWords,
  ERASED,
  ERASED_WHY,
  RESTRICTED,
  wayWords,
  WITHHELD,
} from './register-words.ts'
import type { DisclosureLine, ErasedLine } from './contract.ts'

/** A line of the register as a report says it: nobody's name where whoever asks may not see clients. */
export type ReportLine = Omit<DisclosureLine, 'client' | 'on'> & {
  client: string | null
  on: string
  /** Whether the restricted class was disclosed; null where the report does not tell. */
  restricted: boolean | null
  /** What each part rests on, in sentences. */
  why: readonly string[]
}

/** A report of the register: what was chosen, by whom, and its lines in the register's order. */
export interface RegisterReport {
  firm: string
  on: string
  by: string
  /** What was chosen, in words. */
  chosen: readonly string[]
  lines: readonly ReportLine[]
  /** Lines of clients who were erased; null where something is chosen that they no longer tell. */
  erased: readonly ErasedLine[] | null
  /** Code of the log as it stood. */
  code: string
}

/** What a line says that it disclosed. */
const toldWords = ({ classes, restricted }: ReportLine): string => {
  if (classes === null) return WITHHELD
  const named = classes.map(classWords)
  const last = restricted === null ? [RESTRICTED] : restricted ? ['HIV and sexual health'] : []
  return [...named, ...last].join('; ')
}

const HEADS: readonly Head[] = [
  ...(['Entry', 'Date'] as const).map((name) => ({ name, width: 12 })),
  ...['Client', 'Recipient', 'Role', 'Purpose', 'How'].map((name) => ({ name, width: 24 })),
  ...['Information', 'Basis', 'Relies on', 'Recorded by'].map((name) => ({ name, width: 30 })),
]

/** The register as a table. */
export const registerTable = ({
  lines,
  erased,
}: Pick<RegisterReport, 'lines' | 'erased'>): { heads: readonly Head[]; rows: Cell[][] } => ({
  heads: HEADS,
  rows: [
    ...lines.map((line) => [
      ...[String(line.seq), { day: line.on }, line.client ?? WITHHELD, line.reader ?? WITHHELD],
      ...[line.role, line.purpose, wayWords(line), toldWords(line)],
      ...[BASIS_WORDS[line.basis], line.why.join(' '), line.by],
    ]),
    ...(erased ?? []).map(({ seq, on, role, route, basis }) => [
      ...[String(seq), { day: on }, ERASED, ERASED, role, ERASED, route.replaceAll('-', ' ')],
      ...[ERASED, BASIS_WORDS[basis], ERASED_WHY, ''],
    ]),
  ],
})

const erasedWords = ({ seq, on, role, route, basis }: ErasedLine): string =>
  `${formatDay(on as Day)}: an erased client (entry ${figure(seq)}), to somebody as ${role}; ${route.replaceAll('-', ' ')}. Basis: ${BASIS_WORDS[basis]}.`

const lineWords = (line: ReportLine): string => {
  const { seq, on, client, reader, role, purpose, basis, by, why } = line
  const whom =
    client === null || reader === null
      ? `${role}, ${purpose}`
      : `${client}, to ${reader} (${role}, ${purpose})`
  return `Entry ${figure(seq)}, ${formatDay(on as Day)}: ${whom}; ${wayWords(line)}. Disclosed: ${toldWords(line)}. Basis: ${BASIS_WORDS[basis]}.${line.late ? ' Recorded once something stood against it.' : ''}${why.length > 0 ? ` ${why.join(' ')}` : ''} Recorded by ${by}.`
}

/** The register as a paper: what was chosen, then what has no basis, then everything else. */
export function registerSheet({
  firm,
  on,
  by,
  chosen,
  lines,
  erased,
  code,
}: RegisterReport): InformationSheet {
  const isBare = ({ basis, late }: ReportLine) => basis === 'none' || late
  const bare = lines.filter(isBare)
  const rest = lines.filter((one) => !isBare(one))
  const parts = [
    { heading: 'What was chosen', paragraphs: chosen },
    {
      heading: 'Exceptions: no recorded basis, or recorded once something stood against it',
      paragraphs: bare.length > 0 ? bare.map(lineWords) : ['None.'],
    },
    {
      heading: 'Disclosures with a recorded basis',
      paragraphs: rest.length > 0 ? rest.map(lineWords) : ['None.'],
    },
    ...(erased && erased.length > 0
      ? [
          {
            heading: 'Disclosures about clients who were erased',
            paragraphs: [ERASED_WHY, ...erased.map(erasedWords)],
          },
        ]
      : []),
    {
      heading: 'For this office',
      paragraphs: [
        'This report is for use in the office. To give somebody outside what it says, make an audit pack: that is recorded as a disclosure.',
        `Code of the log: ${code}`,
      ],
    },
  ]
  return {
    title: `Register ${code}`,
    madeOn: on,
    firm: { name: printable(firm), contact: [], stated: `Made by ${printable(by)}.` },
    group: 'Register of disclosures',
    heading: 'Report',
    asAt: `Made on ${formatDay(on as Day)}: ${figure(lines.length)} ${lines.length === 1 ? 'disclosure' : 'disclosures'}, ${figure(bare.length)} exceptions.`,
    notice: 'Confidential: this report tells what clients confided to their solicitors.',
    parts: parts.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs.map(printable),
    })),
    foot: printable(`Register of disclosures, ${code}`),
    largePrint: false,
    close: true,
  }
}
