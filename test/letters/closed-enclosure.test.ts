import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { kindThat } from '../../src-main/letters/kinds.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { keepDocument } from '../documents/some-document.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'
import { allAsked, type Known } from '../read-questions.ts'
import { readBack } from './pdf-tools.ts'
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
  const made = { hester, owain, kept, sent, draft, approved, letterId, closedId, traces }
  return Object.assign(office, made)
}

/** An answer in words: of a PDF what can be read on it. */
const inWords = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    value instanceof Uint8Array ? readBack(value, 'pdftotext', ['$', '-']) : value,
  ) ?? ''

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
  await ask.letters.printed({ letterId })
  for (const shut of [
    ask.letters.print({ ...print, what: 'letter' }),
    ask.letters.print({ ...print, what: 'letter', paper: 'pre-printed' }),
    ask.letters.print({ ...print, what: 'with-enclosures' }),
    ask.letters.print({ ...print, what: 'file-copy' }),
    ask.letters.saveCopy({ letterId, as: 'pdf' }),
    ask.letters.saveCopy({ letterId, as: 'word' }),
    ask.letters.saveCopy({ letterId, as: 'with-enclosures' }),
    ask.letters.openInReader({ letterId }),
    ask.letters.openInReader({ letterId, withEnclosures: true }),
  ])
    expect((await refusalOf(shut, 'not-allowed')).message).toContain('not for everybody')
  const { refused } = await ask.letters.printTogether({
    ...{ letterIds: [letterId], printer: 'Tray 2', paper: 'letterhead', sides: 'one' },
  })
  expect(refused).toMatchObject([{ why: expect.stringContaining('not for everybody') }])
  expect(platform.paper).toEqual([])
  await ask.letters.print({ ...print, what: 'envelope' })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: day('2026-11-23') })
  const { lines } = await ask.disclosures.list({ clientId: office.clientId })
  const line = (await Promise.all(lines.map(({ id }) => ask.disclosures.get({ id })))).find(
    ({ letter }) => letter?.id === letterId,
  )!
  await signIn(office.owain)
  const paper = { id: line.id, paper: 'letter' as const }
  await refusalOf(ask.disclosures.openPaper(paper), 'not-allowed')
  platform.choose = temporaryFolder()
  const file = await ask.exports.clientFile({ clientId: office.clientId })
  const page = readFileSync(join(file!.folder, 'index.html'), 'utf8')
  expect(page).toContain('what only some people in this office may see')
  expect(readdirSync(join(file!.folder, 'documents'))).toEqual([])

  await signIn(partner)
  const whole = await ask.letters.get({ letterId })
  expect(whole.content).toEqual(approved.content)
  await ask.letters.saveCopy({ letterId, as: 'with-enclosures' })
  await ask.disclosures.openPaper(paper)
  expect(platform.paper).toHaveLength(3)
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

test('a letter that answers one that is closed later does not name it to whoever is shut out, and is not theirs to write', async () => {
  const office = await officeWithClosed()
  const { ask, sent, hester, owain, partner, signIn } = office
  await signIn(partner)
  const answering = await filledIn(office, { kind: 'L27', answers: sent.id })
  const { id: letterId, content: written } = await ask.letters.draft(answering)
  expect(written.answers).toBe(sent.id)
  for (const who of [hester, owain]) {
    await signIn(who)
    const { content, version } = await ask.letters.get({ letterId })
    expect(content).toEqual({ ...written, answers: null })
    const typed = { ...content, heading: 'Another heading' }
    for (const shut of [
      ask.letters.redraft({ letterId, version, content: typed }),
      ask.letters.redraft({ letterId, version, content: { ...typed, answers: sent.id } }),
      ask.letters.preview({ letterId, content: typed }),
      ask.letters.approve({ letterId, version }),
    ])
      expect((await refusalOf(shut, 'not-allowed')).message).toContain('answers one that is not')
  }
  await signIn(partner)
  expect((await ask.letters.get({ letterId })).content).toEqual(written)
})

test('no question, and no entry of the log, opened or not, tells of it to whoever is shut out', async () => {
  const office = await officeWithClosed()
  const { ask, letterId, draft, sent, hester, owain, partner, signIn, clientId, matterId } = office
  await signIn(partner)
  const answering = await ask.letters.draft(
    await filledIn(office, { kind: 'L27', answers: sent.id }),
  )
  const form = await letterAt({ ...office, matterId: office.closedId }, 'sent', {
    ...{ kind: kindThat('form'), heading: 'Zqmarker' },
    consentRequested: {
      recipient: { name: 'Denise Fenwright', role: 'family' },
      ...{ purpose: 'inform', classes: ['health'] },
    },
  })
  await ask.consents.record(someConsent(clientId, { receivedOn: '2026-11-23', sentWith: form.id }))
  const body = (await ask.law.amendable({})).find(({ sort }) => sort === 'body')!.entry
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-23') })
  const traces = [...office.traces, form.id, office.closedId]
  const tells = (answer: unknown) => traces.filter((trace) => inWords(answer).includes(trace))
  const about = (one: string) =>
    ({
      ...{
        clientId,
        matterId,
        letterId: one,
        draftId: one,
        otherId: clientId,
        consentId: clientId,
      },
      ...{ disclosureId: 1, topic: topic!.id, body: body.slice('body:'.length) },
    }) as object as Known
  const orRefusal = (error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    return error.toData()
  }
  for (const who of [hester, owain]) {
    await signIn(who)
    for (const id of [letterId, draft.id, answering.id])
      for (const { name, question } of allAsked)
        expect(tells(await question(ask, about(id)).catch(orRefusal)), name).toEqual([])
    const { total } = await ask.audit.list({ limit: 1 })
    for (let seq = 1; seq <= total; seq += 1) {
      expect(tells(await ask.audit.entry({ seq })), `entry ${seq}`).toEqual([])
      const opened = ask.audit.reveal({ seq, reason })
      expect(tells(await opened.catch(orRefusal)), `entry ${seq}, opened`).toEqual([])
    }
  }
  await signIn(partner)
  expect(tells(await ask.letters.preview({ letterId }))).not.toEqual([])
})
