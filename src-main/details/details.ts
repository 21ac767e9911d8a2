import { isDeepStrictEqual } from 'node:util'
import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { checkOpen } from '../matters/matter-rules.ts'
import { matterFiles, matterRow } from '../matters/read-matter.ts'
import { namesIn } from '../people/names.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { invalidInput, Refusal } from '../wire/refusal.ts'
import type { details as contract } from './contract.ts'
import { rowsOf } from './groups.ts'
import { OFFERED, rowFor } from './offered.ts'
import { detailsOf } from './read-details.ts'

interface DetailParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  clock: () => Date
  law: LawSource
  /** The first word of a text that tells of restricted information; null where none does. */
  restrictedIn(tx: Readable, text: string): Promise<string | null>
}

/** What is recorded of a case: a group at a time, each recording one entry of the log. */
export function details({
  vault,
  log,
  clock,
  law,
  restrictedIn,
}: DetailParts): Handlers<typeof contract> {
  const shown = async (tx: Readable, matterId: string) => {
    const nameOf = await namesIn(tx)
    return (await detailsOf(tx, matterId)).map((one) => ({ ...one, by: nameOf(one.by) }))
  }
  /** Everybody who reads the matter reads this: what is restricted stands in letters and forms alone. */
  async function expectOpen(tx: Readable, rows: readonly Record<string, string>[]) {
    for (const [at, row] of rows.entries())
      for (const [field, said] of Object.entries(row)) {
        const word = await restrictedIn(tx, said)
        if (word === null) continue
        const fault = `“${word}” tells everybody who reads this matter of something restricted. Leave it out here; where a letter must say it, write it in the letter, in a passage of that class.`
        throw new Refusal('invalid-input', fault, { [`rows.${at}.${field}`]: fault })
      }
  }

  return {
    get: ({ matterId }) =>
      vault.read(async (tx) => {
        await matterRow(tx, matterId)
        return shown(tx, matterId)
      }),

    bodies: ({ group }) =>
      vault.read(async (tx) => {
        const { places } = await law.book(tx)
        return (OFFERED[group] ?? []).flatMap(({ body, sets }) => {
          const place = places.body(body, londonDay(clock()))
          if (!place) return []
          const { name, verified, source } = place
          const row = { ...rowFor(group, place), ...sets }
          return [{ name, row, unverified: verified ? null : source }]
        })
      }),

    record: ({ matterId, group, version, rows: typed }, by) =>
      vault.write(async (tx) => {
        const { tag, client_id: clientId } = await matterRow(tx, matterId)
        const file = (await matterFiles(tx, { ids: [matterId] })).get(matterId)
        checkOpen(file?.closed ? { on: '' } : null)
        const before = (await detailsOf(tx, matterId)).find((one) => one.group === group)
        if ((before?.version ?? 0) !== version) {
          const nameOf = await namesIn(tx)
          throw new Refusal(
            'conflict',
            `${nameOf(before?.by ?? '')} recorded this after you opened it. Read the newer version, then make your correction.`,
          )
        }
        const read = rowsOf(group, londonDay(clock())).safeParse(typed)
        if (!read.success) throw invalidInput(within(read.error))
        const rows = read.data as Record<string, string>[]
        if (isDeepStrictEqual(rows, before?.rows ?? []))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await expectOpen(tx, rows)
        await log.record(tx, by, {
          act: 'details-recorded',
          subject: tag,
          detail: { matterId, clientId, group, version: version + 1, rows },
        })
        return shown(tx, matterId)
      }),
  }
}

/** The faults of the rows under the names that the form has for them. */
function within<E extends { issues: { path: PropertyKey[] }[] }>(error: E): E {
  for (const issue of error.issues) issue.path.unshift('rows')
  return error
}
