import type { ArrangementSort } from '../../src-main/establishments/contract.ts'
import type { Amendment, EntrySort, MatterQuestion } from '../../src-main/law/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'
import type { BadgeKind } from './states.ts'

/** What an entry of the edition is, by its sort. */
export const ENTRY_SORTS = {
  rule: 'Deadline rules',
  topic: 'Topics',
  body: 'Bodies',
  receipt: 'When post arrives',
  days: 'Working days',
  row: 'Who is responsible',
} satisfies Record<EntrySort, string>

/** What is recorded of a prison, in the office's words. */
export const ARRANGEMENTS: Record<ArrangementSort, { label: string; hint: string }> = {
  commissioner: { label: 'Commissioner', hint: 'Commissions and pays for healthcare.' },
  provider: { label: 'Healthcare provider', hint: 'Provides the care and keeps the records.' },
  governance: { label: 'Clinical governance', hint: 'Responsible for the quality of care.' },
  'lead-pct': { label: 'Lead Primary Care Trust', hint: 'From the PCT transfer to 31 March 2013.' },
  operator: { label: 'Operator', hint: 'Runs the prison under contract.' },
  address: { label: 'Address', hint: 'Where letters to the prison are sent.' },
  'disclosure-team': {
    label: 'Disclosure team',
    hint: 'The Ministry of Justice team for requests about any prison.',
  },
}

/** What a question of who answers is about, in the office's words. */
export const KINDS: Record<Extract<z.output<typeof MatterQuestion>['kind'], string>, string> = {
  clinical: 'Treatment or care',
  custodial: 'Action by the prison: no escort, cell, medication not unlocked, regime',
  'social-care': 'Social care in the cell',
  confidentiality: 'Disclosure of confidential facts',
  governance: 'How healthcare was run and overseen',
  'health-records': 'Health records of a living client',
  'prison-records': 'Prison records: wing file, ACCT, use of force, CCTV',
  'deceased-records': 'Records of a client who has died',
  'data-complaint': 'A records request that is late or was refused',
  death: 'A death in custody',
}

/** How a change of the office stands. */
export const STANDING = {
  'in-force': { kind: 'in-force', word: 'In force' },
  superseded: { kind: 'superseded', word: 'Changed again since' },
  orphan: { kind: 'superseded', word: 'No effect: no longer in the edition' },
  withdrawn: { kind: 'withdrawn', word: 'Withdrawn' },
} as const satisfies Record<Amendment['standing'], { kind: BadgeKind; word: string }>

/** The units of a period: of one, and of several. */
export const UNITS = {
  days: ['day', 'days'],
  'working-days': ['working day', 'working days'],
  months: ['month', 'months'],
  years: ['year', 'years'],
} as const
