import fc from 'fast-check'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { LetterKind } from '../../src-main/letters/contract.ts'
import { refusalOf, resources } from '../open-office.ts'
import { day, filledIn, HOLDER, letterAt, letterOffice, withAuthority } from './letter-office.ts'

type Office = Awaited<ReturnType<typeof letterOffice>>
const TODAY = '2026-11-23'
const home = { lines: ['14 Elm Road', 'Leeds'], postcode: 'LS8 1AB' }
const go = ({ ask, clientId }: Office, kind: string, from: string, more: object = {}) =>
  ask.clients.recordMove({
    clientId,
    stay: { kind: kind as never, from: day(from), source: 'Letter', ...more },
  })
const propose = ({ ask, matterId }: Office, kind: LetterKind) =>
  ask.letters.propose({ matterId, kind, datedOn: day(TODAY), answers: null })
const words = ({ passages }: { passages: readonly { text: string }[] }) =>
  passages.map(({ text }) => text).join('\n')

describe('a letter about a client who is in no prison', () => {
  test('says where the client was, and until when', async () => {
    const office = await letterOffice()
    await withAuthority(office)
    await go(office, 'released', '2026-11-20', home)
    const said = words(await propose(office, 'L03'))
    expect(said).toContain(
      'Our client was at HMP Leeds until 20 November 2026 and was released on 20 November 2026.',
    )
    expect(said).toContain('to 20 November 2026')
    expect(said).not.toMatch(/at present|to date/)
  })

  test('names the prison that holds a client in hospital, and no hospital', async () => {
    const office = await letterOffice()
    await go(office, 'hospital', '2026-11-20', { establishmentId: 'leeds', place: 'St James’s' })
    const said = words(await propose(office, 'L03'))
    expect(said).toContain('Our client is in the custody of HMP Leeds.')
    expect(said).not.toMatch(/St James|at present/)
  })

  test('tells of a secure hospital nothing but the last prison', async () => {
    const office = await letterOffice()
    await go(office, 'secure-hospital', '2026-11-20', { place: 'Ashworth Hospital' })
    const said = words(await propose(office, 'L05'))
    expect(said).toContain('Our client was at HMP Leeds until 20 November 2026. ')
    expect(said).not.toMatch(/Ashworth|hospital until|released/)
  })

  test('goes, without an event of the matter, to the last prison’s holder', async () => {
    const office = await letterOffice({ eventOn: null, noEventReason: 'Not known yet' })
    const before = await propose(office, 'L05')
    await go(office, 'released', '2026-11-20', home)
    expect((await propose(office, 'L05')).addressee).toEqual(before.addressee)
  })

  test('asks by name who holds the records of a day on which no prison held the client', async () => {
    const office = await letterOffice({ eventOn: day('2026-11-22') })
    await go(office, 'released', '2026-11-20', home)
    const letter = await office.ask.letters.draft(await propose(office, 'L03'))
    expect(letter.gate.settle?.question).toBe(
      'Who holds the health records? On 22 November 2026 the client was in no prison: released 20 November 2026.',
    )
  })
})

describe('a letter to a client who is in no prison', () => {
  test('goes to the address recorded, unmarked and without a prison number', async () => {
    const office = await letterOffice()
    await go(office, 'licence', '2026-11-20', { place: 'Elm House', ...home })
    const { addressee, outsidePrison } = await propose(office, 'L24')
    expect(addressee).toMatchObject({
      lines: ['c/o Elm House', ...home.lines],
      postcode: home.postcode,
    })
    expect(outsidePrison).toBe(true)
  })

  test('bears the mark again once the client is recalled, whatever the window sends', async () => {
    const office = await letterOffice()
    const { ask } = office
    await go(office, 'licence', '2026-11-20', home)
    const { id: letterId } = await ask.letters.draft(await propose(office, 'L24'))
    await go(office, 'prison', '2026-11-21', { establishmentId: 'hull' })
    const { content } = await ask.letters.get({ letterId })
    expect(content.outsidePrison).toBeUndefined()
    expect(content.addressee.lines.join()).toContain('HMP & YOI Hull')
    expect(content.addressee.lines.join()).not.toContain('Elm Road')
    const sent = await ask.letters.draft({ ...content, outsidePrison: true })
    expect(sent.content.outsidePrison).toBeUndefined()
  })

  test('asks for the address where none is recorded, and keeps the answer with the stay', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    await go(office, 'released', '2026-11-20')
    const letter = await ask.letters.draft(await propose(office, 'L24'))
    expect(letter.gate.settle).toMatchObject({
      question: 'What is the client’s postal address? Recorded is: released 20 November 2026.',
      ...{ sort: 'ask', about: 'client', asksName: false },
    })
    const { name } = letter.content.addressee
    const settled = await ask.letters.settleAddressee({
      ...{ letterId: letter.id, version: letter.version, name, ...home, source: 'Telephone' },
    })
    expect(settled.gate.settle).toBeNull()
    expect(settled.content.addressee).toMatchObject(home)
    const { stays } = await ask.clients.get({ clientId })
    expect(stays.at(-1)).toMatchObject({ ...home, reason: expect.stringContaining('Telephone') })
    expect((await propose(office, 'L24')).addressee).toMatchObject(home)
  })

  test('that is approved is to be recalled once the client is released, and says so', async () => {
    const office = await letterOffice()
    const { ask } = office
    const consentRequested = {
      recipient: { name: 'Denise Fenwright', role: 'family' as const },
      ...{ purpose: 'inform' as const, classes: ['health' as const] },
    }
    const { id: letterId } = await letterAt(office, 'approved', { kind: 'L24', consentRequested })
    await go(office, 'released', TODAY, home)
    const { state, gate } = await ask.letters.get({ letterId })
    expect(state).toBe('to-recall')
    expect(gate.missing.map(({ what }) => what).join()).toContain(
      'Where the client is: the letter says HMP Leeds; the client was released on 23 November 2026.',
    )
  })
})

