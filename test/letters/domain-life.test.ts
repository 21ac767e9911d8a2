import { closeMatter } from '../matters/close-matter.ts'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { refusalOf, someClient } from '../open-office.ts'
import {
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  makeResponsible,
  withAuthority,
} from './letter-office.ts'

test('a request for health records goes from draft to sent, each step an entry of the log', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const draft = await letterAt(office, 'draft')
  expect(draft).toMatchObject({
    state: 'draft',
    edition: 'uk-gdpr',
    ourRef: 'IT/FENW.1-1',
    version: 1,
  })
  expect(draft.gate).toMatchObject({ open: true, missing: [] })
  const { id: letterId } = draft
  const approved = await ask.letters.approve({ letterId, version: 1 })
  expect(approved).toMatchObject({ state: 'approved', approved: { by: 'Imogen Tark' } })
  await ask.letters.print({ letterId, printer: 'Tray 2', paper: 'letterhead', what: 'letter' })
  expect((await ask.letters.get({ letterId })).state).toBe('approved')
  expect((await ask.letters.printed({ letterId })).state).toBe('printed')
  expect((await ask.letters.signed({ letterId })).state).toBe('signed')
  const sent = await ask.letters.send({ letterId, route: 'first-class', on: day('2026-11-23') })
  expect(sent).toMatchObject({ state: 'sent', sent: { on: '2026-11-23', route: 'first-class' } })
  expect(sent.history.map(({ act }) => act)).toEqual([
    'letter-drafted',
    'letter-approved',
    'letter-printed',
    'letter-signed',
    'letter-sent',
  ])
  const verdict = await ask.audit.verify({ codes: [sent.approved!.code] })
  expect(verdict).toMatchObject({ verdict: 'whole', findings: [] })
  expect(verdict.checks.find(({ name }) => name.startsWith('Every disclosure'))).toMatchObject({
    of: 2,
    held: 2,
  })
  expect(verdict.checks.find(({ name }) => name.startsWith('Every letter sent'))).toMatchObject({
    of: 1,
    held: 1,
  })
})

test('the approved paper is frozen: what is printed, saved and read is what was hashed', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  await withAuthority(office)
  const { id: letterId, approved } = await letterAt(office, 'approved')
  platform.choose = 'a folder'
  expect(await ask.letters.saveCopy({ letterId })).toEqual({ saved: true })
  await ask.letters.openInReader({ letterId })
  await ask.letters.print({ letterId, printer: 'Tray 2', paper: 'letterhead', what: 'letter' })
  await ask.letters.print({ letterId, printer: 'Tray 2', paper: 'letterhead', what: 'file-copy' })
  expect(platform.paper.map(({ to }) => to)).toEqual(['file', 'reader', 'printer', 'printer'])
  const hashed = platform.paper.map(({ pdf }) => createHash('sha256').update(pdf).digest('hex'))
  // The file copy bears its mark, and is logged as one.
  expect(hashed.slice(0, 3)).toEqual([approved!.sha256, approved!.sha256, approved!.sha256])
  expect(hashed[3]).not.toBe(approved!.sha256)
  const { history } = await ask.letters.get({ letterId })
  expect(history.at(-1)!.act).toBe('letter-copied')
  const { pdf } = await ask.letters.preview({ letterId })
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(approved!.sha256)
  await ask.letters.print({ letterId, printer: 'Tray 2', paper: 'pre-printed', what: 'letter' })
  await ask.letters.print({ letterId, printer: 'Tray 2', paper: 'letterhead', what: 'envelope' })
  const hashes = platform.paper.map((one) => createHash('sha256').update(one.pdf).digest('hex'))
  expect(new Set(hashes).size).toBe(4)
})

test('a copy that nobody saved is neither handed on nor logged', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'approved')
  const { entries } = await ask.audit.health({})
  expect(await ask.letters.saveCopy({ letterId })).toEqual({ saved: false })
  expect(platform.paper).toEqual([])
  expect((await ask.audit.health({})).entries).toBe(entries)
})

