import { afterAll, expect, test, vi } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import type { Answer } from '../../src-main/wire/dispatch.ts'
import { RefusalCode } from '../../src-main/wire/refusal.ts'
import {
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { PASSPHRASE } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { full, LIMIT } from './full.ts'

// Long under full count, and only as fast as the machine is free.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const OPERATIONS = Object.entries(contract).flatMap(([domain, questions]) =>
  Object.entries(questions).map(([act, { input }]) => ({ name: `${domain}.${act}`, input })),
)
const CALLS = full ? 50_000 : 1_500
/** Some passphrases are tried only now and then: each costs what a guess is meant to cost. */
const DEAR =
  /^(signIn\.(createOffice|openSample|unlock|recover)|people\.(add|change|renew)|packs\.|audit\.verify)/

/** The same numbers in every run of one seed. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Pick = ReturnType<typeof numbers>

/** Values that no form of the window makes. */
const HOSTILE: (() => unknown)[] = [
  ...[null, undefined, '', ' ', 0, -0, -1, 1e308, Number.NaN, Infinity, 2 ** 53, true, [], {}].map(
    (value) => () => value,
  ),
  ...[
    '\0',
    '\ud800',
    '\u202e\u200b',
    '0000-00-00',
    '9999-12-31',
    '2026-02-30',
    "'; drop table log;--",
  ].map((value) => () => value),
  ...[
    '{{ client.name }}',
    '{% for a in (1..9) %}',
    '<img src=x>',
    '%PDF-1.7',
    '../../etc',
    'Z̸̡',
  ].map((value) => () => value),
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((value) => () => value),
  () => 'x'.repeat(200_000),
  () => 'ﷺ\n'.repeat(5_000),
  () => JSON.parse('{"__proto__":{"role":"partner"},"constructor":{"prototype":1}}'),
  () => Array.from({ length: 3_000 }, () => 'a'),
  () => {
    let deep: unknown = 'a'
    for (let n = 0; n < 5_000; n++) deep = [deep]
    return deep
  },
  () => new Date(Number.NaN),
  () => new Map([['a', 1]]),
  () => new Uint8Array(9),
  () => 12n,
]

/** What a schema is made of, as far as it is needed to make up what it takes. */
interface Def {
  type: string
  shape?: Record<string, unknown>
  element?: unknown
  innerType?: unknown
  in?: unknown
  options?: unknown[]
  values?: unknown[]
  valueType?: unknown
  entries?: Record<string, unknown>
}
/** Ids and words that the office knows, by the field in which they stand. */
type Known = Record<string, readonly unknown[]>
const DAYS = ['2026-11-23', '2026-11-20', '2025-01-31', '2024-02-29', '2027-06-01', '2018-05-25']
const WORDS = ['Fenwright', 'Letter of 20 November', 'A1234BC', 'HMP Leeds', 'LS12 2TJ', 'HIV', 'é']

/** A value that fits the schema, mostly; ids are those of the office where their field is known. */
function made(schema: unknown, field: string, known: Known, pick: Pick): unknown {
  const { def } = (schema as { _zod: { def: Def } })._zod
  const any = <T>(list: readonly T[]) => list[pick(list.length)]!
  const inner = (one: unknown, name = field) => made(one, name, known, pick)
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape!).map(([name, one]) => [name, inner(one, name)]),
      )
    case 'array':
      return Array.from({ length: pick(3) }, () => inner(def.element))
    case 'record':
      return { receivedOn: any(DAYS), [any(WORDS)]: inner(def.valueType) }
    case 'optional':
    case 'default':
      return pick(3) === 0 ? undefined : inner(def.innerType)
    case 'nullable':
      return pick(3) === 0 ? null : inner(def.innerType)
    case 'pipe':
      return inner(def.in)
    case 'union':
      return inner(any(def.options!))
    case 'literal':
      return any(def.values!)
    case 'enum':
      return any(Object.values(def.entries!))
    case 'boolean':
      return pick(2) === 0
    case 'number':
      return pick(30) === 0 ? pick(1e9) : pick(20)
    default: {
      const here = known[field]
      if (here && pick(8) > 0) return any(here)
      return pick(2) === 0 ? any(DAYS) : any(WORDS)
    }
  }
}

