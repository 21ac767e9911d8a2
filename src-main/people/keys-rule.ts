import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'

/** The key file was, at each sign-in and each change of a key, the one that the log had named. */
export const keysRule: AuditRule = {
  asks: 'The key file was changed by the program alone',
  judge(entries) {
    const remarks = gather()
    let named: string | null = null
    let of = 0
    for (const { seq, act, detail } of entries) {
      const keys = detail?.['keys']
      if (act === 'recovery-used' && detail?.['alone'] === true)
        remarks.push(
          finding(
            seq,
            'The office was opened by its recovery sheet from remedy.db alone.',
            'Without the file remedy.head nothing in the folder says whether later entries are missing: compare it with a code on paper.',
          ),
        )
      if (act === 'signed-in' || keys) of += 1
      if (typeof keys !== 'string') continue
      if ((act === 'signed-in' && named !== null) || detail?.['keysFound'])
        remarks.push(
          finding(
            seq,
            'The key file, remedy.keys, was another than the log had named.',
            'It was changed outside of the program, or an earlier copy was put back: a passphrase of that time opened the office.',
          ),
        )
      named = keys
    }
    return { of, failed: 0, findings: [], remarks: remarks.list() }
  },
}
