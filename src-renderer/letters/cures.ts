import { nextTick } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { KINDS, kindThat, type Gate, type Letter } from '../../src-main/letters/contract.ts'
import { isBlankOf } from '../details/detail-words.ts'

type Where = Gate['missing'][number]['where']

/** A way to put right what is missing: another screen, or a part of this one. */
export type Cure = { label: string; may: string } & (
  { to: RouteLocationRaw; part?: never } | { to?: never; part: Part }
)

/** The parts of the composer, by their names to those who listen, with the words that lead to each. */
const PARTS = {
  addressee: { section: 'To', label: 'Fill in the address' },
  applicant: { section: 'Applicant', label: 'Name the applicant' },
  date: { section: 'Date', label: 'Go to the date' },
  wording: { section: 'Wording', label: 'Go to the wording' },
  passages: { section: 'Passages', label: 'Go to the passages' },
  enclosures: { section: 'Enclosures', label: 'Go to the enclosures' },
  copies: { section: 'Copies', label: 'Go to the copies' },
  communication: { section: 'Communication', label: 'Answer it' },
  details: { section: 'Case details', label: 'Record the case details' },
  consentRequested: { section: 'Consent requested', label: 'Go to the consent requested' },
} as const
export type Part = keyof typeof PARTS

/** Where what is missing is put right: what stands for case details is recorded with them. */
export function curesOfMissing(
  { what, where }: Pick<Gate['missing'][number], 'what' | 'where'>,
  letter: Pick<Letter, 'id' | 'clientId' | 'content'>,
): Cure[] {
  const ways = curesOf(where, letter)
  return isBlankOf(KINDS[letter.content.kind], what)
    ? [{ label: PARTS.details.label, may: 'record-matters', part: 'details' }, ...ways]
    : ways
}

/** Where what is missing is put right, the shortest way first. */
export function curesOf(
  where: Where,
  { id, clientId, content }: Pick<Letter, 'id' | 'clientId' | 'content'>,
): Cure[] {
  switch (where) {
    case 'authority':
      return [
        {
          label: 'Record the signed form',
          may: 'record-consents',
          to: { path: `/clients/${clientId}/consents/new`, query: { letter: id } },
        },
        {
          label: `Send a form to sign (${kindThat('form')})`,
          may: 'draft-letters',
          to: {
            path: '/letters/new',
            query: { matter: content.matterId, kind: kindThat('form'), answers: id },
          },
        },
      ]
    case 'firm':
      return [
        {
          label: 'Record the firm’s details',
          may: 'manage-practice',
          to: { path: '/office', query: { letter: id, record: 'firm' } },
        },
      ]
    case 'signatory':
      return [
        {
          label: 'Record who signs',
          may: 'manage-practice',
          to: { path: '/office', query: { letter: id, record: 'signatory' } },
        },
      ]
    case 'client':
      return [{ label: 'Open the client', may: 'read-clients', to: `/clients/${clientId}` }]
    // A check of the law is a question of its own, put where the letter lacks it.
    case 'law':
    // What the books deny is put right by recalling the letter.
    case 'books':
      return []
    case 'answers':
      return [{ label: 'Go to the letters', may: 'read-letters', to: '/letters' }]
    default:
      return [{ label: PARTS[where].label, may: 'draft-letters', part: where }]
  }
}

/** Moves into a part of the composer: its first field that is empty or holds a blank, else its first. */
export async function toPart(part: Part): Promise<void> {
  const section = document.querySelector(`section[aria-label="${PARTS[part].section}"]`)
  // A part that is shown in short is opened first.
  const shut = section?.querySelector<HTMLElement>(':scope > [aria-expanded="false"]')
  if (part === 'addressee' && shut) {
    shut.click()
    await nextTick()
  }
  const fields = [
    ...(section?.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"]), textarea') ??
      []),
  ]
  const first = fields.find(({ value }) => value === '' || value.includes('[')) ?? fields[0]
  section?.scrollIntoView({ block: 'nearest' })
  ;(first ?? section?.querySelector<HTMLElement>('button'))?.focus()
}
