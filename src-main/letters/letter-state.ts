import { spokenName } from '../clients/known-client.ts'
import { grantOf, formsOf, type Kept } from '../consents/grants.ts'
import type { Grant } from '../consents/allowed.ts'
import type { LawSource } from '../law/law-source.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent, LetterKind } from './contract.ts'
import type { Reply } from './deadline.ts'
import type { GateCase } from './gate.ts'
import type { Happened, LetterAct } from './lifecycle.ts'
import { LetterSent, LoggedContent, ReplyRecorded } from './logged.ts'
import type { Sensitive } from './sensitive.ts'

/** Something that happened to a letter, as it is kept. */
export interface Event extends Happened {
  seq: number
  at: string
  by: string
  act: LetterAct
  said: Record<string, unknown>
}

/** A letter with everything that its state follows from. */
export interface Case {
  row: Tables['letter']
  tag: string
  ourRef: string
  clientName: string
  content: LetterContent
  events: Event[]
  forms: Kept[]
  grants: Grant[]
  chased: LetterKind | null
  toldBefore: GateCase['toldBefore']
  /** The days on which it was chased, by chasers that went out and did not come back. */
  chasedOn: string[]
}

type Wanted = { letterId?: string; matterId?: string; clientId?: string }

/** Letters by id, matter or client (all without), oldest first, each with what it follows from. */
export async function casesOf(tx: Readable, wanted: Wanted, law: LawSource): Promise<Case[]> {
  let query = tx
    .selectFrom('letter as l')
    .innerJoin('client as c', 'c.id', 'l.client_id')
    .innerJoin('matter as m', 'm.id', 'l.matter_id')
    .selectAll('l')
    .select(['c.tag', 'c.surname', 'c.forenames', 'm.our_ref'])
  if (wanted.letterId !== undefined) query = query.where('l.id', '=', wanted.letterId)
  if (wanted.matterId !== undefined) query = query.where('l.matter_id', '=', wanted.matterId)
  if (wanted.clientId !== undefined) query = query.where('l.client_id', '=', wanted.clientId)
  const rows = await query.execute()
  const ageing = await law.book(tx)
  const forms = new Map<string, Kept[]>()
  for (const { client_id } of rows)
    if (!forms.has(client_id)) forms.set(client_id, await formsOf(tx, client_id))
  const chased = await chasersSent(tx)
  const cases: Case[] = []
  for (const { tag, surname, forenames, our_ref, ...row } of rows) {
    const kept = forms.get(row.client_id)!
    cases.push({
      row,
      tag,
      ourRef: our_ref,
      clientName: spokenName({ forenames, surname }),
      content: LoggedContent.parse(JSON.parse(row.content)),
      events: await eventsOf(tx, row.id),
      forms: kept,
      grants: kept.map((form) => grantOf(form, ageing)),
      ...(await before(tx, row.answers)),
      chasedOn: chased.get(row.id) ?? [],
    })
  }
  return cases.sort((one, other) => one.events[0]!.seq - other.events[0]!.seq)
}

/** One letter; throws `not-found`. */
export async function caseOf(tx: Readable, letterId: string, law: LawSource): Promise<Case> {
  const [found] = await casesOf(tx, { letterId }, law)
  if (found) return found
  throw new Refusal('not-found', 'This letter is not on the books. Go back to the list.')
}

/** By the letter that was chased, the days on which chasers left that nobody sent back. */
async function chasersSent(tx: Readable): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('letter as l')
    .innerJoin('letter_event as e', 'e.letter_id', 'l.id')
    .select(['l.id', 'l.answers', 'e.act', 'e.said'])
    .where('l.kind', '=', 'L09')
    .where('e.act', 'in', ['letter-sent', 'letter-returned'])
    .orderBy('e.seq')
    .execute()
  const cameBack = new Set(rows.filter(({ act }) => act === 'letter-returned').map(({ id }) => id))
  const days = new Map<string, string[]>()
  for (const { id, answers, act, said } of rows) {
    if (answers === null || act !== 'letter-sent' || cameBack.has(id)) continue
    const { on } = LetterSent.pick({ on: true }).parse(JSON.parse(said))
    days.set(answers, [...(days.get(answers) ?? []), on])
  }
  return days
}

async function eventsOf(tx: Readable, letterId: string): Promise<Event[]> {
  const rows = await tx
    .selectFrom('letter_event')
    .selectAll()
    .where('letter_id', '=', letterId)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, at, by, act, said }) => {
    const parsed = JSON.parse(said) as Record<string, unknown>
    const reply = act === 'reply-recorded' ? { reply: String(parsed.kind) } : {}
    return { seq, at, by, act: act as LetterAct, said: parsed, ...reply }
  })
}

/** What the letter that this one answers was, and what it told whom, by the register. */
export async function before(
  tx: Readable,
  answers: string | null,
): Promise<Pick<Case, 'chased' | 'toldBefore'>> {
  if (answers === null) return { chased: null, toldBefore: [] }
  const letter = await tx
    .selectFrom('letter')
    .select('kind')
    .where('id', '=', answers)
    .executeTakeFirst()
  const told = await tx
    .selectFrom('disclosure')
    .select(['reader', 'role', 'told'])
    .where('letter_id', '=', answers)
    .execute()
  return {
    chased: (letter?.kind ?? null) as LetterKind | null,
    toldBefore: told.map(({ reader, role, told: classes }) => ({
      reader,
      role,
      classes: (JSON.parse(classes) as { class: string }[]).map((one) => one.class),
    })),
  }
}

/** The case as the gate looks at it on a day. */
export const gateCase = (
  {
    content,
    grants,
    clientName,
    chased,
    toldBefore,
  }: Pick<Case, 'content' | 'grants' | 'clientName' | 'chased' | 'toldBefore'>,
  on: string,
  sensitive: Sensitive,
): GateCase => ({ content, grants, on, clientName, chased, toldBefore, sensitive })

/** When and how it left; null while it has not. */
export function sentOf({ events }: Pick<Case, 'events'>): { on: string; route: string } | null {
  const event = events.find(({ act }) => act === 'letter-sent')
  return event ? LetterSent.pick({ on: true, route: true }).parse(event.said) : null
}

/** What came back, in the order recorded. */
export const repliesOf = ({ events }: Pick<Case, 'events'>): Reply[] =>
  events
    .filter(({ act }) => act === 'reply-recorded')
    .map(({ said }) => ReplyRecorded.pick({ kind: true, on: true }).parse(said))
