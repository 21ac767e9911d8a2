import { createHash } from 'node:crypto'
import { actsAbout } from '../audit/erase.ts'
import type { Log } from '../audit/log.ts'
import { clientsNamed, spokenName } from '../clients/known-client.ts'
import { CountOf } from '../dates/words.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { erasure as contract } from './contract.ts'
import { countsOf } from './counts.ts'
import { eraseRecord, type ErasingParts } from './erase-record.ts'
import { listBeside } from './keep-erasures.ts'
import { holdsOn } from './read-erasure.ts'

interface Parts extends ErasingParts {
  vault: Pick<Vault, 'read' | 'write' | 'expectRoom'>
  log: Pick<Log, 'erase' | 'progress'>
  /** The office’s own folder, which has the list of erasures. */
  folder: string
  forget(ids: readonly string[]): void
  /** Clears the file of what was erased; false where that could not be done yet. */
  clear(): Promise<boolean>
}

/** Erasures that the list beside the office names and this copy of it, put back from before them, has not made. */
export async function owedIn(tx: Readable, folder: string) {
  const { owed, text } = await listBeside(tx, folder)
  if (owed.length === 0) return { text, rows: [] }
  const seqOf = new Map(owed.map(({ tag, seq }) => [tag, seq]))
  const found = await clientsNamed(tx).where(oneOf('o.tag', seqOf.keys())).execute()
  const rows = found.sort((one, other) => seqOf.get(one.tag)! - seqOf.get(other.tag)!)
  const ids = rows.map(({ id }) => id)
  const held = new Set((await holdsOn(tx, ids)).map(({ client_id }) => client_id))
  const persons = rows.map(({ person_id }) => person_id)
  const joined = await clientsNamed(tx).where(oneOf('r.person_id', persons)).execute()
  const stays = new Set(joined.flatMap(({ id, person_id }) => (ids.includes(id) ? [] : person_id)))
  return {
    text,
    rows: rows.map((row) => ({
      ...row,
      listed: seqOf.get(row.tag)!,
      inTheWay: held.has(row.id)
        ? 'It is on legal hold: a partner lifts the hold first.'
        : stays.has(row.person_id)
          ? 'It is joined with a record that was not erased: part the two first.'
          : null,
    })),
  }
}

/** What an older copy of the office owes, and making it good in one act. */
export function owedErasures(parts: Parts): Pick<Handlers<typeof contract>, 'owed' | 'again'> {
  const { vault, log, folder } = parts
  return {
    owed: () =>
      vault.read(async (tx) => {
        const { rows } = await owedIn(tx, folder)
        return rows.map((row) => ({
          client: { id: row.id, name: spokenName(row) },
          inTheWay: row.inTheWay,
        }))
      }),

    async again(_, by) {
      if (log.progress().running)
        throw new Refusal('busy', 'The log is being verified. Wait for the result, then try again.')
      vault.expectRoom()
      const gone = await vault.write(async (tx) => {
        const { rows, text } = await owedIn(tx, folder)
        const free = rows.filter(({ inTheWay }) => inTheWay === null)
        if (free.length === 0)
          throw new Refusal(
            'conflict',
            rows.length === 0
              ? 'No erasure is owed any more. Open the office’s page again.'
              : `${CountOf(rows.length, 'erasure is', 'erasures are')} owed, and something prevents each. ${rows[0]!.inTheWay}`,
          )
        const sha256 = createHash('sha256').update(text).digest('hex')
        const all: string[][] = []
        for (const { id: clientId, tag, listed: seq, person_id } of free) {
          const goingWith = free.filter((one) => one.person_id === person_id).map(({ id }) => id)
          const told = await parts.registerOf(tx, clientId)
          const went = countsOf(await actsAbout(tx, [tag]), told.length)
          const said = {
            ...{ proposed: 0, proposedBy: by.id, ground: 'made-again' as const, went },
            madeAgain: { seq, sha256 },
          }
          const erased = await eraseRecord(tx, by, { clientId, tag, goingWith, said }, parts)
          all.push(erased.gone)
        }
        return all
      })
      parts.forget(gone.flat())
      return { erased: gone.length, cleared: await parts.clear() }
    },
  }
}
