import { figure, finding, gather } from './finding.ts'
import { EndAccepted } from './logged.ts'
import { walking } from './rule.ts'

/** Where a partner accepted that the log ends where it does, although more of it had been seen: told for ever, as a remark. */
export const endRule = walking('Where the end of the log was accepted, it was at its end', () => {
  const [findings, remarks] = [gather(), gather()]
  let of = 0
  let signedIn = 0
  return {
    take({ seq, act, detail }) {
      if (act === 'signed-in') signedIn = seq
      if (act !== 'end-accepted') return
      of += 1
      const { data } = EndAccepted.safeParse(detail)
      // Whoever accepted it signed in in one with it: nothing was recorded between the end and that.
      if (data?.size !== signedIn - 1) {
        const what = `Entry ${figure(seq)} accepts another end than the one before it.`
        findings.push(finding(seq, what, 'No program records it so.'))
        return
      }
      const { size, mended, headSize, seenSize, code, agrees, reason } = data
      const before = Math.max(headSize ?? 0, seenSize ?? 0)
      const missing =
        before > size
          ? `${figure(before - size)} entries that had been there are missing after entry ${figure(size)}.`
          : headSize === null
            ? 'Whether entries are missing there could not be told: remedy.head was gone.'
            : mended
              ? 'No entry had been seen that is missing.'
              : 'The log was another than had been seen before.'
      const file = mended ? ' The file was damaged, and made anew of what could be proved.' : ''
      const paper =
        code === null
          ? 'No code from paper was compared.'
          : `The code ${code} from paper ${agrees ? 'agreed' : 'was of more entries'}.`
      remarks.push(
        finding(
          seq,
          `At entry ${figure(seq)} a partner accepted that the log ends after entry ${figure(size)}.`,
          `${missing}${file} ${paper} The reason given: ${reason}`,
          'A backup or a copy of the folder made before then may have what is missing.',
        ),
      )
    },
    end: () => ({
      ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
    }),
  }
})
