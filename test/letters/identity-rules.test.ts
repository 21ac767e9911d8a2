import { describe, expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { suppliedPrisons } from '../../src-main/law/supplied-prisons.ts'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { letterRules } from '../../src-main/letters/verify-rules.ts'
import { withKey } from '../audit/read-log.ts'
import { resources, someClient } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'

const consentRequested = {
  recipient: { name: 'Denise Fenwright', role: 'family' as const },
  purpose: 'inform' as const,
  classes: ['health' as const],
}
type Said = Record<string, unknown>
/** An entry of the log with its detail changed; the others as they are. */
const changed = (log: OpenedEntry[], at: OpenedEntry, change: (said: Said) => void) =>
  log.map((one) => {
    if (one.seq !== at.seq) return one
    const copy = structuredClone(one)
    change(copy.detail as Said)
    return copy
  })
const content = (said: Said) => said['content'] as Record<string, unknown>
/** The same log as it was kept by a program that did not know these rules. */
const earlier = (log: OpenedEntry[]) =>
  log.map((one) => ({
    ...one,
    detail: one.detail && 'rules' in one.detail ? { ...one.detail, rules: 3 } : one.detail,
  }))
const judged = (asks: RegExp, supplied = true) => {
  const known = suppliedPrisons(resources)
  const rule = letterRules(() => (supplied ? known : null)).find((one) => asks.test(one.asks))!
  return (log: OpenedEntry[]) => {
    const { failed, findings, remarks } = rule.judge(log)
    const told = (all = findings) => all.map(({ seq, differs }) => [seq, differs])
    return { failed, findings: told(), remarks: told(remarks) }
  }
}
const SOUND = { failed: 0, findings: [], remarks: [] }

describe('a letter answers a letter of the same client', () => {
  const judge = judged(/answered only/)

  /** A late request of one client, one in another matter, one of another client; and the chaser of the first. */
  async function chased() {
    const office = await letterOffice()
    const { ask, clientId, partner } = office
    await withAuthority(office)
    const matter = { kind: 'health-records' as const, title: 'More', responsible: partner }
    const about = { opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' }
    const { id: second } = await ask.matters.open({ clientId, ...matter, ...about })
    const { id: other } = await ask.clients.register(
      someClient({ surname: 'Okafor', prisonNumber: { number: 'A5678DE', exception: '' } }),
    )
    const { id: third } = await ask.matters.open({ clientId: other, ...matter, ...about })
    const there = (changes: object) => ({ ...office, ask, ...changes }) as LetterOffice
    await withAuthority(there({ clientId: other }))
    const { id: answers } = await letterAt(office, 'sent')
    const { id: inSecond } = await letterAt(there({ matterId: second }), 'sent')
    const { id: ofOther } = await letterAt(there({ clientId: other, matterId: third }), 'sent')
    office.clock.set('2027-01-11T09:00:00.000Z')
    const { id } = await letterAt(office, 'sent', { kind: 'L09', answers })
    const log = await withKey(office, async ({ entries }) => entries())
    const draft = log.find(
      ({ act, detail }) => act === 'letter-drafted' && detail!['letterId'] === id,
    )!
    const sent = log.find(({ act, detail }) => act === 'letter-sent' && detail!['letterId'] === id)!
    return { log, draft, sent, inSecond, ofOther, third, answers, office, other }
  }

  test('a chaser forged on another letter is found where it was written and where it left', async () => {
    const { log, draft, sent, inSecond, ofOther, third, answers } = await chased()
    expect(judge(log)).toEqual(SOUND)
    const forged: [(said: Said) => void, string][] = [
      [
        (said) => (content(said)['answers'] = ofOther),
        'The letter that this one answers is about another client.',
      ],
      [
        (said) => (content(said)['answers'] = inSecond),
        'The letter that this one chases or speaks of is in another matter.',
      ],
      [
        (said) => (content(said)['answers'] = 'nowhere'),
        'The letter that it answers is not on record before it.',
      ],
      [(said) => (content(said)['matterId'] = third), 'Its matter is another client’s.'],
      [
        (said) => Object.assign(content(said), { kind: 'L36', answers: draft.detail!['letterId'] }),
        '',
      ],
    ]
    for (const [change, differs] of forged) {
      const { failed, findings } = judge(changed(log, draft, change))
      if (differs === '') {
        // A letter that answers itself answers nothing.
        expect(failed).toBe(0)
        continue
      }
      expect([failed, findings]).toEqual([2, [[draft.seq, differs]]])
      const { failed: then, remarks } = judge(earlier(changed(log, draft, change)))
      expect([then, remarks]).toEqual([0, [[draft.seq, differs]]])
    }
    // What had not left told nobody anything, and is not asked back.
    const unsent = log.filter(
      ({ act, detail }) => act !== 'letter-sent' || detail!['letterId'] !== answers,
    )
    const notice = changed(unsent, draft, (said) => (content(said)['kind'] = 'L36'))
    expect(judge(notice).findings).toEqual([
      [draft.seq, 'The letter that this one answers told nobody anything.'],
    ])
    // The approval of before everything was read did not ask, and neither did the sending.
    const approval = log.find(
      ({ act, detail }) =>
        act === 'letter-approved' && detail!['letterId'] === sent.detail!['letterId'],
    )!
    const unread = changed(
      changed(log, draft, (said) => (content(said)['answers'] = inSecond)),
      approval,
      (said) => delete said['read'],
    )
    expect(judge(unread).failed).toBe(1)
  })

  test('records that are joined are one client, and no longer once they are parted', async () => {
    const { log, draft, sent, ofOther, office, other } = await chased()
    const tag = log.find(({ detail }) => detail?.['clientId'] === other)!.subject
    const about = { clientId: other, keptId: office.clientId, reason: 'r' }
    const entry = (act: string, seq: number, more: object) =>
      ({ ...draft, seq, act, subject: tag, detail: { ...about, ...more } }) as OpenedEntry
    const across = changed(log, draft, (said) =>
      Object.assign(content(said), { kind: 'L24', answers: ofOther }),
    )
    const join = entry('client-joined', 0, { place: 2, against: [] })
    expect(judge(across).failed).toBe(2)
    const at = across.findIndex(({ seq }) => seq === draft.seq)
    const joined = [...across.slice(0, at), join, ...across.slice(at)]
    expect(judge(joined)).toEqual(SOUND)
    const left = joined.findIndex(({ seq }) => seq === sent.seq)
    const parted = [...joined.slice(0, left), entry('client-parted', 0, {}), ...joined.slice(left)]
    expect(judge(parted).findings.map(([seq]) => seq)).toEqual([sent.seq])
  })
})

describe('a letter to the client went where the client was on record', () => {
  const judge = judged(/address on record/)
  const MAIL = { lines: ['The Daily Mail', 'Derry Street', 'London'], postcode: 'W8 5TT' }
  const HULL = { lines: ['A1234BC', 'HMP Hull', 'Hedon Road', 'Hull'], postcode: 'HU9 5LS' }

  /** A form sent to the client, at the address that `first` records and gives. */
  async function sentToClient(first: (office: LetterOffice) => Promise<object> = async () => ({})) {
    const office = await letterOffice()
    const place = await first(office)
    const name = 'Dominic Fenwright'
    await letterAt(office, 'sent', {
      ...{ kind: 'L24', consentRequested },
      ...('postcode' in place
        ? { addressee: { name, role: 'client', ...place } as LetterContent['addressee'] }
        : {}),
    })
    const log = await withKey(office, async ({ entries, verify }) => {
      expect(await verify()).toMatchObject({ findings: [], remarks: [] })
      return entries()
    })
    const of = (act: string) => log.findLast((one) => one.act === act)!
    return {
      log,
      draft: of('letter-drafted'),
      approval: of('letter-approved'),
      sent: of('letter-sent'),
    }
  }
  const to = (place: object) => (said: Said) =>
    Object.assign(content(said)['addressee'] as object, place)
  const UNPLACED = 'Its address was not on record for the client when it was approved.'
  const stay = (about: OpenedEntry, from: string): OpenedEntry =>
    ({
      ...{ ...about, seq: 0, act: 'stay-recorded' },
      detail: {
        ...{ clientId: about.detail!['clientId'], stayId: 'later', establishmentId: 'hull', from },
        ...{ source: 's', place: { kind: 'prison', name: '', lines: [], postcode: '' } },
      },
    }) as OpenedEntry
  const before = (log: OpenedEntry[], at: OpenedEntry, one: OpenedEntry) =>
    log.flatMap((entry) => (entry.seq === at.seq ? [one, entry] : [entry]))

  test('any other address is found where the letter left', async () => {
    const { log, draft, approval, sent } = await sentToClient()
    expect(judge(log)).toEqual(SOUND)
    for (const place of [MAIL, HULL, { postcode: 'LS12 2TK' }, { lines: ['HMP Leeds'] }]) {
      const forged = changed(log, draft, to(place))
      expect(judge(forged).findings, JSON.stringify(place)).toEqual([[sent.seq, UNPLACED]])
      expect(judge(earlier(forged))).toEqual({
        ...{ failed: 0, findings: [] },
        remarks: [[sent.seq, UNPLACED]],
      })
    }
    // An edition that is not the program’s may have known that address: it is said, and not found.
    const byOther = changed(changed(log, draft, to(MAIL)), approval, (said) => {
      said['edition'] = { id: 'later', digest: 'f'.repeat(64) }
    })
    expect(judge(byOther)).toMatchObject({ failed: 0, remarks: [[sent.seq, UNPLACED]] })
    // Who does not know the prisons does not judge what only they show.
    expect(judged(/address on record/, false)(changed(log, draft, to(MAIL)))).toEqual(SOUND)
  })

  test('a client who had moved was not there any more, whenever the move is recorded before the sending', async () => {
    const { log, sent } = await sentToClient()
    const moved = (from: string) => before(log, sent, stay(sent, from))
    expect(judge(moved('2026-11-20')).findings).toEqual([
      [sent.seq, 'By what was on record the client was not there on the day it left.'],
    ])
    const later = moved('2026-11-20').map((one) =>
      one.seq === sent.seq
        ? {
            ...one,
            at: '2026-11-26T09:00:00.000Z',
            detail: { ...one.detail, alreadyLeft: { reason: 'r', since: [] } },
          }
        : one,
    ) as OpenedEntry[]
    expect(judge(later).failed).toBe(1)
    const leftBefore = later.map((one) =>
      one.act === 'stay-recorded' ? { ...one, detail: { ...one.detail, from: '2026-11-25' } } : one,
    ) as OpenedEntry[]
    expect(judge(leftBefore)).toMatchObject({ failed: 0, remarks: [[sent.seq, SINCE]] })
    const unsaid = changed(leftBefore, sent, (said) => delete said['alreadyLeft'])
    expect(judge(unsaid).findings).toEqual([[sent.seq, SINCE]])
  })
  const SINCE = 'By what was on record the client was not there when it was recorded as sent.'

  test('an address of the client’s own, and one that the office recorded for the prison, are on record', async () => {
    const home = { lines: ['14 Elm Road', 'Leeds'], postcode: 'LS8 1AB' }
    const released = await sentToClient(async (office) => {
      await office.ask.clients.recordMove({
        clientId: office.clientId,
        stay: { kind: 'released', from: day('2026-11-23'), source: 'Licence', ...home },
      } as never)
      return home
    })
    expect(judge(released.log)).toEqual(SOUND)
    expect(judge(changed(released.log, released.draft, to(HULL))).failed).toBe(1)
    // The same stay with another address, recorded before the letter left, is another address.
    const stayed = released.log.findLast(({ act }) => act === 'stay-recorded')!
    const corrected = (changes: object) =>
      before(released.log, released.sent, {
        ...stayed,
        ...{ seq: 0, act: 'stay-corrected' },
        detail: {
          ...{ ...stayed.detail, stayId: 'later', replaces: stayed.detail!['stayId'], reason: 'r' },
          place: { ...(stayed.detail!['place'] as object), ...changes },
        },
      } as OpenedEntry)
    const elsewhere = corrected({ lines: ['9 Oak Street', 'Hull'], postcode: 'HU1 2AB' })
    const LEFT = 'By what was on record the client was not there on the day it left.'
    expect(judge(elsewhere).findings).toEqual([[released.sent.seq, LEFT]])
    expect(judge(corrected({}))).toEqual(SOUND)
    // It needs nothing that is not in the log.
    const alone = judged(/address on record/, false)
    expect(alone(changed(released.log, released.draft, to(MAIL))).failed).toBe(1)

    const place = { lines: ['A1234BC', 'HMP Leeds', 'Armley Road', 'Leeds'], postcode: 'LS12 9ZZ' }
    const arranged = await sentToClient(async (office) => {
      await office.ask.establishments.recordArrangement({
        ...{ establishmentId: 'leeds', sort: 'address', name: 'The prison', ...place },
        ...{ lines: ['Armley Road', 'Leeds'], from: '2026-01-01', to: null, source: 'Letter' },
        ...{ note: '', verified: true },
      } as never)
      return place
    })
    expect(judge(arranged.log)).toEqual(SOUND)
    const supplied = { lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace'], postcode: 'LS12 2TJ' }
    expect(judge(changed(arranged.log, arranged.draft, to(supplied))).failed).toBe(1)
  })
})
