import { expect, test, vi } from 'vitest'
import type { EnclosableLetter, LetterContent } from '../../src-main/letters/contract.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { refusalOf, someClient } from '../open-office.ts'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

vi.setConfig({ testTimeout: 240_000 })

const chosen = ({ id, name, class: about, tells, sha256 }: EnclosableLetter) => ({
  ...{ name, class: about },
  document: { id: id as never, sha256, from: 'letter' as const, tells },
})

/** An office with a letter that left, and another that may enclose it. */
async function withEarlier(changes: Parameters<typeof letterAt>[2] = {}) {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  const sent = await letterAt(office, 'sent', changes)
  const content = await filledIn(office)
  const enclosing = (...more: LetterContent['enclosures']) => ({
    ...content,
    enclosures: [...content.enclosures, ...more],
  })
  const offered = () => ask.letters.enclosable({ clientId })
  return Object.assign(office, { sent, content, enclosing, offered })
}

test('a letter that left is enclosed by choice, frozen, and in one file with the letter; one that has not left is not offered', async () => {
  const office = await withEarlier()
  const { ask, sent, enclosing, offered, platform } = office
  await letterAt(office, 'signed')
  const [one, ...others] = await offered()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    ...{ id: sent.id, sha256: sent.approved!.sha256 },
    name: `Copy of our letter to ${sent.content.addressee.name}, 23 November 2026`,
  })
  const typed = { ...chosen(one!), name: 'As typed', class: 'none' as const }
  const { document } = typed
  const lied = { ...typed, document: { ...document, tells: [] } }
  const { id: letterId, version, content, gate } = await ask.letters.draft(enclosing(lied))
  expect(content.enclosures.at(-1)).toEqual(chosen(one!))
  expect(gate.missing).toEqual([])
  const saved = await ask.letters.redraft({ letterId, version, content })
  expect(saved.content.enclosures).toEqual(content.enclosures)
  const approved = await ask.letters.approve({ letterId, version: saved.version })
  expect(approved.content.enclosures).toEqual(content.enclosures)
  platform.choose = 'a folder'
  await ask.letters.saveCopy({ letterId, as: 'with-enclosures' })
  const text = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-layout', '$', '-'])
  expect(text).toContain(`Enclosure ${content.enclosures.length}, page 1 of`)
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: content.datedOn })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('each reader is asked about everything that the earlier letter told', async () => {
  const { ask, content, enclosing, offered } = await withEarlier()
  const [one] = await offered()
  expect(one!.tells.length).toBeGreaterThan(1)
  const addressee = {
    ...{ name: 'Ruth Danvers', role: 'family' as const, lines: ['1 High Street'] },
    postcode: 'LS1 1AA',
  }
  const {
    id: letterId,
    version,
    gate,
  } = await ask.letters.draft({
    ...enclosing(chosen(one!)),
    copies: [{ addressee }],
  })
  const at = String(content.enclosures.length)
  const shut = gate.decisions.filter((said) => said.what === 'enclosure' && said.at === at)
  const askedOf = (reader: string) =>
    shut.flatMap((said) => (said.reader === reader ? [said.class] : []))
  expect(new Set(askedOf('Ruth Danvers'))).toEqual(new Set(one!.tells))
  // Whoever had the request is told nothing by what it asks for.
  expect(askedOf(content.addressee.name)).toEqual(['identity', 'location'])
  expect(shut.filter(({ reader, allowed }) => reader === 'Ruth Danvers' && allowed)).toEqual([])
  await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
})

