import type { Entry, Json } from '../audit/entry.ts'
import { DetailsRecorded } from '../details/logged.ts'
import { detailLines } from './detail-lines.ts'
import { formatDay, formatMoment, sentence } from '../dates/words.ts'
import { classWords } from '../disclosures/register-words.ts'
import { paragraphsOf } from '../typesetting/inline.ts'
import { isDay } from '../wire/schema.ts'
import { kindWords, plain, roleWords } from './file-words.ts'

type Detail = Entry['detail']
type Fields = { readonly [name: string]: Json }

/** Ids, hashes and numbers of versions, which say nothing of anybody, and what the program worked out to check a letter. */
const NOT_SAID: ReadonlySet<string> = new Set([
  ...['sha256', 'size', 'version', 'code', 'files', 'bytes', 'pages', 'firmVersion', 'edition'],
  ...['read', 'ordered', 'gateOpen', 'decisions', 'states', 'held', 'keys', 'replaces', 'closing'],
  ...['covered', 'origin', 'id', 'desk', 'largePrint', 'easyRead', 'place'],
  ...['clientNumber', 'matterNumber'],
])
const isSaid = ([name, value]: [string, Json]): boolean =>
  !NOT_SAID.has(name) &&
  !/Ids?$/.test(name) &&
  !(
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )

const fieldName = (name: string): string =>
  sentence(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())

const RECORD = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Names of people by their ids. */
export type NameOf = (id: string, unknown?: string) => string

/** What an entry says, line by line: everything but ids, hashes and the program’s own working. */
export function entryLines({ act, detail }: Entry, nameOf: NameOf): string[] {
  const recorded = act === 'details-recorded' && DetailsRecorded.safeParse(detail).data
  if (recorded) return detailLines(recorded.group, recorded.rows)
  const { content, ...rest } = detail
  return [
    ...Object.entries(rest)
      .filter(isSaid)
      .map(([name, value]) => `${fieldName(name)}: ${said(name, value, nameOf)}`),
    ...(isFields(content) ? letterLines(content, nameOf) : []),
  ]
}

/** A letter as it was written: to whom, and its words. */
function letterLines(content: Fields, nameOf: NameOf): string[] {
  const { kind, passages, ...rest } = content
  const texts = Array.isArray(passages) ? passages : []
  return [
    `Kind: ${kindWords(typeof kind === 'string' ? kind : null)}`,
    ...Object.entries(rest)
      .filter(isSaid)
      .map(([name, value]) => `${fieldName(name)}: ${said(name, value, nameOf)}`),
    ...texts.flatMap((one) => {
      if (!isFields(one) || typeof one['text'] !== 'string') return []
      return paragraphsOf(one['text']).map(({ lines }) =>
        lines.map((spans) => spans.map(({ text }) => text).join('')).join(' '),
      )
    }),
  ]
}

const isFields = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function said(name: string, value: Json, nameOf: NameOf): string {
  if (value === true) return 'yes'
  if (Array.isArray(value)) return value.map((one) => said(name, one, nameOf)).join('; ')
  if (isFields(value)) return fieldsSaid(value, nameOf)
  const text = String(value)
  if (name === 'class' || name === 'classes') return classWords(text)
  if (isDay(text)) return formatDay(text)
  if (MOMENT.test(text) && !Number.isNaN(Date.parse(text))) return formatMoment(text)
  if (RECORD.test(text)) return nameOf(text, 'a record of this office')
  return /^[a-z]+(-[a-z]+)+$/.test(text) ? plain(text) : text
}

/** Somebody with their role, a class with its answer; anything else field by field. */
function fieldsSaid(value: Fields, nameOf: NameOf): string {
  const { class: about, answer, name, reader, role, ...rest } = value
  const who = name ?? reader
  if (typeof about === 'string' && typeof answer === 'string')
    return `${classWords(about)} ${plain(answer)}`
  const known = typeof who === 'string' && typeof role === 'string'
  const own = known ? [`${who} (${roleWords(role)})`] : []
  const others = Object.entries(known ? rest : value)
    .filter(isSaid)
    .map(([field, one]) => `${fieldName(field).toLowerCase()} ${said(field, one, nameOf)}`)
  return [...own, ...others].join(', ')
}

/** Somebody whom an entry names. */
export interface Named {
  name: string
  role: string
}

const ROLES_OF_FIELDS: Readonly<Record<string, string>> = {
  ...{
    askedBy: 'asked for it',
    destroyedBy: 'destroyed the paper',
    together: 'acts together with',
  },
}

/** Everybody whom an entry names by a field: recipients, readers, callers, opponents, who acts for the client. */
export function namedBy(value: Json | Detail): Named[] {
  if (Array.isArray(value)) return value.flatMap(namedBy)
  if (!isFields(value)) return []
  const own: Named[] = []
  const role = typeof value['role'] === 'string' ? value['role'] : ''
  for (const field of ['name', 'caller', 'reader'] as const)
    if (typeof value[field] === 'string' && role !== '') own.push({ name: value[field], role })
  for (const [field, as] of Object.entries(ROLES_OF_FIELDS)) {
    const text = value[field]
    if (typeof text === 'string' && text !== '') own.push({ name: text, role: as })
  }
  const { surname, forenames, capacity } = value
  if (typeof surname === 'string' && typeof capacity === 'string')
    own.push({
      name: [forenames, surname].filter((one) => typeof one === 'string' && one !== '').join(' '),
      role: capacity,
    })
  return [
    ...own,
    ...Object.entries(value).flatMap(([field, one]) => (NOT_SAID.has(field) ? [] : namedBy(one))),
  ]
}

/** Fields in which somebody here typed what they liked. */
const TYPED: ReadonlySet<string> = new Set([
  ...['text', 'note', 'reason', 'reasons', 'said', 'asked', 'whyNot', 'limits', 'exception'],
  ...['noEventReason', 'decided', 'claim', 'who', 'needs', 'how', 'formerBodyReason', 'against'],
])

/** Whether an entry has words that somebody typed freely; a letter’s own words are those of its template, but for what was written. */
export function hasTyped(value: Json | Detail): boolean {
  if (Array.isArray(value)) return value.some((one) => hasTyped(one))
  if (!isFields(value)) return false
  if (value['origin'] === 'template') return false
  return Object.entries(value).some(
    ([field, one]) =>
      !NOT_SAID.has(field) &&
      (typeof one === 'string' ? TYPED.has(field) && /\s/.test(one.trim()) : hasTyped(one)),
  )
}
