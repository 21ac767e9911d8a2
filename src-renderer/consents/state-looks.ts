import type { CellState } from './glance.ts'

/** A state in the grid: the one place where an icon stands alone, with a name, a tooltip and the legend. */
export const STATES: Record<CellState, { name: string; icon: string; look: string }> = {
  'in-force': { name: 'In force', icon: 'i-lucide-check', look: 'bg-ok-soft text-ok' },
  'review-due': {
    name: 'Review due',
    icon: 'i-lucide-calendar-clock',
    look: 'bg-warn-soft text-warn',
  },
  expiring: { name: 'Expiring', icon: 'i-lucide-hourglass', look: 'bg-warn-soft text-warn' },
  'awaiting-check': {
    name: 'Awaiting check',
    icon: 'i-lucide-search-check',
    look: 'bg-note-soft text-note',
  },
  'sent-back': {
    name: 'Returned for correction',
    icon: 'i-lucide-octagon-x',
    look: 'bg-bad-soft text-bad',
  },
  expired: { name: 'Expired', icon: 'i-lucide-calendar-off', look: 'bg-quiet-soft text-quiet' },
  refused: { name: 'Refused', icon: 'i-lucide-circle-slash', look: 'bg-bad-soft text-bad' },
  withdrawn: { name: 'Withdrawn', icon: 'i-lucide-undo-2', look: 'bg-quiet-soft text-quiet' },
  'not-chosen': { name: 'Left blank', icon: 'i-lucide-x', look: 'text-quiet' },
  'not-asked': { name: 'Not asked', icon: 'i-lucide-minus', look: 'text-quiet' },
  held: { name: 'Restricted', icon: 'i-lucide-lock', look: 'bg-quiet-soft text-quiet' },
}

/** Every state in the order of the legend. */
export const LEGEND = Object.keys(STATES) as CellState[]
