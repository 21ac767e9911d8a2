import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import type { Verdict } from '../../src-main/audit/contract.ts'
import type { ClientId } from '../../src-main/clients/contract.ts'
import { InformationClass } from '../../src-main/consents/contract.ts'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'
import { lettersThen } from '../../src-main/letters/told-without-form.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { namesInLog, namesSaid } from '../audit/names-in-log.ts'
import { withKey } from '../audit/read-log.ts'
import { someConsent } from '../consents/some-consent.ts'
import { full } from '../faults/full.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { openTestOffice, someClient, type TestOffice } from '../open-office.ts'

const SOUND = full ? 100 : 30
const BASELESS = full ? 100 : 30
/** So many of them are forged in each way. */
const TRIED = full ? 150 : 45
/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const [rule] = disclosureRules(lettersThen)
function judge(entries: OpenedEntry[]) {
  const judged = rule!.judge(entries)
  const { findings, remarks = [] } = judged
  expect(namesSaid(namesInLog(entries), [...findings, ...remarks])).toEqual([])
  return judged
}
const CALLERS = [
  { name: 'Denise Fenwright', role: 'family' },
  { name: 'Ruth Fenwright', role: 'family' },
  { name: 'HMP Leeds', role: 'custody' },
] as const
const CLASSES = InformationClass.options
const PURPOSES = ['inform', 'complaint'] as const

/** A sending as it stands in its entry. */
interface Sent {
  disclosed: {
    reader: string
    purpose: string
    told: { class: string; why: string; consentId: string | null }[]
  }[]
}
/** A call as the program would have recorded it, had the gate allowed it. */
interface Refused {
  /** How many entries the log had. */
  after: number
  at: string
  detail: Record<string, unknown>
}
let entries: OpenedEntry[]
let verdict: Verdict
const refused: Refused[] = []
let sound = 0

/**
 * An office of four clients and three callers, in which forms come in, run out, are checked and withdrawn, and the same
 * questions are asked again and again. What the gate allows is recorded; what it refuses is kept, to be forged.
 */
async function liveFor(office: TestOffice, pick: ReturnType<typeof numbers>) {
  const { ask, clock, partner, hire, signIn } = office
  const checker = await hire('Hester Vane', 'caseworker')
  const clients: ClientId[] = []
  const forms: string[] = []
  for (const [n, surname] of ['Fenwright', 'Okafor', 'Lisle', 'Brandt'].entries())
    clients.push(
      (
        await ask.clients.register(
          someClient({ surname, prisonNumber: { number: `A123${n}BC`, exception: '' } }),
        )
      ).id,
    )
  let now = Date.parse('2026-11-23T09:00:00.000Z')
  const today = () => new Date(now).toISOString().slice(0, 10) as never
  const any = <T>(list: readonly T[]) => list[pick(list.length)]!
  const clientId = () => any(clients)
  while (sound < SOUND || refused.length < BASELESS) {
    now += pick(5) * 86_400_000 + 3_600_000
    clock.set(new Date(now).toISOString())
    const what = pick(10)
    if (what < 3) {
      const before = new Date(now - pick(200) * 86_400_000).toISOString().slice(0, 10)
      const form = someConsent(clientId(), {
        recipient: any(CALLERS),
        purpose: any(PURPOSES),
        choices: CLASSES.filter(() => pick(2) === 0).map((about) => ({
          class: about,
          answer: any(['given', 'given', 'given', 'refused', 'not-chosen'] as const),
        })),
        signedOn: before as never,
        receivedOn: (pick(2) === 0 ? today() : before) as never,
        consulted: pick(2) === 0 ? null : { by: partner, on: before as never, said: 'Yes.' },
      })
      const done = await ask.consents.record(form).catch(refusal)
      if (done) forms.push(done.id)
    } else if (what === 3 && forms.length > 0) {
      const consentId = any(forms) as never
      const [classes, receivedOn] = [[any(CLASSES)], today()]
      await ask.consents
        .withdraw({ consentId, classes, receivedOn, saidOn: null, how: 'post', note: '' })
        .catch(refusal)
    } else if (what === 4) {
      await signIn(checker)
      for (const consentId of forms)
        if (pick(2) === 0)
          await ask.consents
            .check({ consentId: consentId as never, against: 'paper' })
            .catch(refusal)
      await signIn(partner)
    }
    for (let n = 0; n < 4; n++) await askOnce(office, clientId(), any, forms, now)
  }
}
const refusal = (error: unknown) => {
  if (!(error instanceof Refusal)) throw error
  return null
}

