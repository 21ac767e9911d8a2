import { closeMatter } from '../matters/close-matter.ts'
import { expect, test } from 'vitest'
import { someConsent } from '../consents/some-consent.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { checkedBy, refusalOf, someClient } from '../open-office.ts'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'

async function livedIn() {
  const office = await letterOffice()
  const { ask, clientId, matterId, hire, partner } = office
  const colleague = await hire('Hester Vane', 'secretary')
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'wymott', from: '2026-09-03', source: 'Telephone' } as never,
  })
  const form = await withAuthority(office)
  await checkedBy(office, colleague)
  const letter = await letterAt(office, 'sent')
  await ask.letters.recordReply({
    ...{ letterId: letter.id, kind: 'acknowledged', on: '2026-11-23' as never },
  })
  await ask.matters.note({ matterId, text: 'He has HIV and is on methadone.' })
  await ask.disclosures.recordCall({
    ...{ clientId, caller: { name: 'His mother', role: 'family' }, purpose: 'inform' },
    asked: 'Is he taking his HIV tablets?',
  })
  await ask.consents.withdraw({
    ...{ consentId: form.id, classes: ['health'], receivedOn: '2026-11-23' as never, how: 'slip' },
  })
  await closeMatter(ask, matterId, 'Settled.')
  return Object.assign(office, { partner, letterId: letter.id })
}

test('one chronology tells everything recorded of a client, newest first', async () => {
  const { ask, clientId, letterId, matterId } = await livedIn()
  const { lines, next } = await ask.day.chronology({ clientId })
  expect(next).toBeNull()
  expect(lines.map(({ act }) => act)).toEqual([
    ...['matter-closed', 'consent-withdrawn', 'call-recorded', 'matter-noted', 'reply-recorded'],
    ...['letter-sent', 'letter-signed', 'letter-printed', 'letter-approved', 'letter-drafted'],
    ...['consent-checked', 'consent-recorded', 'stay-recorded', 'matter-opened'],
    ...['client-registered', 'stay-recorded'],
  ])
  expect(lines[0]).toMatchObject({
    ...{ who: 'Imogen Tark', on: '2026-11-23', reason: 'Settled.', kind: 'matter' },
    link: { to: 'matter', id: matterId },
  })
  expect(lines[5]).toMatchObject({
    ...{ letterKind: 'L03', detail: 'first-class', link: { to: 'letter', id: letterId } },
  })
  expect(lines[10]!.who).toBe('Hester Vane')
})

test('no line tells of health, whatever was written down', async () => {
  const { ask, clientId } = await livedIn()
  const all = await ask.day.chronology({ clientId })
  const told = await ask.day.chronology({ clientId, kinds: ['told'] })
  expect(JSON.stringify([all, told])).not.toMatch(/hiv|methadone|tablets/i)
})

test('is narrowed to a kind, and what was told then has lines of its own', async () => {
  const { ask, clientId } = await livedIn()
  const of = async (kind: 'stay' | 'told' | 'client') =>
    (await ask.day.chronology({ clientId, kinds: [kind] })).lines
  expect((await of('stay')).map(({ name }) => name)).toEqual(['HMP & YOI Wymott', 'HMP Leeds'])
  expect((await of('client')).map(({ act }) => act)).toEqual(['client-registered'])
  const [call, letter] = await of('told')
  expect(call).toMatchObject({ act: 'call-recorded', name: 'His mother', detail: 'nothing' })
  expect(letter).toMatchObject({ act: 'letter-sent', link: { to: 'disclosure' } })
})

