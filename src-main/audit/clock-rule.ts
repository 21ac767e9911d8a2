import { figure, finding, gather } from './finding.ts'
import { walking } from './rule.ts'

/** `23 November 2026 at 09:00:00 UTC`, as the log has it. */
const moment = (at: string) => `${at.slice(0, 10)} at ${at.slice(11, 19)} UTC`

/**
 * Where the computer’s clock was set back: an entry with an earlier time than the one before it. The log proves order and
 * not time, and a clock may be set right, so that each is a remark.
 */
export const clockRule = walking(
  'The time of every entry was compared with the entry before it',
  () => {
    const remarks = gather()
    let before = ''
    let of = 0
    return {
      take({ seq, at }) {
        of += 1
        if (at < before)
          remarks.push(
            finding(
              seq,
              `The computer’s clock was set back before entry ${figure(seq)}.`,
              `The entry before it has the time ${moment(before)}, and this one ${moment(at)}. The log shows which came first, and not which time is right.`,
              'Set the computer’s clock right. Where a day decides something near this entry, compare it with paper.',
            ),
          )
        before = at
      },
      end: () => ({ of, failed: 0, findings: [], remarks: remarks.list() }),
    }
  },
)
