import type { OpenedEntry } from '../audit/verify-words.ts'
import type { DisclosedClass } from './disclosed.ts'

interface Form {
  receivedOn: string
  /** One list for all entries of one paper: what was withdrawn from an entry returned for correction stays withdrawn. */
  takenBack: { seq: number; on: string; classes: string[] }[]
  /** Awaits its second check, or was returned for correction at it. */
  waits: boolean
}

/** What every disclosure was always held to, whatever it says of itself: the form that it names, as it stood then. */
export function formsNamed() {
  const forms = new Map<string, Form>()
  return {
    named: forms as ReadonlyMap<string, Form>,
    keep({ act, seq, detail }: OpenedEntry): void {
      const { consentId, receivedOn, classes, secondCheck, replaces } = detail ?? {}
      if (typeof consentId !== 'string') return
      const form = forms.get(consentId)
      if (act === 'consent-recorded' && typeof receivedOn === 'string')
        forms.set(consentId, {
          receivedOn,
          takenBack: forms.get(String(replaces))?.takenBack ?? [],
          waits: secondCheck === true,
        })
      if (act === 'consent-checked' && form) form.waits = false
      if (act === 'consent-returned' && form) form.waits = true
      const withdrawn = act === 'consent-withdrawn' || act === 'withdrawal-corrected'
      const former = form?.takenBack.find((one) => one.seq === detail?.['replaces'])
      if (act === 'withdrawal-corrected' && former) former.classes = []
      if (withdrawn && typeof receivedOn === 'string' && Array.isArray(classes))
        form?.takenBack.push({ seq, on: receivedOn, classes: classes.map(String) })
    },
  }
}

/** Why the form that is named is no basis at all. */
export function faultOfForm(
  { class: about, why, consentId }: DisclosedClass,
  on: string,
  forms: ReadonlyMap<string, Form>,
): string | null {
  if (consentId === null) return why === '' ? 'It names no basis.' : null
  const form = forms.get(consentId)
  if (!form) return 'The log has no such form before it.'
  if (form.receivedOn > on) return 'The form it names was received later.'
  if (form.waits) return 'The form it names had not passed its second check.'
  const gone = form.takenBack.some((one) => one.on <= on && one.classes.includes(about))
  return gone ? 'The form it names had been withdrawn.' : null
}
