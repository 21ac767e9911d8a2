import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { accessInLog } from '../matters/access-rule.ts'
import { LetterSent, PostBookPrinted, SendingCorrected, SendingUndone } from './logged.ts'

/** The letters that are recorded as sent, by day, as one walk over the log comes to know them. */
function postInLog() {
  const dayOf = new Map<string, string>()
  const days = new Map<string, Map<string, { seq: number; route: string }>>()
  function take(letterId: string): number {
    const day = days.get(dayOf.get(letterId) ?? '')
    const seq = day?.get(letterId)?.seq ?? 0
    day?.delete(letterId)
    dayOf.delete(letterId)
    return seq
  }
  function put(letterId: string, on: string, how: { seq: number; route: string }): void {
    const day = days.get(on) ?? new Map<string, typeof how>()
    days.set(on, day.set(letterId, how))
    dayOf.set(letterId, on)
  }
  return {
    keep({ seq, act, detail }: OpenedEntry): void {
      const sent = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
      if (sent) put(sent.letterId, sent.on, { seq, route: sent.route })
      const moved =
        act === 'sending-corrected' ? SendingCorrected.safeParse(detail).data : undefined
      if (moved && dayOf.has(moved.letterId))
        put(moved.letterId, moved.on, { seq: take(moved.letterId), route: moved.route })
      const undone = act === 'sending-undone' ? SendingUndone.safeParse(detail).data : undefined
      if (undone) take(undone.letterId)
    },
    /** The post of a day as far as these letters go. */
    on: (day: string, seen: (letterId: string) => boolean) =>
      [...(days.get(day) ?? [])]
        .filter(([letterId]) => seen(letterId))
        .map(([letterId, how]) => lineOf({ letterId, ...how })),
  }
}
const lineOf = ({ letterId, seq, route }: { letterId: string; seq: number; route: string }) =>
  `${letterId} ${seq} ${route}`

/** Every post book lists the letters that the log had as sent on its day, and no others. */
export const postBookRule: AuditRule = {
  asks: 'Every post book lists the post of its day',
  judge(entries) {
    const post = postInLog()
    const access = accessInLog()
    const findings = gather()
    /** Sendings of whose letter nothing is left but that it left. */
    const erased = new Set<number>()
    let of = 0
    for (const entry of entries) {
      post.keep(entry)
      access.take(entry)
      const { seq, act, detail } = entry
      if (act === 'letter-sent' && detail === null) erased.add(seq)
      if (act !== 'post-book-printed' || detail === null) continue
      of += 1
      const book = PostBookPrinted.safeParse(detail).data
      const listed = book?.lines.filter((one) => !erased.has(one.seq)).map(lineOf)
      // Of a matter that was closed to whoever made it, it lists nothing.
      const seen = (letterId: string) => !access.closedTo(letterId, entry.actor)
      const same = book && listed?.toSorted().join() === post.on(book.on, seen).toSorted().join()
      if (!same)
        findings.push(
          finding(
            seq,
            `The post book of entry ${seq} is not the post of its day.`,
            'The letters recorded as sent on that day before it are others.',
          ),
        )
    }
    return { of, failed: findings.count, findings: findings.list() }
  },
}
