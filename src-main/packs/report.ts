import type { Finding, Verdict } from '../audit/contract.ts'
import { figure } from '../audit/finding.ts'
import { headCode } from '../audit/head-code.ts'
import { moreInWords } from '../audit/more-words.ts'
import type { DisclosureLine } from '../disclosures/contract.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { countOf, formatDay } from '../dates/words.ts'
import type { Day } from '../wire/schema.ts'
import type { InformationSheet, SheetPart } from '../typesetting/model.ts'
import { printable } from '../typesetting/glyphs.ts'

type Line = Pick<DisclosureLine, 'seq' | 'basis' | 'by'> & {
  on: string
  reader: string | null
  client: string | null
  classes: readonly string[] | null
  route: string
}

/** What the report of a pack says; a redacted one is handed neither names nor words. */
export interface Reported {
  kind: 'full' | 'redacted'
  on: string
  /** Name of the firm; null in a redacted pack. */
  firm: string | null
  scope: string
  /** Who made it for whom and why; null in a redacted pack. */
  made: { by: string; to: string; reason: string } | null
  log: { size: number; root: Uint8Array; origin: string }
  counts: { entries: number; checkpoints: number; papers: number }
  verdict: Pick<Verdict, 'findings' | 'remarks' | 'checks' | 'cannotShow'>
  register: readonly Line[]
  /** Papers that an entry names and the office no longer has as they were. */
  lacking: readonly string[]
  /** Hash of the page that goes with the pack, in hex. */
  page: string
}

const inWords = (on: string) => formatDay(on as Day)

/** No report prints more lines of the register; the entries hold them all. */
const MOST_LINES = 2000

/** The report of a pack as a sheet of paper: exceptions first. */
export function reportSheet(reported: Reported): InformationSheet {
  const { kind, on, firm, scope, log } = reported
  const parts = [exceptions(reported), summary(reported), register(reported), onPaper(reported)]
  const printed = parts.map((part) => ({
    heading: printable(part.heading),
    paragraphs: part.paragraphs.map(printable),
  }))
  return {
    title: `Audit pack ${log.size}`,
    madeOn: on,
    firm: {
      name: printable(firm ?? 'Remedy'),
      contact: [],
      stated: `Log ${log.origin}`,
    },
    group: 'Audit pack',
    heading: kind === 'full' ? 'Report' : 'Report, redacted',
    asAt: `Made on ${inWords(on)}. Entries chosen: ${printable(scope)}.`,
    notice:
      kind === 'full'
        ? 'Confidential: this pack tells what clients confided to their solicitors.'
        : 'This pack holds no contents: digests stand in their place, and the proofs hold.',
    parts: printed,
    foot: `Audit pack of ${figure(log.size)} entries`,
    largePrint: false,
    close: true,
  }
}

function exceptions({ kind, verdict, register, lacking }: Reported): SheetPart {
  const bare = register.filter(({ basis }) => basis === 'none')
  const { findings, remarks } = verdict
  const found = [
    ...bare.slice(0, MOST_LINES).map((one) => `No recorded basis: ${lineInWords(one)}`),
    ...(bare.length > MOST_LINES
      ? [`${figure(bare.length - MOST_LINES)} more without a recorded basis are not printed here.`]
      : []),
    ...findings.map((one) => foundInWords('Finding', one, kind)),
    ...lacking,
  ]
  const lines =
    found.length > 0
      ? found
      : ['None: every disclosure has a recorded basis, and the verification found nothing.']
  const later =
    'Remarks, which are no exceptions: right by the rule of their day, and refused by one that came later.'
  return {
    heading: 'Exceptions',
    paragraphs: [
      ...lines,
      ...(remarks.length > 0 ? [later] : []),
      ...remarks.map((one) => foundInWords('Remark', one, kind)),
    ],
  }
}

/** Without its words in a redacted pack: they may name somebody. */
function foundInWords(
  sort: string,
  { seq, what, differs, more }: Finding,
  kind: Reported['kind'],
): string {
  const place = seq === null ? '' : ` at entry ${figure(seq)}`
  const others = more ? ` ${moreInWords(more)}` : ''
  if (kind === 'full') return `${sort}${place}: ${what} ${differs}${others}`
  return `${sort}${place === '' ? ', which names no entry' : place}.${others}`
}

function summary({ kind, made, log, counts, verdict, scope }: Reported): SheetPart {
  return {
    heading: 'Summary',
    paragraphs: [
      `${figure(counts.entries)} of the ${figure(log.size)} entries of the log (${scope}), ${countOf(counts.checkpoints, 'signed checkpoint', 'signed checkpoints')}, ${countOf(counts.papers, 'paper', 'papers')}.`,
      ...(made ? [`Made by ${made.by} for ${made.to}. Reason: ${made.reason}`] : []),
      ...(kind === 'full'
        ? verdict.checks.map(({ name, of, held }) => `${name}: ${figure(held)} of ${figure(of)}.`)
        : []),
      ...verdict.cannotShow.map((line) => `Cannot be shown: ${line}`),
    ],
  }
}

function register({ register: lines, kind }: Reported): SheetPart {
  const shown = lines.slice(0, MOST_LINES)
  const left = lines.length - shown.length
  return {
    heading: 'Register of disclosures',
    paragraphs: [
      lines.length === 0
        ? 'There are no disclosures among these entries.'
        : `${figure(lines.length)} among these entries, those without a basis first, then the newest.`,
      ...shown.map((one) => lineInWords(one)),
      ...(left > 0
        ? [
            `${figure(left)} more are not printed here${kind === 'full' ? '; their entries are in entries.jsonl' : ''}.`,
          ]
        : []),
    ],
  }
}

const classInWords = (about: string) =>
  about === RESTRICTED_CLASS ? 'HIV and sexual health' : about.replaceAll('-', ' ')
const BASES = {
  consent: 'a form',
  other: 'another reason',
  none: 'no recorded basis',
  own: 'the client’s own information',
}

function lineInWords({ seq, on, reader, client, classes, basis, by, route }: Line): string {
  if (reader === null || client === null)
    return `Entry ${figure(seq)}, ${inWords(on)}. Basis: ${BASES[basis]}.`
  const told = classes && classes.length > 0 ? classes.map(classInWords).join(', ') : 'restricted'
  return `Entry ${figure(seq)}, ${inWords(on)}: ${client}, to ${reader} (${route.replaceAll('-', ' ')}): ${told}. Basis: ${BASES[basis]}. Recorded by ${by}.`
}

function onPaper({ log, page }: Reported): SheetPart {
  const fingerprint = log.origin.replace('remedy.office/', '')
  return {
    heading: 'How to check this pack',
    paragraphs: [
      'Open verify.html from this pack in a browser; it needs no network. Choose the pack, and type the fingerprint of the office’s key and codes from paper that was not made with this pack: a letter’s foot, an earlier report, a post book.',
      'What stands below is printed here to be kept. Typed back with this same pack it proves nothing; with a later pack it proves that nothing before it was changed.',
      `Fingerprint of the key: ${fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ')}`,
      `Code of the log: ${headCode(log.size, log.root)}`,
      `SHA-256 of verify.html: ${page}`,
      'The page is also kept with the program. The format is published in docs/audit-pack.md, so that anybody can write another verifier.',
    ],
  }
}
