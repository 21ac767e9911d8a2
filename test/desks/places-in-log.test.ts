import { describe, expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { actorRule } from '../../src-main/people/people-rules.ts'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { openTestOffice, someClient } from '../open-office.ts'
import { deskAt } from './desk-at.ts'
import { sharedBy, sharedOffice } from './shared-office.ts'

const entry = (seq: number, act: string, actor: string, detail: object | null = {}): OpenedEntry =>
  ({ seq, at: '2026-11-23T09:00:00.000Z', actor, act, subject: null, detail }) as never
type Said = readonly [act: string, actor: string, detail?: object | null]
const made = (...more: Said[]) => [
  entry(1, 'office-created', 'imogen', { rules: 6 }),
  entry(2, 'person-added', 'imogen', { personId: 'hester', role: 'partner' }),
  entry(3, 'signed-in', 'imogen', { rules: 6, opened: true }),
  ...more.map(([act, actor, detail], nth) => entry(nth + 4, act, actor, detail)),
]
const found = (...more: Said[]) => actorRule.judge(made(...more)).findings.map(({ seq }) => seq)

describe('by the log', () => {
  test('two people act at two places, and neither signs the other out', () => {
    expect(
      found(
        ['signed-in', 'hester', { desk: 'front' }],
        ['client-registered', 'hester', { desk: 'front' }],
        ['client-registered', 'imogen'],
        ['signed-out', 'imogen'],
        ['client-registered', 'hester', { desk: 'front' }],
      ),
    ).toEqual([])
  })

  test('an act at a desk where its person was not signed in is found', () => {
    const hesterIn = ['signed-in', 'hester', { desk: 'front' }] as const
    const wrong: Said[] = [
      ['client-registered', 'hester'],
      ['client-registered', 'imogen', { desk: 'front' }],
      ['client-registered', 'hester', { desk: 'back' }],
    ]
    for (const one of wrong)
      expect(actorRule.judge(made(hesterIn, one)).findings).toMatchObject([
        { seq: 5, differs: 'The person was not signed in then.' },
      ])
  })

  test('what was erased no longer says at which desk: its person was signed in somewhere', () => {
    const erased = ['client-registered', 'hester', null] as const
    expect(found(['signed-in', 'hester', { desk: 'front' }], erased)).toEqual([])
    expect(found(erased)).toEqual([4])
  })

  test('a sign-in that opened the file ends what a killed program left at other desks', () => {
    const front = { desk: 'front' }
    const before = [
      ['signed-in', 'hester', front],
      ['client-registered', 'hester', front],
    ] as const
    const after = ['client-registered', 'hester', front] as const
    const opening = { rules: 6, opened: true }
    expect(found(...before, ['signed-in', 'imogen', opening], after)).toEqual([7])
    // Without that word of it nothing would be found.
    expect(found(...before, ['signed-in', 'imogen', { rules: 6 }], after)).toEqual([])
  })

  test('a desk has one person at a time', () => {
    const front = { desk: 'front' }
    expect(
      found(
        ['signed-in', 'hester', front],
        ['signed-in', 'imogen', front],
        ['client-registered', 'hester', front],
      ),
    ).toEqual([6])
  })
})

test('an office at which several people worked, of which one was killed with the program, verifies whole', async () => {
  const { at, deskId, imogen, hester, ada, afterKill } = await sharedBy('front', 'back')
  const [own, front, back] = [at(''), at('front'), at('back')]
  await own.signIn(imogen)
  await front.signIn(hester)
  await back.signIn(hester)
  for (const [nth, { ask }] of [own, front, back].entries())
    await ask.clients.register(
      someClient({
        surname: `Okafor ${'abc'[nth]}`,
        prisonNumber: { number: `A987${nth}XY`, exception: '' },
      }),
    )
  // Another person in place of the one who was there.
  await back.signIn(ada)
  const { ask } = own
  const desks = async () => {
    const { entries } = await ask.audit.list({ limit: 8 })
    return Promise.all(
      entries.map(async ({ seq, act, who }) => {
        const { fields } = await ask.audit.entry({ seq })
        const desk = fields?.find(({ name }) => name === 'desk')?.value
        const named = ['front', 'back'].find((name) => deskId(name) === desk)
        return `${who} ${act}${desk === undefined ? '' : ` at ${named}`}`
      }),
    )
  }
  expect((await desks()).toReversed()).toEqual([
    'Imogen Tark signed-in',
    'Hester Vane signed-in at front',
    'Hester Vane signed-in at back',
    'Imogen Tark client-registered',
    'Hester Vane client-registered at front',
    'Hester Vane client-registered at back',
    'Hester Vane signed-out at back',
    'Ada Quill signed-in at back',
  ])
  const reopened = await afterKill()
  const again = reopened.at('')
  await again.signIn(imogen)
  await reopened.at('front').signIn(ada)
  const { findings, remarks, checks } = await again.ask.audit.verify({})
  expect([findings, remarks]).toEqual([[], []])
  expect(checks.filter(({ held, of }) => held !== of)).toEqual([])
})

test('an entry says at which desk it was recorded by the desk’s name, also once that was removed', async () => {
  const office = await openTestOffice()
  const { deskId } = await deskAt(office, 'Front desk')
  const { folder, partner } = office
  await office.office.close()
  const { at } = await sharedOffice(folder)
  const [own, front] = [at(''), at(deskId)]
  await own.signIn(partner)
  const entryOf = async (act: string) => {
    const { entries } = await own.ask.audit.list({ limit: 500 })
    return own.ask.audit.entry({ seq: entries.find((one) => one.act === act)!.seq })
  }
  await front.signIn(partner)
  await front.ask.clients.register(someClient())
  expect(await entryOf('client-registered')).toMatchObject({ desk: 'Front desk' })
  expect(await entryOf('desk-added')).toMatchObject({ desk: null })
  await own.ask.desks.rename({ deskId: deskId as DeskId, name: 'Reception' })
  expect(await entryOf('client-registered')).toMatchObject({ desk: 'Reception' })
  await own.ask.desks.remove({ deskId: deskId as DeskId })
  expect(await entryOf('client-registered')).toMatchObject({ desk: 'Reception, removed since' })
})
