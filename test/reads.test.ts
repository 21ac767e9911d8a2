import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract, type RemedyContract } from '../src-main/contract.ts'
import { openConnection, type Connection } from '../src-main/vault/connection.ts'
import { createVault } from '../src-main/vault/create-vault.ts'
import { Group } from '../src-main/day/contract.ts'
import type { Client } from '../src-main/wire/operation.ts'
import type { Day } from '../src-main/wire/schema.ts'
import { largeOffice } from './bench/large-office.ts'
import { PASSPHRASE, TODAY } from './bench/office-stories.ts'
import { counted, type Asked } from './count-statements.ts'
import { doorTo, testClock } from './open-office.ts'

type Ask = Client<RemedyContract>
const SMALL = 60
const LARGE = 300
/** Smaller than the lists of either office, so that both give a whole page. */
const limit = 20
const asAt = TODAY as Day
const nothing = {}

/** What is asked about, the same in both offices: the clients whose stories all others were copied from. */
interface Known {
  clientId: never
  otherId: never
  matterId: never
  letterId: never
  draftId: never
  consentId: never
  disclosureId: number
  topic: string
  body: string
}
type Question = (ask: Ask, known: Known) => Promise<unknown>

/** Every operation that only reads, each asked once and in each of its ways. */
const questions: Record<string, Question | Record<string, Question>> = {
  'signIn.state': (ask) => ask.signIn.state(nothing),
  'people.list': (ask) => ask.people.list(nothing),
  'platform.settings': (ask) => ask.platform.settings(nothing),
  'platform.unfinished': (ask) => ask.platform.unfinished(nothing),
  'practice.get': (ask) => ask.practice.get(nothing),
  'practice.secondCheck': (ask) => ask.practice.secondCheck(nothing),
  'audit.health': (ask) => ask.audit.health(nothing),
  'audit.list': {
    newest: (ask) => ask.audit.list({ limit }),
    older: (ask) => ask.audit.list({ limit, before: 200 }),
  },
  'audit.entry': (ask) => ask.audit.entry({ seq: 40 }),
  'audit.progress': (ask) => ask.audit.progress(nothing),
  'establishments.list': (ask) => ask.establishments.list({ text: 'leeds' }),
  'establishments.arrangements': (ask) =>
    ask.establishments.arrangements({ establishmentId: 'leeds' as never }),
  'clients.get': (ask, { clientId }) => ask.clients.get({ clientId }),
  'clients.find': {
    all: (ask) => ask.clients.find({ limit }),
    'the last of all': (ask) => ask.clients.find({ limit, offset: SMALL - limit }),
    'by a name': (ask) => ask.clients.find({ text: 'Qxsurnamed', limit }),
    mistyped: (ask) => ask.clients.find({ text: 'Qxsurnmaed', limit }),
    'by a number': (ask) => ask.clients.find({ text: 'A1004BC', limit }),
    'by a birth': (ask) => ask.clients.find({ text: '17 April 1981', limit }),
  },
  'erasure.view': (ask, { clientId }) => ask.erasure.view({ clientId }),
  'erasure.list': (ask) => ask.erasure.list(nothing),
  'representatives.list': (ask, { clientId }) => ask.representatives.list({ clientId }),
  'bases.list': (ask, { clientId }) => ask.bases.list({ clientId }),
  'clients.similar': (ask) =>
    ask.clients.similar({ surname: 'Qxsurnamed', forenames: 'Qxfored', prisonNumber: 'A1004BC' }),
  'law.edition': (ask) => ask.law.edition(nothing),
  'rights.topics': (ask) => ask.rights.topics({ text: 'records', asAt }),
  'rights.beside': (ask) => ask.rights.beside(nothing),
  'rights.topic': (ask, { topic }) => ask.rights.topic({ id: topic, asAt }),
  'rights.rule': (ask) => ask.rights.rule({ id: 'R02', asAt }),
  'rights.body': (ask, { body }) => ask.rights.body({ id: body, asAt }),
  'rights.answerable': (ask) =>
    ask.rights.answerable({
      ...{ prison: 'HMP Leeds', kind: 'health-records', eventOn: asAt, actionOn: asAt },
    }),
  'law.amendable': (ask) => ask.law.amendable(nothing),
  'law.toCheck': (ask) => ask.law.toCheck(nothing),
  'law.amendments': (ask) => ask.law.amendments(nothing),
  'law.previewAmendment': {
    'of words': (ask, { topic }) => previewOf(ask, `topic:${topic}:`, { text: 'Other words.' }),
    'of a rule that nothing runs on': (ask) =>
      previewOf(ask, 'rule:R29', { period: { unit: 'months', count: 9 } }),
  },
  'law.editions': (ask) => ask.law.editions(nothing),
  'deadlines.rules': (ask) => ask.deadlines.rules(nothing),
  'deadlines.work': (ask) => ask.deadlines.work({ rule: 'R02', events: { receivedOn: asAt } }),
  'deadlines.holidays': (ask) => ask.deadlines.holidays(nothing),
  'deadlines.previewHoliday': (ask) =>
    ask.deadlines.previewHoliday({
      ...{ change: { what: 'added', on: '2010-06-09' as Day, name: 'Jubilee' } },
      source: 'Gazette',
    }),
  'matters.get': (ask, { matterId }) => ask.matters.get({ matterId }),
  'matters.looseEnds': (ask, { matterId }) => ask.matters.looseEnds({ matterId }),
  'matters.list': {
    first: (ask) => ask.matters.list({ limit }),
    last: (ask) => ask.matters.list({ limit, offset: SMALL - limit }),
    'of a client': (ask, { clientId }) => ask.matters.list({ clientId, limit }),
    'by a name': (ask) => ask.matters.list({ text: 'Qxsurnamed', limit }),
  },
  'consents.list': (ask, { clientId }) => ask.consents.list({ clientId }),
  'consents.mayTell': (ask, { clientId }) =>
    ask.consents.mayTell({
      ...{ clientId, class: 'health', purpose: 'inform', on: asAt },
      recipient: { name: 'Ruth Danvers', role: 'family' },
    }),
  'disclosures.list': {
    all: (ask) => ask.disclosures.list({ limit }),
    'of a client': (ask, { clientId }) => ask.disclosures.list({ clientId, limit }),
    'by a class': (ask) => ask.disclosures.list({ class: 'offence', limit }),
    'by a reader': (ask) => ask.disclosures.list({ reader: 'Ruth Danvers', limit }),
  },
  'disclosures.get': (ask, { disclosureId }) => ask.disclosures.get({ id: disclosureId }),
  'letters.propose': (ask, { matterId }) =>
    ask.letters.propose({ matterId, kind: 'L03', datedOn: asAt }),
  'letters.holders': (ask, { clientId }) => ask.letters.holders({ clientId }),
  'letters.get': (ask, { letterId }) => ask.letters.get({ letterId }),
  'letters.sensitiveWords': (ask) => ask.letters.sensitiveWords(nothing),
  'letters.list': {
    all: (ask) => ask.letters.list({ limit }),
    'not done with': (ask) => ask.letters.list({ which: 'open', limit }),
    'of a client': (ask, { clientId }) => ask.letters.list({ clientId, limit }),
    'of a matter': (ask, { matterId }) => ask.letters.list({ matterId, limit }),
    discarded: (ask) => ask.letters.list({ which: 'discarded', limit: 1 }),
  },
  'letters.postBook': (ask) => ask.letters.postBook({ on: asAt }),
  'letters.preview': (ask, { draftId }) => ask.letters.preview({ letterId: draftId }),
  'letters.printers': (ask) => ask.letters.printers(nothing),
  // A part shows so many lines and no more: one of each, which both offices have.
  'day.view': (ask) =>
    ask.day.view({ shown: Object.fromEntries(Group.options.map((part) => [part, 1])) }),
  'day.chronology': (ask, { clientId }) => ask.day.chronology({ clientId, limit }),
  'day.sideBySide': (ask, { clientId, otherId }) =>
    ask.day.sideBySide({ keptId: clientId, otherId }),
  'day.reliedOn': (ask, { consentId }) => ask.day.reliedOn({ consentId }),
}

