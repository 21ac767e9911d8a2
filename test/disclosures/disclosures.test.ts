import { describe, expect, test } from 'vitest'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
  HOLDER,
} from '../letters/letter-office.ts'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'

const sister = { name: 'Denise Fenwright', role: 'family' } as const

describe('the register', () => {
  test('has a line for every reader of a letter that left, with what it rests on', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    const { id: consentId } = await withAuthority(office)
    const letter = await letterAt(office, 'sent')
    const { lines, count, next } = await ask.disclosures.list({ clientId })
    expect(count).toEqual({ all: 1, bare: 0 })
    expect(next).toBeNull()
    expect(lines).toMatchObject([
      {
        ...{ on: '2026-11-23', route: 'first-class', letterKind: 'L03', reader: HOLDER },
        ...{ role: 'records-holder', basis: 'consent', by: 'Imogen Tark' },
        client: { id: clientId, name: 'Dominic Fenwright' },
      },
    ])
    expect(lines[0]!.classes).toContain('identity')
    const line = await ask.disclosures.get({ id: lines[0]!.id })
    expect(line.bases).toMatchObject([
      {
        form: {
          ...{ consentId, kind: 'authority-to-obtain', receivedOn: '2026-11-06' },
          ...{ check: 'not-needed', scanned: false },
        },
      },
    ])
    expect(line.bases[0]!.form!.wordingMark).toMatch(/^[0-9A-F]{8}$/)
    expect(line.letter).toMatchObject({ id: letter.id, sha256: letter.approved!.sha256 })
    expect(line.letter!.steps.map(({ act }) => act)).toEqual([
      'letter-drafted',
      'letter-approved',
      'letter-printed',
      'letter-signed',
      'letter-sent',
    ])
    expect(line.letter!.decisions).toContainEqual(
      expect.objectContaining({ reader: HOLDER, class: 'identity', allowed: true }),
    )
    expect(line.letter!.decisions!.filter(({ allowed }) => !allowed)).toEqual([])
  })

  test('is filtered by year, reader and class, and a page ends where the next begins', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    await ask.consents.record(someConsent(clientId))
    for (const about of ['location', 'health', 'location'] as const)
      await ask.disclosures.recordCall({
        ...{ clientId, caller: sister, purpose: 'inform', asked: 'How he is', told: [about] },
      })
    const of = async (filter: object) =>
      (await ask.disclosures.list(filter)).lines.map(({ classes }) => classes!.join())
    expect(await of({})).toEqual(['location', 'health', 'location'])
    expect(await of({ class: 'health' })).toEqual(['health'])
    expect(await of({ reader: 'denise' })).toHaveLength(3)
    expect(await of({ reader: 'Smith' })).toEqual([])
    expect([await of({ year: 2025 }), await of({ year: 2026 })].map((all) => all.length)).toEqual([
      0, 3,
    ])
    const first = await ask.disclosures.list({ limit: 2 })
    expect(first.count).toEqual({ all: 3, bare: 0 })
    const second = await ask.disclosures.list({ limit: 2, after: first.next as never })
    expect([...first.lines, ...second.lines].map(({ id }) => id)).toEqual(
      (await ask.disclosures.list({})).lines.map(({ id }) => id),
    )
    expect(second).toMatchObject({ next: null, count: null })
  })

  test('an auditor sees each line with its basis and its entries, and nothing of the client', async () => {
    const office = await letterOffice()
    const { ask, hire, signIn, clientId, partner } = office
    const auditor = await hire('Ada Quill', 'auditor')
    await signIn(partner)
    await withAuthority(office)
    await letterAt(office, 'sent')
    await signIn(auditor)
    const { lines } = await ask.disclosures.list({ year: 2026 })
    expect(lines).toMatchObject([
      { client: null, reader: null, classes: null, basis: 'consent', role: 'records-holder' },
    ])
    const one = await ask.disclosures.get({ id: lines[0]!.id })
    expect(JSON.stringify(one)).not.toMatch(/Fenwright|Northgate|FENW|health/)
    expect(one.bases[0]!.form).toMatchObject({ wording: null, signedOn: '2026-11-02' })
    expect(one.letter).toMatchObject({ id: null, decisions: null })
    for (const filter of [{ clientId }, { reader: 'Denise' }, { class: 'health' as const }])
      await refusalOf(ask.disclosures.list(filter), 'not-allowed')
  })

  test('a secretary records a call, and reads none, neither in the register nor in the log', async () => {
    const { ask, hire, signIn, clientId, partner } = await letterOffice()
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(ask.disclosures.list({}), 'not-allowed')
    await ask.disclosures.recordCall({ clientId, caller: sister, purpose: 'inform' })
    const [entry] = (await ask.audit.list({ limit: 1 })).entries
    expect(entry!.act).toBe('call-recorded')
    const { seq } = entry!
    const { fields } = await ask.audit.entry({ seq })
    expect(JSON.stringify(fields)).not.toContain(sister.name)
    await refusalOf(ask.audit.reveal({ seq, reason: 'Curious' }), 'not-allowed')
    await signIn(partner)
    const opened = await ask.audit.reveal({ seq, reason: 'To answer the client' })
    expect(JSON.stringify(opened.fields)).toContain(sister.name)
  })
})

