import type { ConsentDraft } from '../../src-main/consents/contract.ts'
import forms from './standard-wording.txt?raw'

/** The office's own words for a kind of form, with the recipient named in them. */
export function standardWording(kind: ConsentDraft['kind'], recipient: string): string {
  const [, words = ''] = forms.split(`[${kind}]\n`)
  return words
    .split('\n[')[0]!
    .trim()
    .replaceAll('{recipient}', recipient.trim() || 'the person or body named above')
}