const recorded = 'records an act'
const session = 'begins or ends a session'
const outward = 'hands a paper to this computer'
/** Every other operation, and why it is not asked here. */
const notRead: Record<string, string> = {
  ...named('signIn', session, 'createOffice openSample chooseOffice unlock recover lock'),
  ...named(
    'people',
    recorded,
    'add nameAccount changeRole remove changePassphrase renewRecoverySheet',
  ),
  ...named('platform', 'keeps something for this window', 'changeSettings showHeld keepUnfinished'),
  ...named('practice', recorded, 'record recordSignatory chooseLogo removeLogo chooseSecondCheck'),
  ...named('letters', recorded, 'addSensitiveWord removeSensitiveWord draftAgain'),
  'audit.verify': 'recomputes the whole log, in a worker, with its progress told',
  ...named('establishments', recorded, 'recordArrangement correctArrangement recordTransfer'),
  ...named('representatives', recorded, 'record correct end remove restore attachProof openProof'),
  ...named('clients', recorded, 'register correct recordMove correctStay join part'),
  ...named('erasure', recorded, 'hold lift propose withdraw confirm'),
  ...named('law', recorded, 'amend withdrawAmendment vouch undoVouching importEdition'),
  ...named('rights', outward, 'printSheet saveSheet openSheet'),
  'law.previewEdition': 'needs a signed file; what it moves is listed as for an amendment',
  ...named('deadlines', recorded, 'recordHoliday withdrawHoliday'),
  ...named('matters', recorded, 'open correct note close reopen settleLimitation'),
  ...named(
    'consents',
    recorded,
    'record withdraw correctWithdrawal reveal attachScan openScan openToCheck check sendBack review undoReview receipt',
  ),
  ...named('disclosures', recorded, 'reveal recordCall undoCall export'),
  ...named(
    'bases',
    recorded,
    'record correct restore attachPaper openPaper confirm end takeBack open',
  ),
  ...named(
    'letters',
    recorded,
    'draft draftAgain redraft settleAddressee reveal discard approve printed signed send recall returned recordReply correctReply correctSending undoStep decideReply saveCopy openInReader',
  ),
  'letters.print': outward,
  'letters.makePostBook': outward,
  ...named('packs', 'reads the whole log, with its progress told', 'makeFull makeRedacted'),
  ...named('packs', 'tells of the pack under way', 'progress cancel'),
}
function named(domain: string, why: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [`${domain}.${name}`, why]))
}

