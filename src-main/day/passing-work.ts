import type { Log } from '../audit/log.ts'
import { notSentIn } from '../letters/letter-index.ts'
import {
  openMatterIds,
  openMattersCounted,
  openMattersShown,
  passMatters,
} from '../matters/passing.ts'
import type { WorkPassed } from '../people/logged.ts'
import { namesIn } from '../people/names.ts'
import type { Work } from '../people/work.ts'
import type { z } from '../wire/schema.ts'

/** So many matters are named; how many more there are is said. */
const SHOWN = 20

/** Somebody's open work: the open matters they are responsible for, with the letters in them that have not left. */
export const passingWork = (log: Pick<Log, 'record'>): Work => ({
  async of(tx, personId) {
    return {
      matters: await openMattersCounted(tx, personId),
      letters: await notSentIn(tx, openMatterIds(tx, personId)),
      shown: await openMattersShown(tx, personId, SHOWN),
    }
  },
  async passOn(tx, by, { from, to }) {
    const name = (await namesIn(tx))(from)
    const reason = `Passed on with the open work of ${name}.`
    const letters = await notSentIn(tx, openMatterIds(tx, from))
    const matters = await passMatters(tx, log, by, { from, to, reason })
    const detail: z.input<typeof WorkPassed> = { from, to, matters, letters }
    await log.record(tx, by, { act: 'work-passed', subject: null, detail })
  },
})