test('tells of legal holds and of proposals to erase the client, also of those that were lifted or withdrawn', async () => {
  const { ask, clientId } = await livedIn()
  const reason = 'Tells of HIV and methadone.'
  await ask.erasure.hold({
    clientId,
    askedBy: 'The insurer',
    reason,
    reviewOn: '2027-01-04' as never,
  })
  await ask.erasure.lift({ clientId, reason })
  const { lines } = await ask.day.chronology({ clientId, kinds: ['erasure'] })
  expect(lines.map(({ act, on }) => [act, on])).toEqual([
    ['hold-lifted', null],
    ['hold-placed', '2027-01-04'],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/hiv|methadone|insurer/i)
  const { id: other } = await ask.clients.register(
    someClient({ surname: 'Other', prisonNumber: { number: 'A9999ZZ', exception: '' } }),
  )
  await ask.erasure.propose({ clientId: other, ground: 'asked-by-client', reason })
  await ask.erasure.withdraw({ clientId: other, reason })
  const ofOther = await ask.day.chronology({ clientId: other, kinds: ['erasure'] })
  expect(ofOther.lines.map(({ act, detail }) => [act, detail])).toEqual([
    ['erasure-withdrawn', ''],
    ['erasure-proposed', 'asked-by-client'],
  ])
  const whole = await ask.day.chronology({ clientId: other })
  expect(whole.lines.map(({ act }) => act)).toEqual([
    ...['erasure-withdrawn', 'erasure-proposed', 'client-registered', 'stay-recorded'],
  ])
})

test('comes in pages that together are the whole, whatever their size', async () => {
  const { ask, clientId } = await livedIn()
  const whole = (await ask.day.chronology({ clientId })).lines
  for (const limit of [1, 2, 7]) {
    const found: typeof whole = []
    let before: number | null = null
    do {
      const page: { lines: typeof whole; next: number | null } = await ask.day.chronology({
        ...{ clientId, before, limit },
      })
      found.push(...page.lines)
      before = page.next
    } while (before !== null)
    expect(found).toEqual(whole)
  }
})

test('is of one client alone, and refused for somebody unknown and to who sees no clients', async () => {
  const office = await livedIn()
  const { ask, hire, signIn } = office
  const { id: other } = await ask.clients.register(
    someClient({ surname: 'Other', prisonNumber: { number: 'A9999ZZ', exception: '' } }),
  )
  await ask.consents.record(someConsent(other))
  const { lines } = await ask.day.chronology({ clientId: other })
  expect(lines.map(({ act }) => act)).toEqual([
    'consent-recorded',
    'client-registered',
    'stay-recorded',
  ])
  await refusalOf(ask.day.chronology({ clientId: office.matterId as never }), 'not-found')
  await signIn(await hire('Ada Quill', 'auditor'))
  await refusalOf(ask.day.chronology({ clientId: other }), 'not-allowed')
})

test('a document that came in stands by whom it is from, its sort and what it answers, and what became of it, but never by its title', async () => {
  const office = await livedIn()
  const { ask, clientId, letterId, matterId } = office
  const kept = await keepDocument(office, clientId, {
    ...{ letterId: letterId as never, matterId, title: 'Methadone chart', class: 'substance-use' },
  })
  const reason = 'It was a copy'
  await ask.documents.remove({ documentId: kept.id, reason })
  const { lines } = await ask.day.chronology({ clientId, kinds: ['document'] })
  const about = {
    ...{ kind: 'document', name: 'Northgate Health, HMP Leeds', detail: 'letter' },
    ...{ on: '2026-11-20', ref: 'IT/FENW.1-1', link: { to: 'letter', id: letterId } },
  }
  expect(lines).toMatchObject([
    { act: 'document-removed', reason, ...about },
    { act: 'document-kept', ...about },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/methadone/i)
})

test('a restricted document is told to whoever may open it, and to them without its sender; a correction to restricted hides what stood before', async () => {
  const office = await livedIn()
  const { ask, clientId, hire, signIn } = office
  const kept = await keepDocument(office, clientId, { class: 'health' })
  const secretary = await hire('Ada Bloom', 'secretary')
  const seen = async () => (await ask.day.chronology({ clientId, kinds: ['document'] })).lines
  await ask.documents.correct({
    ...{ ...someDocument({ class: 'hiv-sexual-health' }), documentId: kept.id },
    ...{ version: 1, reason: 'Read again' },
  })
  expect((await seen()).map(({ name, detail, reason }) => [name, detail, reason])).toEqual([
    ['', 'restricted', ''],
    ['', 'restricted', ''],
  ])
  await signIn(secretary)
  expect(await seen()).toEqual([])
})

test('a document that answers a letter which holds something restricted stands for others as one that answers none', async () => {
  const office = await letterOffice()
  const { ask, clientId, matterId, hire, signIn } = office
  await withAuthority(office)
  await withRestrictedConsent(office)
  const { passages } = await filledIn(office)
  const held = { id: 'held', text: 'The result.', class: 'hiv-sexual-health', origin: 'written' }
  const { id } = await letterAt(office, 'sent', { passages: [...passages, held as never] })
  await keepDocument(office, clientId, { class: 'health', letterId: id, matterId })
  const links = async () =>
    (await ask.day.chronology({ clientId, kinds: ['document'] })).lines.map(({ link }) => link)
  expect(await links()).toEqual([{ to: 'letter', id }])
  await signIn(await hire('Ada Bloom', 'secretary'))
  expect(await links()).toEqual([{ to: 'matter', id: matterId }])
})