test('a reply is not dated before the letter was sent, nor after today', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'sent')
  clock.set('2026-11-30T09:00:00.000Z')
  const replyOn = (on: string) =>
    ask.letters.recordReply({ letterId, kind: 'acknowledged', on: day(on), note: '' })
  for (const on of ['2026-11-22', '2026-12-01'])
    expect((await refusalOf(replyOn(on), 'invalid-input')).fields).toHaveProperty('on')
  expect((await ask.letters.get({ letterId })).history.at(-1)!.act).toBe('letter-sent')
  expect((await replyOn('2026-11-23')).history.at(-1)!.act).toBe('reply-recorded')
})

test('letters that have not left, replies awaited and the client’s consents keep a matter from closing unnoticed', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const signed = await letterAt(office, 'signed')
  const ends = await ask.matters.looseEnds({ matterId })
  expect(ends.filter(({ what }) => what !== 'limitation')).toMatchObject([
    { what: 'reply', id: sent.id, name: `L03 to ${HOLDER}: no reply` },
    { what: 'letter', id: signed.id, name: `L03 to ${HOLDER}: signed, not sent` },
    { what: 'consent', name: `The client’s form for ${HOLDER}: in force` },
  ])
  await refusalOf(ask.matters.close({ matterId, reason: 'Settled.' }), 'conflict')
})

test('no letter is drafted in a closed matter', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  await withAuthority(office)
  const content = await filledIn(office)
  await closeMatter(ask, matterId, 'Settled.')
  await refusalOf(ask.letters.draft(content), 'conflict')
  expect((await ask.letters.list({ matterId })).total).toBe(0)
})

test('letters to a client who needs large print are set in large print', async () => {
  const office = await letterOffice()
  const { ask, clientId, matterId } = office
  const proposed = () =>
    ask.letters.propose({ matterId, kind: 'L24', datedOn: day('2026-11-23'), answers: null })
  expect((await proposed()).largePrint).toBe(false)
  const { version, ...now } = await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, reason: 'The client asks for large print.' },
    ...{ surname: now.surname, forenames: now.forenames, aliases: now.aliases },
    ...{ bornOn: now.bornOn, prisonNumber: now.prisonNumber },
    needs: { ...now.needs, largePrint: true },
  })
  expect((await proposed()).largePrint).toBe(true)
  const request = { matterId, kind: 'L03' as const, datedOn: day('2026-11-23'), answers: null }
  expect((await ask.letters.propose(request)).largePrint).toBe(false)
})

test('the footer names the log before the approval, and the approval is signed at once', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const before = (await ask.audit.health({})).entries
  const { approved } = await letterAt(office, 'approved')
  expect(Number(approved!.code.split('-')[0])).toBeLessThanOrEqual(before + 1)
  const second = await letterAt(office, 'approved', { yourRef: 'X1' })
  const size = Number(second.approved!.code.split('-')[0])
  expect(size).toBe((await ask.audit.health({})).entries - 2)
})

test('an approved letter stays as it is; a change of the books reaches only drafts', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const { id: letterId, version, content } = await letterAt(office, 'approved')
  await refusalOf(ask.letters.redraft({ letterId, version, content }), 'conflict')
  await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
})

test('an old screen is told that somebody changed the letter', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const { id: letterId, content } = await letterAt(office, 'draft')
  const second = await ask.letters.redraft({
    letterId,
    version: 1,
    content: { ...content, yourRef: 'NH/77' },
  })
  expect(second).toMatchObject({ version: 2, content: { yourRef: 'NH/77' } })
  await refusalOf(ask.letters.redraft({ letterId, version: 1, content }), 'conflict')
  await refusalOf(ask.letters.approve({ letterId, version: 1 }), 'conflict')
})

