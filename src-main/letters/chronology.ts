import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { toldByLetter } from '../disclosures/chronology.ts'
import { restrictedLetters } from './letter-index.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { ofPerson } from '../clients/records.ts'
import { sql } from 'kysely'
import type { Readable } from '../vault/vault.ts'

/** The draft that takes its place; of any other act nothing. */
const REPLACED_BY = sql<string>`iif(e.act = 'letter-replaced', json_extract(e.said, '$.replacedBy'), '')`

const letterLink = (id: string) => ({ to: 'letter' as const, id })

/** What became of the client's letters. */
export async function letterEvents(
  tx: Readable,
  { clientId, before, limit, seesRestricted }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('letter_event as e')
    .innerJoin('letter as l', 'l.id', 'e.letter_id')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .select(['e.seq', 'e.at', 'e.by', 'e.act', 'e.said', 'l.id', 'l.kind', 'l.content'])
    .select('m.our_ref')
    .where(ofPerson('l.client_id', clientId))
    .where('e.seq', '<', before)
    .$if(!seesRestricted, (query) =>
      query
        .where('l.id', 'not in', restrictedLetters(tx))
        .where(REPLACED_BY, 'not in', restrictedLetters(tx)),
    )
    .orderBy('e.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, act, said, id, kind, content, our_ref }) => {
    const { addressee } = JSON.parse(content) as { addressee: { name: string } }
    const words = JSON.parse(said) as Record<string, unknown>
    const word = (name: string) => (typeof words[name] === 'string' ? words[name] : '')
    return {
      ...{ ...emptyLine, kind: 'letter', seq, at, by, act, name: addressee.name, ref: our_ref },
      ...{ letterKind: kind, detail: word('route') || word('kind'), reason: word('reason') },
      ...{ on: word('on') || null, link: letterLink(id) },
    }
  })
}

/** What each letter told to whom, by the register. */
export async function disclosedByLetter(
  tx: Readable,
  { clientId, before, limit, seesRestricted }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom(toldByLetter(tx).as('d'))
    .innerJoin('letter_event as e', 'e.seq', 'd.seq')
    .innerJoin('letter as l', 'l.id', 'd.letter_id')
    .select(['d.id', 'd.seq', 'd.reader', 'd.route', 'd.on_day', 'e.at', 'e.by', 'l.kind'])
    .where(ofPerson('d.client_id', clientId))
    .where('d.id', '<', before * 100)
    .$if(!seesRestricted, (query) => query.where('l.id', 'not in', restrictedLetters(tx)))
    .orderBy('d.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, seq, reader, route, on_day, at, by, kind }) => ({
    ...{ ...emptyLine, kind: 'told', act: 'letter-sent', seq, at, by, name: reader, detail: route },
    ...{ letterKind: kind, on: on_day, link: { to: 'disclosure' as const, id: String(id) } },
  }))
}
