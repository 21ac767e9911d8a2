import { spokenName } from '../clients/known-client.ts'
import { againstOnePerson, type RecordFile } from '../clients/joined.ts'
import { clientFiles } from '../clients/read-client.ts'
import { inForce, nameOfStay } from '../clients/stays.ts'
import { recordsOf } from '../clients/records.ts'
import { formsOfAll } from '../consents/grants.ts'
import { openPart } from '../consents/open-part.ts'
import { lettersCounted } from '../letters/letter-index.ts'
import { mattersCounted } from '../matters/read-matter.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { day, Side } from './contract.ts'

type Answer = z.input<(typeof day)['sideBySide']['output']>

/** Two records as they stand by themselves, for whoever decides whether they are of one person. */
export async function sideBySide(
  tx: Readable,
  { keptId, otherId }: { keptId: string; otherId: string },
  { prison, by }: { prison: (establishmentId: string) => string; by: Pick<Actor, 'role'> },
): Promise<Answer> {
  const seesRestricted = allows(by.role, 'reveal-consents')
  const records = await recordsOf(tx, [keptId, otherId])
  const files = await clientFiles(tx, records)
  const own = (id: string): RecordFile => {
    const found = files.get(id)?.records.find(({ client }) => client.id === id)
    if (found) return found
    throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
  }
  const [kept, other] = [own(keptId), own(otherId)]
  const matters = await mattersCounted(tx, [keptId, otherId])
  const letters = await lettersCounted(tx, [keptId, otherId], { seesRestricted })
  const forms = await formsOfAll(tx, records)
  const side = (one: RecordFile): z.input<typeof Side> => {
    const { id, prison_number: prisonNumber, born_on: bornOn } = one.client
    const all = forms.get(id) ?? []
    const ofIt = (seesRestricted ? all : openPart(all)).filter(({ row }) => row.client_id === id)
    return {
      ...{ id, prisonNumber, bornOn, name: spokenName(one.client) },
      otherNames: one.particulars.aliases.map(spokenName),
      formerNumbers: [...one.formerNumbers],
      stays: inForce(one.stays).map((stay) => ({
        ...{ name: nameOfStay(stay, prison), from: stay.from_on },
      })),
      ...{ matters: matters.get(id) ?? 0, letters: letters.get(id) ?? 0, forms: ofIt.length },
      withdrawals: ofIt.filter(({ withdrawn }) => withdrawn.length > 0).length,
    }
  }
  return { kept: side(kept), other: side(other), against: againstOnePerson(kept, other) }
}
