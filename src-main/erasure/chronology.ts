import { emptyLine, type ChronologyLine, type ChronologyPart } from '../audit/chronology-line.ts'
import type { Act } from '../audit/entry.ts'
import { entriesUnder } from '../audit/read.ts'
import { clientsNamed } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'

const ACTS = [
  ...['hold-placed', 'hold-lifted', 'erasure-proposed', 'erasure-withdrawn', 'keeping-extended'],
] as readonly Act[]

/** Legal holds and proposals to erase the client, how each ended, and that the file is kept longer; the reasons stand on the client’s page. */
export const holdsAndProposals: ChronologyPart = async (tx, { clientId, before, limit }) => {
  const records = await clientsNamed(tx).where(ofPerson('o.id', clientId)).execute()
  const tags = records.map(({ tag }) => tag)
  const found = await entriesUnder(tx, tags, { acts: ACTS, before, limit })
  return found.map(({ leaf: { seq, at, actor: by, act }, entry }): ChronologyLine => {
    const { ground, reviewOn, until } = entry?.detail ?? {}
    const on = reviewOn ?? until
    return {
      ...{ ...emptyLine, kind: 'erasure', seq, at, by, act },
      detail: typeof ground === 'string' ? ground : '',
      on: typeof on === 'string' ? on : null,
    }
  })
}
