import { clientFiles } from '../clients/read-client.ts'
import { recordsOf } from '../clients/records.ts'
import { deathOf } from '../clients/stays.ts'
import { CAPACITIES } from '../representatives/capacities.ts'
import { representativesOf } from '../representatives/read-representative.ts'
import { lackingOf, standingOn } from '../representatives/standing.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { ConsentDraft } from './contract.ts'
import { signerFault } from './signed-by.ts'

const wrong = (field: string, message: string) =>
  new Refusal('invalid-input', message, { [field]: message })

/**
 * Whoever signed for the client acts for this client, and may give what the form gives. A proof that is not complete yet
 * refuses nothing here: the form counts once it is. Gives whether it was signed for one who has died.
 */
export async function checkSigner(
  tx: Readable,
  draft: ConsentDraft,
  today: string,
): Promise<{ ofEstate: boolean }> {
  const { clientId, signedBy, signedOn, consulted, choices, kind } = draft
  const file = (await clientFiles(tx, await recordsOf(tx, [clientId]))).get(clientId)
  const diedOn = file ? deathOf(file.stays) : null
  const dead = diedOn !== null && diedOn <= signedOn
  if (!signedBy) {
    if (consulted?.with === 'representative')
      throw wrong('consulted.with', 'The client signed this form, so the client was consulted.')
    return { ofEstate: false }
  }
  if (consulted?.with && consulted.with !== (dead ? 'representative' : 'client'))
    throw wrong(
      'consulted.with',
      dead
        ? 'The client has died: whoever acts for the estate must have been consulted.'
        : 'The client lives, and must be consulted before anything about HIV or sexual health is disclosed, whoever signs.',
    )
  const { representativeId, lacks, decided } = signedBy
  const all = (await representativesOf(tx, [clientId])).get(clientId) ?? []
  const representative = all.find(({ id }) => id === representativeId)
  const standing = representative && standingOn(representative, today)
  if (!representative || !standing)
    throw wrong(
      'signedBy.representativeId',
      'This person is not recorded as acting for the client. Record the representative first.',
    )
  if (lacks && lacks.on > signedOn)
    throw wrong(
      'signedBy.lacks.on',
      'The client must have been found unable to decide this before it was signed for them. Correct one of the two dates.',
    )
  if (CAPACITIES[standing.appointment.capacity].lacks && !lacks)
    throw wrong(
      'signedBy.lacks',
      'They act only while the client cannot decide this. Record when that was found and by whom, or have the client sign.',
    )
  if (lackingOf(standing).length > 0) return { ofEstate: dead }
  const signature = {
    ...{ representative, signedOn, lacksOn: lacks?.on ?? null, decided: decided !== '' },
    ...{ bornOn: file?.client.born_on ?? null, diedOn },
  }
  for (const { class: about, answer } of choices) {
    if (answer !== 'given') continue
    const fault = signerFault({ kind, signature }, about, today)
    if (fault)
      throw wrong(
        fault.open ? 'signedBy.decided' : 'signedBy.representativeId',
        `${fault.why} ${fault.cure}`,
      )
  }
  return { ofEstate: dead }
}
