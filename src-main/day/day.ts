import { casesOf, gateCase } from '../letters/case.ts'
import { gate } from '../letters/gate.ts'
import type { LetterParts } from '../letters/letters.ts'
import { deadlineToday, stateToday, type Showing } from '../letters/show.ts'
import { limitationDates } from '../matters/limitation.ts'
import { londonDay } from '../people/london-day.ts'
import type { LawBook } from '../rights/law-book.ts'
import type { Readable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import type { day as contract } from './contract.ts'
import { grouped, type MatterToday } from './grouped.ts'

type DayParts = Pick<LetterParts, 'vault' | 'law' | 'sensitive' | 'templates' | 'clock'>

/** What needs an act today: nothing of it is kept, all follows from the letters, the consents and the matters. */
export function day({
  vault,
  law,
  sensitive,
  templates,
  clock,
}: DayParts): Handlers<typeof contract> {
  return {
    view: () =>
      vault.read(async (tx) => {
        const today = londonDay(clock())
        const book = await law.book(tx)
        const how: Showing = {
          ...{ today, law: book, sensitive },
          titleOf: (kind) => templates.get(kind)?.title ?? kind,
        }
        const letters = (await casesOf(tx, {}, law)).map((one) => ({
          letterId: one.row.id,
          matterId: one.row.matter_id,
          clientId: one.row.client_id,
          clientName: one.clientName,
          ourRef: one.ourRef,
          title: how.titleOf(one.content.kind),
          to: one.content.addressee.name,
          kind: one.content.kind,
          answers: one.row.answers,
          state: stateToday(one, how),
          sentOn: one.events.find(({ act }) => act === 'letter-sent')?.said.on as
            string | undefined,
          deadline: deadlineToday(one, how),
          gateOpen: gate(gateCase(one, today, sensitive)).open,
        }))
        return { on: today, groups: grouped(letters, await mattersToday(tx, today, book), today) }
      }),
  }
}

async function mattersToday(tx: Readable, today: string, law: LawBook): Promise<MatterToday[]> {
  const rows = await tx
    .selectFrom('matter as m')
    .innerJoin('client as c', 'c.id', 'm.client_id')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .select(['m.id', 'm.client_id', 'm.our_ref', 'm.title', 'm.event_on', 'm.known_on'])
    .select(['c.surname', 'c.forenames'])
    .where('x.matter_id', 'is', null)
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    matterId: row.id,
    clientId: row.client_id,
    clientName: [row.forenames, row.surname].filter(Boolean).join(' '),
    ourRef: row.our_ref,
    title: row.title,
    dated: row.event_on !== null,
    limitation: limitationDates({ eventOn: row.event_on, knownOn: row.known_on }, today, law),
  }))
}
