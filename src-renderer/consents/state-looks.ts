import type { CellState } from './glance.ts'

/** A state in the grid: the one place where an icon stands alone, with a tooltip and the legend. */
export const STATES: Record<CellState, { icon: string; look: string }> = {
  'in-force': { icon: 'i-lucide-check', look: 'bg-ok-soft text-ok' },
  'review-due': {
    icon: 'i-lucide-calendar-clock',
    look: 'bg-warn-soft text-warn',
  },
  expiring: { icon: 'i-lucide-hourglass', look: 'bg-warn-soft text-warn' },
  'awaiting-check': {
    icon: 'i-lucide-search-check',
    look: 'bg-note-soft text-note',
  },
  'sent-back': {
    icon: 'i-lucide-octagon-x',
    look: 'bg-bad-soft text-bad',
  },
  expired: { icon: 'i-lucide-calendar-off', look: 'bg-quiet-soft text-quiet' },
  refused: { icon: 'i-lucide-circle-slash', look: 'bg-bad-soft text-bad' },
  withdrawn: { icon: 'i-lucide-undo-2', look: 'bg-quiet-soft text-quiet' },
  'not-chosen': { icon: 'i-lucide-x', look: 'text-quiet' },
  'not-asked': { icon: 'i-lucide-minus', look: 'text-quiet' },
  held: { icon: 'i-lucide-lock', look: 'bg-quiet-soft text-quiet' },
}

/** Every state in the order of the legend. */
export const LEGEND = Object.keys(STATES) as CellState[]
