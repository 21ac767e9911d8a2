import { describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { allows } from '../../src-main/people/permissions.ts'
import { NOT_THEIRS, screenOf } from '../../src-main/screens.ts'
import { someConsent } from '../consents/some-consent.ts'
import {
  HOLDER,
  day,
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'

const SISTER = { name: 'Denise Fenwright', role: 'family' as const }

/** An office that disclosed something by an ordinary letter, a restricted one and a call, with its auditor signed in. */
async function audited() {
  const office = await letterOffice()
  const { ask, clientId, platform, signIn, hire } = office
  const authority = await withAuthority(office)
  platform.file = { name: 'scan.pdf', bytes: somePdf('first page') }
  await ask.consents.attachScan({ consentId: authority.id })
  const held = await withRestrictedConsent(office)
  const spoken = await ask.consents.record(someConsent(clientId))
  await ask.consents.attachScan({ consentId: spoken.id })
  const plain = await letterAt(office, 'sent')
  const { passages } = await filledIn(office)
  const written = { id: 'w', text: 'The result.', class: 'hiv-sexual-health', origin: 'written' }
  const holding = await letterAt(office, 'sent', { passages: [...passages, written as never] })
  await ask.disclosures.recordCall({
    ...{ clientId, caller: SISTER, purpose: 'inform', asked: 'How he is', told: ['health'] },
  })
  const auditor = await hire('Ada Quill', 'auditor')
  await signIn(auditor)
  const { lines } = await ask.disclosures.list({})
  const [call, restricted, open] = lines.map(({ id }) => id)
  const newest = async (limit = 1) =>
    (await ask.audit.list({ limit })).entries.map(({ act }) => act)
  return Object.assign(office, {
    plain,
    holding,
    ...{ authority, held },
    auditor,
    newest,
    lines: { call, held: restricted, open },
  })
}

describe('an auditor', () => {
  test('reads nothing that is not an entry, once in each sitting', async () => {
    const { ask, lines, newest, signIn, auditor } = await audited()
    expect(await newest(2)).toEqual(['screen-read', 'screen-read'])
    const { entries } = await ask.audit.health({})
    const since = async () => (await ask.audit.health({})).entries - entries
    await ask.disclosures.list({ year: 2026 })
    await ask.disclosures.list({ year: 2025 })
    await ask.audit.list({ limit: 5, before: 9 })
    expect(await since()).toBe(0)
    await ask.disclosures.get({ id: lines.open! })
    await ask.disclosures.get({ id: lines.open! })
    await ask.disclosures.get({ id: lines.held! })
    await ask.people.list({})
    await ask.audit.entry({ seq: 1 })
    expect(await since()).toBe(4)
    const { fields } = await ask.audit.entry({ seq: entries + 1 })
    expect(fields?.map(({ name, value }) => `${name} ${value}`).toSorted()).toEqual([
      `id ${lines.open}`,
      'screen a disclosure',
    ])
    await signIn(auditor)
    const again = (await ask.audit.health({})).entries
    await ask.disclosures.list({})
    expect((await ask.audit.health({})).entries).toBe(again + 1)
    const { findings } = await ask.audit.verify({ codes: [] })
    expect(findings).toEqual([])
  })

  test('may ask nothing of which it is not said what screen it opens', () => {
    const unsaid = Object.entries(contract).flatMap(([domain, operations]) =>
      Object.entries(operations).flatMap(([name, { may }]) =>
        allows('auditor', may) && screenOf(`${domain}.${name}`, {})?.screen === NOT_THEIRS
          ? [`${domain}.${name}`]
          : [],
      ),
    )
    expect(unsaid).toEqual([])
  })

  test('follows a line to its names, decisions, scan, letter and posting, each look an entry that a partner reads', async () => {
    const { ask, lines, newest, platform, authority, signIn, partner, auditor, plain } =
      await audited()
    await signIn(partner)
    await ask.letters.makePostBook({ on: plain.content.datedOn, way: 'reader' })
    await signIn(auditor)
    const id = lines.open!
    const seen = await ask.disclosures.get({ id })
    expect([seen.client, seen.reader, seen.letter?.decisions, seen.masked]).toEqual(
      // Nothing of whose it is stands in what is not followed.
      [null, null, null, false],
    )
    const { client, reader, letter, bases } = await ask.disclosures.follow({ id })
    expect(await newest(2)).toContain('line-followed')
    expect([client?.name, reader]).toEqual(['Dominic Fenwright', HOLDER])
    expect(letter?.decisions?.length).toBeGreaterThan(0)
    expect(letter?.posted).toMatchObject({ seq: expect.any(Number) })
    expect(bases[0]?.form).toMatchObject({ wording: authority.wording, scanned: true })
    await ask.disclosures.openPaper({ id, paper: 'letter' })
    await ask.disclosures.openPaper({ id, paper: 'scan', of: authority.id })
    expect(platform.paper.slice(-2).map(({ to }) => to)).toEqual(['reader', 'reader'])
    await refusalOf(ask.disclosures.openPaper({ id, paper: 'scan', of: 'another' }), 'not-found')
    await refusalOf(ask.disclosures.openPaper({ id, paper: 'basis' }), 'not-found')
    const { findings } = await ask.audit.verify({ codes: [] })
    expect(findings).toEqual([])
    await signIn(partner)
    const { entries } = await ask.audit.list({ limit: 100 })
    const looks = entries.filter(({ act, who }) => act === 'line-followed' && who === 'Ada Quill')
    const followed = await Promise.all(looks.map(({ seq }) => ask.audit.entry({ seq })))
    const what = followed.map(({ fields }) => fields!.find(({ name }) => name === 'what')!.value)
    expect(what).toEqual(['scan', 'letter', 'trace'])
    const screens = entries.filter(({ act }) => act === 'screen-read')
    expect(screens.every(({ who }) => who === 'Ada Quill')).toBe(true)
  })

  test('is shown neither names nor papers of a line that names what is restricted, whatever it rests on', async () => {
    const { ask, lines, newest, platform, held } = await audited()
    const papers = platform.paper.length
    const id = lines.held!
    const seen = await ask.disclosures.get({ id })
    expect([seen.masked, seen.client, seen.reader, seen.classes]).toEqual([true, null, null, null])
    expect(seen.letter?.steps.length).toBeGreaterThan(3)
    const before = await newest(1)
    await refusalOf(ask.disclosures.follow({ id }), 'not-allowed')
    await refusalOf(ask.disclosures.openPaper({ id, paper: 'letter' }), 'not-allowed')
    for (const { form } of seen.bases)
      await refusalOf(
        ask.disclosures.openPaper({ id, paper: 'scan', of: form!.consentId }),
        'not-allowed',
      )
    await refusalOf(ask.disclosures.openPaper({ id, paper: 'scan', of: held.id }), 'not-allowed')
    expect(platform.paper).toHaveLength(papers)
    expect(await newest(1)).toEqual(before)
  })

  test('is shown neither scan nor words of a form that asks about what is restricted, whatever was answered', async () => {
    const office = await letterOffice()
    const { ask, clientId, platform, signIn, hire, partner } = office
    const auditor = await hire('Ada Quill', 'auditor')
    for (const answer of ['given', 'refused', 'not-chosen'] as const) {
      const form = await ask.consents.record(
        someConsent(clientId, {
          choices: [
            { class: 'location', answer: 'given' },
            { class: 'hiv-sexual-health', answer },
          ],
          consulted: { by: partner, on: day('2026-11-01'), said: 'The client agrees.' },
          wording: `Part A, and part B about HIV: ${answer}.`,
        }),
      )
      platform.file = { name: 'scan.pdf', bytes: somePdf(answer) }
      await ask.consents.attachScan({ consentId: form.id })
      const call = { clientId, caller: SISTER, purpose: 'inform' as const }
      await ask.disclosures.recordCall({ ...call, asked: '', told: ['location'] })
      await signIn(auditor)
      const [{ id } = { id: 0 }] = (await ask.disclosures.list({})).lines
      const followed = await ask.disclosures.follow({ id })
      const [relied] = followed.bases.filter((basis) => basis.form)
      expect(relied?.form).toMatchObject({ consentId: form.id, wording: null, scanned: true })
      expect(JSON.stringify(followed)).not.toMatch(/hiv/i)
      const papers = platform.paper.length
      await refusalOf(ask.disclosures.openPaper({ id, paper: 'scan', of: form.id }), 'not-allowed')
      expect(platform.paper).toHaveLength(papers)
      await signIn(partner)
    }
  })

  test('is shown no word that was typed freely', async () => {
    const { ask, lines } = await audited()
    const followed = await ask.disclosures.follow({ id: lines.call! })
    expect([followed.client?.name, followed.reader]).toEqual(['Dominic Fenwright', SISTER.name])
    expect(JSON.stringify(followed)).not.toContain('How he is')
  })

  test('may do nothing else, and a secretary follows no line', async () => {
    const { ask, lines, signIn, partner, hire, clientId, plain } = await audited()
    await refusalOf(ask.letters.get({ letterId: plain.id }), 'not-allowed')
    await refusalOf(ask.clients.get({ clientId }), 'not-allowed')
    await refusalOf(ask.disclosures.reveal({ id: lines.held!, reason: 'x' }), 'not-allowed')
    await signIn(partner)
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(ask.disclosures.follow({ id: lines.open! }), 'not-allowed')
  })
})
