import {
  RESTRICTED_CLASS,
  type Consent,
  type InformationClass,
} from '../../src-main/consents/contract.ts'
import { ALL_CLASSES, ROLES, SHORT_PURPOSES } from '../words/disclosure-terms.ts'

export type CellState = Consent['choices'][number]['state'] | 'not-asked'

/** One recipient and purpose of the grid, with the state of each class in the grid's order. */
export interface GlanceRow {
  key: string
  name: string
  words: string
  cells: { about: InformationClass; state: CellState }[]
}

const IN_FORCE: ReadonlySet<CellState> = new Set(['in-force', 'review-due', 'expiring'])

const fold = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase()
const keyOf = ({ recipient, purpose }: Consent) =>
  [fold(recipient.name), recipient.role, purpose].join('|')

/** By the day it was signed, whenever it came in. */
const lastSignedFirst = (one: Consent, other: Consent) =>
  other.signedOn.localeCompare(one.signedOn) || other.recordedAt.localeCompare(one.recordedAt)

/**
 * Who may be told what: for each recipient and purpose the form signed last that speaks of a class decides it. HIV and
 * sexual health reads restricted in every row, asked or not, so that the mark tells nothing.
 */
export function glance(consents: Consent[]): GlanceRow[] {
  const here = consents.filter(({ check }) => check.state !== 'removed')
  const groups = Map.groupBy(here.toSorted(lastSignedFirst), keyOf)
  return [...groups].map(([key, forms]) => {
    const { recipient, purpose } = forms[0]!
    return {
      key,
      name: recipient.name,
      words: `${ROLES[recipient.role]}, ${SHORT_PURPOSES[purpose]}`,
      cells: ALL_CLASSES.map((about) => ({
        about,
        state: about === RESTRICTED_CLASS ? 'restricted' : stateAmong(forms, about),
      })),
    }
  })
}

function stateAmong(forms: Consent[], about: InformationClass): CellState {
  const speaking = forms.flatMap((form) => {
    const state = stateOn(form, about)
    return state ? [{ form, state }] : []
  })
  const [last] = speaking
  if (!last) return 'not-asked'
  const replaced = new Set(forms.map(({ replaces }) => replaces))
  const ofThatDay = speaking.filter(
    ({ form }) => form.signedOn === last.form.signedOn && !replaced.has(form.id),
  )
  const stops = ofThatDay.filter(({ state }) => state === 'refused' || state === 'not-chosen')
  const contradicted = stops.length > 0 && stops.length < ofThatDay.length
  return contradicted ? 'conflicting' : last.state
}

function stateOn({ choices, kind }: Consent, about: InformationClass): CellState | null {
  const choice = choices.find((one) => one.class === about)
  if (choice) return choice.state
  // Who may be asked for records may be told whose they are.
  const covered = kind === 'authority-to-obtain' && (about === 'identity' || about === 'location')
  return (covered && choices.find(({ state }) => IN_FORCE.has(state))?.state) || null
}
