import { describe, expect, test } from 'vitest'
import type { KeptDocument } from '../../src-main/documents/contract.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { somePdf } from '../practice/some-picture.ts'
import { refusalOf, someClient } from '../open-office.ts'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from './letter-office.ts'

const reason = 'It was recorded by mistake'
const enclosing = (...all: Pick<KeptDocument, 'id' | 'sha256'>[]) =>
  all.map(({ id, sha256 }) => ({
    ...{ name: 'As typed', class: 'none' as const, document: { id, sha256 } },
  }))

/** A request that may go, and a document of the client. */
async function officeWithDocument(changes: Parameters<typeof keepDocument>[2] = {}) {
  const office = await letterOffice()
  await withAuthority(office)
  const document = await keepDocument(office, office.clientId, { class: 'identity', ...changes })
  const content = await filledIn(office)
  const drafts = (...all: Pick<KeptDocument, 'id' | 'sha256'>[]) =>
    office.ask.letters.draft({
      ...content,
      enclosures: [...content.enclosures, ...enclosing(...all)],
    })
  return Object.assign(office, { document, content, drafts })
}
const NAME = 'Letter, from Northgate Health, HMP Leeds, received 20 November 2026'

describe('A letter that encloses a document', () => {
  test('prints what is recorded of it, tells its class, and is frozen with its hash', async () => {
    const { ask, document, drafts } = await officeWithDocument()
    const { id: letterId, version, content, gate } = await drafts(document)
    const enclosure = {
      ...{ name: NAME, class: 'identity' },
      document: { id: document.id, sha256: document.sha256 },
    }
    expect(content.enclosures.at(-1)).toEqual(enclosure)
    expect(gate.missing).toEqual([])
    const approved = await ask.letters.approve({ letterId, version })
    expect(approved.content.enclosures.at(-1)).toEqual(enclosure)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is not approved where its reader may not be told what the document tells', async () => {
    const { ask, document, drafts } = await officeWithDocument({ class: 'offence' })
    const { id: letterId, version, gate } = await drafts(document)
    const shut = gate.decisions.filter(({ what, allowed }) => what === 'enclosure' && !allowed)
    expect(shut).toMatchObject([{ class: 'offence' }])
    expect((await refusalOf(ask.letters.approve({ letterId, version }))).message).toContain(
      shut[0]!.why,
    )
  })

  test('takes a correction into a draft, and is to be recalled for one once it is approved', async () => {
    const { ask, document, drafts } = await officeWithDocument()
    const { id: letterId } = await drafts(document)
    const correct = (version: number, sender: string) =>
      ask.documents.correct({
        ...{ ...someDocument({ class: 'identity', sender }), documentId: document.id },
        ...{ version, reason },
      })
    await correct(1, 'Leeds Teaching Hospitals')
    const draft = await ask.letters.get({ letterId })
    expect(draft.content.enclosures.at(-1)?.name).toContain('Leeds Teaching Hospitals')
    await ask.letters.approve({ letterId, version: draft.version })
    await correct(2, 'Bradford Hospitals')
    const { gate } = await ask.letters.get({ letterId })
    expect(gate.missing).toMatchObject([
      {
        what: expect.stringContaining('removed or corrected'),
        cure: expect.stringMatching(/^Recall/),
      },
    ])
    await refusalOf(ask.letters.printed({ letterId }), 'conflict')
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is stopped by the removal of the document, and takes none that was removed', async () => {
    const { ask, document, drafts } = await officeWithDocument()
    const { id: letterId, version } = await drafts(document)
    await ask.documents.remove({ documentId: document.id, reason })
    const { gate } = await ask.letters.get({ letterId })
    expect(gate.missing).toMatchObject([{ where: 'enclosures', cure: 'Leave it out.' }])
    await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
    expect((await refusalOf(drafts(document), 'conflict')).message).toContain('was removed')
  })

  test('encloses it once, and none of another client', async () => {
    const office = await officeWithDocument()
    const { ask, document, drafts } = office
    expect((await refusalOf(drafts(document, document))).message).toContain('enclosed already')
    const { id: otherId } = await ask.clients.register(
      someClient({ surname: 'Other', prisonNumber: { number: 'A5678CD', exception: '' } }),
    )
    const theirs = await keepDocument(office, otherId)
    expect((await refusalOf(drafts(theirs), 'conflict')).message).toContain('cannot be enclosed')
  })
})

