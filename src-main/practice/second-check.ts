import { peopleNamed } from '../people/names.ts'
import type { Log } from '../audit/log.ts'
import { everybody } from '../people/people.ts'
import { allows } from '../people/permissions.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { practice as contract, SecondCheck } from './contract.ts'

interface SecondCheckParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
}

/**
 * Whether a form recorded now awaits a second check: as the office chose, or else wherever two or more
 * people work here who may record forms. Each form keeps the answer of its day.
 */
export async function secondCheckNow(tx: Readable): Promise<z.input<typeof SecondCheck>> {
  const recorders = (await everybody(tx)).filter(
    ({ works, role }) => works && allows(role, 'record-consents'),
  ).length
  const choice = await tx
    .selectFrom('second_check as s')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 's.by')
    .select(['s.required', 's.reason', 's.at', 's.by', 'p.name'])
    .orderBy('s.seq', 'desc')
    .executeTakeFirst()
  if (!choice) return { required: recorders > 1, recorders, chosen: null }
  const { at, by, name, reason } = choice
  return {
    required: choice.required === 1,
    recorders,
    chosen: { at, by: name ?? by, reason },
  }
}

/** The office's choice about the second check, an entry like any other. */
export function secondCheck({
  vault,
  log,
}: SecondCheckParts): Pick<Handlers<typeof contract>, 'secondCheck' | 'chooseSecondCheck'> {
  return {
    secondCheck: () => vault.read(secondCheckNow),

    chooseSecondCheck: ({ required, reason }, by) =>
      vault.write(async (tx) => {
        const now = await secondCheckNow(tx)
        if (now.chosen && now.required === required)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await log.record(tx, by, {
          act: 'check-chosen',
          subject: null,
          detail: { required, reason },
        })
        return secondCheckNow(tx)
      }),
  }
}