test('a letter waits for its authority, says what would cure it, and is ready when the form comes in', async () => {
  const office = await letterOffice()
  const { ask } = office
  const draft = await letterAt(office, 'draft')
  expect(draft.gate.open).toBe(false)
  expect(draft.gate.missing[0]).toEqual({
    what: `No signed authority names ${HOLDER}.`,
    cure: `Record the client’s signed authority to obtain records from ${HOLDER}, or send the form to sign.`,
    where: 'authority',
  })
  const { id: letterId } = draft
  expect(
    (await refusalOf(ask.letters.approve({ letterId, version: 1 }), 'conflict')).message,
  ).toContain('No signed authority')
  await withAuthority(office)
  const ready = await ask.letters.get({ letterId })
  expect(ready.gate.open).toBe(true)
  expect(ready.content.enclosures[0]?.name).toBe('Form of authority signed on 2 November 2026')
  const approved = await ask.letters.approve({ letterId, version: 1 })
  expect(approved).toMatchObject({ state: 'approved', version: 2 })
  expect(approved.content.passages[0]?.text).toContain('signed on 2 November 2026')
})

test('without the firm’s words, a signatory or an address no letter is approved', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  // Neither whoever was chosen nor whoever is responsible is recorded as a signatory.
  const nobodyYet = await office.hire('Hester Vane', 'caseworker')
  await makeResponsible(office, nobodyYet)
  const { id: letterId, content } = await letterAt(office, 'draft', { signatory: nobodyYet })
  const lacks = async () =>
    (await ask.letters.get({ letterId })).gate.missing.map(({ what }) => what)
  expect(await lacks()).toEqual(['No signatory is chosen.'])
  const addressee = { ...content.addressee, lines: [] }
  await ask.letters.redraft({ letterId, version: 1, content: { ...content, addressee } })
  expect(await lacks()).toContain('The addressee has no address.')
  await refusalOf(ask.letters.approve({ letterId, version: 2 }), 'conflict')
})

test('who signs is filled in once the firm says that the responsible solicitor does', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId, content } = await letterAt(office, 'draft', { signatory: null })
  expect(content.signatory).toBe(office.partner)
  expect(await office.ask.letters.approve({ letterId, version: 1 })).toMatchObject({ version: 2 })
})

test('a letter speaks of no letter about another client', async () => {
  const office = await letterOffice()
  const { ask, partner } = office
  const { id: answers } = await letterAt(office, 'draft')
  const { id: clientId } = await ask.clients.register(
    someClient({ surname: 'Wisniewska', prisonNumber: { number: 'A4321CB', exception: '' } }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  const content = await filledIn({ ...office, ask, matterId }, { kind: 'L24' })
  await refusalOf(ask.letters.draft({ ...content, answers }), 'invalid-input')
})

test('a list says what each draft waits for', async () => {
  const office = await letterOffice()
  const { ask } = office
  const waits = async () => (await ask.letters.list({})).rows.map((row) => row.waits)
  const { id: letterId } = await letterAt(office, 'draft')
  expect(await waits()).toEqual(['authority'])
  await withAuthority(office)
  expect(await waits()).toEqual(['approval'])
  await letterAt(office, 'draft', { salutation: 'Dear [name]' })
  expect(await waits()).toEqual(['else', 'approval'])
  await ask.letters.approve({ letterId, version: 1 })
  // What is approved stands nearer to leaving.
  expect(await waits()).toEqual([null, 'else'])
})

test('the form for a request that waits is filled in from it, as an authority', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  const { id: answers } = await letterAt(office, 'draft')
  const asked = { matterId, kind: 'L24' as const, datedOn: day('2026-11-23'), answers }
  const { consentRequested, heading, enclosures } = await ask.letters.propose(asked)
  expect(consentRequested).toMatchObject({
    recipient: { name: HOLDER, role: 'records-holder' },
    purpose: 'obtain-records',
  })
  expect(consentRequested?.classes).not.toContain('hiv-sexual-health')
  expect(heading).toBe('Your authority: asking for your records')
  expect(enclosures[0]?.name).toBe('Form of authority, two copies')
})

test('a year in brackets is no blank, and anything else in brackets is', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const written = (text: string) =>
    letterAt(office, 'draft', {
      passages: [{ id: 'w', text, class: 'identity', origin: 'written' }],
    })
  expect((await written('See [2012] EWCA Civ 1.')).gate.missing).toEqual([])
  expect((await written('See [the judgment].')).gate.missing).toEqual([
    expect.objectContaining({ what: 'Missing: [the judgment].', where: 'passages' }),
  ])
})

