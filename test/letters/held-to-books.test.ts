import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { refusalOf, someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { readBack } from './pdf-tools.ts'
import {
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const moveTo = (office: LetterOffice, establishmentId: string, from = '2026-11-23') =>
  office.ask.clients.recordMove({
    clientId: office.clientId,
    stay: { establishmentId, from, source: 'A letter of the prison.' } as never,
  })
const formTo = {
  consentRequested: {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    purpose: 'inform' as const,
    classes: ['health' as const],
  },
}
const onDay = async ({ ask }: LetterOffice) => {
  const { groups } = await ask.day.view({})
  return groups.find(({ name }) => name === 'recall')?.items.map(({ what }) => what) ?? []
}
const correct = async ({ ask, clientId }: LetterOffice, changes: object) => {
  const { version, surname, forenames, aliases, bornOn, prisonNumber, needs } =
    await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, reason: 'As on the passport.', prisonNumber, needs },
    ...{ surname, forenames, aliases, bornOn, ...changes },
  })
}

test.each(['approved', 'printed', 'signed'] as const)(
  'a letter to the client that is %s is to be recalled once they are moved, and the day says where to',
  async (step) => {
    const office = await letterOffice()
    const { ask } = office
    const { id: letterId } = await letterAt(office, step, { kind: 'L24', ...formTo })
    expect(await onDay(office)).toEqual([])
    await moveTo(office, 'hull')
    expect(await ask.letters.get({ letterId })).toMatchObject({ state: 'to-recall' })
    expect((await onDay(office))[0]).toMatch(
      /recall needed\. Where the client is: the letter says HMP Leeds; it is now HMP & YOI Hull\.$/,
    )
    const printer = 'Office'
    for (const what of ['letter', 'envelope', 'file-copy'] as const)
      expect(
        (await refusalOf(ask.letters.print({ letterId, printer, paper: 'letterhead', what })))
          .message,
      ).toMatch(/HMP Leeds; it is now HMP & YOI Hull\. Recall it, and draft it again\./)
    await refusalOf(ask.letters.saveCopy({ letterId }))
    const next = {
      approved: () => ask.letters.printed({ letterId }),
      printed: () => ask.letters.signed({ letterId }),
      signed: () => ask.letters.send({ letterId, route: 'first-class', on: '2026-11-23' as never }),
    }
    await refusalOf(next[step]())
    await ask.letters.recall({ letterId, reason: 'Moved.', destroyedBy: 'Hester Vane' })
    expect(await onDay(office)).toEqual([])
  },
)

test('a draft to the client takes the new prison and says so', async () => {
  const office = await letterOffice()
  const { ask } = office
  const { id: letterId } = await letterAt(office, 'draft', { kind: 'L24', ...formTo })
  await moveTo(office, 'hull')
  const { content, gate } = await ask.letters.get({ letterId })
  expect(content.addressee.lines.join()).toContain('HMP & YOI Hull')
  expect(JSON.stringify(content)).not.toContain('Leeds')
  expect(gate.notices).toContain(
    'Changed in the records since this was saved. Where the client is: it was HMP Leeds; it is now HMP & YOI Hull.',
  )
})

test('a date that stands within another date is not stated', async () => {
  const office = await letterOffice()
  const { ask } = office
  await correct(office, { bornOn: '1981-04-07' })
  const { id: letterId, content, version } = await letterAt(office, 'draft', { kind: 'L01' })
  const born = async () => {
    const { gate } = await ask.letters.get({ letterId })
    return gate.notices.filter((one) => one.includes('date of birth'))
  }
  const saying = (text: string) => ({
    ...content,
    passages: [...content.passages, { id: 'own', text, class: 'none', origin: 'written' } as const],
  })
  const { version: second } = await ask.letters.redraft({
    ...{ letterId, version, content: saying('We wrote on 17 April 1981.') },
  })
  await correct(office, { bornOn: '1981-04-08' })
  expect(await born()).toEqual([])
  await ask.letters.redraft({
    ...{ letterId, version: second, content: saying('You were born on 8 April 1981.') },
  })
  await correct(office, { bornOn: '1981-04-09' })
  expect(await born()).toHaveLength(1)
})

