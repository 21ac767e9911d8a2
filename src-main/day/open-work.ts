import { recordsOf } from '../clients/records.ts'
import { formsOf } from '../consents/grants.ts'
import { openPart } from '../consents/open-part.ts'
import { givesSomething } from '../consents/read-consent.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { KINDS, type LetterKind } from '../letters/kinds.ts'
import { unfinishedOf } from '../letters/letter-index.ts'
import type { LooseEnd } from '../matters/contract.ts'
import { matterFiles } from '../matters/read-matter.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import { formBack } from './forms-today.ts'

type End = z.input<typeof LooseEnd>

const WAITS: Record<string, string> = {
  ...{ draft: 'draft', approved: 'approved, not sent', printed: 'printed, not sent' },
  ...{ signed: 'signed, not sent', returned: 'returned undelivered' },
}

/** What is open in a matter besides its limitation dates: letters that have not left, replies and forms awaited, and with a client's last matter the consents still in force. */
export const openWork =
  ({ law, clock }: { law: LawSource; clock: () => Date }) =>
  async (tx: Readable, matterId: string, by: Pick<Actor, 'role'>): Promise<End[]> => {
    const seesRestricted = allows(by.role, 'reveal-consents')
    const { clientId } = (await matterFiles(tx, { ids: [matterId] })).get(matterId)!
    const all = await formsOf(tx, clientId)
    const forms = seesRestricted ? all : openPart(all)
    const ends: End[] = []
    for (const { id, kind, to_name, state, sent_on, consentRequested } of await unfinishedOf(
      tx,
      matterId,
      {
        seesRestricted,
      },
    )) {
      const name = `${kind} to ${to_name}`
      const isForm = KINDS[kind as LetterKind].part === 'form'
      const waits = WAITS[state]
      if (waits) ends.push({ what: 'letter', id, name: `${name}: ${waits}`, on: null })
      else if (!isForm) ends.push({ what: 'reply', id, name: `${name}: no reply`, on: sent_on })
      else if (!formBack({ id, consentRequested }, sent_on ?? undefined, forms))
        ends.push({ what: 'form', id, name: `${name}: not returned`, on: sent_on })
    }
    const openOf = [...(await recordsOf(tx, [clientId])).keys()]
    const others = [...(await matterFiles(tx, { openOf })).values()]
    if (others.some(({ id, closed }) => id !== matterId && !closed)) return ends
    const book = await law.book(tx)
    const today = londonDay(clock())
    for (const kept of forms)
      if (givesSomething(kept, today, book)) {
        const { recipient } = kept.form
        const name = `The client’s form for ${recipient.name}: in force`
        ends.push({ what: 'consent', id: kept.row.id, name, on: null })
      }
    return ends
  }
