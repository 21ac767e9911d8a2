import { expect, test } from 'vitest'
import type { Json } from '../../src-main/audit/entry.ts'
import { toldBy } from '../../src-main/audit/told-numbers.ts'
import { LOGGED } from '../../src-main/logged.ts'
import { spellingNow, type Spelling } from '../vault/logged-spelling.ts'

/** By the act, numbers that tell of no other entry, and not how much there is of anything that may be closed to somebody. */
const OF_ITSELF: Readonly<Record<string, string>> = {
  'access-request-corrected': 'version',
  'backup-made': 'bytes lacking papers size',
  'backup-planned': 'daily monthly weekly',
  'backup-tried': 'entries findings papers',
  'basis-confirmed': 'version',
  'basis-corrected': 'version',
  'basis-paper-attached': 'size',
  'client-corrected': 'version',
  'client-erased': 'clientNumber',
  'client-joined': 'place',
  'details-recorded': 'version',
  'document-corrected': 'pages version',
  'document-kept': 'pages size',
  'edition-imported': 'signaturesAge.count size',
  'end-accepted': 'headSize seenSize size',
  'erasure-proposed': 'basis.matters.years basis.onRecord.years',
  'firm-recorded': 'version',
  'law-amended': 'change.period.count change.workingDaysAfter',
  'letter-approved': 'firmVersion pages version',
  'letter-copied': 'reader',
  'letter-drafted': 'content.passages.covered.sentences content.template.version version',
  'letter-redrafted': 'content.passages.covered.sentences content.template.version version',
  'logo-recorded': 'height size width',
  'matter-corrected': 'clientNumber matterNumber version',
  'matter-opened': 'clientNumber matterNumber',
  'office-exported': 'documents lacking size',
  'office-moved': 'lacking size',
  'office-restored': 'replacedSize size',
  'pack-made': 'bytes size year',
  'paragraph-saved': 'basedOn version',
  'paragraph-stopped': 'version',
  'proof-attached': 'size',
  'register-exported': 'year',
  'representative-corrected': 'version',
  'retention-set': 'years',
  'scan-attached': 'size',
  'sending-undone': 'readers',
  'sign-ins-failed': 'of.times',
  'template-saved': 'basedOn version',
  'template-stopped': 'version',
}

/** Each number that a schema may hold: its path, and the least value that has it there. */
function numbersIn(schema: Spelling, path: string): { path: string; value: Json }[] {
  const { type, properties, items, anyOf, oneOf } = schema
  const branches = [anyOf, oneOf].flatMap((some) => (some ?? []) as Spelling[])
  return [
    ...([type].flat().includes('number') ? [{ path, value: 1 }] : []),
    ...branches.flatMap((one) => numbersIn(one, path)),
    ...(items ? numbersIn(items as Spelling, path).map((one) => listed(one)) : []),
    ...Object.entries((properties ?? {}) as Record<string, Spelling>).flatMap(([name, one]) =>
      numbersIn(one, `${path}.${name}`).map((found) => ({
        ...found,
        value: { [name]: found.value },
      })),
    ),
  ]
}
const listed = <One extends { value: Json }>(one: One) => ({ ...one, value: [one.value] })

test('of every number in every act it is declared what it tells of', () => {
  const told = toldBy(LOGGED)
  const undeclared = Object.entries(spellingNow()).flatMap(([act, { properties }]) =>
    Object.entries(properties as Record<string, Spelling>).flatMap(([field, schema]) =>
      numbersIn(schema, field)
        .filter(({ value }) => told(act, field, value).length === 0)
        .map(({ path }) => `${act} ${path}`),
    ),
  )
  const known = Object.entries(OF_ITSELF).flatMap(([act, paths]) =>
    paths.split(' ').map((path) => `${act} ${path}`),
  )
  expect([...new Set(undeclared)].toSorted()).toEqual(known.toSorted())
})

test('a declared number is found wherever it stands in a field', () => {
  const told = toldBy(LOGGED)
  const decision = { decision: 'redact', words: ['12'], ground: null, reason: '' }
  expect(told('access-written', 'decisions', [{ seq: 7, ...decision }])).toEqual([
    { tells: 'entry', number: 7 },
  ])
  expect(told('work-passed', 'matters', 2)).toEqual([{ tells: 'count', number: 2 }])
  expect(told('erasure-proposed', 'basis', { longer: { seq: 9, until: '' } })).toEqual([
    { tells: 'entry', number: 9 },
  ])
  expect(told('erasure-proposed', 'basis', null)).toEqual([])
  expect(told('an act of later', 'entry', 9)).toEqual([])
})
