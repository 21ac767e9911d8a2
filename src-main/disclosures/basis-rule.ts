import type { Finding } from '../audit/contract.ts'
import { finding } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { z } from '../wire/schema.ts'
import { CallRecorded } from './logged.ts'
import { Disclosed, type DisclosedClass } from './disclosed.ts'

interface Form {
  receivedOn: string
  /** One list for all entries of one paper: what was withdrawn from an entry returned for correction stays withdrawn. */
  takenBack: { on: string; classes: string[] }[]
  /** Awaits its second check, or was returned for correction at it. */
  waits: boolean
}
const LetterTold = z.object({ on: z.string(), disclosed: z.array(Disclosed) })

/** Every disclosure, by letter or telephone, had its basis on its day: for each class a form of the client’s, or a reason that needs none. */
const basisRule: AuditRule = {
  asks: 'Every disclosure had a basis on its day',
  judge(entries) {
    const forms = new Map<string, Form>()
    const findings: Finding[] = []
    let of = 0
    for (const entry of entries) {
      keep(forms, entry)
      for (const { on, reader, told } of tellingsOf(entry))
        for (const one of told) {
          of += 1
          const fault = faultOf(one, on, forms)
          if (fault)
            findings.push(
              finding(entry.seq, `The disclosure to ${reader} had no basis on its day.`, fault),
            )
        }
    }
    return { of, findings }
  },
}

function keep(forms: Map<string, Form>, { act, detail }: OpenedEntry): void {
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
  if (act === 'consent-withdrawn' && typeof receivedOn === 'string' && Array.isArray(classes))
    form?.takenBack.push({ on: receivedOn, classes: classes.map(String) })
}

function tellingsOf({
  act,
  detail,
}: OpenedEntry): { on: string; reader: string; told: DisclosedClass[] }[] {
  if (act === 'letter-sent') {
    const said = LetterTold.safeParse(detail).data
    return said ? said.disclosed.map(({ reader, told }) => ({ on: said.on, reader, told })) : []
  }
  const said = act === 'call-recorded' ? CallRecorded.safeParse(detail).data : undefined
  return said ? [{ on: said.on, reader: said.caller, told: said.told }] : []
}

function faultOf(
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

/** What every verification asks of disclosures. */
export const disclosureRules: AuditRule[] = [basisRule]
