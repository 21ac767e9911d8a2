import { RESTRICTED_CLASS } from './contract.ts'
import type { ConsentRecord, Withdrawn } from './grants.ts'

/**
 * The forms of a person as whoever may not open restricted information knows them: without restricted answers, what was
 * said before them, withdrawals of them, and free words. What is worked out from these cannot depend on more. Pure.
 */
export function openPart(forms: readonly ConsentRecord[]): ConsentRecord[] {
  const known = forms.map((kept) => ({
    ...kept,
    form: {
      ...kept.form,
      choices: kept.form.choices.filter((choice) => choice.class !== RESTRICTED_CLASS),
      ...{ consulted: null, note: '' },
    },
    withdrawn: openOnes(kept.withdrawn),
    undone: openOnes(kept.undone),
    checked: kept.checked && { ...kept.checked, reason: '' },
  }))
  for (const one of known) one.all = known
  return known
}

/** Whether a form asks about what is restricted, whatever the answer: its paper and its words then do too. */
export const asksOfRestricted = ({ choices }: ConsentRecord['form']): boolean =>
  choices.some((choice) => choice.class === RESTRICTED_CLASS)

/** Whether anything of a form is restricted, its withdrawals too: whoever may not open it knows another form. */
export const isPartRestricted = ({ form, withdrawn, undone }: ConsentRecord): boolean =>
  asksOfRestricted(form) ||
  [...withdrawn, ...undone].some(({ about }) => about.includes(RESTRICTED_CLASS))

/** One of them, among all of its person. Pure. */
export const openPartOf = <Kept extends ConsentRecord>(kept: Kept): Kept => ({
  ...kept,
  ...openPart(kept.all).find(({ row }) => row.id === kept.row.id)!,
})

const openOnes = (all: readonly Withdrawn[]): Withdrawn[] =>
  all
    .map((one) => ({
      ...{ ...one, note: '', reason: '' },
      about: one.about.filter((about) => about !== RESTRICTED_CLASS),
      undone: one.undone && { ...one.undone, note: '', reason: '' },
    }))
    .filter(({ about }) => about.length > 0)