/** What still grows with the office: each goes from here when it is mended. */
const growsForNow = [
  // The names of all readers are looked through, each once however often it was told something.
  'disclosures.list by a reader',
]

async function previewOf(ask: Ask, begins: string, change: object): Promise<unknown> {
  const all = await ask.law.amendable({})
  const { entry, sort } = all.find((one) => one.entry.startsWith(begins))!
  const source = 'Gazette'
  return ask.law.previewAmendment({
    ...{ entry, source, checkedOn: asAt, change: { sort, ...change } as never },
  })
}

const asked = Object.entries(questions).flatMap(([operation, ways]) =>
  typeof ways === 'function'
    ? [{ name: operation, question: ways }]
    : Object.entries(ways).map(([way, question]) => ({ name: `${operation} ${way}`, question })),
)

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
  for (const { name, question } of asked) {
    await question(ask, known)
    answers.set(name, await counted(() => question(ask, known)))
  }
  await office.close()
  const vault = createVault({ folder, clock: testClock(), random: randomBytes, cost: 2 ** 4 })
  await vault.unlock(people[0]!.id, PASSPHRASE)
  const db = openConnection({ ...vault.lend(), readonly: true })
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

  test.each(asked.filter(({ name }) => !growsForNow.includes(name)))(
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
  test.each(asked.filter(({ name }) => !growsForNow.includes(name)))(
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
