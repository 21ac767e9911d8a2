import { LARGE_PRINT } from '../clients/address-form.ts'
import { needsUnmet } from './drafting.ts'
import type { Missing } from './gate.ts'
import { KINDS } from './kinds.ts'
import { reached } from './lifecycle.ts'
import type { LetterRecord } from './record.ts'

/** The language that is wanted stands first among the needs. */
const WELSH = /^(?:welsh|cymraeg)\b/i
const PUT_TO_THEM = 'Write how this letter is put to them: translated, read over, by whom and when.'
const NO_WELSH =
  'There is no Welsh text of this letter that a named reader of Welsh has checked, so it stays in English.'

/** What of the client’s needs a draft to the client does not answer yet. Pure. */
export function needsMissing(one: LetterRecord): Missing[] {
  const { content } = one
  if (reached(one.events) !== 'draft' || !KINDS[content.kind].toClient) return []
  const unmet = needsUnmet(content, one)
  if (unmet === '') return []
  if (unmet === LARGE_PRINT)
    return [
      {
        what: 'The client needs large print.',
        cure: 'Tick large print, or write under Communication why this letter goes without it.',
        where: 'wording',
      },
    ]
  return [
    {
      what: `The client needs: ${unmet}.`,
      cure: WELSH.test(unmet) ? `${NO_WELSH} ${PUT_TO_THEM}` : PUT_TO_THEM,
      where: 'communication',
    },
  ]
}
