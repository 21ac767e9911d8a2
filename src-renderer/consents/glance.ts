import {
  HELD_CLASS,
  type Consent,
  type InformationClass,
} from '../../src-main/consents/contract.ts'
import { ALL_CLASSES, ROLES, SHORT_PURPOSES } from '../words/telling.ts'

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

/** Newest by the day it came in; of one day, the later recorded. */
const newestFirst = (one: Consent, other: Consent) =>
  other.receivedOn.localeCompare(one.receivedOn) || other.recordedAt.localeCompare(one.recordedAt)

/**
 * Who may be told what: for each recipient and purpose the newest form that speaks of a class decides it. HIV and
 * sexual health reads held in every row, asked or not, so that the mark tells nothing.
 */
export function glance(consents: Consent[]): GlanceRow[] {
  const groups = Map.groupBy(consents.toSorted(newestFirst), keyOf)
  return [...groups].map(([key, forms]) => {
    const { recipient, purpose } = forms[0]!
    return {
      key,
      name: recipient.name,
      words: `${ROLES[recipient.role]}, ${SHORT_PURPOSES[purpose]}`,
      cells: ALL_CLASSES.map((about) => ({
        about,
        state: about === HELD_CLASS ? 'held' : stateAmong(forms, about),
      })),
    }
  })
}

function stateAmong(forms: Consent[], about: InformationClass): CellState {
  for (const { choices, kind } of forms) {
    const choice = choices.find((one) => one.class === about)
    if (choice) return choice.state
    // Who may be asked for records may be told whose they are.
    if (kind === 'authority-to-obtain' && (about === 'identity' || about === 'location')) {
      const relied = choices.find(({ state }) => IN_FORCE.has(state))
      if (relied) return relied.state
    }
  }
  return 'not-asked'
}
