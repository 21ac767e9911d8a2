import { describe, expect, test } from 'vitest'
import type { Act } from '../../src-main/audit/entry.ts'
import { withKey } from '../audit/read-log.ts'
import { HOLDER, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'
import { basisAt } from './some-basis.ts'

const holder = {
  recipient: { name: HOLDER, role: 'records-holder' },
  purpose: 'obtain-records',
} as const
const passage = (about: string) =>
  ({
    ...{ id: 'written-1', text: 'The date of the test is in March.', origin: 'written' as const },
    class: about,
  }) as never

/** A request that tells the holder something of a class that no form gives. */
async function requestTelling(about: string, classes: string[] = [about], more: object = {}) {
  const office = await letterOffice()
  await withAuthority(office)
  const basisId = await basisAt(office, office.clientId, {
    ...holder,
    ...({ classes, ...more } as object),
  })
  const { passages } = await office.ask.letters.propose({
    ...{ matterId: office.matterId, kind: 'L03', datedOn: '2026-11-23' as never },
  })
  const at = (step: 'draft' | 'approved' | 'signed' | 'sent') =>
    letterAt(office, step, { passages: [...passages, passage(about)] })
  return Object.assign(office, { basisId, at })
}

describe('a letter', () => {
  test('leaves with what another basis allows, and is to be recalled once it is taken back', async () => {
    const { ask, at, basisId } = await requestTelling('offence')
    const { id: letterId, gate } = await at('signed')
    expect(gate.decisions.find((one) => one.class === 'offence')).toMatchObject({
      allowed: true,
      why: `An order of court, recorded on 23 November 2026, requires this to be disclosed to ${HOLDER}.`,
    })
    await ask.bases.takeBack({ basisId, reason: 'Set aside' })
    expect((await ask.letters.get({ letterId })).state).toBe('to-recall')
    await refusalOf(ask.letters.send({ letterId, route: 'first-class', on: '2026-11-23' as never }))
    await ask.bases.restore({ basisId, reason: 'Another one was meant' })
    await ask.letters.send({ letterId, route: 'first-class', on: '2026-11-23' as never })
    const [line] = (await ask.disclosures.list({})).lines
    const { bases } = await ask.disclosures.get({ id: line!.id })
    expect(bases.find(({ classes }) => classes.includes('offence'))).toMatchObject({
      form: null,
      record: { basisId },
    })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('tells the restricted class only where the record names it', async () => {
    const named = await requestTelling('hiv-sexual-health')
    await named.at('sent')
    expect((await named.ask.audit.verify({ codes: [] })).findings).toEqual([])
    const [line] = (await named.ask.disclosures.list({})).lines
    expect(JSON.stringify(await named.ask.disclosures.get({ id: line!.id }))).not.toContain('hiv')
    const unnamed = await requestTelling('hiv-sexual-health', ['health', 'offence'])
    await refusalOf(unnamed.at('approved'), 'conflict')
  })

  test('asks for no records by it: only the client’s authority does', async () => {
    const office = await letterOffice()
    await basisAt(office, office.clientId, {
      ...holder,
      classes: ['identity', 'location', 'health'],
    })
    await refusalOf(letterAt(office, 'approved'), 'conflict')
  })
})

describe('a disclosure on another basis, written with the key, is a finding', () => {
  type Kind = [string, (said: { basisId: string; told: Record<string, unknown> }) => object]
  const kinds: Kind[] = [
    ['where no such basis is recorded', () => ({ basisId: 'nowhere' })],
    ['where the basis does not name the class', () => ({ class: 'legal-advice' })],
    ['to another recipient', () => ({ caller: 'The Daily Mail' })],
    ['to the same name in another role', () => ({ role: 'family' })],
    ['for another purpose', () => ({ purpose: 'complaint' })],
    ['on a form as well', () => ({ consentId: 'nowhere' })],
    ['naming none', () => ({ basisId: undefined })],
    ['after its last day', () => ({ clock: '2027-01-04' })],
    ['of the restricted class by telephone', () => ({ class: 'hiv-sexual-health' })],
  ]
  const forged = (more: Record<string, unknown>) => ({
    ...{ on: more['clock'] ?? '2026-11-23', caller: more['caller'] ?? 'HMP Leeds', asked: '' },
    ...{ role: more['role'] ?? 'custody', purpose: more['purpose'] ?? 'inform' },
    ordered: 'by-signature',
    told: [
      {
        ...{ class: more['class'] ?? 'location', why: 'An order of court.' },
        consentId: more['consentId'] ?? null,
        ...('basisId' in more && more['basisId'] === undefined ? {} : { basisId: more['basisId'] }),
      },
    ],
  })
  const all = ['identity', 'location', 'hiv-sexual-health'] as const

  test('but for one that it allows', async () => {
    const office = await letterOffice()
    const basisId = await basisAt(office, office.clientId, { classes: [...all] })
    await withKey(office, async ({ forge, verify, entries }) => {
      const tag = entries().find(({ act }) => act === 'client-registered')!.subject
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 1 })
      await forge('call-recorded', tag, { clientId: office.clientId, ...forged({ basisId }) })
      expect((await verify()).findings).toEqual([])
    })
  })

  test.each(kinds)('%s', async (_, change) => {
    const office = await letterOffice()
    const basisId = await basisAt(office, office.clientId, { classes: [...all] })
    const said = forged({ basisId, ...change({ basisId, told: {} }) })
    await withKey(office, async ({ forge, verify, entries }) => {
      const tag = entries().find(({ act }) => act === 'client-registered')!.subject
      office.clock.set(`${String(said.on)}T09:00:00.000Z`)
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 1 })
      const seq = await forge('call-recorded', tag, { clientId: office.clientId, ...said })
      expect((await verify()).findings).toMatchObject([{ seq }])
    })
  })

  test('about another client than it is about', async () => {
    const office = await letterOffice()
    const { someClient } = await import('../open-office.ts')
    const other = someClient({ surname: 'Okafor', prisonNumber: { number: '', exception: 'None' } })
    const { id } = await office.ask.clients.register(other)
    const basisId = await basisAt(office, id, { classes: [...all] })
    await withKey(office, async ({ forge, verify, entries }) => {
      const tag = entries().find(({ detail }) => detail?.['clientId'] === office.clientId)!.subject
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 1 })
      const said = { clientId: office.clientId, ...forged({ basisId }) }
      const seq = await forge('call-recorded', tag, said)
      expect((await verify()).findings).toMatchObject([{ seq }])
    })
  })
})