/** The value with something hostile somewhere inside it. */
function spoilt(value: unknown, pick: Pick): unknown {
  if (typeof value !== 'object' || value === null || pick(4) === 0)
    return HOSTILE[pick(HOSTILE.length)]!()
  const keys = Object.keys(value)
  if (keys.length === 0) return HOSTILE[pick(HOSTILE.length)]!()
  const key = keys[pick(keys.length)]!
  const changed = spoilt((value as Record<string, unknown>)[key], pick)
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? changed : one))
  return { ...value, [key]: changed }
}

/** An office with something of every sort, and the ids of it. */
async function richOffice() {
  const office = await letterOffice({}, { tidy: afterAll })
  const { ask, clientId, matterId, partner, hire, platform } = office
  const { id: consentId } = await withAuthority(office)
  const { id: heldId } = await withRestrictedConsent(office)
  const sent = await letterAt(office, 'sent')
  const draft = await letterAt(office, 'draft')
  const { id: representativeId } = await ask.representatives.record(someRepresentative(clientId))
  const secretary = await hire('Jenny Wren', 'secretary')
  platform.file = { name: 'scan.pdf', bytes: somePdf('one page') }
  const known: Known = {
    ...{ clientId: [clientId], keptId: [clientId], matterId: [matterId] },
    ...{ letterId: [sent.id, draft.id], answers: [sent.id, null], consentId: [consentId, heldId] },
    ...{ representativeId: [representativeId], personId: [secretary, partner] },
    ...{
      responsible: [partner],
      establishmentId: ['leeds', 'hull', 'nowhere'],
      id: ['2.1.1', 'R02'],
    },
    ...{ passphrase: [PASSPHRASE, 'x'], current: [PASSPHRASE], rule: ['R02', 'R07'] },
    ...{ number: ['A1234BC', 'A9999BC'], postcode: ['LS12 2TJ', ''], reason: ['Read again.'] },
    ...{ entry: (await ask.law.toCheck({})).slice(0, 5).map((one) => one.entry) },
  }
  return { ...office, known, dispatch: office.office.dispatch }
}

test(`none of ${CALLS} calls of every operation, well formed, spoilt and hostile, ends in what nobody foresaw`, async () => {
  const pick = numbers(20_261_129)
  let office = await richOffice()
  const broken: string[] = []
  const answered = { ok: 0, refused: 0 }
  const ask = async (name: string, input: unknown): Promise<Answer | null> => {
    try {
      const answer = await office.dispatch(name, input)
      if (answer.ok) answered.ok += 1
      else {
        answered.refused += 1
        expect(RefusalCode.options).toContain(answer.refusal.code)
        expect(answer.refusal.message).toMatch(/\S/)
      }
      return answer
    } catch (error) {
      // The office of the tests throws what a real one reports as `internal`.
      const cause = error instanceof Error ? (error.cause ?? error) : error
      broken.push(`${name}: ${String(cause).slice(0, 300)} ${inspected(input)}`)
      return null
    }
  }
  for (let n = 0; n < CALLS; n++) {
    const { name, input } = OPERATIONS[pick(OPERATIONS.length)]!
    if (DEAR.test(name) && pick(10) > 0) continue
    const value = made(input, name, office.known, pick)
    await ask(name, pick(5) < 2 ? spoilt(value, pick) : value)
    const state = await ask('signIn.state', {})
    const me = (state?.ok && (state.value as { me: { role: string } | null }).me) || null
    if (me) continue
    const again = await ask('signIn.unlock', { personId: office.partner, passphrase: PASSPHRASE })
    if (!again?.ok) office = await richOffice()
  }
  for (const name of [
    '',
    'toString',
    'clients',
    'clients.',
    '__proto__.find',
    'clients.constructor',
    'a.b.c',
  ])
    expect((await ask(name, {}))?.ok).toBe(false)
  expect([...new Set(broken)]).toEqual([])
  expect(answered.ok).toBeGreaterThan(CALLS / 20)
  expect(answered.refused).toBeGreaterThan(CALLS / 20)
  expect((await office.ask.audit.verify({ codes: [] })).findings).toEqual([])
})

const inspected = (input: unknown) => {
  try {
    return JSON.stringify(input).slice(0, 300)
  } catch {
    return '(cannot be shown)'
  }
}