describe('a client who has died', () => {
  test('is written to no more, and authorities have ended', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const draft = await letterAt(office, 'draft', { kind: 'L24' })
    const approved = await letterAt(office, 'approved')
    await go(office, 'died', '2026-11-22')
    for (const kind of ['L24', 'L37'] as const)
      await expect(propose(office, kind)).rejects.toThrow('Nothing is sent to the client')
    await expect(
      ask.letters.approve({ letterId: draft.id, version: draft.version }),
    ).rejects.toThrow('The client died on 22 November 2026')
    const { state, gate } = await ask.letters.get({ letterId: approved.id })
    expect(state).toBe('to-recall')
    expect(gate.missing[0]!.what).toContain('data protection law covers the living only')
    const [form] = await ask.consents.list({ clientId: office.clientId })
    expect(form!.choices.some((one) => one.state === 'died')).toBe(true)
    const told = await ask.consents.mayTell({
      ...{ clientId: office.clientId, recipient: { name: HOLDER, role: 'records-holder' } },
      ...{ class: 'identity', purpose: 'obtain-records', on: day(TODAY) },
    })
    expect(JSON.stringify(told)).toContain('The client has died')
  })

  test.each(['L03', 'L05'] as const)(
    'has no request under data protection law: %s is refused with the reason',
    async (kind) => {
      const office = await letterOffice()
      await go(office, 'died', '2026-11-22')
      await expect(propose(office, kind)).rejects.toThrow(
        /living only \(Data Protection Act 2018, section 3\(2\)\)/,
      )
    },
  )

  test('lives again once the death is corrected', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    const approved = await (await withAuthority(office), letterAt(office, 'approved'))
    const { stays } = await go(office, 'died', '2026-11-22')
    await ask.clients.correctStay({
      ...{ clientId, stayId: stays[1]!.id, reason: 'Another person of the name' },
      stay: { establishmentId: 'hull', from: day('2026-11-24'), source: 'Prison' },
    })
    expect((await ask.letters.get({ letterId: approved.id })).state).toBe('approved')
  })
})

