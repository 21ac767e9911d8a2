import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter } from '../../src-main/dates/days.ts'
import type { LetterId } from '../../src-main/letters/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { day, filledIn, letterAt, letterOffice } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from './some-representative.ts'

const SIGNED_ON = '2026-11-02'
const lacks = { on: '2026-10-20', source: 'Dr Ellis, letter of 20 October 2026' }

async function officeWithAuthority({ attached = true } = {}) {
  const office = await letterOffice()
  const { ask, clientId, partner, platform } = office
  const proved = { provedOn: '2026-03-02', seenBy: partner }
  const typed = someRepresentative(clientId, proved)
  const { id: representativeId } = await ask.representatives.record(typed)
  platform.file = { name: 'order.pdf', bytes: somePdf('the order') }
  const attach = () => ask.representatives.attachProof({ representativeId })
  if (attached) await attach()
  const classes = ['health', 'mental-health', 'substance-use'] as const
  const choices = classes.map((one) => ({ class: one, answer: 'given' as const }))
  const signedBy = { representativeId, lacks, decided: '' }
  await ask.consents.record(someAuthority(clientId, { choices, signedBy, signedOn: SIGNED_ON }))
  return Object.assign(office, { representativeId, typed, attach })
}

test('a request names who signed the authority and in what capacity, and encloses the proof', async () => {
  const office = await officeWithAuthority()
  const { content } = await letterAt(office, 'approved')
  expect(content.passages.find(({ id }) => id === 'instructions')?.text).toContain(
    'signed on 2 November 2026 by Ms Ada Price, deputy appointed by the Court of Protection for health and welfare, which permits you',
  )
  expect(content.enclosures.map(({ name }) => name)).toEqual([
    'Form of authority signed on 2 November 2026',
    'Sealed order of the Court of Protection of 2 March 2026',
  ])
})

test('a letter that has not left is to be recalled once the appointment ended, and once the proof is another', async () => {
  const office = await officeWithAuthority()
  const { ask, representativeId, typed } = office
  const { id: letterId } = await letterAt(office, 'signed')
  const said = { representativeId, reason: 'The order was discharged' }
  await ask.representatives.end({ ...said, on: day('2026-11-22') })
  const ended = await ask.letters.get({ letterId })
  expect(ended.state).toBe('to-recall')
  expect(ended.gate.missing[0]?.what).toContain('ended on 22 November 2026')
  const on = day('2026-11-23')
  await refusalOf(ask.letters.send({ letterId, route: 'first-class', on }), 'conflict')
  const { groups } = await ask.day.view({})
  expect(groups.find(({ name }) => name === 'recall')?.items.map((one) => one.letterId)).toEqual([
    letterId,
  ])
  await ask.representatives.restore(said)
  expect((await ask.letters.get({ letterId })).state).toBe('signed')
  const { clientId: _, ...right } = typed
  const correction = { ...right, representativeId, version: 1, reason: 'It says the third' }
  await ask.representatives.correct({ ...correction, provedOn: '2026-03-03' })
  const other = await ask.letters.get({ letterId })
  expect(other.state).toBe('to-recall')
  expect(other.gate.missing.map(({ what }) => what)).toEqual([
    expect.stringContaining('of 2 March 2026”; it is now'),
  ])
})

test('the register shows who signed what a disclosure relied on', async () => {
  const office = await officeWithAuthority()
  await letterAt(office, 'sent')
  const { lines } = await office.ask.disclosures.list({ clientId: office.clientId })
  const { bases } = await office.ask.disclosures.get({ id: lines[0]!.id })
  expect(bases.map(({ form }) => form?.signedBy)).toContain(
    'Ms Ada Price, deputy appointed by the Court of Protection for health and welfare',
  )
  expect((await office.ask.audit.verify({ codes: [] })).findings).toEqual([])
})

type Turn = 'end' | 'remove' | 'restore' | 'later' | 'sooner' | 'attach' | 'tomorrow'
const turns = fc.array(
  fc.constantFrom<Turn>('end', 'remove', 'restore', 'later', 'sooner', 'attach', 'tomorrow'),
  { minLength: 4, maxLength: 7 },
)

