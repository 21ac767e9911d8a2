import { namesIn } from '../people/names.ts'
import type { Json } from '../audit/entry.ts'
import type { Log } from '../audit/log.ts'
import { formatWhen } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, Moment, z } from '../wire/schema.ts'
import type {
  ArrangementDraft,
  ArrangementId,
  Arrangements,
  establishments as contract,
} from './contract.ts'
import type { Establishments } from './establishments.ts'
import { arrangementRows, newestOfEach, standingOn, transferRows } from './on-record.ts'
import type { Shipped } from './shipped.ts'

/** Said of the day that ships. */
const USUAL =
  'The last day by which healthcare had passed everywhere; the date for this prison is not known.'

type Arranging = Omit<Handlers<typeof contract>, 'list'>
interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  prisons: Pick<Establishments, 'byId'>
  /** The days between which a prison's health care can have passed to the NHS, by the edition in force. */
  transferBounds(tx: Readable): Promise<{ firstOn: Day; lastOn: Day; source: string }>
  /** What the edition in force knows of prisons. */
  shipped(tx: Readable): Promise<Shipped>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** What the office knows of each prison: who provides, commissions and governs there, and since when. */
export function arrangements(parts: Parts): Arranging {
  const { vault, log, prisons, clock } = parts
  const shown = (tx: Readable, establishmentId: string | null) =>
    arrangementsShown(tx, establishmentId, parts)
  const check = (draft: ArrangementDraft) => checkDraft(draft, prisons)

  return {
    arrangements: ({ establishmentId }) => vault.read((tx) => shown(tx, establishmentId)),

    recordArrangement: (draft, by) =>
      vault.write(async (tx) => {
        check(draft)
        await logArrangement(tx, draft, by, parts)
        return shown(tx, draft.establishmentId)
      }),

    correctArrangement: ({ id, version, reason, ...draft }, by) =>
      vault.write(async (tx) => {
        const versions = (await arrangementRows(tx)).filter((one) => one.id === id)
        const [found] = versions
        if (!found)
          throw new Refusal('not-found', 'This arrangement is not on record. Open the list again.')
        if (versions.length !== version)
          throw new Refusal(
            'conflict',
            'Somebody corrected this arrangement after you opened it. Read the newer version first.',
          )
        check(draft)
        if (found.said.establishmentId !== draft.establishmentId || found.said.sort !== draft.sort)
          throw new Refusal(
            'invalid-input',
            'An arrangement cannot change its prison or its kind. Record a new one.',
          )
        const detail = { id, ...draft, reason } as Record<string, Json>
        await log.record(tx, by, { act: 'arrangement-corrected', subject: null, detail })
        return shown(tx, draft.establishmentId)
      }),

    recordTransfer: (said, by) =>
      vault.write(async (tx) => {
        expectPrison(said.establishmentId, prisons)
        const { firstOn } = await parts.transferBounds(tx)
        if (said.on < firstOn) {
          const message = `No prison’s healthcare passed to the NHS before the first transfers ${formatWhen(firstOn)}. Correct the date.`
          throw new Refusal('invalid-input', message, { on: message })
        }
        if (said.on > londonDay(clock())) {
          const message = 'This date is in the future. Correct it.'
          throw new Refusal('invalid-input', message, { on: message })
        }
        await log.record(tx, by, { act: 'transfer-recorded', subject: null, detail: said })
        return shown(tx, said.establishmentId)
      }),
  }
}

/** Logs an arrangement of the office, which from then on goes before what the edition knows. */
export async function logArrangement(
  tx: Writable,
  draft: ArrangementDraft,
  by: { id: string },
  { log, clock, random }: Pick<Parts, 'log' | 'clock' | 'random'>,
): Promise<void> {
  const detail = { id: newId(clock, random), ...draft } as Record<string, Json>
  await log.record(tx, by, { act: 'arrangement-recorded', subject: null, detail })
}

function expectPrison(id: string, prisons: Parts['prisons']): void {
  if (!prisons.byId(id))
    throw new Refusal('not-found', 'This prison is not in the list. Choose one from the list.')
}

function checkDraft(
  { establishmentId, sort, from, to }: ArrangementDraft,
  prisons: Parts['prisons'],
): void {
  const wrong = (field: string, message: string) =>
    new Refusal('invalid-input', message, { [field]: message })
  if ((sort === 'disclosure-team') !== (establishmentId === null))
    throw wrong(
      'establishmentId',
      establishmentId === null
        ? 'Choose the prison.'
        : 'The disclosure team does not belong to a prison. Leave the prison out.',
    )
  if (establishmentId !== null) expectPrison(establishmentId, prisons)
  if (from !== null && to !== null && to < from)
    throw wrong('to', 'The last day is before the first. Correct one of the two dates.')
}

async function arrangementsShown(
  tx: Readable,
  establishmentId: string | null,
  { transferBounds, shipped, clock }: Pick<Parts, 'transferBounds' | 'shipped' | 'clock'>,
): Promise<z.input<typeof Arrangements>> {
  const nameOf = await namesIn(tx)
  const rows = (await arrangementRows(tx)).filter(
    (row) => row.said.establishmentId === establishmentId,
  )
  const version = ({ said, at, by, reason }: (typeof rows)[number]) => ({
    ...said,
    ...{ recordedAt: at as Moment, recordedBy: nameOf(by), reason },
  })
  const transfers = establishmentId === null ? [] : await transferRows(tx, establishmentId)
  const [newest, ...earlier] = transfers.map(({ at, by, on, source, note, verified }) => ({
    ...{ on, source, note, verified },
    recorded: { at: at as Moment, by: nameOf(by) },
  }))
  const ids = [...new Set(rows.map(({ id }) => id))]
  const day = londonDay(clock())
  const recorded = newestOfEach(rows)
  const { lastOn, source } = await transferBounds(tx)
  const usual = { on: lastOn, source, note: USUAL, verified: false, recorded: null }
  return {
    arrangements: ids.map((id) => {
      const [now, ...before] = rows.filter((row) => row.id === id).reverse()
      const stands = standingOn(recorded, { sort: now!.said.sort, day })?.id === id
      return {
        ...{ ...version(now!), id: id as ArrangementId, version: before.length + 1 },
        ...{ earlier: before.map(version), stands },
      }
    }),
    shipped: (await shipped(tx)).facts(establishmentId, day).map(({ current, ...fact }) => ({
      ...fact,
      standing: !current
        ? 'other-days'
        : standingOn(recorded, { sort: fact.sort, day })
          ? 'replaced'
          : fact.site || !fact.name || fact.registered
            ? 'asked'
            : 'used',
    })),
    transfer: establishmentId === null ? null : (newest ?? usual),
    earlierTransfers: earlier,
  }
}