describe('what is held', () => {
  const told = { class: 'hiv-sexual-health' as const, answer: 'given' as const }

  test('is in no line and no filter of the register, and opens for a reason that is logged', async () => {
    const office = await letterOffice()
    const { ask, clientId, partner } = office
    await ask.consents.record(
      someConsent(clientId, {
        choices: [{ class: 'location', answer: 'given' }, told],
        consulted: { by: partner, on: '2026-11-01', said: 'He may.' } as never,
      }),
    )
    await ask.disclosures.recordCall({
      ...{ clientId, caller: sister, purpose: 'inform', told: ['location'] },
    })
    const { lines } = await ask.disclosures.list({})
    const one = await ask.disclosures.get({ id: lines[0]!.id })
    expect(JSON.stringify([lines, one])).not.toContain('hiv')
    await refusalOf(ask.disclosures.list({ class: 'hiv-sexual-health' as never }), 'invalid-input')
    expect(await ask.disclosures.reveal({ id: one.id, reason: 'The auditor asks.' })).toEqual({
      told: false,
      why: '',
    })
    expect((await ask.audit.list({ limit: 1 })).entries).toMatchObject([{ act: 'record-read' }])
  })

  test('is in no decision that a disclosure by letter shows', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    await withRestrictedConsent(office)
    const { passages } = await filledIn(office)
    const written = { class: told.class, origin: 'written' as const }
    await letterAt(office, 'sent', {
      passages: [...passages, { ...written, id: 'written-1', text: 'Please send the result.' }],
    })
    const { lines } = await ask.disclosures.list({})
    const { letter } = await ask.disclosures.get({ id: lines[0]!.id })
    expect(letter!.decisions!.map((one) => one.class)).toContain('identity')
    expect(JSON.stringify([lines, letter])).not.toContain('hiv')
    const revealed = await ask.disclosures.reveal({ id: lines[0]!.id, reason: 'To check it.' })
    expect(revealed.told).toBe(true)
  })

  test('is never told by telephone, in the same words whether a form gives it or not', async () => {
    const { ask, clientId, partner } = await letterOffice()
    const call = () =>
      refusalOf(
        ask.disclosures.recordCall({
          ...{ clientId, caller: sister, purpose: 'inform', told: ['hiv-sexual-health'] },
        }),
        'not-allowed',
      )
    const before = await call()
    await ask.consents.record(
      someConsent(clientId, {
        choices: [told],
        consulted: { by: partner, on: '2026-11-01', said: 'He may.' } as never,
      }),
    )
    expect((await call()).message).toBe(before.message)
  })
})

describe('a call', () => {
  test('is kept with its caller and its question, and with nothing told stands in no register', async () => {
    const { ask, clientId } = await letterOffice()
    const kept = await ask.disclosures.recordCall({
      ...{ clientId, caller: sister, purpose: 'inform', asked: 'Is he well?' },
    })
    expect(kept).toMatchObject({ on: '2026-11-23', told: 0 })
    expect((await ask.disclosures.list({})).lines).toEqual([])
    const { fields } = await ask.audit.reveal({ seq: kept.seq, reason: 'To answer the caller' })
    expect(fields).toContainEqual({ name: 'asked', value: 'Is he well?' })
  })

  test('may tell what the gate allows this caller today, and is refused anything else with its cure', async () => {
    const { ask, clientId } = await letterOffice()
    const call = (told: ('location' | 'offence')[], name: string = sister.name) =>
      ask.disclosures.recordCall({
        ...{ clientId, caller: { ...sister, name }, purpose: 'inform', told },
      })
    expect((await refusalOf(call(['location']), 'conflict')).message).toContain('not asked')
    const { id } = await ask.consents.record(someConsent(clientId))
    expect(await call(['location'])).toMatchObject({ told: 1 })
    expect((await refusalOf(call(['location', 'offence']), 'conflict')).message).toContain(
      'refused',
    )
    await refusalOf(call(['location'], 'Denise Smith'), 'conflict')
    await ask.consents.withdraw({
      ...{ consentId: id, classes: ['location'], receivedOn: '2026-11-23' as never, how: 'slip' },
    })
    await refusalOf(call(['location']), 'conflict')
    expect((await ask.disclosures.list({})).count).toEqual({ all: 1, bare: 0 })
    const { verdict, findings } = await ask.audit.verify({ codes: [] })
    expect({ verdict, findings }).toEqual({ verdict: 'consistent', findings: [] })
  })
})

test('the register and the calls are remade from the log just as they were', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  await letterAt(office, 'sent')
  await ask.consents.record(someConsent(clientId))
  await ask.disclosures.recordCall({
    ...{ clientId, caller: sister, purpose: 'inform', told: ['location'] },
  })
  const before = await ask.disclosures.list({})
  await office.office.rebuild()
  expect(await ask.disclosures.list({})).toEqual(before)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})
