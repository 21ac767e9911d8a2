import type { LimitsOn } from '../day/limits-ahead.ts'
import { londonDay, londonHour } from '../dates/days.ts'
import { countOf, CountOf } from '../dates/words.ts'

/** Nobody is told anything before or after these hours of the office's own clock. */
const [FROM_HOUR, TO_HOUR] = [8, 18]

type Counts = Omit<LimitsOn, 'on'>

interface Parts {
  clock(): Date
  /** The counts of the coming days; null while the office is locked. */
  ask(): Promise<LimitsOn[] | null>
  isOn(): boolean
  /** Whether somebody has the unlocked window before them. */
  isInUse(): boolean
  tell(words: string): void
  /** How many are late or due, on the program's own sign; 0 for none. */
  mark(count: number): void
  report(name: string, error: unknown): void
}

/** What is said of them: counts alone. */
export function limitsInWords({ late, due }: Counts): string {
  const lateWords = `${CountOf(late, 'time limit is', 'time limits are')} late`
  const dueWords = `${countOf(due, 'is', 'are')} due today`
  if (due === 0) return `${lateWords}. Open Remedy.`
  if (late === 0)
    return `${CountOf(due, 'time limit is', 'time limits are')} due today. Open Remedy.`
  return `${lateWords}, ${dueWords}. Open Remedy.`
}

/**
 * Tells of time limits while nobody looks: by what was counted while the office was last open, kept in memory alone,
 * once a day and again only where there are more.
 */
export function reminding({ clock, ask, isOn, isInUse, tell, mark, report }: Parts) {
  let known: readonly LimitsOn[] = []
  let stale = true
  let seen: LimitsOn | null = null

  async function count(today: string): Promise<void> {
    if (!stale && known[0]?.on === today) return
    stale = false
    try {
      const found = await ask()
      if (found) known = found
      else stale = true
    } catch (error) {
      stale = true
      report('count time limits', error)
    }
  }
  const isMore = (now: LimitsOn) =>
    seen?.on !== now.on ? now.late + now.due > 0 : now.late > seen.late || now.due > seen.due

  async function look(): Promise<void> {
    const [today, hour] = [londonDay(clock()), londonHour(clock())]
    await count(today)
    const now = known.find(({ on }) => on === today) ?? null
    mark(isOn() && now ? now.late + now.due : 0)
    if (!now) return
    if (isInUse()) {
      seen = now
      return
    }
    if (!isOn() || hour < FROM_HOUR || hour >= TO_HOUR || !isMore(now)) return
    seen = now
    tell(limitsInWords(now))
  }
  return {
    look,
    /** Once something was recorded, or somebody signed in. */
    changed: () => {
      stale = true
    },
  }
}