test('a request that says where the client is at present is to be recalled after a move, a chaser that does not is not', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'printed')
  await moveTo(office, 'hull')
  expect((await office.ask.letters.get({ letterId })).gate.missing[0]).toMatchObject({
    ...{ where: 'books', cure: 'Recall it, and draft it again.' },
  })
})

test('a corrected name, number or birth date reaches drafts in every part and stops what is frozen', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const draft = await letterAt(office, 'draft')
  const approved = await letterAt(office, 'approved')
  const { surname, forenames } = someClient()
  await correct(office, { surname: `${surname}e`, bornOn: '1980-01-02' })
  const { content } = await ask.letters.get({ letterId: draft.id })
  expect(content.heading).toContain(`${forenames} ${surname}e, born 2 January 1980`)
  expect(JSON.stringify(content.passages)).not.toMatch(new RegExp(`${surname}(?!e)`))
  const stopped = await ask.letters.get({ letterId: approved.id })
  expect(stopped.state).toBe('to-recall')
  expect(stopped.gate.missing.map(({ what }) => what)).toEqual([
    `The client’s name: the letter says ${forenames} ${surname}; it is now ${forenames} ${surname}e.`,
    expect.stringMatching(
      /^The client’s date of birth: the letter says .*; it is now 2 January 1980\.$/,
    ),
  ])
})

test('changed details of the firm, a newer authority and an answer that came stop what states the old', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  const { id: letterId } = await letterAt(office, 'approved')
  await withAuthority(office, { signedOn: '2026-11-20', receivedOn: '2026-11-23' })
  const why = async (id: LetterContent['answers']) =>
    (await ask.letters.get({ letterId: id! })).gate.missing.map(({ what }) => what)
  expect(await why(letterId)).toEqual([
    'The date on which the authority was signed: the letter says 2 November 2026; it is now 20 November 2026.',
  ])
  clock.set('2027-01-20T10:00:00Z')
  const datedOn = '2027-01-20' as never
  const { id: chaser } = await letterAt(office, 'approved', { kind: 'L09', answers, datedOn })
  expect(await why(chaser)).toEqual([])
  await ask.letters.recordReply({
    letterId: answers,
    kind: 'answered-in-full',
    on: datedOn,
    note: '',
  })
  expect(await why(chaser)).toContain('The request that it chases is no longer overdue.')
  const { id: other } = await letterAt(office, 'approved', { datedOn })
  await recordFirm(ask, { telephone: '0113 496 0999' })
  expect((await why(other))[0]).toMatch(
    /^The firm’s details: the letter says .*; they are now .*0999/,
  )
  expect((await onDay(office)).length).toBe(3)
})

test('a file copy says so on every page, and that it was made is logged', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'approved')
  const print = { letterId, printer: 'Office', paper: 'letterhead' as const }
  await ask.letters.print({ ...print, what: 'letter' })
  await ask.letters.print({ ...print, what: 'file-copy' })
  const [letter, copy] = platform.paper
  expect(Buffer.from(letter!.pdf).equals(Buffer.from(copy!.pdf))).toBe(false)
  const { history } = await ask.letters.get({ letterId })
  expect(history.map(({ act }) => act)).toEqual([
    'letter-drafted',
    'letter-approved',
    'letter-copied',
  ])
})

test('a new style of the same prison is no difference, nor is what the letter does not state', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const content = await filledIn(office)
  const passages = content.passages.filter(({ id }) => id !== 'stays' && id !== 'instructions')
  const draft = await ask.letters.draft({ ...content, passages })
  const { id: letterId } = await ask.letters.approve({ letterId: draft.id, version: draft.version })
  await moveTo(office, 'hull')
  expect(await ask.letters.get({ letterId })).toMatchObject({ state: 'approved' })
})

