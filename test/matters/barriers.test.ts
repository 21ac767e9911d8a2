import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { allAsked } from '../read-questions.ts'
import {
  closeTo,
  MARKER,
  markedMatter,
  grown,
  OF_THE_LOG,
  officeWithStaff,
  type ClosedMatter,
  type Staff,
  type StaffedOffice,
} from './closed-office.ts'

let office: StaffedOffice
let closed: ClosedMatter
const before = new Map<string, Map<string, string>>()
const after = new Map<string, Map<string, string>>()
const clean: (() => Promise<void>)[] = []

async function answersTo(who: keyof Staff): Promise<Map<string, string>> {
  const { ask, known, staff, signIn } = office
  await signIn(staff[who])
  const answers = new Map<string, string>()
  for (const { name, question } of allAsked) {
    const answer = await question(ask, known).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return { refused: error.toData() }
    })
    answers.set(name, JSON.stringify(answer, grown))
  }
  const { total } = await ask.audit.list({ limit: 1 })
  const log = []
  for (let seq = 1; seq <= total; seq += 1) log.push(await ask.audit.entry({ seq }))
  answers.set('every entry', JSON.stringify(log))
  answers.set('the whole log', JSON.stringify(await ask.audit.list({ limit: 500 })))
  return answers
}
const people: (keyof Staff)[] = ['owain', 'ivo', 'hester', 'ada']

beforeAll(async () => {
  office = await officeWithStaff({ tidy: (one) => void clean.push(one) })
  for (const who of people) before.set(who, await answersTo(who))
  await office.signIn(office.partner)
  closed = await markedMatter(office)
  await closeTo(office, closed.matterId, [office.partner])
  for (const who of people) after.set(who, await answersTo(who))
}, 300_000)
afterAll(async () => {
  for (const one of clean) await one()
})

describe('of a closed matter', () => {
  const names = [...allAsked.map(({ name }) => name), 'every entry', 'the whole log']

  test.each(names)('%s tells nothing to whoever is not named', (name) => {
    const traces = [MARKER, closed.matterId, closed.ourRef, closed.documentId, ...closed.letters]
    for (const who of people) {
      const answer = after.get(who)!.get(name)!
      expect(
        traces.filter((trace) => answer.includes(trace)),
        who,
      ).toEqual([])
    }
  })

  test.each(allAsked.filter(({ name }) => !OF_THE_LOG.has(name)))(
    '$name is answered as if there were none',
    ({ name }) => {
      for (const who of people)
        expect(after.get(who)!.get(name), who).toEqual(before.get(who)!.get(name))
    },
  )
})