test('in any history a letter leaves on what a representative signed only with the appointment and its proof in force on both days, and everything can be put right', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      const office = await officeWithAuthority({ attached: false })
      const { ask, representativeId, typed, attach, clock } = office
      const { clientId: _, ...right } = typed
      const state = { from: '2026-03-02', version: 1, attached: false, removed: false }
      let ended: string | null = null
      let today = '2026-11-23'
      const said = { representativeId, reason: 'As it is known now' }
      const correct = async (from: string) => {
        const { version } = state
        await ask.representatives.correct({ ...right, ...said, version, from })
        Object.assign(state, { from, version: version + 1 })
      }
      const can: Record<Turn, () => Promise<unknown>> = {
        end: async () => {
          const on = daysAfter(today, -1)
          await ask.representatives.end({ ...said, on: day(on) })
          ended = on
        },
        remove: async () => {
          await ask.representatives.remove(said)
          state.removed = true
        },
        restore: async () => {
          await ask.representatives.restore(said)
          if (state.removed) state.removed = false
          else ended = null
        },
        later: () => correct('2026-11-10'),
        sooner: () => correct('2026-03-02'),
        attach: async () => {
          await attach()
          state.attached = true
        },
        tomorrow: async () => {
          today = daysAfter(today, 1)
          clock.set(`${today}T09:00:00.000Z`)
        },
      }
      const tried = async (act: () => Promise<unknown>) => {
        try {
          await act()
          return true
        } catch (error) {
          if (error instanceof Refusal) return false
          throw error
        }
      }
      const leaves = async () => {
        const { id, version } = await ask.letters.draft(await filledIn(office))
        const letterId: LetterId = id
        return tried(async () => {
          await ask.letters.approve({ letterId, version })
          await ask.letters.printed({ letterId })
          await ask.letters.signed({ letterId })
          await ask.letters.send({ letterId, route: 'first-class', on: day(today) })
        })
      }
      for (const turn of history) {
        await tried(can[turn])
        const holds = (on: string) => state.from <= on && (ended === null || on <= ended)
        const may = state.attached && !state.removed && holds(SIGNED_ON) && holds(today)
        expect(await leaves(), JSON.stringify({ turn, ...state, ended, today })).toBe(may)
      }
      expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
      while (await tried(can.restore)) continue
      await tried(can.attach)
      await tried(can.sooner)
      expect(await leaves()).toBe(true)
    }),
    { numRuns: 3 },
  )
}, 120_000)

test('a limit recorded of the appointment stops what is approved and is said of a draft, until somebody has read it', async () => {
  const office = await officeWithAuthority()
  const { ask, representativeId, typed } = office
  const { id: approved } = await letterAt(office, 'signed')
  const { id: draft } = await letterAt(office, 'draft')
  const { clientId: _, ...right } = typed
  const correct = (version: number, limits: string) =>
    ask.representatives.correct({
      ...{ ...right, representativeId, version, limits, reason: 'The order says so' },
    })
  await correct(1, 'Not medical records')
  const stopped = await ask.letters.get({ letterId: approved })
  expect(stopped.state).toBe('to-recall')
  expect(stopped.gate.missing.map(({ what }) => what)).toEqual([
    expect.stringContaining('were not recorded when this was written: Not medical records.'),
  ])
  const on = day('2026-11-23')
  await refusalOf(ask.letters.send({ letterId: approved, route: 'first-class', on }), 'conflict')
  expect((await ask.letters.get({ letterId: draft })).gate.notices[0]).toContain(
    'Not medical records',
  )
  // A limit that was taken out again stops nothing, and one that was known when it was approved neither.
  await correct(2, '')
  expect((await ask.letters.get({ letterId: approved })).state).toBe('signed')
  await correct(3, 'Not prison records')
  const { content, version } = await ask.letters.get({ letterId: draft })
  const read = await ask.letters.redraft({ letterId: draft, version, content })
  expect(read.gate.notices.join(' ')).not.toContain('limits')
  const frozen = await ask.letters.approve({ letterId: draft, version: read.version })
  expect(frozen.state).toBe('approved')
})

test('a co-signatory recorded later stops a letter that rests on one signature', async () => {
  const office = await officeWithAuthority()
  const { ask, representativeId, typed } = office
  const { id: letterId } = await letterAt(office, 'signed')
  const { clientId: _, ...right } = typed
  const said = { ...right, representativeId, version: 1, reason: 'The order names two' }
  await ask.representatives.correct({ ...said, together: 'Mr Lee Price' })
  expect((await ask.letters.get({ letterId })).state).toBe('to-recall')
})
