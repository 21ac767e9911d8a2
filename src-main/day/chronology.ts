import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { day } from './contract.ts'
import { type Kind, type Line, sourcesOf } from './timeline.ts'

type Asked = z.output<(typeof day)['chronology']['input']>
type Answer = z.input<(typeof day)['chronology']['output']>

/** One entry may make several lines, which are never parted: so many of them at most. */
const OF_ONE_ENTRY = 20

/**
 * Everything recorded of a client, newest first, in pages: each source gives no more rows than a page has, from
 * the client's own, so that the log's length does not matter.
 */
export async function chronology(
  tx: Readable,
  { clientId, kinds, before, limit }: Asked,
  prison: (establishmentId: string) => string,
): Promise<Answer> {
  const client = await tx
    .selectFrom('client')
    .select('id')
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
  const all = sourcesOf({ prison })
  const wanted = {
    ...{ clientId, limit: limit + OF_ONE_ENTRY },
    before: before ?? Number.MAX_SAFE_INTEGER / 1000,
  }
  const found: Line[] = []
  for (const kind of kinds)
    for (const source of all[kind]) {
      const lines = await source(tx, wanted)
      found.push(...lines.filter((line) => !isSaid(line, kinds)))
    }
  found.sort((one, other) => other.seq - one.seq)
  const last = found[limit - 1]?.seq ?? 0
  const shown = found.filter(({ seq }) => seq >= last)
  const people = await tx.selectFrom('person').select(['id', 'name']).execute()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    lines: shown.map(({ by, ...line }) => ({ ...line, who: names.get(by) ?? 'Unknown person' })),
    next: shown.length < found.length ? last : null,
  }
}

/** Beside the letters, what a letter disclosed has its own line. */
const isSaid = ({ kind, act }: Line, kinds: readonly Kind[]): boolean =>
  kind === 'told' && act === 'letter-sent' && kinds.includes('letter')
