import { createHash } from 'node:crypto'
import type { RemedyContract } from '../../src-main/contract.ts'
import type { Client } from '../../src-main/wire/operation.ts'

type Ask = Client<RemedyContract>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byFirst = ([one]: readonly unknown[], [other]: readonly unknown[]) =>
  byText(String(one), String(other))

/**
 * What an office answers about everything in it, in facts that stay: ids, states, days, counts and hashes. Words that
 * a later release may put better are left out. `entries` is the size of the log that is looked at.
 */
export async function officeFacts(ask: Ask, entries: number) {
  const { rows } = await ask.clients.find({ limit: 200 })
  const clientIds = rows.map(({ id }) => id).sort(byText)
  const listed = (await ask.letters.list({ limit: 200 })).rows
  const discarded = (await ask.letters.list({ which: 'discarded', limit: 200 })).rows
  const letterIds = [...listed, ...discarded].map(({ id }) => id).sort(byText)
  const matters = (await ask.matters.list({ limit: 200 })).rows.map(({ id }) => id).sort(byText)
  return {
    acts: await actsOf(ask, entries),
    people: (await ask.people.list({})).map(({ id, name, role, works }) => [id, name, role, works]),
    firm: await firmFacts(ask),
    clients: await each(clientIds, (id) => clientFacts(ask, id)),
    matters: await each(matters, (id) => matterFacts(ask, id)),
    listed: listed.map(({ id, state }) => [id, state]).sort(byFirst),
    letters: await each(letterIds, (id) => letterFacts(ask, id)),
    day: await dayFacts(ask),
    register: await registerFacts(ask),
    law: await lawFacts(ask),
    prisons: await each([null, 'hull', 'leeds'], (id) => prisonFacts(ask, id)),
    held: await heldFacts(ask, clientIds, letterIds),
  }
}
export type OfficeFacts = Awaited<ReturnType<typeof officeFacts>>

async function each<Id, Fact>(ids: readonly Id[], of: (id: Id) => Promise<Fact>) {
  const facts: Fact[] = []
  for (const id of ids) facts.push(await of(id))
  return facts
}

/** How often each act stands among the first `entries` of the log. */
async function actsOf(ask: Ask, entries: number) {
  const counts = new Map<string, number>()
  for (let before = entries + 1; before > 1;) {
    const page = await ask.audit.list({ before, limit: 500 })
    for (const { act } of page.entries) counts.set(act, (counts.get(act) ?? 0) + 1)
    before = page.entries.at(-1)!.seq
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => byText(one, other)))
}

async function firmFacts(ask: Ask) {
  const firm = (await ask.practice.get({}))!
  const { name, version, logo, signatories } = firm
  const { required, chosen } = await ask.practice.secondCheck({})
  const signs = signatories.map(({ personId, initials }) => [personId, initials])
  return { name, version, logo, signs, secondCheck: [required, chosen !== null] }
}

async function clientFacts(ask: Ask, clientId: string) {
  const client = await ask.clients.get({ clientId } as never)
  const consents = await ask.consents.list({ clientId } as never)
  const { lines } = await ask.day.chronology({ clientId, limit: 200 } as never)
  return {
    id: client.id,
    version: [client.version, client.seq, client.earlier.length],
    name: [client.surname, client.forenames, client.aliases.length],
    prisonNumber: client.prisonNumber.number,
    stays: client.stays.map(({ id, establishmentId, from, to, superseded }) => [
      ...[id, establishmentId, from, to, superseded.length],
    ]),
    consents: await each(consents, async (consent) => ({
      id: consent.id,
      kind: consent.kind,
      states: consent.choices.map((choice) => [choice.class, stateThen(choice.state)]),
      check: consent.check.state,
      lastDay: consent.lastDay,
      review: [consent.review.on, consent.review.due, consent.review.done?.on ?? null],
      replaces: consent.replaces,
      wordingMark: consent.wordingMark,
      scan: consent.scan && [consent.scan.kind, consent.scan.size],
      withdrawn: consent.withdrawals.map(({ receivedOn, classes }) => [receivedOn, ...classes]),
      mayTell: await each(
        consent.choices.filter(({ state }) => state !== 'restricted'),
        async (choice) => {
          const { recipient, purpose } = consent
          const about = { clientId: client.id, recipient, purpose, class: choice.class }
          const asked = { ...about, on: READ_ON as never }
          const { allowed, consentId } = await ask.consents.mayTell(asked)
          return [choice.class, allowed, consentId]
        },
      ),
    })),
    chronology: lines.map(({ seq, kind, act, on }) => [seq, kind, act, on]),
  }
}

/** A state as it was called when the facts were frozen. */
const stateThen = (state: string) => (state === 'restricted' ? 'held' : state)

async function matterFacts(ask: Ask, matterId: string) {
  const matter = await ask.matters.get({ matterId } as never)
  return {
    id: matter.id,
    ourRef: matter.ourRef,
    kind: matter.kind,
    version: [matter.version, matter.earlier.length, matter.notes.length],
    openedOn: matter.openedOn,
    closedOn: matter.closed?.on ?? null,
    limitation: matter.limitation.map(({ rule, due, prudent }) => [rule, due, prudent]),
  }
}

