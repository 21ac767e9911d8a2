import type { ComplaintView } from '../../src-main/letters/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'

type Stage = ComplaintView['stages'][number]

const NAMES: Record<Stage['stage'], string> = {
  made: 'Made',
  acknowledged: 'Acknowledged',
  answered: 'Answered',
  appealed: 'Appealed',
  'appeal-answered': 'Appeal answered',
  referred: 'Referred to the ombudsman',
  decided: 'Decided by the ombudsman',
}

/** A stage as it is called. */
export const stageName = ({ stage }: Pick<Stage, 'stage'>): string => NAMES[stage]

/** What a complaint is called. */
export const COMPLAINT_SORTS: Record<ComplaintView['sort'], string> = {
  nhs: 'Complaint about care',
  prison: 'Prison complaint',
}

/** How a stage stands, as its badge. */
export function stageBadge({ state, on, clock }: Stage): { kind: BadgeKind; word: string } | null {
  if (state === 'done') return { kind: 'replied', word: on ? formatDay(on) : 'Done' }
  if (state === 'late') return { kind: 'late', word: 'Late' }
  if (state === 'ahead') return null
  return clock
    ? { kind: 'due', word: `By ${formatDay(clock.due)}` }
    : { kind: 'running', word: 'Open' }
}

/** What a stage waits for, and until when. */
export function stageWaits({ state, waits, clock }: Stage): string {
  if (waits === '') return ''
  const late = state === 'late' && clock ? `; it was due on ${formatDay(clock.due)}` : ''
  return `Waits for ${waits}${late}.`
}
