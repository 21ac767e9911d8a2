import { ofPerson } from '../clients/records.ts'
import { openPartOf } from '../consents/open-part.ts'
import { keptForm } from '../consents/read-consent.ts'
import type { LetterState } from '../letters/contract.ts'
import { decide } from '../letters/gate.ts'
import { askableBy } from '../letters/asking.ts'
import { kindThat } from '../letters/kinds.ts'
import { lettersOf } from '../letters/letter-index.ts'
import { reached } from '../letters/lifecycle.ts'
import { gateCase } from '../letters/gate-case.ts'
import {
  openBooks,
  openLetters,
  sentOf,
  type LetterRecord,
  type ReadingParts,
} from '../letters/record.ts'
import { inSightOf } from '../letters/sight.ts'
import { stateToday } from '../letters/shown-letter.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { day } from './contract.ts'

type Answer = z.input<(typeof day)['reliedOn']['output']>
type Letter = Answer['letters'][number]

/** Letters that relied on a form, in every state, each with what is to be done now that it is withdrawn. */
export async function reliedOn(
  tx: Readable,
  consentId: string,
  parts: ReadingParts,
  by: Pick<Actor, 'role'>,
): Promise<Answer> {
  const seesRestricted = allows(by.role, 'reveal-consents')
  const kept = await keptForm(tx, consentId)
  const { clientId, withdrawn, form } = seesRestricted ? kept : openPartOf(kept)
  const ids = await lettersOf(tx, clientId, { seesRestricted })
  const { letter } = await openLetters(tx, { letterIds: ids }, await openBooks(tx, parts))
  const cases = ids
    .map((id) => inSightOf(letter(id), by))
    .filter(({ events }) => reached(events) !== 'discarded')
  const from = Math.max(0, ...withdrawn.map(({ seq }) => seq))
  const letters = cases
    .filter((one) => rests(one, consentId))
    .map((one) => letterOf(one, cases))
    .reverse()
  const confirmation = cases.findLast(
    ({ content, events }) => content.kind === kindThat('confirmation') && events[0]!.seq > from,
  )
  const open = await tx
    .selectFrom('matter as m')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .select('m.id')
    .where(ofPerson('m.client_id', clientId))
    .where('x.matter_id', 'is', null)
    .orderBy('m.id', 'desc')
    .execute()
  const matters = open.map(({ id }) => id)
  return {
    recipient: form.recipient.name,
    letters,
    confirmIn:
      letters.find(({ matterId }) => matters.includes(matterId))?.matterId ?? matters[0] ?? null,
    confirmation: confirmation?.row.id ?? null,
  }
}

/** Whether a letter relied on the form: by what was decided at its approval, or as it would be without the withdrawal. */
function rests(one: LetterRecord, consentId: string): boolean {
  const traced = one.events.some(
    ({ act, said }) =>
      (act === 'letter-approved' || act === 'letter-sent') &&
      JSON.stringify(said['decisions'] ?? []).includes(consentId),
  )
  if (traced) return true
  const grants = one.grants.map((grant) =>
    grant.id === consentId ? { ...grant, withdrawals: [] } : grant,
  )
  const given = { ...gateCase(one, one.today), grants }
  if (askableBy(given, grants)?.grantId === consentId) return true
  return decide(given).some((decided) => decided.allowed && decided.consentId === consentId)
}

function letterOf(one: LetterRecord, cases: readonly LetterRecord[]): Letter {
  const state = stateToday(one)
  const notice = cases.findLast(
    (other) =>
      other.content.kind === kindThat('notice') &&
      other.row.answers === one.row.id &&
      stateToday(other) !== 'recalled',
  )
  return {
    letterId: one.row.id,
    matterId: one.row.matter_id,
    ourRef: one.matter.ourRef,
    kind: one.content.kind,
    to: one.content.addressee.name,
    state,
    sentOn: sentOf(one)?.on ?? null,
    noticeId: notice?.row.id ?? null,
    act: actOf(state, notice !== undefined),
  }
}

const LEFT: readonly LetterStateName[] = ['sent', 'replied', 'returned']
type LetterStateName = z.output<typeof LetterState>

function actOf(state: LetterStateName, noticed: boolean): Letter['act'] {
  if (state === 'to-recall') return 'recall'
  if (LEFT.includes(state)) return noticed ? 'open-notice' : 'notify'
  return state === 'recalled' ? 'none' : 'open'
}
