import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type RemedyContract } from '../src-main/contract.ts'
import { viewsOver } from '../src-main/vault/barriers.ts'
import { openConnection, type Connection } from '../src-main/vault/connection.ts'
import { createVault } from '../src-main/vault/create-vault.ts'
import { Group } from '../src-main/day/contract.ts'
import type { Client } from '../src-main/wire/operation.ts'
import type { Day } from '../src-main/wire/schema.ts'
import { largeOffice } from './bench/large-office.ts'
import { PASSPHRASE, TODAY } from './bench/office-stories.ts'
import { counted, type Asked } from './count-statements.ts'
import { doorTo, testClock } from './open-office.ts'
import { allAsked, notRead, questions, SMALL, type Known } from './read-questions.ts'

type Ask = Client<RemedyContract>
const LARGE = 300
const asAt = TODAY as Day

/** What still grows with the office: each goes from here when it is mended. */
const growsForNow = [
  // The names of all readers are looked through, each once however often it was told something.
  'disclosures.list by a reader',
]

interface Opened {
  answers: Map<string, Asked>
  db: Connection
  clear(): Promise<void>
}

/** Asks everything of an office of so many clients, twice: what is counted has been asked before. */
async function askAll(clients: number): Promise<Opened> {
  const { folder, clear } = await largeOffice(clients)
  const { office, ask } = await doorTo(folder, testClock())
  const { people } = await ask.signIn.state({})
  await ask.signIn.unlock({ personId: people[0]!.id, passphrase: PASSPHRASE })
  const known = await knownIn(ask)
  const answers = new Map<string, Asked>()
  for (const { name, question } of allAsked) {
    await question(ask, known)
    answers.set(name, await counted(() => question(ask, known)))
  }
  await office.close()
  const vault = createVault({ folder, clock: testClock(), random: randomBytes, cost: 2 ** 4 })
  await vault.unlock(people[0]!.id, PASSPHRASE)
  const db = openConnection({ ...vault.lend(), readonly: true })
  // Questions are asked of the views that leave out closed matters.
  viewsOver(db)
  return {
    ...{ answers, db },
    async clear() {
      db.close()
      await vault.lock()
      clear()
    },
  }
}

async function knownIn(ask: Ask): Promise<Known> {
  const one = async (text: string) => (await ask.clients.find({ text })).rows[0]!.id
  const [late, waiting] = [await one('Qxsurnamed'), await one('Qxsurnamec')]
  const { rows } = await ask.matters.list({ clientId: late })
  const { rows: letters } = await ask.letters.list({ clientId: waiting })
  const [form] = await ask.consents.list({ clientId: late })
  const { lines } = await ask.disclosures.list({ clientId: late })
  const [topic] = await ask.rights.topics({ asAt })
  const entries = await ask.law.amendable({})
  return {
    ...{ clientId: late as never, otherId: waiting as never },
    ...{ matterId: rows[0]!.id as never, consentId: form!.id as never },
    letterId: (await ask.letters.list({ clientId: late })).rows[0]!.id as never,
    draftId: letters.find(({ state }) => state === 'draft')!.id as never,
    disclosureId: lines[0]!.id,
    topic: topic!.id,
    body: entries.find(({ sort }) => sort === 'body')!.entry.slice('body:'.length),
  }
}

let [small, large] = [null as unknown as Opened, null as unknown as Opened]
beforeAll(async () => {
  small = await askAll(SMALL)
  large = await askAll(LARGE)
}, 600_000)
afterAll(async () => {
  await small.clear()
  await large.clear()
})

/** A few words more of a longer list of names are no growth. */
const grown = (name: string): string[] => {
  const [few, many] = [small.answers.get(name)!, large.answers.get(name)!]
  const said: string[] = []
  // The tree over the log is one node higher for twice as many entries; the day asks once for each part that has anything.
  const higher = name.startsWith('audit.')
    ? Math.ceil(Math.log2(LARGE / SMALL))
    : name === 'day.view'
      ? Group.options.length
      : 0
  if (many.statements > few.statements + higher)
    said.push(`${few.statements} statements became ${many.statements}`)
  if (many.rows > few.rows * 1.2 + 5) said.push(`${few.rows} rows became ${many.rows}`)
  return said
}

describe('what a question costs', () => {
  test('every operation is asked here, or is said to be no question', () => {
    const all = Object.entries(contract).flatMap(([domain, operations]) =>
      Object.keys(operations).map((name) => `${domain}.${name}`),
    )
    const here = [...Object.keys(questions), ...Object.keys(notRead)]
    expect(here.toSorted()).toEqual(all.toSorted())
  })

  test.each(allAsked.filter(({ name }) => !growsForNow.includes(name)))(
    '$name is the same in an office five times as large',
    ({ name }) => expect(grown(name)).toEqual([]),
  )

  test.each(growsForNow)('%s still grows, and is named here until it does not', (name) =>
    expect(grown(name)).not.toEqual([]),
  )
})

/** Walks over a whole index that are meant: they end at the page's last row, count what one small index holds, or look for a part of a name. */
const walks: readonly RegExp[] = [
  /^select count\(\*\) as "total" from "(client"|matter_version" as "v"|log")/,
  /^select count\(\*\) as "all"/,
  /in \(select "id" from "client" where instr\(folded_name, \?\)/,
]

describe('how the database finds the answer', () => {
  test.each(allAsked.filter(({ name }) => !growsForNow.includes(name)))(
    '$name reads no large table from end to end',
    ({ name }) => {
      const found = [...large.answers.get(name)!.texts].filter((text) =>
        /^\s*(select|with)/i.test(text),
      )
      const scans = found.filter((text) => !walks.some((walk) => walk.test(text))).flatMap(scansOf)
      expect(scans).toEqual([])
    },
  )

  function scansOf(text: string): string[] {
    const plan = large.db
      .prepare(`explain query plan ${text}`)
      .all(...Array.from({ length: text.split('?').length - 1 }, () => 1)) as { detail: string }[]
    const sorts = plan.some(({ detail }) => detail.startsWith('USE TEMP B-TREE FOR ORDER BY'))
    const ordered = /\blimit\b/i.test(text) && !sorts
    return plan.flatMap(({ detail }) => {
      const alias = /^SCAN "?(\w+)"?/.exec(detail)?.[1]
      if (alias === undefined || ordered || /VIRTUAL TABLE INDEX \d+:M/.test(detail)) return []
      const table =
        new RegExp(`"?(\\w+)"?(?: as)? "?${alias}"?(?![\\w"])`, 'i').exec(text)?.[1] ?? alias
      return isLarge(table) || isLarge(alias) ? [`${detail}: ${text}`] : []
    })
  }
  function isLarge(table: string): boolean {
    const there = large.db
      .prepare("select 1 from sqlite_schema where type = 'table' and name = ?")
      .get(table)
    if (!there) return false
    return (large.db.prepare(`select count(*) from "${table}"`).pluck().get() as number) > SMALL
  }
})
