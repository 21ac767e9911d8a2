import type { RemedyContract } from '../../src-main/contract.ts'
import type { LetterId } from '../../src-main/letters/contract.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { largeOfficeOpen } from './large-office.ts'
import { HOLDER, TODAY } from './office-stories.ts'
import { measure, round, type Report } from './rounds.ts'

type Ask = Client<RemedyContract>
const ROUNDS = 7
const day = TODAY as Day

/**
 * What the window asks of an ordinary day, in an office of 1,000 clients (`--small <n>`) and one of 20,000 with 50,000
 * letters (`--large <n>`), in turn in one run; `--only <words>` for some of the questions.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: string) =>
    options.includes(name) ? options[options.indexOf(name) + 1]! : otherwise
  const sizes = [Number(option('--small', '1000')), Number(option('--large', '20000'))]
  const only = option('--only', '')
  const offices = [await largeOfficeOpen(sizes[0]!), await largeOfficeOpen(sizes[1]!)] as const
  try {
    const [small, large] = await Promise.all(offices.map(({ ask }) => questionsOf(ask)))
    const names = Object.keys(small!.questions).filter((name) => name.includes(only))
    if (names.includes('approve')) for (const one of [small!, large!]) await one.prepare()
    const cases = names.flatMap((name) => [
      { name: `${name}, ${sizes[0]} clients`, run: small!.questions[name]! },
      { name: `${name}, ${sizes[1]} clients`, run: large!.questions[name]! },
    ])
    const measured = await measure(cases, ROUNDS)
    const ratios = names.map((name, at) => {
      const [few, many] = [measured[at * 2]!, measured[at * 2 + 1]!]
      return [`${name}, large/small`, round(many.medianMs / few.medianMs)] as const
    })
    return {
      name: 'day',
      cases: measured,
      ratios: Object.fromEntries(ratios),
      notes: [`${sizes[0]} clients against ${sizes[1]}, two and a half letters a client.`],
    }
  } finally {
    for (const { close } of offices) await close()
  }
}

/** What the window asks of an ordinary day, by name. */
export async function questionsOf(ask: Ask) {
  const one = async (text: string) => (await ask.clients.find({ text })).rows[0]!.id
  const [late, waiting] = [await one('Qxsurnamed'), await one('Qxsurnamec')]
  const { rows } = await ask.matters.list({ clientId: late })
  const { id: matterId } = rows[0]!
  const { total } = await ask.matters.list({ limit: 1 })
  const letterId = (await ask.letters.list({ clientId: late })).rows[0]!.id
  const { rows: drafts } = await ask.letters.list({ clientId: waiting })
  const draftId = drafts.find(({ state }) => state === 'draft')!.id
  const rule = (await ask.law.amendable({})).findLast(({ entry }) => entry.startsWith('rule:R02'))!
  const toApprove: { id: LetterId; version: number }[] = []
  const questions: Record<string, () => Promise<unknown>> = {
    'day.view': () => ask.day.view({}),
    'letters.list': () => ask.letters.list({ which: 'open' }),
    'client page': async () => {
      await ask.clients.get({ clientId: late })
      await ask.consents.list({ clientId: late })
      await ask.matters.list({ clientId: late, limit: 200 })
      await ask.matters.get({ matterId })
      await ask.letters.list({ clientId: late })
      await ask.day.chronology({ clientId: late })
    },
    'register by class': () => ask.disclosures.list({ class: 'health' }),
    'register by reader': () => ask.disclosures.list({ reader: 'Danvers' }),
    'finder, right': () => ask.clients.find({ text: 'Qxsurnamed', limit: 8 }),
    'finder, mistyped': () => ask.clients.find({ text: 'Kowlasksi', limit: 8 }),
    'one letter': () => ask.letters.get({ letterId }),
    'preview of a letter': () => ask.letters.preview({ letterId: draftId }),
    'matters.list, first 50': () => ask.matters.list({ limit: 50 }),
    'matters.list, last page': () => ask.matters.list({ limit: 50, offset: total - 50 }),
    approve: () => {
      const { id, version } = toApprove.pop()!
      return ask.letters.approve({ letterId: id, version })
    },
    'preview of a rule amended': () =>
      ask.law.previewAmendment({
        ...{ entry: rule.entry, version: rule.version, source: 'Gazette', checkedOn: day },
        change: { sort: 'rule', period: { unit: 'months', count: 2 } },
      }),
    'preview of a holiday': () =>
      ask.deadlines.previewHoliday({
        ...{ change: { what: 'added', on: '2026-12-09' as Day, name: 'Jubilee' } },
        source: 'Gazette',
      }),
  }
  /** Drafts enough for every round and the one that warms up. */
  const prepare = async () => {
    for (let count = 0; count <= ROUNDS; count++) {
      const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: day })
      const lines = ['14 Pretend Lane', 'Inventham']
      const addressee = { ...proposed.addressee, name: HOLDER, lines, postcode: 'ZZ2 1ZZ' }
      const addressSource = 'Made up'
      toApprove.push(await ask.letters.draft({ ...proposed, addressee, addressSource }))
    }
  }
  return { questions, prepare }
}
