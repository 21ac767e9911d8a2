import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rootOf } from '../../src-main/audit/tree.ts'
import { recordsRule } from '../../src-main/audit/records-rule.ts'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { letterRules } from '../../src-main/letters/verify-rules.ts'
import { TIMES, wholeOffice, type Forge, type Held } from './whole-office.ts'

const { made, after, afterForging } = wholeOffice()

const entryOf = (act: string, nth = 0) => made.entries.filter((one) => one.act === act).at(nth)!
const idIn = (act: string, field: string, nth = 0) => String(entryOf(act, nth).detail![field])
const tag = () => entryOf('client-registered').subject!
const letterId = () => idIn('letter-drafted', 'letterId')
const again = (act: string, changes: object = {}) => ({ ...entryOf(act).detail, ...changes })
const signedIn = (forge: Forge, actor = made.partner) =>
  forge('signed-in', null, { name: 'Somebody', role: 'partner', rules: 2 }, actor)

const signedInAt = (forge: Forge, desk: string) =>
  forge('signed-in', null, { name: 'Somebody', role: 'partner', rules: 2, desk })

/** Writes what stands before, and then the act that is not possible; gives its entry. */
type Forged = (forge: Forge, nth: number) => Promise<number>
const asPartner =
  (act: (nth: number) => [act: string, subject: string | null, detail: object]): Forged =>
  async (forge, nth) => {
    await signedIn(forge)
    return forge(...act(nth))
  }
