import type { z } from 'zod'
import { CountOf, countOf } from '../../src-main/dates/words.ts'
import type { Letter, letters as questions } from '../../src-main/letters/contract.ts'

export type Printable = z.output<typeof questions.papers.output>[number]
/** What was chosen last of each paper, as this computer keeps it. */
export type Chosen = Record<string, Record<string, string>>

/** What stands for what the printer does by itself, and for the printer chosen above. */
export const SET = 'as the printer is set'
export const ABOVE = 'as above'

/** One paper of the dialog as it is typed: how many, on which printer, from which tray. */
export interface Job {
  key: string
  /** Under which this computer keeps the choice: the same for every letter. */
  kind: string
  label: string
  hint: string
  printable: Printable
  copies: string
  printer: string
  tray: string
  size: string
  start: string
}

export const SIZES = [
  { value: 'DL', label: 'DL, 110 × 220 mm' },
  { value: 'DL-window', label: 'DL with a window' },
  { value: 'C5', label: 'C5, 162 × 229 mm' },
  { value: 'C4', label: 'C4, 229 × 324 mm' },
]
/** A mark is printed on the envelope, and a copy shows the address of somebody else: a window has no use. */
export const sizesFor = ({ privilege, reader }: Printable) =>
  privilege === null && reader === null ? SIZES : SIZES.filter(({ value }) => value !== 'DL-window')

/** Whether it is an envelope, which has a size and no sides. */
export const isEnvelope = ({ what }: Printable): boolean => what === 'envelope' || what === 'outer'

/** The papers of a letter as they are offered, each as it was chosen last; the letter alone where nothing was. */
export function jobsOf(papers: readonly Printable[], letter: Letter, last: Chosen): Job[] {
  return papers.map((printable) => {
    const kind = kindOf(printable)
    const before = last[kind] ?? {}
    const { copies = FIRST.has(printable.what) ? '1' : '0' } = before
    const size = sizesFor(printable).some(({ value }) => value === before['size'])
      ? before['size']!
      : 'DL'
    return {
      ...{ key: `${printable.what}-${printable.reader ?? 'to'}`, kind, printable, copies, size },
      ...wordsOf(printable, letter),
      ...{ printer: before['printer'] ?? ABOVE, tray: before['tray'] ?? SET },
      start: before['start'] ?? '1',
    }
  })
}
const FIRST: ReadonlySet<string> = new Set(['letter', 'copy'])

const kindOf = ({ what, privilege }: Printable): string =>
  what === 'envelope' && privilege !== null ? 'inner' : what

function wordsOf(of: Printable, letter: Letter): Pick<Job, 'label' | 'hint'> {
  const { what, reader, name, client, privilege, packing } = of
  const code = packing === null ? '' : ` Packing code ${packing}.`
  const whose = reader === null ? '' : client ? ' for the client’s copy' : ` for ${name}`
  const pages = CountOf(letter.approved?.pages ?? 1, 'page', 'pages')
  if (what === 'letter') return { label: 'Letter', hint: `${pages}.${code}` }
  if (what === 'with-enclosures') {
    const kept = letter.content.enclosures.filter(
      ({ document, withheld }) => document ?? withheld,
    ).length
    const hint = `One file with an index and page numbers: ${countOf(kept, 'enclosure', 'enclosures')} kept here.${code}`
    return { label: 'Letter with its enclosures', hint }
  }
  if (what === 'file-copy') return { label: 'File copy', hint: 'Marked across every page.' }
  if (what === 'copy')
    return {
      label: client ? 'Client’s copy' : `Copy for ${name}`,
      hint: `Marked across every page.${code}`,
    }
  if (what === 'labels')
    return {
      label: `Labels${whose}`,
      hint:
        privilege === null
          ? 'Address. A4 sheet of 21, each 63.5 × 38.1 mm.'
          : 'Three each: outer address, inner address with the mark, sender. A4 sheet of 21.',
    }
  if (what === 'outer')
    return {
      label: `Outer envelope${whose}`,
      hint: `Address, prison number and return address; no mark.${code}`,
    }
  return privilege === null
    ? { label: `Envelope${whose}`, hint: `Address and return address.${code}` }
    : {
        label: `Inner envelope${whose}`,
        hint: `Marked ${privilege}, with the sender and a place to sign.${code}`,
      }
}

/** What this computer keeps of the dialog: of labels the next free place on the sheet. */
export function remembered(
  jobs: readonly Job[],
  last: Chosen,
  all: Record<string, string>,
): Chosen {
  const now = jobs.map(({ kind, copies, printer, tray, size, start }) => [
    kind,
    { copies, printer, tray, size, start },
  ])
  return { ...last, ...Object.fromEntries(now), all }
}

/** The first place that is free after labels were printed. */
export function nextStart({ printable, copies, start }: Job): string {
  const each = printable.privilege === null ? 1 : 3
  return String(((Number(start) - 1 + Number(copies) * each) % 21) + 1)
}
