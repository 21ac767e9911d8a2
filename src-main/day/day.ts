import { spokenName } from '../clients/known-client.ts'
import { casesOf, gateCase } from '../letters/letter-state.ts'
import { gate } from '../letters/gate.ts'
import type { LetterParts } from '../letters/letters.ts'
import { deadlineToday, stateToday, type Showing } from '../letters/shown.ts'
import { limitationDates } from '../matters/limitation.ts'
import { londonDay } from '../dates/london-day.ts'
import type { LawBook } from '../law/law-book.ts'
import type { Readable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { chronology } from './chronology.ts'
import type { day as contract } from './contract.ts'
import { formsToday } from './forms-today.ts'
import { grouped, type MatterToday } from './due-today.ts'
import { reliedOn } from './relied-on.ts'

type DayParts = Pick<
  LetterParts,
  'vault' | 'law' | 'sensitive' | 'templates' | 'clock' | 'establishments'
>

/** What needs an act today: nothing of it is kept, all follows from the letters, the consents and the matters. */
export function day({
  vault,
  law,
  sensitive,
  templates,
  clock,
  establishments,
}: DayParts): Handlers<typeof contract> {
  const showing = async (tx: Readable): Promise<Showing> => ({
    ...{ today: londonDay(clock()), law: await law.book(tx), sensitive },
    titleOf: (kind) => templates.get(kind)?.title ?? kind,
  })
  return {
    chronology: (asked) =>
      vault.read((tx) => chronology(tx, asked, (id) => establishments.byId(id)?.name ?? id)),

    reliedOn: ({ consentId }) =>
      vault.read(async (tx) => reliedOn(tx, consentId, { ...(await showing(tx)), source: law })),

    view: (_, by) =>
      vault.read(async (tx) => {
        const how = await showing(tx)
        const { today, law: book } = how
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
        const matters = await mattersToday(tx, today, book)
        const forms = await formsToday(tx, { today, ageing: book, by: by.id })
        return { on: today, groups: grouped(letters, matters, today, forms) }
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
    clientName: spokenName(row),
    ourRef: row.our_ref,
    title: row.title,
    dated: row.event_on !== null,
    limitation: limitationDates({ eventOn: row.event_on, knownOn: row.known_on }, today, law),
  }))
}