describe('A restricted document', () => {
  const RECEIVED = 'Document received 20 November 2026'
  async function officeWithHeld() {
    const office = await officeWithDocument()
    await withRestrictedConsent(office)
    const held = await keepDocument(
      office,
      office.clientId,
      { class: 'hiv-sexual-health', title: 'Viral load of March' },
      { name: 'viral load.pdf', bytes: somePdf('held') },
    )
    return Object.assign(office, { held })
  }

  test('is enclosed where its reader may be told, and named by no more than the day it came', async () => {
    const { ask, held, drafts, hire, signIn, partner } = await officeWithHeld()
    const { id: letterId, version, content, gate } = await drafts(held)
    expect(content.enclosures.at(-1)).toMatchObject({ name: RECEIVED, class: 'hiv-sexual-health' })
    expect(gate.decisions.filter(({ allowed }) => !allowed)).toEqual([])
    await ask.letters.approve({ letterId, version })
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(ask.letters.get({ letterId }), 'not-found')
    expect((await refusalOf(drafts(held), 'conflict')).message).toContain('cannot be enclosed')
    await signIn(partner)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('stops a letter to a reader who may not be told', async () => {
    const office = await officeWithDocument({ class: 'hiv-sexual-health' })
    const { gate } = await office.drafts(office.document)
    expect(gate.decisions.filter(({ allowed }) => !allowed)).toMatchObject([
      { what: 'enclosure', class: 'hiv-sexual-health' },
    ])
  })

  test.each(['a draft', 'an approved letter'])(
    'takes %s that encloses it with it, once it is corrected to restricted',
    async (which) => {
      const office = await officeWithDocument({ title: 'Results of March' })
      const { ask, document, drafts, hire, signIn, partner } = office
      const { id: letterId, version } = await drafts(document)
      if (which !== 'a draft') await ask.letters.approve({ letterId, version })
      const secretary = await hire('Hester Vane', 'secretary')
      const said = { ...someDocument({ title: 'Results of March' }), documentId: document.id }
      const seen = async () => {
        await signIn(secretary)
        const { rows, total } = await ask.letters.list({})
        const text = JSON.stringify([rows, await ask.documents.list({ clientId: office.clientId })])
        await signIn(partner)
        return { total, titled: text.includes('Results of March') }
      }
      expect(await seen()).toEqual({ total: 1, titled: true })
      await ask.documents.correct({ ...said, class: 'hiv-sexual-health', version: 1, reason })
      expect(await seen()).toEqual({ total: 0, titled: false })
      const { content, gate } = await ask.letters.get({ letterId })
      const name = content.enclosures.at(-1)?.name
      if (which === 'a draft') expect(name).toBe(RECEIVED)
      else
        expect(gate.missing).toMatchObject([
          { what: 'A document, which it encloses, was removed or corrected.' },
        ])
      await signIn(secretary)
      await refusalOf(ask.letters.get({ letterId }), 'not-found')
      await refusalOf(ask.letters.preview({ letterId }), 'not-found')
      await signIn(partner)
      expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    },
  )
})

test('an enclosure that is put in by hand is as it was typed', async () => {
  const { drafts } = await officeWithDocument()
  const { content } = await drafts()
  expect(content.enclosures.every(({ document }) => document === undefined)).toBe(true)
})

test('a restricted letter that a document answers is named to nobody who may not know of it, and stays in its corrections', async () => {
  const office = await letterOffice()
  const { ask, clientId, hire, signIn, partner } = office
  await withRestrictedConsent(office)
  const content = await filledIn(office)
  const restricted = {
    ...{ id: 'own-1', text: 'Please send what the HIV clinic wrote.', origin: 'written' as const },
    class: 'hiv-sexual-health' as const,
  }
  const { id: letterId } = await ask.letters.draft({
    ...content,
    passages: [...content.passages, restricted],
  })
  const { id: documentId } = await keepDocument(office, clientId, { letterId })
  await signIn(await hire('Hester Vane', 'secretary'))
  expect((await ask.documents.list({ clientId }))[0]?.letterId).toBe(null)
  const typed = { ...someDocument({ title: 'Their reply' }), documentId, version: 1, reason }
  expect(await ask.documents.correct(typed)).toMatchObject({ letterId: null, version: 2 })
  await signIn(partner)
  expect((await ask.documents.list({ clientId }))[0]?.letterId).toBe(letterId)
})

test('an answer to a demand for proof of identity encloses the proof that the office has, and another answer does not', async () => {
  const office = await letterOffice()
  const { ask, clientId, matterId } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  const proof = await keepDocument(office, clientId, { sort: 'identity', class: 'identity' })
  await keepDocument(
    office,
    clientId,
    { class: 'identity' },
    { name: 'b.pdf', bytes: somePdf('b') },
  )
  await keepDocument(office, clientId, { sort: 'identity', class: 'hiv-sexual-health' })
  for (const kind of ['id-asked', 'fee-asked'] as const)
    await ask.letters.recordReply({ letterId: answers, kind, on: '2026-11-23' as never, note: '' })
  const proposed = async (version: number, asked: string) => {
    const rows = [{ asked, enclosed: 'What was asked for' }]
    await ask.details.record({ matterId, group: 'demand', version, rows })
    const about = { matterId, kind: 'L07' as const, datedOn: '2026-11-23' as never, answers }
    const { enclosures } = await ask.letters.propose(about)
    return enclosures.flatMap(({ document }) => (document ? [document.id] : []))
  }
  expect(await proposed(0, 'identity')).toEqual([proof.id])
  expect(await proposed(1, 'fee')).toEqual([])
})
