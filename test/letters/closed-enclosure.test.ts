import { expect, test, vi } from 'vitest'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { keepDocument } from '../documents/some-document.ts'
import { somePdf } from '../practice/some-picture.ts'
import { refusalOf } from '../open-office.ts'
import { allAsked, type Known } from '../read-questions.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'

vi.setConfig({ testTimeout: 240_000 })

const reason = 'A relative of the client works here.'

/** Letters of an open matter that enclose a document and a letter of another, which is closed afterwards to all but one partner. */
async function officeWithClosed() {
  const office = await letterOffice()
  const { ask, clientId, partner, platform } = office
  await withAuthority(office)
  const hester = await office.hire('Hester Vane', 'caseworker')
  const owain = await office.hire('Owain Prosser', 'partner')
  const { id: closedId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Zqmarker', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  const kept = await keepDocument(
    office,
    clientId,
    { matterId: closedId, class: 'identity', sender: 'Zqmarker Trust' },
    { name: 'x.pdf', bytes: somePdf('other') },
  )
  const sent = await letterAt({ ...office, ask, matterId: closedId }, 'sent')
  const [earlier] = await ask.letters.enclosable({ clientId })
  const content = await filledIn(office)
  const { name, class: about, tells, sha256 } = earlier!
  const enclosures = [
    ...content.enclosures,
    { name: 'x', class: null, document: { id: kept.id, sha256: kept.sha256 } },
    {
      ...{ name, class: about },
      document: { id: sent.id as never, sha256, from: 'letter' as const, tells },
    },
  ]
  const draft = await ask.letters.draft({ ...content, enclosures })
  const { id: letterId, version } = await ask.letters.draft({ ...content, enclosures })
  const approved = await ask.letters.approve({ letterId, version })
  await ask.matters.restrictAccess({ matterId: closedId, people: [partner], reason })
  platform.choose = 'a folder'
  const traces = ['Zqmarker', kept.id, kept.sha256, sent.id, sha256, 'Copy of our letter to']
  return Object.assign(office, { hester, owain, kept, draft, approved, letterId, traces })
}

test('what a letter encloses of a matter that is closed later stands, and is shown to whoever is shut out as no more than that', async () => {
  const office = await officeWithClosed()
  const { ask, letterId, draft, approved, hester, partner, platform, signIn, traces } = office
  await signIn(hester)
  for (const id of [letterId, draft.id]) {
    const seen = await ask.letters.get({ letterId: id })
    expect(seen.gate.missing).toEqual([])
    expect(seen.content.enclosures.slice(-2).map(({ name }) => name)).toEqual([
      ...['A document', 'An earlier letter'],
    ])
    const told = JSON.stringify(seen)
    expect(traces.filter((trace) => told.includes(trace))).toEqual([])
  }
  const print = { letterId, printer: 'Tray 2', paper: 'letterhead' as const }
  for (const shut of [
    ask.letters.print({ ...print, what: 'with-enclosures' }),
    ask.letters.saveCopy({ letterId, as: 'with-enclosures' }),
    ask.letters.openInReader({ letterId, withEnclosures: true }),
  ])
    expect((await refusalOf(shut, 'not-allowed')).message).toContain('not for everybody')
  expect(platform.paper).toEqual([])
  await ask.letters.print({ ...print, what: 'letter' })
  await ask.letters.printed({ letterId })

  await signIn(partner)
  const whole = await ask.letters.get({ letterId })
  expect(whole.content).toEqual(approved.content)
  await ask.letters.saveCopy({ letterId, as: 'with-enclosures' })
  expect(platform.paper).toHaveLength(2)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a draft that is written on by whoever is shut out keeps what it encloses, or loses it where they take it out', async () => {
  const { ask, draft, hester, kept, partner, signIn } = await officeWithClosed()
  await signIn(hester)
  const letterId = draft.id
  const { content, version } = await ask.letters.get({ letterId })
  const enclosures = content.enclosures.slice(0, -2)
  const [document, letter] = content.enclosures.slice(-2)
  const known = { name: 'x', class: null, document: { id: kept.id, sha256: kept.sha256 } }
  for (const forged of [
    [document!, document!],
    [known],
    [{ ...document!, withheld: { place: 9 } }],
  ])
    await refusalOf(
      ask.letters.redraft({
        ...{ letterId, version, content: { ...content, enclosures: [...enclosures, ...forged] } },
      }),
      'conflict',
    )
  const typed = { ...content, heading: 'Another heading' }
  const saved = await ask.letters.redraft({ letterId, version, content: typed })
  expect(saved.content.enclosures).toEqual(content.enclosures)
  await signIn(partner)
  expect((await ask.letters.get({ letterId })).content.enclosures).toEqual(draft.content.enclosures)
  await signIn(hester)
  await ask.letters.redraft({
    ...{ letterId, version: saved.version },
    content: { ...typed, enclosures: [...enclosures, letter!] },
  })
  await signIn(partner)
  const { content: last } = await ask.letters.get({ letterId })
  expect(last.enclosures).toEqual([
    ...draft.content.enclosures.slice(0, -2),
    draft.content.enclosures.at(-1),
  ])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('what was removed there stops the letter for everybody, and is named to nobody who is shut out', async () => {
  const { ask, letterId, hester, kept, signIn, traces } = await officeWithClosed()
  await ask.documents.remove({ documentId: kept.id, reason })
  await signIn(hester)
  const seen = await ask.letters.get({ letterId })
  expect(seen.gate.missing).toMatchObject([
    { what: 'A document, which it encloses, was removed or corrected.' },
  ])
  expect(traces.filter((trace) => JSON.stringify(seen).includes(trace))).toEqual([])
})

test('no question, and no entry of the log, tells of it to whoever is shut out', async () => {
  const office = await officeWithClosed()
  const { ask, letterId, draft, hester, owain, signIn, traces, clientId, matterId } = office
  const body = (await ask.law.amendable({})).find(({ sort }) => sort === 'body')!.entry
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-23') })
  const known = {
    ...{ clientId, matterId, letterId, draftId: draft.id, otherId: clientId, consentId: clientId },
    ...{ disclosureId: 1, topic: topic!.id, body: body.slice('body:'.length) },
  } as object as Known
  for (const who of [hester, owain]) {
    await signIn(who)
    const { total } = await ask.audit.list({ limit: 1 })
    for (let seq = 1; seq <= total; seq += 1) {
      const entry = JSON.stringify(await ask.audit.entry({ seq }))
      expect(traces.filter((trace) => entry.includes(trace))).toEqual([])
    }
    for (const { name, question } of allAsked) {
      const answer = await question(ask, known).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        return error.toData()
      })
      const told = JSON.stringify(answer) ?? ''
      expect(
        traces.filter((trace) => told.includes(trace)),
        name,
      ).toEqual([])
    }
  }
})
