import { peopleNamed } from '../people/names.ts'
import type { Log } from '../audit/log.ts'
import { everybody, staffNow } from '../people/people.ts'
import { allows } from '../people/permissions.ts'
import { personsOf } from '../people/same-person.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { practice as contract, SecondCheck } from './contract.ts'

interface SecondCheckParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
}

const latest = (tx: Readable) =>
  tx
    .selectFrom('second_check as s')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 's.by')
    .select(['s.required', 's.reason', 's.at', 's.by', 's.proposed', 'p.name'])
    .orderBy('s.seq', 'desc')

/**
 * Whether a form recorded now awaits a second check: as the office chose, or else wherever two or more
 * people work here who may record forms. Each form keeps the answer of its day.
 */
export async function secondCheckNow(tx: Readable): Promise<z.input<typeof SecondCheck>> {
  const all = await everybody(tx)
  const person = personsOf(all)
  const here = all.filter(({ works, role }) => works && allows(role, 'record-consents'))
  const recorders = new Set(here.map(({ id }) => person(id))).size
  const newest = await latest(tx).executeTakeFirst()
  const choice = newest?.proposed
    ? await latest(tx).where('s.proposed', '=', 0).executeTakeFirst()
    : newest
  const said = (one: NonNullable<typeof newest>) => ({
    ...{ at: one.at, by: one.name ?? one.by, reason: one.reason },
  })
  return {
    required: choice ? choice.required === 1 : recorders > 1,
    recorders,
    chosen: choice ? said(choice) : null,
    proposed: newest?.proposed ? { ...said(newest), byId: newest.by } : null,
  }
}

/**
 * The office's choice about the second check, an entry like any other. Where two people are partners, one asks to do
 * without it and the other agrees; putting it back takes one.
 */
export function secondCheck({
  vault,
  log,
}: SecondCheckParts): Pick<Handlers<typeof contract>, 'secondCheck' | 'chooseSecondCheck'> {
  return {
    secondCheck: () => vault.read(secondCheckNow),

    chooseSecondCheck: ({ required, reason }, by) =>
      vault.write(async (tx) => {
        const { chosen, proposed, ...now } = await secondCheckNow(tx)
        if (chosen && now.required === required && !proposed)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        const staff = await staffNow(tx)
        const agrees = proposed !== null && !staff.samePerson(proposed.byId, by.id)
        const alone = !required && staff.otherPartner(by.id) && !agrees
        if (alone && proposed)
          throw new Refusal(
            'conflict',
            'You have asked for this already. Another partner must agree to it.',
          )
        await log.record(
          tx,
          by,
          alone
            ? { act: 'check-off-proposed', subject: null, detail: { reason } }
            : { act: 'check-chosen', subject: null, detail: { required, reason } },
        )
        return secondCheckNow(tx)
      }),
  }
}