const ACTS: [kind: string, forged: Forged, says: RegExp][] = [
  [
    'an act by a role that may not',
    async (forge, nth) => {
      const actor = idIn('person-added', 'personId', 1 + nth)
      await signedIn(forge, actor)
      const detail = { personId: actor, name: `Colleague ${nth}`, role: 'partner' }
      return forge('person-role-changed', null, detail, actor)
    },
    /was not permitted/,
  ],
  [
    'an act by somebody who never worked here',
    async (forge, nth) => {
      await signedIn(forge)
      return forge('matter-noted', tag(), again('matter-noted'), `stranger ${nth}`)
    },
    /was not permitted/,
  ],
  [
    'an act by a colleague while another is signed in',
    async (forge, nth) => {
      await signedIn(forge)
      const actor = idIn('person-added', 'personId', 1 + nth)
      return forge('record-read', tag(), { letterId: letterId(), reason: 'r' }, actor)
    },
    /was not permitted/,
  ],
  [
    'an act after the last sign-out',
    (forge) => forge('matter-noted', tag(), again('matter-noted')),
    /was not permitted/,
  ],
  [
    'an act that no program knows',
    asPartner((nth) => [`everything-allowed-${nth}`, null, {}]),
    /was not permitted/,
  ],
  [
    'an act about a letter that nobody drafted',
    asPartner((nth) => ['letter-printed', tag(), { letterId: `nowhere ${nth}` }]),
    /was not possible/,
  ],
  [
    'a letter that left, approved once more',
    asPartner(() => ['letter-approved', tag(), again('letter-approved')]),
    /could not follow/,
  ],
  [
    'a letter that left, written anew',
    asPartner(() => ['letter-redrafted', tag(), again('letter-drafted', { version: 2 })]),
    /could not follow/,
  ],
  [
    'a letter drafted twice',
    asPartner(() => ['letter-drafted', tag(), again('letter-drafted')]),
    /was not possible/,
  ],
  [
    'a letter sent twice',
    asPartner(() => ['letter-sent', tag(), again('letter-sent', { disclosed: [] })]),
    /could not follow/,
  ],
  [
    'another step taken back than the last',
    asPartner(() => [
      'step-undone',
      tag(),
      {
        ...{ letterId: letterId(), undoes: 'letter-signed', from: 'signed', state: 'printed' },
        reason: 'r',
      },
    ]),
    /could not follow/,
  ],
  [
    'a withdrawal of a form that is not there',
    asPartner((nth) => [
      'consent-withdrawn',
      tag(),
      {
        ...{ consentId: `nowhere ${nth}`, classes: ['health'], receivedOn: '2027-02-01' },
        ...{ saidOn: null, how: 'post', note: '' },
      },
    ]),
    /was not possible/,
  ],
  [
    'a form recorded again under its own id',
    asPartner((nth) => ['consent-recorded', tag(), entryOf('consent-recorded', nth).detail!]),
    /was not possible/,
  ],
  [
    'an act filed under a client who is not on record',
    asPartner(() => ['matter-noted', randomBytes(8).toString('hex'), again('matter-noted')]),
    /was not possible/,
  ],
  [
    'a matter reopened that is open',
    asPartner(() => [
      'matter-reopened',
      tag(),
      {
        ...{ matterId: idIn('matter-opened', 'matterId'), reason: 'r' },
        ...{ eventOn: null, knownOn: null },
        closing: { seq: 3, at: '2026-11-23T09:00:00.000Z', by: made.partner, on: '', reason: '' },
      },
    ]),
    /was not possible/,
  ],
  [
    'an amendment of the law withdrawn that nobody made',
    asPartner((nth) => [
      'law-amendment-withdrawn',
      null,
      { amendmentId: `none ${nth}`, reason: '' },
    ]),
    /was not possible/,
  ],
  [
    'what a pack told that nobody made',
    asPartner((nth) => [
      'pack-told',
      tag(),
      {
        ...{ clientId: idIn('client-registered', 'clientId'), packId: `none ${nth}` },
        ...{ on: '2027-02-01', reader: 'The Daily Mail', role: 'other', purpose: 'inform' },
        told: [{ class: 'health', why: 'Decided by a partner: r', consentId: null }],
      },
    ]),
    /had no basis on its day/,
  ],
  [
    'a scan that is not stored',
    asPartner((nth) => [
      'scan-attached',
      tag(),
      again('scan-attached', { paperId: randomBytes(16).toString('hex'), nth }),
    ]),
    /The scan attached in entry .* is not the document that is stored/,
  ],
  [
    'the hash of a scan said otherwise, for another document in its place',
    asPartner((nth) => [
      'scan-attached',
      tag(),
      { ...entryOf('scan-attached', nth).detail, sha256: 'ab'.repeat(32) },
    ]),
    /The scan attached in entry .* is not the document that is stored/,
  ],
  [
    'a sign-in at a desk that was never added',
    (forge, nth) => signedInAt(forge, `nowhere ${nth}`),
    /was recorded at no desk of this office/,
  ],
  [
    'a sign-in at a desk that had been removed',
    async (forge, nth) => {
      const [deskId, name] = [`gone ${nth}`, 'Front desk']
      await signedIn(forge)
      await forge('desk-added', null, { deskId, name, key: `${nth}`.repeat(64) })
      await forge('desk-removed', null, { deskId, name })
      return signedInAt(forge, deskId)
    },
    /was recorded at no desk of this office/,
  ],
  [
    'an act at another desk than the one at which its person signed in',
    async (forge, nth) => {
      await signedIn(forge)
      const [here, there] = [`here ${nth}`, `there ${nth}`]
      for (const deskId of [here, there])
        await forge('desk-added', null, { deskId, name: deskId, key: `${nth}`.repeat(64) })
      await signedInAt(forge, here)
      return forge('matter-noted', tag(), again('matter-noted', { desk: there }))
    },
    /was not permitted/,
  ],
  [
    'a desk removed that was never added',
    asPartner((nth) => ['desk-removed', null, { deskId: `nowhere ${nth}`, name: 'Front desk' }]),
    /about a desk was not possible/,
  ],
  [
    'a disclosure without a basis, after a sign-in that says no rules',
    async (forge, nth) => {
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: nth - 4 })
      return forge('call-recorded', tag(), {
        ...{ clientId: idIn('client-registered', 'clientId'), on: '2027-02-01', asked: '' },
        ...{ caller: 'The Daily Mail', role: 'other', purpose: 'inform' },
        told: [{ class: 'health', why: 'Agreed.', consentId: null }],
      })
    },
    /had no basis on its day/,
  ],
]

