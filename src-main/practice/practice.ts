import { roleHere } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { practice as contract } from './contract.ts'
import { firmOf, LoggedFirm } from './logged.ts'
import { logo, type LogoParts } from './logo.ts'
import { readFirm, signatoryVersion } from './read-firm.ts'
import { patternFault } from './reference.ts'
import { secondCheck } from './second-check.ts'

type PracticeParts = Omit<LogoParts, 'expectFirm'>

/** The firm's own details; each change is a new version, and letters keep the one they were made with. */
export function practice(parts: PracticeParts): Handlers<typeof contract> {
  const { vault, log } = parts
  return {
    get: () => vault.read(readFirm),

    record: ({ version, ...draft }, by) =>
      vault.write(async (tx) => {
        const fault = patternFault(draft.referencePattern)
        if (fault) throw new Refusal('invalid-input', fault, { referencePattern: fault })
        const former = await readFirm(tx)
        if (version !== (former?.version ?? 0))
          throw new Refusal(
            'conflict',
            'Somebody recorded other details of the firm after you opened them. Read the newer ones first.',
          )
        const details = firmOf(draft)
        if (former && JSON.stringify(LoggedFirm.parse(former)) === JSON.stringify(details))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await log.record(tx, by, {
          act: 'firm-recorded',
          subject: null,
          detail: { ...details, version: (former?.version ?? 0) + 1 },
        })
        return expectFirm(tx)
      }),

    recordSignatory: ({ version, ...signatory }, by) =>
      vault.write(async (tx) => {
        const { personId, initials } = signatory
        if ((await roleHere(tx, personId)) === null) {
          const message = 'This person does not work here. Choose somebody who does.'
          throw new Refusal('not-found', message, { personId: message })
        }
        if (version !== (await signatoryVersion(tx, personId))) throw newerSignatory(version)
        await checkInitials(tx, initials, personId)
        await log.record(tx, by, {
          act: 'signatory-recorded',
          subject: null,
          detail: signatory,
        })
        return expectFirm(tx)
      }),

    ...logo({ ...parts, expectFirm }),
    ...secondCheck(parts),
  }
}

async function expectFirm(tx: Readable) {
  const firm = await readFirm(tx)
  if (firm) return firm
  throw new Refusal('not-found', 'Record the firm’s details first, then who signs for it.')
}

function newerSignatory(version: string): Refusal {
  if (version !== '')
    return new Refusal(
      'conflict',
      'Somebody recorded other particulars of this signatory after you opened them. Read the newer ones first.',
    )
  const message = 'This person is a signatory already. Change what is recorded of them instead.'
  return new Refusal('conflict', message, { personId: message })
}

/** Our reference names the solicitor by initials, so nobody else may have them. */
async function checkInitials(tx: Readable, initials: string, personId: string): Promise<void> {
  const other = await tx
    .selectFrom('signatory')
    .select('signs_as')
    .where('initials', '=', initials)
    .where('person_id', '!=', personId)
    .executeTakeFirst()
  if (!other) return
  const message = `${other.signs_as} already has these initials. Add a letter.`
  throw new Refusal('conflict', message, { initials: message })
}