test('whatever is moved, corrected or changed, no letter that may still leave states what the books deny that day', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const drafts = [
    await letterAt(office, 'draft', { kind: 'L24', ...formTo }),
    await letterAt(office, 'draft'),
  ]
  const frozen = [
    await letterAt(office, 'approved', { kind: 'L24', ...formTo }),
    await letterAt(office, 'printed'),
  ]
  const step = fc.oneof(
    fc.record({ move: fc.constantFrom('hull', 'elmley', 'leeds') }),
    fc.record({ surname: fc.constantFrom('Fenwright', 'Fenwrite', 'Finwright') }),
    fc.record({ bornOn: fc.constantFrom('1980-01-02', '1981-03-04') }),
    fc.record({ number: fc.constantFrom('A1234BC', 'A9876BC') }),
  )
  const same = (refusal: Error) =>
    expect(refusal.message).toBe('Nothing was changed, so there is nothing to correct.')
  // One office for all histories: each goes on from where the one before it left the books.
  let day = 24
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 2 }), async (steps) => {
      for (const one of steps) {
        if ('move' in one) {
          office.clock.set(`2026-11-${String((day += 1)).padStart(2, '0')}T09:00:00.000Z`)
          await moveTo(office, one.move, `2026-11-${String(day).padStart(2, '0')}`).catch(() => 0)
        } else if ('number' in one)
          await correct(office, { prisonNumber: { number: one.number, exception: '' } }).catch(same)
        else await correct(office, one).catch(same)
      }
      const now = await ask.clients.get({ clientId: office.clientId })
      const name = `${now.forenames} ${now.surname}`
      const prison = now.stays.at(-1)!.name
      for (const { id: letterId } of [...drafts, ...frozen]) {
        const { state, content, gate } = await ask.letters.get({ letterId })
        const { heading, addressee, passages } = content
        const said = [
          heading,
          addressee.name,
          ...addressee.lines,
          ...passages.map((one) => one.text),
        ].join('\n')
        const toClient = addressee.role === 'client'
        const present = toClient
          ? addressee.lines.includes(prison)
          : said.includes(`at present at ${prison}`)
        const right = said.includes(name) && said.includes(now.prisonNumber.number) && present
        if (state === 'draft') expect(right).toBe(true)
        else if (!right) expect([state, gate.open]).toEqual(['to-recall', false])
      }
    }),
    { numRuns: 3 },
  )
}, 60_000)

test('a form to sign takes the words for what it asks, and keeps no blank of a passage that its template no longer has', async () => {
  const office = await letterOffice()
  const { ask } = office
  const consentRequested = {
    recipient: { name: HOLDER, role: 'records-holder' as const },
    ...{ purpose: 'obtain-records' as const, classes: ['health' as const] },
  }
  const draft = await ask.letters.draft(await filledIn(office, { kind: 'L24', consentRequested }))
  const { content, gate } = draft
  expect(content.passages.map(({ text }) => text).join()).not.toContain('[')
  expect(gate.missing).toEqual([])
  // As it would be proposed had it been known from the first.
  const inform = { ...consentRequested, purpose: 'inform' as const }
  const other = await ask.letters.redraft({
    ...{
      letterId: draft.id,
      version: draft.version,
      content: { ...content, consentRequested: inform },
    },
  })
  const back = await ask.letters.redraft({
    ...{ letterId: draft.id, version: other.version },
    content: { ...other.content, consentRequested },
  })
  expect(back.content.passages).toEqual(content.passages)
  // What somebody took out stays out.
  const [, ...fewer] = back.content.passages
  const cut = await ask.letters.redraft({
    ...{ letterId: draft.id, version: back.version, content: { ...back.content, passages: fewer } },
  })
  const again = { letterId: draft.id, version: cut.version, content: cut.content }
  expect((await ask.letters.redraft(again)).content.passages).toEqual(fewer)
})

