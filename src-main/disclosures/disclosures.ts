import { RESTRICTED_CLASS } from '../consents/contract.ts'
import type { Log } from '../audit/log.ts'
import { tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { calls, type CallParts } from './calls.ts'
import type { disclosures as contract } from './contract.ts'
import { expectFilterFor, registerExport, type ExportParts } from './export.ts'
import { following, type FollowParts } from './follow.ts'
import { countOf, erasedLines, lineOf, page, sortedPage, toldOf } from './listing.ts'
import { expectRow, readDisclosure } from './read-disclosure.ts'

interface DisclosureParts extends CallParts, ExportParts, FollowParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record' | 'health'>
  platform: FollowParts['platform'] & ExportParts['platform']
}

/** So many lines of erased clients stand under the register; a table or a report has them all. */
const ERASED_SHOWN = 200

const sees = (by: Actor) => allows(by.role, 'read-clients')

/** The register of disclosures, to whom and on what basis, and the calls. */
export function disclosures(parts: DisclosureParts): Handlers<typeof contract> {
  const { vault, log, trailOf } = parts
  return {
    list: (asked, by) =>
      vault.read(async (tx) => {
        expectFilterFor(by, asked)
        const { sort, ...chosen } = asked
        const first = asked.after === null && asked.offset === 0
        const { rows, more } = await (sort ? sortedPage(tx, sort, chosen) : page(tx, chosen))
        const last = rows.at(-1)
        return {
          lines: rows.map((row) => lineOf(row, sees(by))),
          next: more && last ? { bare: last.bare === 1, id: last.id } : null,
          count: first ? await countOf(tx, asked) : null,
          erased: first ? await erasedLines(tx, asked, ERASED_SHOWN) : null,
        }
      }),

    get: ({ id }, by) =>
      vault.read(async (tx) =>
        readDisclosure(
          tx,
          await expectRow(tx, id),
          {
            ...{ sees: sees(by), words: sees(by), opens: allows(by.role, 'reveal-consents') },
            today: londonDay(parts.clock()),
          },
          trailOf,
        ),
      ),

    reveal: ({ id, reason }, by) =>
      vault.write(async (tx) => {
        const row = await expectRow(tx, id)
        const tag = await tagOf(tx, row.client_id)
        await log.record(tx, by, {
          act: 'record-read',
          subject: tag,
          detail: { disclosureId: id, reason },
        })
        const held = toldOf(row).find((one) => one.class === RESTRICTED_CLASS)
        return { told: held !== undefined, why: held?.why ?? '' }
      }),

    ...following(parts),
    ...calls(parts),
    ...registerExport(parts),
  }
}