describe('an entry forged at the end, signed and headed as the program does', () => {
  test.each(ACTS)(
    `%s: found ${TIMES} times of ${TIMES}, at its entry`,
    async (_, forged, says) => {
      for (let nth = 0; nth < TIMES; nth++) {
        let seq = 0
        const { verdict, findings } = await afterForging(nth, async (forge, place) => {
          seq = await forged(forge, place)
        })
        expect(verdict).toBe('finding')
        const found = findings.find(({ what }) => says.test(what))
        expect(found, JSON.stringify(findings)).toBeDefined()
        expect(found!.seq).toBe(seq)
      }
    },
    120_000,
  )
})

/** What docs/security.md lists as shown by nothing in the folder, and what changes nothing that the log says. */
const UNSEEN: [kind: string, act: (held: Held) => void][] = [
  [
    'a document that no row names',
    ({ folder, nth }) => writeFileSync(join(folder, 'papers', `${nth}`.repeat(32)), 'x'),
  ],
  [
    'an older head alone',
    ({ db, folder, nth }) => {
      const hash = db.prepare('select hash from log where seq = ?').pluck()
      const node = db.prepare('select hash from log_node where level = ? and place = ?').pluck()
      const nodes = (level: number, place: number) =>
        (level === 0 ? hash.get(place + 1) : node.get(level, place)) as Buffer
      const size = made.entries.length - 1 - nth
      const root = Buffer.from(rootOf(nodes, size)).toString('hex')
      writeFileSync(join(folder, 'remedy.head'), JSON.stringify({ size, root }))
    },
  ],
]

test('an entry forged at the end that the program would have recorded then is an act like any other', async () => {
  const { verdict } = await afterForging(0, async (forge) => {
    await signedIn(forge)
    await forge('matter-noted', tag(), again('matter-noted', { text: 'Nobody wrote this.' }))
  })
  expect(verdict).toBe('consistent')
})

test.each(UNSEEN)('%s changes nothing that the log says', async (_, act) => {
  for (let nth = 0; nth < TIMES; nth++) expect((await after(nth, act)).verdict).toBe('consistent')
})

describe('before the rule binds', () => {
  const log = (rules: object, ...entries: object[]) =>
    [
      { seq: 1, act: 'signed-in', subject: null, detail: rules },
      ...entries.map((entry, place) => ({ seq: place + 2, subject: null, ...entry })),
    ].map((one) => ({ at: '2026-11-23T09:00:00.000Z', actor: 'a', ...one })) as OpenedEntry[]

  test.each([
    ['an act about nothing', recordsRule, { act: 'letter-printed', detail: { letterId: 'x' } }],
    ['a step out of turn', letterRules()[2]!, { act: 'letter-printed', detail: { letterId: 'x' } }],
  ])('%s is a remark, and after it a finding', (_, rule, entry) => {
    expect(rule.judge(log({ rules: 2 }, entry))).toMatchObject({
      failed: 1,
      findings: [{ seq: 2 }],
    })
    for (const earlier of [{}, { rules: 1 }])
      expect(rule.judge(log(earlier, entry))).toMatchObject({ failed: 0, remarks: [{ seq: 2 }] })
  })

  test('a second client under the mark of the first, and one under none, are not possible', () => {
    const client = (subject: string | null, clientId: string) => ({
      ...{ act: 'client-registered', subject, detail: { clientId } },
    })
    const both = log({ rules: 2 }, client('t', 'a'), client('t', 'b'), client(null, 'c'))
    expect(recordsRule.judge(both).findings.map(({ seq }) => seq)).toEqual([3, 4])
  })

  test('of a client whose words were erased nothing more is asked', () => {
    const erased = { act: 'client-registered', subject: 't', detail: null }
    const note = { act: 'matter-noted', subject: 't', detail: { clientId: 'a', matterId: 'm' } }
    const opened = { act: 'matter-opened', subject: 't', detail: null }
    expect(recordsRule.judge(log({ rules: 2 }, erased, opened, note)).failed).toBe(0)
  })
})
