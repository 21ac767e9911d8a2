import { asksForWelsh } from '../clients/address-form.ts'
import { needsUnmet } from './drafting.ts'
import type { Missing } from './gate.ts'
import { KINDS } from './kinds.ts'
import { reached } from './lifecycle.ts'
import type { LetterRecord } from './record.ts'

const PUT_TO_THEM = 'Write how this letter is put to them: translated, read over, by whom and when.'
const NO_WELSH =
  'There is no Welsh text of this letter that a named reader of Welsh has checked, so it stays in English.'

/** What of the client’s needs a draft to the client does not answer yet. Pure. */
export function needsMissing(one: LetterRecord): Missing[] {
  const { content } = one
  if (reached(one.events) !== 'draft' || !KINDS[content.kind].toClient) return []
  const { how, largePrint } = needsUnmet(content, one)
  return [
    ...(how !== ''
      ? [
          {
            what: `The client needs: ${how}.`,
            cure: asksForWelsh(one.client.particulars.needs)
              ? `${NO_WELSH} ${PUT_TO_THEM}`
              : PUT_TO_THEM,
            where: 'communication' as const,
          },
        ]
      : []),
    ...(largePrint
      ? [
          {
            what: 'The client needs large print.',
            cure: 'Tick large print.',
            where: 'wording' as const,
          },
        ]
      : []),
  ]
}
