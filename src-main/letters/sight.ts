import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { grantOf } from '../consents/grants.ts'
import { openPart } from '../consents/open-part.ts'
import { allows } from '../people/permissions.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { decide, expectOpen } from './gate.ts'
import { gateCase } from './gate-case.ts'
import { noSuchLetter, replacedIn, type LetterRecord, type Sources } from './record.ts'
import { gateOn } from './shown-letter.ts'

/** Whether somebody may open restricted information. */
export const seesAll = (by: Pick<Actor, 'role'>): boolean => allows(by.role, 'reveal-consents')

/** What a letter is written from and judged by, as far as somebody may know it: it cannot depend on more. Pure. */
export function inSightOf<S extends Sources>(one: S, by: Pick<Actor, 'role'>): S {
  return seesAll(by) ? one : withoutRestricted(one)
}

type Openly = Pick<LetterRecord, 'openly' | 'events' | 'restrictedInPlace'>

/** What a letter is written from and judged by without what is restricted. Pure. */
export function withoutRestricted<S extends Sources & Partial<Openly>>(one: S): S {
  const forms = openPart(one.forms)
  return {
    ...one,
    ...one.openly,
    ...(one.events && {
      events: one.events.filter((event) =>
        replacedIn([event]).every((id) => one.restrictedInPlace?.has(id) !== true),
      ),
    }),
    forms,
    grants: forms.map((kept) => grantOf(kept, one.law)),
    answered: one.answered && !one.answered.restricted ? withoutRestricted(one.answered) : null,
    bases: one.bases.map((basis) => ({ ...basis, steps: basis.steps.map(withoutRestrictedClass) })),
    toldBefore: (one.answered?.restricted ? [] : one.toldBefore).map((told) => ({
      ...told,
      classes: told.classes.filter((about) => about !== RESTRICTED_CLASS),
    })),
    documents: one.documents.filter((document) => document.class !== RESTRICTED_CLASS),
    earlier: one.earlier.filter((letter) => letter.class !== RESTRICTED_CLASS),
    others: one.others.filter(({ restricted }) => restricted === 0),
    chain: one.chain.filter(({ restricted }) => !restricted),
    requests: one.requests.filter(({ restricted }) => !restricted),
    contacts: one.contacts.filter(({ restricted }) => !restricted),
  }
}

/** A step of another basis as it stands without the restricted class. */
function withoutRestrictedClass<Step extends { said: unknown }>(step: Step): Step {
  const { classes } = (step.said ?? {}) as { classes?: unknown }
  if (!Array.isArray(classes)) return step
  const open = classes.filter((about) => about !== RESTRICTED_CLASS)
  return { ...step, said: { ...(step.said as object), classes: open } }
}

/** A letter that holds something restricted is there only for whoever may open it: the answer is that of none. */
export function expectInSight(one: LetterRecord, by: Pick<Actor, 'role'>): LetterRecord {
  if (one.restricted && !seesAll(by)) throw noSuchLetter()
  return one
}

/** Whether what is written holds or asks for something restricted, by its classes or its words. Pure. */
export function holdsRestricted(one: LetterRecord): boolean {
  if (JSON.stringify(one.content).includes(JSON.stringify(RESTRICTED_CLASS))) return true
  const given = gateCase(one, one.today)
  return [...given.asked, ...decide(given)].some((piece) => piece.class === RESTRICTED_CLASS)
}

/** Whoever may not open restricted information writes none of it: the answer is the same for every client. */
export function expectOwnToWrite(one: LetterRecord, by: Pick<Actor, 'role'>): void {
  if (seesAll(by) || !holdsRestricted(one)) return
  throw new Refusal(
    'not-allowed',
    'This speaks of HIV or sexual health, which is restricted for every client alike. Take it out, or have somebody write it who may open restricted information.',
  )
}

/** Refuses while the gate is shut; what it rests on is said only as far as it is known to whoever asks. */
export function expectGateOpen(one: LetterRecord, on: string, act: string, by: Actor): void {
  expectOpen(gateOn(inSightOf(one, by), on), act)
  if (!gateOn(one, on).open)
    throw new Refusal(
      'conflict',
      `The letter may not be ${act}. Ask somebody who may open restricted information.`,
    )
}
