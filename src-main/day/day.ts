import { londonDay } from '../dates/days.ts'
import type { Readable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { chronology } from './chronology.ts'
import { SHOWN_AT_FIRST, type day as contract } from './contract.ts'
import { stepsAhead } from './first-steps.ts'
import type { DiaryParts } from './diary.ts'
import { readDiary } from './read-diary.ts'
import { officeNotices } from './office-notices.ts'
import type { Day } from '../wire/schema.ts'
import { limitsAhead, type LimitsOn } from './limits-ahead.ts'
import { sideBySide } from './side-by-side.ts'
import { reliedOn } from './relied-on.ts'

/** What is to be done today: read from the diary, which follows from the letters, the consents and the matters. */
export function day(
  parts: DiaryParts & {
    freshDays(): Promise<void>
    /** How many erasures this copy of the office owes. */
    owed(tx: Readable): Promise<number>
  },
): Handlers<typeof contract> {
  const { vault, clock, establishments, freshDays, owed } = parts
  const prison = (id: string) => establishments.byId(id)?.name ?? id
  const counted = limitsAhead(parts)
  return {
    limits: async (_, by) => ((await counted(by)) ?? []) as (LimitsOn & { on: Day })[],
    chronology: (asked, by) => vault.read((tx) => chronology(tx, asked, { prison, by })),

    sideBySide: (asked, by) => vault.read((tx) => sideBySide(tx, asked, { prison, by })),

    reliedOn: ({ consentId }, by) => vault.read((tx) => reliedOn(tx, consentId, parts, by)),

    async view({ shown }, by) {
      await freshDays()
      const today = londonDay(clock())
      return vault.read(async (tx) => ({
        on: today,
        ahead: await stepsAhead(tx),
        groups: await readDiary(tx, { today, by, shown: (part) => shown[part] ?? SHOWN_AT_FIRST }),
        notices: await officeNotices(tx, { by, now: clock(), owed }),
      }))
    },
  }
}
