import { readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { PersonId } from '../../src-main/people/contract.ts'
import { keepDocument, someDocument } from '../documents/some-document.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { day, filledIn } from '../letters/letter-office.ts'
import { PASSPHRASE, refusalOf, temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { decided } from '../retention/some-file.ts'
import { closeMatter } from './close-matter.ts'
import { closeTo, MARKER, markedMatter, officeWithStaff, openAgain } from './closed-office.ts'

vi.setConfig({ testTimeout: 120_000 })
const reason = 'A relative of the client works here.'

async function officeToClose() {
  const office = await officeWithStaff()
  const closed = await markedMatter(office)
  const { ask, partner, signIn, platform } = office
  platform.choose = 'a folder'
  const newest = async () => (await ask.audit.list({ limit: 1 })).entries[0]!
  const close = () => closeTo(office, closed.matterId, [partner])
  /** How somebody finds an entry in the log. */
  const foundBy = async (who: PersonId, seq: number) => {
    await signIn(who)
    const { entries } = await ask.audit.list({ limit: 500 })
    return entries.find((one) => one.seq === seq)!.act
  }
  return { office, ask, partner, signIn, platform, closed, newest, close, foundBy }
}

test('a list that was filtered by the words of it, and a register by a name in it, are in nobody else’s log', async () => {
  const { office, ask, partner, signIn, platform, newest, close, foundBy } = await officeToClose()
  const { owain, hester, ada } = office.staff
  await close()
  const filter = { text: `${MARKER} claim` }
  expect((await ask.lists.save({ list: 'matters', filter })).rows).toBe(1)
  const saved = await newest()
  expect(saved.act).toBe('list-exported')
  await ask.lists.save({ list: 'letters' })
  const letters = await newest()
  await ask.lists.save({ list: 'clients' })
  const clients = await newest()
  const { reader } = (await ask.disclosures.list({ clientId: office.clientId })).lines[0]!
  await ask.disclosures.export({ kind: 'csv', reader: reader! })
  const register = await newest()
  expect(register.act).toBe('register-exported')
  await ask.audit.reveal({ seq: saved.seq, reason: 'To look.' })
  const opened = await newest()
  for (const who of [owain, hester, ada]) {
    for (const { seq } of [saved, letters, register, opened])
      expect(await foundBy(who, seq)).toBe('restricted-matter')
    expect(await foundBy(who, clients.seq)).toBe('list-exported')
  }
  await signIn(owain)
  await refusalOf(ask.audit.reveal({ seq: saved.seq, reason: 'To look.' }), 'not-allowed')
  // Their own stays theirs, and is read by whoever sees everything.
  await ask.lists.save({ list: 'matters' })
  const own = await newest()
  expect(await foundBy(owain, own.seq)).toBe('list-exported')
  expect(await foundBy(partner, own.seq)).toBe('list-exported')
  expect(await foundBy(partner, saved.seq)).toBe('list-exported')
  expect(platform.paper.length).toBeGreaterThan(3)
})

test('a look at a line of the register stays closed once the sending that made it is taken back', async () => {
  const { office, ask, closed, newest, close, foundBy } = await officeToClose()
  const { owain } = office.staff
  await ask.disclosures.reveal({ id: closed.disclosureId, reason: `${MARKER} asked.` })
  const look = await newest()
  await close()
  expect(await foundBy(owain, look.seq)).toBe('restricted-matter')
  await office.signIn(office.partner)
  for (const letterId of closed.letters) {
    const { state, replies } = await ask.letters.get({ letterId })
    if (state !== 'sent') continue
    for (const { seq, version } of replies)
      await ask.letters.correctReply({
        ...{ letterId, reply: seq, version, kind: null, on: day('2026-11-23'), note: '', reason },
      })
    await ask.letters.undoStep({ letterId, step: 'letter-sent', reason })
  }
  await refusalOf(ask.disclosures.get({ id: closed.disclosureId }), 'not-found')
  expect(await foundBy(owain, look.seq)).toBe('restricted-matter')
})

test('a document of another matter that becomes restricted names no closed letter that encloses it', async () => {
  const { office, ask, closed, newest, close, signIn } = await officeToClose()
  const { clientId, known, partner, staff } = office
  const filed = { class: 'identity' as const, matterId: known.matterId }
  const file = { name: 'other.pdf', bytes: somePdf('another') }
  const document = await keepDocument(office, clientId, filed, file)
  const content = await filledIn(
    Object.assign(Object.create(office), { matterId: closed.matterId }),
  )
  const { id: letterId } = await ask.letters.draft({
    ...content,
    enclosures: [
      {
        ...{ name: 'As typed', class: 'none' as const },
        document: { id: document.id, sha256: document.sha256 },
      },
    ],
  })
  await close()
  await signIn(staff.owain)
  await ask.documents.correct({
    ...{ ...someDocument({ matterId: known.matterId, class: 'hiv-sexual-health' }), reason },
    ...{ documentId: document.id, version: 1 },
  })
  const { seq, act } = await newest()
  expect(act).toBe('document-corrected')
  const revealed = async () =>
    new Map(
      (await ask.audit.reveal({ seq, reason: 'To look.' })).fields.map((one) => [
        one.name,
        one.value,
      ]),
    )
  const seen = await revealed()
  expect(seen.get('reason')).toContain(reason)
  expect(seen.has('enclosedBy')).toBe(false)
  expect(JSON.stringify([...seen])).not.toContain(letterId)
  await signIn(partner)
  expect((await revealed()).get('enclosedBy')).toContain(letterId)
})

test('what was begun before it was closed is not recorded by whoever sees it no more', async () => {
  const { office, ask, partner, signIn, platform, closed } = await officeToClose()
  const { matterId } = closed
  const { clientId, staff } = office
  const closeMeanwhile = async () => {
    expect(await ask.matters.restrictAccess({ matterId, people: [partner], reason })).toBeNull()
    return platform.choose
  }
  const reopen = async () => {
    await signIn(partner)
    await openAgain({ ask }, matterId, reason)
    await signIn(staff.owain)
  }
  await signIn(staff.owain)
  const { savePack, chooseExportFolder } = platform
  platform.savePack = async (...saved) => {
    await closeMeanwhile()
    return savePack(...saved)
  }
  const to = { name: 'Ruth Danvers', role: 'regulator' as const }
  const full = { to, purpose: 'complaint' as const, clientId, year: null, reason }
  await refusalOf(ask.packs.makeFull(full), 'not-allowed')
  await reopen()
  platform.savePack = savePack
  platform.choose = temporaryFolder()
  platform.chooseExportFolder = closeMeanwhile
  const { message } = await refusalOf(ask.exports.make({ passphrase: PASSPHRASE }), 'not-allowed')
  expect(message).toMatch(/may not see everything in this office/)
  await reopen()
  platform.chooseExportFolder = chooseExportFolder
  const acts = (await ask.audit.list({ limit: 500 })).entries.map(({ act }) => act)
  expect(acts).not.toContain('pack-made')
  expect(acts).not.toContain('office-exported')
})

test('what was read before it was closed is handed to nobody who sees it no more, nor recorded', async () => {
  const { office, ask, partner, signIn, platform, closed } = await officeToClose()
  const { matterId, letters } = closed
  const { clientId, staff } = office
  const above = temporaryFolder()
  platform.choose = above
  await ask.accessRequests.record({ clientId, way: 'letter', receivedOn: '2026-11-20' })
  const { savePack, saveReport, chooseExportFolder } = platform
  const shut = async () =>
    void (await ask.matters.restrictAccess({ matterId, people: [partner], reason }))
  // What the platform does is the moment: a dialog stands, or a reader is handed the file.
  platform.savePack = async (...saved) => {
    await shut()
    return savePack(...saved)
  }
  platform.saveReport = async (...saved) => {
    await shut()
    return saveReport(...saved)
  }
  platform.chooseExportFolder = async () => {
    await shut()
    return chooseExportFolder()
  }
  const sent = letters[4]!
  const gathered = async () => {
    const { items, newest } = await ask.exports.gatherAccess({ clientId, reason })
    const decisions = items.map(({ seq }) => ({ seq, decision: 'include' as const }))
    return ask.exports.writeAccess({ clientId, newest, decisions })
  }
  const works = {
    'a redacted pack': () => ask.packs.makeRedacted({ clientId, reason }),
    'a list': () => ask.lists.save({ list: 'matters' }),
    'the register': () => ask.disclosures.export({ kind: 'csv' }),
    'the post book': () => ask.letters.makePostBook({ on: day('2026-11-23'), way: 'file' }),
    'the printed file': () => ask.exports.printedFile({ clientId, way: 'file' }),
    'a copy of a letter': () => ask.letters.saveCopy({ letterId: sent }),
    'the same in Word': () => ask.letters.saveCopy({ letterId: sent, as: 'word' }),
    'the copy for a client': gathered,
    everything: () => ask.exports.make({ passphrase: PASSPHRASE }),
  }
  for (const [name, work] of Object.entries(works)) {
    await signIn(staff.owain)
    const kept = platform.paper.length
    const before = await ask.audit.list({ limit: 1 })
    const fault = await work().then(
      () => null,
      (error: unknown) => error,
    )
    expect(fault, name).toBeInstanceOf(Refusal)
    expect(['not-allowed', 'not-found'], name).toContain((fault as Refusal).code)
    expect(platform.paper.length, name).toBe(kept)
    expect(readdirSync(above), name).toEqual([])
    await signIn(partner)
    const { entries } = await ask.audit.list({ limit: 500 })
    const since = entries.filter(({ seq }) => seq > before.entries[0]!.seq).map(({ act }) => act)
    expect(
      since.filter((act) => !NOT_OF_IT.has(act)),
      name,
    ).toEqual(['matter-access-restricted'])
    await openAgain({ ask }, matterId, reason)
  }
  expect((await ask.audit.verify({})).findings).toEqual([])
})
const NOT_OF_IT: ReadonlySet<string> = new Set(['signed-in', 'signed-out', 'access-opened'])

test('what is typed about it and not recorded is forgotten for whoever is not named', async () => {
  const { office, ask, partner, signIn, closed, close } = await officeToClose()
  const form = (screen: string) => ({ form: 'note', screen, title: 'A note', typed: '{}' })
  const [letterId] = closed.letters
  const forms = [`/matters/${closed.matterId}`, `/letters/${letterId}`, '/day'].map(form)
  for (const who of [office.staff.hester, partner]) {
    await signIn(who)
    await ask.platform.keepUnfinished({ forms })
  }
  await close()
  expect((await ask.platform.unfinished({})).forms).toEqual(forms)
  await signIn(office.staff.hester)
  expect((await ask.platform.unfinished({})).forms).toEqual([form('/day')])
  // A window that stood open keeps what is typed there again, and a desk that was away sends it anew.
  await ask.platform.keepUnfinished({ forms })
  expect((await ask.platform.unfinished({})).forms).toEqual([form('/day')])
  await signIn(partner)
  await ask.platform.keepUnfinished({ forms })
  expect((await ask.platform.unfinished({})).forms).toEqual(forms)
})

test('a client’s file with a closed matter is not free to go for whoever may not see it', async () => {
  const { office, ask, partner, signIn, closed, close } = await officeToClose()
  const { clientId, known, staff } = office
  await decided(office, { 'prison-records': 1, 'health-records': 1, treatment: 1, other: 1 })
  await closeMatter(ask, known.matterId, reason)
  await close()
  office.clock.set('2032-12-01T09:00:00.000Z')
  await signIn(staff.owain)
  const rowOf = async () =>
    (await ask.retention.review({})).rows.find(({ client }) => client.id === clientId)
  const row = await rowOf()
  expect(row).toMatchObject({ free: false })
  expect(row!.inTheWay.at(-1)).toEqual({
    ...{ what: 'matter', name: 'You may not see everything that is held of this client' },
    cure: 'Ask another partner.',
  })
  expect(JSON.stringify(row)).not.toContain(closed.ourRef)
  await signIn(partner)
  expect(await rowOf()).toBeUndefined()
})