async function askOnce(
  { ask, clock }: TestOffice,
  clientId: ClientId,
  any: <T>(list: readonly T[]) => T,
  forms: readonly string[],
  now: number,
) {
  const [caller, purpose, about] = [any(CALLERS), any(PURPOSES), any(CLASSES)]
  const { entries: after } = await ask.audit.health({})
  const call = { clientId, caller, purpose, asked: '' }
  if (await ask.disclosures.recordCall({ ...call, told: [about] }).catch(refusal)) {
    sound += 1
    return
  }
  const consentId = forms.length > 0 ? any([...forms, null]) : null
  const told = [{ class: about, why: any(['.', 'The client agreed.']), consentId }]
  refused.push({
    ...{ after, at: clock().toISOString() },
    detail: {
      ...{ clientId, on: new Date(now).toISOString().slice(0, 10), caller: caller.name },
      ...{ role: caller.role, purpose, asked: '', told },
      ...any([{}, { ordered: 'by-signature' }]),
    },
  })
}

let keep: { tag: string; partner: string }
beforeAll(async () => {
  const office = await openTestOffice({ tidy: afterAll })
  await liveFor(office, numbers(20_261_123))
  await withKey(office, async (held) => {
    entries = held.entries()
    verdict = await held.verify()
  })
  keep = {
    tag: entries.find(({ act }) => act === 'client-registered')!.subject!,
    partner: office.partner,
  }
}, 120_000)

/** The log with one more entry after so many, everything behind it moved on by one. */
const withForged = ({ after, at, detail }: Refused): OpenedEntry[] => {
  const forged = {
    ...{ seq: after + 1, at, actor: keep.partner, act: 'call-recorded', subject: keep.tag },
    detail: detail as never,
  } as OpenedEntry
  const behind = entries.slice(after).map((one) => ({ ...one, seq: one.seq + 1 }))
  return [...entries.slice(0, after), forged, ...behind]
}

test('a hundred calls that the gate allowed verify, each with its basis', () => {
  expect(sound).toBeGreaterThanOrEqual(SOUND)
  expect(judge(entries)).toMatchObject({ failed: 0, findings: [], remarks: [] })
  expect(verdict).toMatchObject({ verdict: 'consistent', findings: [], remarks: [] })
})

test('a hundred calls that the gate refused never verify, forged where they were refused and signed again', () => {
  expect(refused.length).toBeGreaterThanOrEqual(BASELESS)
  for (const one of refused.slice(0, TRIED)) {
    const { findings } = judge(withForged(one))
    expect(
      findings.map(({ seq }) => seq),
      JSON.stringify(one),
    ).toEqual([one.after + 1])
  }
}, 120_000)

test('nor forged at the end of the log, under the clock of today', () => {
  const at = entries.at(-1)!.at
  for (const one of refused.slice(-TRIED)) {
    const end = { ...one, after: entries.length, at }
    expect(judge(withForged(end)).failed, JSON.stringify(one)).toBe(1)
  }
}, 120_000)