test('of a chaser whose request was answered that is said, and nothing of what its facts would have been', async () => {
  const office = await letterOffice()
  const { ask, clock, clientId } = office
  const { version, surname, forenames, bornOn, prisonNumber, needs, title, pronouns } =
    await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, surname, forenames, bornOn, prisonNumber, needs, title, pronouns },
    ...{ aliases: [{ surname: 'Fenwright', forenames: 'Dom' }], reason: 'As the client asks.' },
  })
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  clock.set('2027-01-20T10:00:00Z')
  const passages = [
    ...(await filledIn(office, { kind: 'L09', answers })).passages,
    {
      ...{ id: 'mine', class: 'identity' as const, origin: 'written' as const },
      text: 'Your file may call our client Dom Fenwright.',
    },
  ]
  const chaser = await letterAt(office, 'approved', { kind: 'L09', answers, passages })
  await ask.letters.recordReply({
    ...{ letterId: answers, kind: 'answered-in-full', on: day('2027-01-20'), note: '' },
  })
  const { state, gate } = await ask.letters.get({ letterId: chaser.id })
  expect([state, gate.missing.map(({ what }) => what)]).toEqual([
    'to-recall',
    ['The request that it chases is no longer overdue.'],
  ])
})

test('a marked file copy of a form is refused for what has changed: the client who has moved, or the firm', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  const { id: letterId } = await letterAt(office, 'sent', { kind: 'L24', ...formTo })
  const copy = {
    letterId,
    printer: 'Office',
    paper: 'letterhead' as const,
    what: 'file-copy' as const,
  }
  await ask.letters.print(copy)
  await ask.clients.recordMove({
    clientId,
    stay: { kind: 'released', from: day('2026-11-23'), source: 'A letter of the prison.' } as never,
  })
  expect((await refusalOf(ask.letters.print(copy), 'conflict')).message).toMatch(
    /^The record changed after this letter was approved\. Where the client is: the letter says HMP Leeds; the client was released on 23 November 2026\. .*Save a copy as PDF/,
  )
  await recordFirm(ask, { telephone: '0113 496 0999' })
  expect((await refusalOf(ask.letters.print(copy), 'conflict')).message).toMatch(
    /^The firm’s details changed/,
  )
})

test('the direct line and the email of who signs stand beside the references, and a letter with former ones is to be recalled', async () => {
  const office = await letterOffice()
  const { ask, partner } = office
  const signs = { personId: partner, signsAs: 'Imogen Tark', capacity: 'Solicitor', initials: 'IT' }
  const own = { directLine: '0113 496 0101', email: 'i.tark@tark.example' }
  const record = async (more: object) => {
    const { signatories } = (await ask.practice.get({}))!
    return ask.practice.recordSignatory({ ...signs, ...more, version: signatories[0]!.version })
  }
  await record(own)
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'approved')
  const { pdf } = await ask.letters.preview({ letterId })
  const text = readBack(pdf, 'pdftotext', ['-l', '1', '-layout', '$', '-']).replaceAll(/\s+/g, ' ')
  expect(text).toContain('Direct line: 0113 496 0101')
  expect(text).toContain('Email: i.tark@tark.example')
  await record({ ...own, directLine: '0113 496 0102' })
  const { state, gate } = await ask.letters.get({ letterId })
  expect([state, gate.missing.map(({ what }) => what)]).toEqual([
    'to-recall',
    [
      'Who signs: the letter says Imogen Tark, Solicitor, 0113 496 0101, i.tark@tark.example; it is now Imogen Tark, Solicitor, 0113 496 0102, i.tark@tark.example.',
    ],
  ])
  await record({ directLine: 'HIV clinic', email: '' })
  expect((await letterAt(office, 'draft')).gate.open).toBe(false)
})
