import { finding, gather } from '../audit/finding.ts'
import { type AuditRule, walking } from '../audit/rule.ts'
import { LetterWritten, TemplateSaved } from './logged.ts'

const keyOf = (
  { kind, easyRead }: { kind: string; easyRead: boolean },
  { version, sha256 }: { version: number; sha256: string },
) => `${kind} ${easyRead ? 'easy' : ''} ${version} ${sha256}`

/** Every letter that says it was made with a version of the office's own template was made with one that is on record before it. */
export const templateRule: AuditRule = walking(
  'Every letter made with a template of the office’s own was made with a version on record',
  () => {
    const saved = new Set<string>()
    /** A version whose contents are withheld here may be any. */
    let withheld = false
    const findings = gather()
    let of = 0
    return {
      take({ seq, act, detail }) {
        if (act === 'template-saved') {
          const said = TemplateSaved.safeParse(detail).data
          if (said) saved.add(keyOf(said, said))
          else withheld ||= detail === null
        }
        if (act !== 'letter-drafted' && act !== 'letter-redrafted') return
        const content = LetterWritten.safeParse(detail).data?.content
        if (!content?.template) return
        of += 1
        const { kind, template } = content
        // A letter in easy words may be older than templates in easy words, and was made with the ordinary one.
        const flags = content.easyRead ? [true, false] : [false]
        if (withheld || flags.some((easyRead) => saved.has(keyOf({ kind, easyRead }, template))))
          return
        findings.push(
          finding(
            seq,
            `The letter of entry ${seq} was made with a template that is not on record.`,
            `No version ${content.template.version} of the template of ${content.kind} with these words was saved before it.`,
          ),
        )
      },
      end: () => ({ of, failed: findings.count, findings: findings.list() }),
    }
  },
)
