import { peopleNamed } from '../people/names.ts'
import { clientsNamed } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { RESTRICTED_CLASS, type ConsentDraft } from './contract.ts'

/** A refusal of one field. */
export const wrong = (field: string, message: string) =>
  new Refusal('invalid-input', message, { [field]: message })

/** A form's days make sense, no class stands twice, and HIV is recorded only with its consultation. */
export function checkForm(draft: ConsentDraft, today: string): void {
  const { signedOn, receivedOn, until, choices, consulted } = draft
  if (signedOn > today) throw wrong('signedOn', 'This date is in the future. Correct it.')
  if (receivedOn > today) throw wrong('receivedOn', 'This date is in the future. Correct it.')
  if (receivedOn < signedOn)
    throw wrong(
      'receivedOn',
      'It cannot have been received before it was signed. Correct one of the two dates.',
    )
  if (until !== null && until < signedOn)
    throw wrong('until', 'It would have ended before it was signed. Correct one of the two dates.')
  choices.forEach(({ class: about }, place) => {
    if (choices.findIndex((other) => other.class === about) !== place)
      throw wrong(`choices.${place}.class`, 'This is entered twice. Keep one answer.')
  })
  const hiv = choices.find(({ class: about }) => about === RESTRICTED_CLASS)
  if (hiv?.answer === 'given' && consulted === null)
    throw wrong(
      'consulted',
      'The client must have been consulted before consenting to this. Record who spoke to the client, when, and what was said.',
    )
  if (consulted && !hiv)
    throw wrong('consulted', 'A consultation belongs to an answer about HIV and sexual health.')
  if (consulted && consulted.on > signedOn)
    throw wrong(
      'consulted.on',
      'The client must be consulted before signing. Correct one of the two dates.',
    )
}

/** Whoever consulted the client works or has worked here. */
export async function checkConsulter(tx: Readable, personId: string | undefined): Promise<void> {
  if (personId === undefined) return
  const known = await peopleNamed(tx).where('id', '=', personId).executeTakeFirst()
  if (!known) throw wrong('consulted.by', 'Choose who spoke to the client from the list.')
}

/** The record of a form that a new entry replaces: one of this client that was returned for correction. */
export async function recordReplaced(
  tx: Readable,
  replaces: string,
  clientId: string,
): Promise<{ id: string; tag: string }> {
  const returned = await tx
    .selectFrom('consent as c')
    .innerJoin('consent_check as k', 'k.consent_id', 'c.id')
    .innerJoin(clientsNamed(tx).as('o'), 'o.id', 'c.client_id')
    .select(['o.id', 'o.tag'])
    .where('c.id', '=', replaces)
    .where(ofPerson('c.client_id', clientId))
    .where('k.outcome', 'in', ['returned', 'removed'])
    .executeTakeFirst()
  if (returned) return returned
  throw wrong(
    'replaces',
    'A new entry can only replace a form of this client that was returned for correction or taken back.',
  )
}
