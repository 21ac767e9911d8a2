import type { Decoded } from './text-file.ts'
import { LIMITS, tableOf, tooManyRows, unfit, type FileTable } from './table.ts'

/** The columns that cards are laid out in, by the headings that the fields of an import know. */
const HEADINGS = [
  ...['Full name', 'Title', 'Surname', 'Forenames', 'Organisation', 'Role'],
  ...[
    'Address line 1',
    'Address line 2',
    'Address line 3',
    'Town',
    'County',
    'Postcode',
    'Country',
  ],
  ...['Telephone', 'Note'],
] as const

interface Property {
  name: string
  options: string
  value: string
}

/** Reads contacts (vCard 2.1, 3.0 and 4.0) as a table, one row for each card. */
export function readCards({ text, encoding }: Decoded): FileTable {
  const cards: string[][] = []
  let open: Property[] | null = null
  for (const line of unfolded(text)) {
    const property = propertyIn(line)
    if (!property) continue
    const { name, value } = property
    if (name === 'BEGIN' && /^vcard$/i.test(value)) {
      if (open) throw broken()
      open = []
      if (cards.length > LIMITS.rows) throw tooManyRows()
    } else if (name === 'END' && /^vcard$/i.test(value)) {
      if (!open) throw broken()
      cards.push(rowOf(open))
      open = null
    } else open?.push(property)
  }
  if (open) throw broken()
  const recognised = { format: 'vcard' as const, encoding, separator: '', sheets: [], sheet: '' }
  return tableOf(recognised, [HEADINGS, ...cards])
}

const broken = () =>
  unfit(
    'This file breaks off within a contact, or is damaged. Export the contacts again, and choose that file.',
  )

/** Lines that were broken for their length, joined again; also those of vCard 2.1, which end in an equals sign. */
function unfolded(text: string): string[] {
  const lines: string[] = []
  let soft = false
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)) {
    const last = lines.at(-1)
    if (last !== undefined && soft) lines[lines.length - 1] = last.slice(0, -1) + line
    else if (last !== undefined && /^[ \t]/.test(line))
      lines[lines.length - 1] = last + line.slice(1)
    else lines.push(line)
    const now = lines.at(-1)!
    soft = now.endsWith('=') && /^[^:]*quoted-printable/i.test(now)
  }
  return lines
}

function propertyIn(line: string): Property | null {
  const found = /^(?:[\w-]+\.)?([A-Za-z-]+)((?:;(?:"[^"]*"|[^:"])*)?):(.*)$/s.exec(line)
  if (!found) return null
  const [, name = '', options = '', raw = ''] = found
  const value = /quoted-printable/i.test(options) ? fromQuotedPrintable(raw, options) : raw
  return { name: name.toUpperCase(), options: options.toUpperCase(), value }
}

function fromQuotedPrintable(raw: string, options: string): string {
  const bytes: number[] = []
  for (let at = 0; at < raw.length; at++) {
    const code = /^=([0-9A-F]{2})/i.exec(raw.slice(at, at + 3))
    if (code) at += 2
    bytes.push(code ? Number.parseInt(code[1]!, 16) : raw.charCodeAt(at) & 0xff)
  }
  const named = /charset="?([\w-]+)/i.exec(options)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(named).decode(Uint8Array.from(bytes))
  } catch {
    return new TextDecoder('windows-1252').decode(Uint8Array.from(bytes))
  }
}

/** The parts of a value, divided where no backslash stands before. */
const partsOf = (value: string): string[] => value.split(/(?<!\\);/).map(plain)
const plain = (value: string): string =>
  value
    .replaceAll(/\\n/gi, '\n')
    .replaceAll(/\\([\\,;:])/g, '$1')
    .trim()

function rowOf(properties: readonly Property[]): string[] {
  const first = (name: string) => properties.find((one) => one.name === name)?.value ?? ''
  const [surname = '', forename = '', more = '', title = ''] = partsOf(first('N'))
  const work = properties.filter(({ name }) => name === 'ADR')
  const address = work.find(({ options }) => options.includes('WORK')) ?? work[0]
  const [
    box = '',
    extended = '',
    street = '',
    town = '',
    county = '',
    postcode = '',
    country = '',
  ] = partsOf(address?.value ?? '')
  const lines = [box, extended, ...street.split('\n')].map((line) => line.trim()).filter(Boolean)
  const [one = '', two = '', ...three] = lines
  return [
    plain(first('FN')),
    title,
    surname,
    [forename, more].filter(Boolean).join(' '),
    partsOf(first('ORG')).filter(Boolean).join(', '),
    plain(first('TITLE') || first('ROLE')),
    ...[one, two, three.join(', '), town, county, postcode, country],
    plain(first('TEL').replace(/^tel:/i, '')),
    plain(first('NOTE')),
  ]
}
