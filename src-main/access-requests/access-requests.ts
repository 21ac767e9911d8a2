import type { Log } from '../audit/log.ts'
import { keptRecord, tagOf } from '../clients/known-client.ts'
import { daysBetween, londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { LawSource } from '../law/law-book.ts'
import { namesIn } from '../people/names.ts'
import { allows } from '../people/permissions.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { AccessRequest, accessRequests as contract } from './contract.ts'
import { dueIfAnswered, requestDue, timesOf } from './due.ts'
import type { AccessRequestCorrected, AccessRequested, AccessRequestEnded } from './logged.ts'
import { LoggedRequest } from './logged.ts'
import { openRequestsOf, requestIn, requestsOf } from './read-requests.ts'
import type { Standing } from './standing.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Requests of clients for what this office holds about them: recorded as they come, put right, and ended where no copy answers them. */
export function accessRequests({
  vault,
  log,
  law,
  clock,
  random,
}: Parts): Handlers<typeof contract> {
  const today = () => londonDay(clock())

  async function shown(
    tx: Readable,
    { by: recorder, ended, ...request }: Standing,
    by: Actor,
  ): Promise<z.input<typeof AccessRequest>> {
    const nameOf = await namesIn(tx)
    const due = ended ? null : requestDue(await law.book(tx), request)
    return {
      ...{ ...request, who: nameOf(recorder), state: ended?.how ?? ('open' as const), due },
      ...{ endedAt: ended?.at ?? null, endedBy: ended ? nameOf(ended.by) : '' },
      reason: allows(by.role, 'reveal-consents') ? (ended?.reason ?? '') : null,
      daysLate: due ? Math.max(0, daysBetween(due.due, today())) : 0,
    }
  }
  const shownAgain = async (tx: Readable, id: string, by: Actor) =>
    shown(tx, await requestIn(tx, id), by)

  /** No day lies ahead, and the law can count from them. */
  async function expectDays(tx: Readable, said: LoggedRequest): Promise<void> {
    for (const [field, on] of Object.entries(timesOf(said)))
      if (on !== null && on > today()) throw wrong(field, 'This date is in the future. Correct it.')
    dueIfAnswered(await law.book(tx), said, today())
  }

  /** A request that is still open and stands as whoever acts on it saw it. */
  async function openAt(tx: Readable, id: string, version: number): Promise<Standing> {
    const standing = await requestIn(tx, id)
    if (standing.ended)
      throw new Refusal(
        'conflict',
        'This request has ended, so there is nothing to change. A further request is recorded anew.',
      )
    if (standing.version !== version)
      throw new Refusal(
        'conflict',
        'Somebody corrected this request meanwhile. Open the client again, then correct it.',
      )
    return standing
  }

  return {
    ofClient: ({ clientId }, by) =>
      vault.read(async (tx) =>
        Promise.all((await requestsOf(tx, clientId)).toReversed().map((one) => shown(tx, one, by))),
      ),

    due: (times) =>
      vault.read(async (tx) => {
        const book = await law.book(tx)
        dueIfAnswered(book, times, today())
        return { due: requestDue(book, times) }
      }),

    record: ({ clientId, ...said }, by) =>
      vault.write(async (tx) => {
        const { id, tag } = await keptRecord(tx, clientId)
        const request = LoggedRequest.parse(said)
        await expectDays(tx, request)
        const [open] = await openRequestsOf(tx, id)
        if (open)
          throw new Refusal(
            'conflict',
            `The request received on ${formatDay(open.receivedOn)} is still open: its answer answers both. Correct that one, or end it first.`,
          )
        const requestId = newId(clock, random)
        const detail: z.input<typeof AccessRequested> = { requestId, clientId: id, ...request }
        await log.record(tx, by, { act: 'access-requested', subject: tag, detail })
        return shownAgain(tx, requestId, by)
      }),

    correct: ({ requestId, version, reason, ...said }, by) =>
      vault.write(async (tx) => {
        const { clientId, ...standing } = await openAt(tx, requestId, version)
        const request = LoggedRequest.parse(said)
        await expectDays(tx, request)
        const same = JSON.stringify(request) === JSON.stringify(LoggedRequest.parse(standing))
        if (same)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        const detail: z.input<typeof AccessRequestCorrected> = {
          ...{ requestId, clientId, ...request, version: version + 1, reason },
        }
        const subject = await tagOf(tx, clientId)
        await log.record(tx, by, { act: 'access-request-corrected', subject, detail })
        return shownAgain(tx, requestId, by)
      }),

    end: ({ requestId, version, outcome, reason }, by) =>
      vault.write(async (tx) => {
        const { clientId } = await openAt(tx, requestId, version)
        const detail: z.input<typeof AccessRequestEnded> = { requestId, clientId, outcome, reason }
        const subject = await tagOf(tx, clientId)
        await log.record(tx, by, { act: 'access-request-ended', subject, detail })
        return shownAgain(tx, requestId, by)
      }),
  }
}

const wrong = (field: string, fault: string) =>
  new Refusal('invalid-input', fault, { [field]: fault })