const KINDS = ['prison', 'released', 'licence', 'hospital', 'secure-hospital'] as const
const OTHERS = ['removal-centre', 'abroad', 'unknown', 'died'] as const
test('in every history of stays no letter places the client in a prison that the history denies, none is marked outside prison, and nothing is approved to the dead', async () => {
  const office = await letterOffice({ eventOn: null, noEventReason: 'Not known' })
  const { ask, partner } = office
  const PRISONS = { leeds: 'HMP Leeds', hull: 'HMP & YOI Hull' }
  const step = fc.record({
    kind: fc.constantFrom(...KINDS, ...OTHERS),
    prison: fc.constantFrom('leeds' as const, 'hull' as const),
    days: fc.integer({ min: 1, max: 4 }),
    addressed: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const client = await ask.clients.register({
        ...{ surname: 'Quill', forenames: 'Ada', bornOn: day('1980-01-01'), needs: {} },
        ...{ prisonNumber: { number: '', exception: 'Not known yet' }, aliases: [] },
        stay: { establishmentId: 'leeds', from: day('2026-11-01'), source: 'Letter' },
      } as never)
      const own = { ...office, clientId: client.id }
      const { id: matterId } = await ask.matters.open({
        ...{ clientId: client.id, kind: 'health-records', title: 'Copies', responsible: partner },
        ...{ opponents: [], eventOn: null, knownOn: null, noEventReason: 'Not known' },
      })
      let on = 1
      let now: { kind: string; prison: keyof typeof PRISONS } = { kind: 'prison', prison: 'leeds' }
      for (const { kind, prison, days, addressed } of steps) {
        on += days
        const held = kind === 'prison' || kind === 'hospital'
        const more = { ...(held ? { establishmentId: prison } : {}), ...(addressed ? home : {}) }
        const from = `2026-11-${String(on).padStart(2, '0')}`
        const done = await go(own, kind, from, more).catch(() => null)
        expect(done === null).toBe(now.kind === 'died')
        if (done) now = { kind, prison }
      }
      const asked = (kind: LetterKind) =>
        ask.letters.propose({ matterId, kind, datedOn: day(TODAY), answers: null })
      if (now.kind === 'died') {
        for (const kind of ['L03', 'L05', 'L24'] as const)
          await expect(asked(kind)).rejects.toThrow('The client died on')
        return
      }
      const inPrison = now.kind === 'prison' ? PRISONS[now.prison] : null
      for (const kind of ['L03', 'L05', 'L24'] as const) {
        const letter = await ask.letters.draft(await asked(kind))
        const said = words(letter.content)
        const present = /at present at (.+?)\. /.exec(said)?.[1] ?? null
        if (kind !== 'L24') expect(present).toBe(inPrison)
        if (!inPrison && now.kind !== 'hospital') expect(said).not.toContain('to date')
        if (kind === 'L24') {
          expect(letter.content.outsidePrison ?? false).toBe(inPrison === null)
          const { lines } = letter.content.addressee
          for (const name of Object.values(PRISONS))
            expect(lines.includes(name)).toBe(name === inPrison)
          expect(lines.join()).not.toContain('[')
          expect(letter.gate.open).toBe(false)
        }
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)

test('a draft to a client who dies cannot be approved however it is typed', async () => {
  const office = await letterOffice()
  const { ask } = office
  const { id: letterId, version } = await ask.letters.draft(await filledIn(office, { kind: 'L24' }))
  await go(office, 'died', TODAY)
  const { content } = await ask.letters.get({ letterId })
  const typed = { ...content, addressee: { ...content.addressee, ...home } }
  const saved = await ask.letters.redraft({ letterId, version, content: typed })
  await expect(ask.letters.approve({ letterId, version: saved.version })).rejects.toThrow('died')
})

test('from the day after a prison closed no letter says that the client is there, and what is approved is to be recalled', async () => {
  const shipped = mkdtempSync(join(tmpdir(), 'prisons-'))
  onTestFinished(() => rmSync(shipped, { recursive: true }))
  cpSync(resources, shipped, { recursive: true })
  const list = join(shipped, 'establishments.csv')
  const closing = readFileSync(list, 'utf8').replace(
    /^(leeds,.*England,),,yes,/m,
    (_, before: string) => `${before},2026-11-24,no,`,
  )
  writeFileSync(list, closing)
  const office = await letterOffice({}, { shipped })
  const { ask, clock, clientId } = office
  const consentRequested = {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    ...{ purpose: 'inform' as const, classes: ['health' as const] },
  }
  const draft = await letterAt(office, 'draft', { kind: 'L24', consentRequested })
  const form = await letterAt(office, 'approved', { kind: 'L24', consentRequested })
  await withAuthority(office)
  const request = await letterAt(office, 'signed')
  const read = async ({ id: letterId }: { id: (typeof draft)['id'] }) =>
    ask.letters.get({ letterId })
  const recalls = async () =>
    new Set(
      (await ask.day.view({})).groups
        .filter(({ name }) => name === 'recall')
        .flatMap(({ items }) => items.map(({ letterId }) => letterId)),
    )
  clock.set('2026-11-24T09:00:00.000Z')
  expect([(await read(form)).state, (await read(request)).state]).toEqual(['approved', 'signed'])
  expect(await recalls()).toEqual(new Set())
  clock.set('2026-11-25T09:00:00.000Z')
  for (const one of [form, request]) {
    const { state, gate } = await read(one)
    expect(state).toBe('to-recall')
    expect(gate.missing.map(({ what }) => what)).toContain(
      'Where the client is: the letter says HMP Leeds, and the record no longer says so.',
    )
  }
  expect(await recalls()).toEqual(new Set([form.id, request.id]))
  expect((await read(draft)).gate.missing.map(({ what }) => what).join()).toContain(
    'Where is the client? HMP Leeds, where the record has them, ended on 24 November 2026.',
  )
  const again = { establishmentId: 'leeds', from: day('2026-11-25'), source: 'A letter' }
  const refused = await refusalOf(ask.clients.recordMove({ clientId, stay: again as never }))
  expect(refused.message).toContain('HMP Leeds ended on 24 November 2026')
})