test('a request without its authority or its address says each once, with where it is put right', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  const asked = { matterId, kind: 'L03' as const, datedOn: day('2026-11-23'), answers: null }
  const { gate } = await ask.letters.draft(await ask.letters.propose(asked))
  const named = gate.missing.filter(({ where }) => where !== 'law')
  expect(named.map(({ what, where }) => [what, where])).toEqual([
    ['No signed authority names Practice Plus Group.', 'authority'],
    [gate.settle?.question, 'addressee'],
  ])
})

test('a character that no letter can print is named before approval', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { gate } = await letterAt(office, 'draft', { yourRef: 'Ref 漢' })
  expect(gate.missing.map(({ what }) => what).join()).toContain('Chinese')
})

describe('what came back', () => {
  test('a reply in full closes the letter, a question does not', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'sent')
    const reply = (kind: 'acknowledged' | 'id-asked' | 'answered-in-full') =>
      ask.letters.recordReply({ letterId, kind, on: day('2026-11-23') })
    expect((await reply('acknowledged')).state).toBe('sent')
    expect((await reply('id-asked')).state).toBe('sent')
    expect(await reply('answered-in-full')).toMatchObject({ state: 'replied', deadline: null })
  })

  test('a letter comes back only after it went out', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'signed')
    await refusalOf(
      ask.letters.returned({ letterId, on: day('2026-11-23'), reason: 'Gone away' }),
      'conflict',
    )
    await ask.letters.send({ letterId, route: 'dx', on: day('2026-11-23') })
    const early = ask.letters.returned({ letterId, on: day('2026-11-22'), reason: 'Gone away' })
    await refusalOf(early, 'invalid-input')
    const back = await ask.letters.returned({
      letterId,
      on: day('2026-11-23'),
      reason: 'Gone away',
    })
    expect(back).toMatchObject({ state: 'returned', deadline: null })
  })
})

test('the letters of a matter are listed, and everything can be remade from the log', async () => {
  const office = await letterOffice()
  const { ask, matterId, clientId } = office
  await withAuthority(office)
  const { id } = await letterAt(office, 'sent')
  await letterAt(office, 'draft', { kind: 'L05' })
  const { rows } = await ask.letters.list({ matterId })
  expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
    ['L05', 'draft'],
    ['L03', 'sent'],
  ])
  expect((await ask.letters.list({ clientId })).rows).toEqual(rows)
  const before = await ask.letters.get({ letterId: id })
  await office.office.rebuild()
  expect(await ask.letters.get({ letterId: id })).toEqual(before)
})

test('who may do what: a secretary drafts and sends, and approves nothing; an auditor sees no letter', async () => {
  const office = await letterOffice()
  const { ask, hire, signIn, partner } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'draft')
  const secretary = await hire('Hester Vane', 'secretary')
  const auditor = await hire('Ada Quill', 'auditor')
  await signIn(secretary)
  await refusalOf(ask.letters.approve({ letterId, version: 1 }), 'not-allowed')
  expect(await ask.letters.printers({})).toBeInstanceOf(Array)
  await ask.letters.draft(await filledIn(office))
  await signIn(auditor)
  await refusalOf(ask.letters.get({ letterId }), 'not-allowed')
  await refusalOf(ask.letters.preview({ letterId }), 'not-allowed')
  await refusalOf(ask.day.view({}), 'not-allowed')
  await signIn(partner)
  expect((await ask.letters.approve({ letterId, version: 1 })).state).toBe('approved')
})