async function letterFacts(ask: Ask, letterId: string) {
  const letter = await ask.letters.get({ letterId } as never)
  const { content, approved, deadline, chasing, history } = letter
  return {
    id: letter.id,
    kind: content.kind,
    edition: letter.edition,
    state: letter.state,
    // An open draft is filled in again from the template of its day; all other words stand still.
    ...(letter.state === 'draft'
      ? {}
      : { version: letter.version, words: sha256(content.passages.map((one) => one.text).join()) }),
    held: content.passages.filter(({ withheld }) => withheld).map(({ id }) => id),
    approved: approved && [
      ...[approved.sha256, approved.code, approved.pages, approved.edition?.digest ?? null],
    ],
    sent: letter.sent && [letter.sent.on, letter.sent.route],
    deadline: deadline && [deadline.rule, deadline.receivedOn, deadline.due, deadline.prudent],
    chasing: [chasing.times, chasing.until, chasing.may],
    history: history.map(({ act }) => act),
  }
}

/** Parts of the day that the first version did not have. */
const LATER_PARTS: readonly string[] = ['drafts', 'to-approve', 'forms-out', 'expiring']

async function dayFacts(ask: Ask) {
  const { on, groups } = await ask.day.view({})
  const known = groups.filter(({ name }) => !LATER_PARTS.includes(name))
  const lines = known.map(({ name, items }) => [
    name,
    ...items
      .map((item) => [String(item.letterId ?? item.consentId ?? item.matterId), item.on])
      .sort(byFirst),
  ])
  return { on, lines }
}

async function registerFacts(ask: Ask) {
  const { lines, count } = await ask.disclosures.list({ limit: 200 })
  const facts = await each(lines, async (line) => {
    const { bases, letter } = await ask.disclosures.get({ id: line.id })
    const forms = bases.map(({ form }) => form?.consentId ?? null)
    const { id, seq, on, route, letterKind, role, basis, classes } = line
    return { line: [id, seq, on, route, letterKind, role, basis], classes, forms, of: letter?.id }
  })
  return { count, facts }
}

async function lawFacts(ask: Ask) {
  const { id, digest, imported, fault, edits, orphans } = await ask.law.edition({})
  const amendments = await ask.law.amendments({})
  const { changes } = await ask.deadlines.holidays({})
  const checked = await ask.law.toCheck({})
  const work = async (rule: string, receivedOn: string) => {
    const events = { on: receivedOn, receivedOn } as never
    const { due, prudent } = await ask.deadlines.work({ rule, events })
    return [rule, receivedOn, due, prudent]
  }
  return {
    edition: [id, digest, imported, fault, edits, orphans],
    amendments: amendments.map((one) => [one.id, one.entry, one.standing]),
    holidays: changes.map((one) => [one.id, one.change.what, one.orphan, one.withdrawn !== null]),
    vouched: checked
      .filter(({ check }) => check)
      .map(({ entry }) => entry)
      .sort(byText),
    worked: [
      await work('R01', '2018-04-12'),
      await work('R02', '2026-12-23'),
      await work('R06', '2027-04-20'),
    ],
  }
}

async function prisonFacts(ask: Ask, establishmentId: string | null) {
  const known = await ask.establishments.arrangements({ establishmentId } as never)
  const { transfer, earlierTransfers } = known
  return {
    establishmentId,
    arrangements: known.arrangements.map(({ id, sort, name, from, to, earlier }) => [
      ...[id, sort, name, from, to, earlier.length],
    ]),
    transfer: transfer && [transfer.on, transfer.verified, earlierTransfers.length],
  }
}

/** What is held, opened: each look is an entry more, and so comes after everything else was asked. */
async function heldFacts(ask: Ask, clients: readonly string[], letters: readonly string[]) {
  const reason = 'To compare it.'
  const forms = await each(clients, async (clientId) => {
    const listed = await ask.consents.list({ clientId } as never)
    const held = listed.filter(({ choices }) => choices.some(({ state }) => state === 'restricted'))
    return each(held, async ({ id: consentId }) => {
      const { answer, state, consulted } = await ask.consents.reveal({ consentId, reason })
      return [consentId, answer, state, consulted?.on ?? null]
    })
  })
  const words = await each(letters, async (letterId) => {
    const { content } = await ask.letters.get({ letterId } as never)
    if (!content.passages.some(({ withheld }) => withheld)) return []
    const shown = await ask.letters.reveal({ letterId, reason } as never)
    return shown.map(({ id, text }) => [letterId, id, sha256(text)])
  })
  const { lines } = await ask.disclosures.list({ limit: 200 })
  const told = await each(lines, async ({ id }) => {
    const shown = await ask.disclosures.reveal({ id, reason })
    return [id, shown.told]
  })
  return { forms: forms.flat(), words: words.flat(), told }
}

/** The day on which every frozen office is read. */
const READ_ON = '2027-03-01'
/** When a frozen office is read: later than anything in it. */
export const READ_AT = `${READ_ON}T09:00:00.000Z`