describe('an act about a basis that the program would have refused is a finding', () => {
  const basis = {
    ...{ basisId: 'b1', kind: 'legal-duty', authority: 'An Act', purpose: 'inform' },
    ...{ recipient: { name: 'HMP Leeds', role: 'custody' }, classes: ['location'] },
    ...{ from: '2026-11-01', until: '2026-12-01', reasons: 'R', client: 'told' },
    ...{ clientOn: '2026-11-02', whyNot: '' },
  }
  const paper = { basisId: 'b1', version: 1, reason: 'r' }
  test.each<[string, [Act, object][]]>([
    [
      'recorded twice',
      [
        ['basis-recorded', {}],
        ['basis-recorded', {}],
      ],
    ],
    [
      'confirmed without its paper',
      [
        ['basis-recorded', {}],
        ['basis-confirmed', paper],
      ],
    ],
    ['ended and never recorded', [['basis-ended', { ...paper, on: '2026-11-23' }]]],
    ['that ends before it begins', [['basis-recorded', { until: '2026-10-01' }]]],
    [
      'that does not say why the client was not told',
      [['basis-recorded', { client: 'not-told', clientOn: null }]],
    ],
  ])('%s', async (_, acts) => {
    const office = await letterOffice()
    await withKey(office, async ({ forge, verify, entries }) => {
      const tag = entries().find(({ act }) => act === 'client-registered')!.subject
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 1 })
      let seq = 0
      for (const [act, more] of acts)
        seq = await forge(act, tag, {
          ...{ clientId: office.clientId, ...basis, secondPerson: false },
          ...more,
        })
      expect((await verify()).findings).toMatchObject([{ seq }])
    })
  })

  test('decided alone where somebody else worked here, or confirmed by who decided it', async () => {
    const office = await letterOffice()
    await office.hire('Owain Prosser', 'caseworker')
    const basisId = await basisAt(office, office.clientId)
    const shared = { clientId: office.clientId, ...basis }
    await withKey(office, async ({ forge, verify, entries }) => {
      const tag = entries().find(({ act }) => act === 'client-registered')!.subject
      await forge('signed-in', null, { name: 'Imogen Tark', role: 'partner', rules: 1 })
      const alone = await forge('basis-recorded', tag, { ...shared, secondPerson: false })
      const own = await forge('basis-confirmed', tag, {
        ...{ clientId: office.clientId, basisId, version: 1 },
      })
      const { findings } = await verify()
      expect(findings.flatMap(({ seq, more }) => [seq, ...(more?.entries ?? [])])).toEqual([
        alone,
        own,
      ])
    })
  })
})