describe('each kind of baseless disclosure, written with the key at the end of a real log', () => {
  const held = 'hiv-sexual-health'
  type Kind = [string, change: (told: Record<string, unknown>) => object]
  const KINDS: Kind[] = [
    ['another client’s form', () => ({ clientId: 'other' })],
    ['a class that was refused', () => ({ told: 'offence' })],
    ['a class that the form never names', () => ({ told: 'legal-advice' })],
    ['another recipient', () => ({ caller: 'The Daily Mail' })],
    ['the same name in another role', () => ({ role: 'opponent' })],
    ['another purpose', () => ({ purpose: 'legal-claim' })],
    ['a form run out five years ago', () => ({ on: '2031-11-23', clock: '2031-11-23' })],
    ['a day in the future', () => ({ on: '2026-12-24' })],
    ['a day before the form came in', () => ({ on: '2026-11-03' })],
    ['a restricted class by telephone', () => ({ told: held })],
    ['no form, and a full stop for its reason', () => ({ consentId: null, why: '.' })],
    [
      'no form, and the words of a letter',
      () => ({ consentId: null, why: 'It is the client’s own information.' }),
    ],
    ['a role that nobody has', () => ({ role: 'client' })],
    ['a class that is none', () => ({ told: 'unclassed' })],
    ['a form that is not there', () => ({ consentId: 'nowhere' })],
  ]
  test.each(KINDS)('%s is a finding at its entry', async (_, change) => {
    const office = await letterOffice()
    const { ask, clientId, clock } = office
    const form = await ask.consents.record(someConsent(clientId))
    const { id: other } = await ask.clients.register(
      someClient({ surname: 'Okafor', prisonNumber: { number: 'A9999BC', exception: '' } }),
    )
    await withKey(office, async ({ entries: all, forge, verify }) => {
      const tags = new Map(all().map(({ detail, subject }) => [detail?.['clientId'], subject]))
      const said = { told: 'health', why: 'Yes.', consentId: form.id, ...change({}) } as Record<
        string,
        string
      >
      const about = said['clientId'] === 'other' ? other : clientId
      if (said['clock']) clock.set(`${said['clock']}T09:00:00.000Z`)
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner' })
      const seq = await forge('call-recorded', tags.get(about)!, {
        ...{ clientId: about, on: '2026-11-23', caller: 'Denise Fenwright', role: 'family' },
        ...{ purpose: 'inform', asked: '' },
        ...Object.fromEntries(
          Object.entries(said).filter(([name]) =>
            ['on', 'caller', 'role', 'purpose'].includes(name),
          ),
        ),
        told: [{ class: said['told'], why: said['why'], consentId: said['consentId'] ?? null }],
      })
      const { findings } = await verify()
      expect(findings).toMatchObject([
        { seq, what: expect.stringMatching(/had no basis on its day/) },
      ])
    })
  })

  test.each<[string, (said: Sent) => void]>([
    [
      'a reader whom the letter did not go to',
      (said) => (said.disclosed[0]!.reader = 'The Daily Mail'),
    ],
    ['less in the register than it told', (said) => said.disclosed[0]!.told.pop()],
    ['nobody in the register', (said) => (said.disclosed = [])],
    ['another purpose than its kind has', (said) => (said.disclosed[0]!.purpose = 'inform')],
    ['a class without a form', (said) => (said.disclosed[0]!.told[0]!.consentId = null)],
    [
      'free words that it does not hold',
      (said) =>
        said.disclosed[0]!.told.push({ class: 'unclassed', why: 'Free text.', consentId: null }),
    ],
  ])('a letter that left with %s is a finding at its entry', async (_, change) => {
    const office = await letterOffice()
    await withAuthority(office)
    await letterAt(office, 'sent')
    await withKey(office, async ({ entries: all }) => {
      const log = structuredClone(all())
      const sent = log.find(({ act }) => act === 'letter-sent')!
      expect(judge(log)).toMatchObject({ failed: 0, remarks: [] })
      change(sent.detail as never)
      expect(judge(log).findings[0]?.seq).toBe(sent.seq)
    })
  })
})

test('before the rule an act that it would have refused is a remark, and after a sign-in that carries it a finding', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await ask.consents.record(someConsent(clientId))
  await ask.disclosures.recordCall({
    ...{ clientId, caller: CALLERS[0], purpose: 'inform', asked: '', told: ['health'] },
  })
  await withKey(office, async ({ entries: all }) => {
    const log = structuredClone(all())
    const call = log.find(({ act }) => act === 'call-recorded')!
    Object.assign(call.detail!, { role: 'family', purpose: 'complaint' })
    delete (call.detail as Record<string, unknown>)['ordered']
    const earlier = log.map((one) => {
      const { rules: _, ...detail } = one.detail!
      return { ...one, detail }
    })
    expect(judge(log)).toMatchObject({ failed: 1, remarks: [] })
    const { failed, remarks } = judge(earlier)
    expect([failed, remarks!.map(({ seq }) => seq)]).toEqual([0, [call.seq]])
  })
})
