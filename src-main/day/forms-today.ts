import { spokenName } from '../clients/known-client.ts'
import { ageOf, formsOf, latestDayOf, type AgeingLaw, type Kept } from '../consents/grants.ts'
import { reviewDue } from '../consents/read-consent.ts'
import { londonDay } from '../dates/london-day.ts'
import type { Readable } from '../vault/vault.ts'

/** A form as the day sees it: it waits for its check, was sent back at it, or has grown so old that the client is to be asked again. */
export interface FormToday {
  consentId: string
  clientId: string
  clientName: string
  recipient: string
  recorder: string
  /** Whether the person who looks recorded it, and so may not check it. */
  mine: boolean
  group: 'to-check' | 'ask-again'
  sentBack: boolean
  /** Since when, or until when it may still be relied on. */
  on: string
}

/** Forms that need somebody's eyes or the client's word today. */
export async function formsToday(
  tx: Readable,
  { today, ageing, by }: { today: string; ageing: AgeingLaw; by: string },
): Promise<FormToday[]> {
  // A signature older than two years has run out whatever the law says of its age; a younger one than four months is fresh.
  const rows = await tx
    .selectFrom('consent as c')
    .leftJoin('consent_check as k', 'k.consent_id', 'c.id')
    .leftJoin('consent_review as r', 'r.consent_id', 'c.id')
    .innerJoin('client as p', 'p.id', 'c.client_id')
    .select(['c.id', 'c.client_id', 'p.surname', 'p.forenames'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('c.second_check', '=', 1), eb('k.seq', 'is', null)]),
        eb('k.outcome', '=', 'returned'),
        and([
          eb('r.seq', 'is', null),
          eb('c.signed_on', '<', monthsBefore(today, 4)),
          eb('c.signed_on', '>', monthsBefore(today, 24)),
        ]),
      ]),
    )
    .orderBy('c.seq')
    .execute()
  const forms = new Map<string, Kept[]>()
  const found: FormToday[] = []
  for (const { id, client_id, surname, forenames } of rows) {
    if (!forms.has(client_id)) forms.set(client_id, await formsOf(tx, client_id))
    const all = forms.get(client_id)!
    const kept = all.find(({ row }) => row.id === id)
    const about = kept && standing(kept, all, today, ageing)
    if (!about) continue
    found.push({
      ...about,
      consentId: id,
      clientId: client_id,
      clientName: spokenName({ forenames, surname }),
      recipient: kept.form.recipient.name,
      recorder: kept.recorder,
      mine: kept.row.recorded_by === by,
    })
  }
  return found
}

function standing(
  kept: Kept,
  all: readonly Kept[],
  today: string,
  ageing: AgeingLaw,
): Pick<FormToday, 'group' | 'on' | 'sentBack'> | null {
  const { form, checked, row } = kept
  const recordedOn = londonDay(new Date(row.recorded_at))
  if (checked?.outcome === 'returned') {
    const putRight = all.some((other) => other.form.replaces === row.id)
    return putRight ? null : { group: 'to-check', sentBack: true, on: recordedOn }
  }
  if (form.secondCheck && !checked) return { group: 'to-check', sentBack: false, on: recordedOn }
  const overtaken = all.some(
    (other) =>
      other.form.kind === form.kind &&
      other.form.purpose === form.purpose &&
      other.form.recipient.name === form.recipient.name &&
      latestDayOf(other) > latestDayOf(kept),
  )
  return reviewDue(kept, today, ageing) && !overtaken
    ? { group: 'ask-again', sentBack: false, on: ageOf(form, ageing).lastDay }
    : null
}

function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
}