test('it is enclosed once, after it has left, and in letters of its own client alone', async () => {
  const office = await withEarlier()
  const { ask, enclosing, offered, partner } = office
  const [one] = await offered()
  const twice = await refusalOf(
    ask.letters.draft(enclosing(chosen(one!), chosen(one!))),
    'conflict',
  )
  expect(twice.message).toContain('enclosed already')
  const unsent = await letterAt(office, 'approved')
  const early = chosen({ ...one!, id: unsent.id, sha256: unsent.approved!.sha256 })
  expect((await refusalOf(ask.letters.draft(enclosing(early)), 'conflict')).message).toContain(
    'has not left',
  )
  const { id: otherId } = await ask.clients.register(
    someClient({ surname: 'Other', prisonNumber: { number: 'A5678CD', exception: '' } }),
  )
  const { id: theirs } = await ask.matters.open({
    ...{ clientId: otherId, kind: 'health-records', title: 'Other', responsible: partner },
    ...{ opponents: [], eventOn: '2026-06-14' as never, knownOn: null, noEventReason: '' },
  })
  const other = await filledIn({ ...office, matterId: theirs })
  const theirDraft = { ...other, enclosures: [chosen(one!)] }
  expect((await refusalOf(ask.letters.draft(theirDraft), 'conflict')).message).toContain(
    'cannot be enclosed',
  )
})

test('a restricted letter is offered to whoever may open it, named by its day, and to nobody else', async () => {
  const office = await letterOffice()
  const { ask, clientId, hire, signIn, partner } = office
  await withAuthority(office)
  await withRestrictedConsent(office)
  const content = await filledIn(office)
  const held = await keepDocument(office, clientId, { class: 'hiv-sexual-health' })
  const document = { id: held.id, sha256: held.sha256 }
  const enclosures = [...content.enclosures, { name: 'x', class: 'none' as const, document }]
  await letterAt(office, 'sent', { enclosures })
  const [one] = await ask.letters.enclosable({ clientId })
  expect(one).toMatchObject({
    ...{ class: 'hiv-sexual-health', name: 'Copy of our letter, 23 November 2026' },
  })
  const typed = { ...content, enclosures: [...content.enclosures, chosen(one!)] }
  const { id: letterId, gate } = await ask.letters.draft(typed)
  expect(gate.decisions.filter(({ allowed }) => !allowed)).toEqual([])
  await signIn(await hire('Hester Vane', 'secretary'))
  expect(await ask.letters.enclosable({ clientId })).toEqual([])
  await refusalOf(ask.letters.get({ letterId }), 'not-found')
  expect((await refusalOf(ask.letters.draft(typed), 'conflict')).message).toContain(
    'cannot be enclosed',
  )
  await signIn(partner)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a document that is corrected to restricted takes the letters that enclose a letter that encloses it with it', async () => {
  const office = await letterOffice()
  const { ask, clientId, hire, signIn, partner } = office
  await withAuthority(office)
  const document = await keepDocument(office, clientId, { class: 'identity' })
  const content = await filledIn(office)
  const { id, sha256 } = document
  await letterAt(office, 'sent', {
    enclosures: [...content.enclosures, { name: 'x', class: 'none', document: { id, sha256 } }],
  })
  const [one] = await ask.letters.enclosable({ clientId })
  const typed = { ...content, enclosures: [...content.enclosures, chosen(one!)] }
  const draft = await ask.letters.draft(typed)
  const other = await ask.letters.draft(typed)
  await ask.letters.approve({ letterId: other.id, version: other.version })
  const secretary = await hire('Hester Vane', 'secretary')
  const seen = async () => {
    await signIn(secretary)
    const { total } = await ask.letters.list({})
    await signIn(partner)
    return total
  }
  expect(await seen()).toBe(3)
  await ask.documents.correct({
    ...{ ...someDocument({ class: 'hiv-sexual-health' }), documentId: id },
    ...{ version: 1, reason: 'It tells more' },
  })
  expect(await seen()).toBe(0)
  const { content: now } = await ask.letters.get({ letterId: draft.id })
  expect(now.enclosures.at(-1)).toMatchObject({
    ...{ name: 'Copy of our letter, 23 November 2026', class: 'hiv-sexual-health' },
  })
  const { gate } = await ask.letters.get({ letterId: other.id })
  expect(gate.missing).toMatchObject([
    { what: expect.stringMatching(/^An earlier letter, which it encloses/) },
  ])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})
