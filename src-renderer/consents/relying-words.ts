import { kindThat } from '../../src-main/letters/contract.ts'
import type { z } from 'zod'
import type { day } from '../../src-main/day/contract.ts'

export type Relying = z.output<typeof day.reliedOn.output>
type Letter = Relying['letters'][number]

/** What is to be done with a letter whose form was taken back. */
export const RELYING_ACTS: Record<
  Exclude<Letter['act'], 'none'>,
  { verb: string; icon: string }
> = {
  recall: { verb: 'Recall', icon: 'i-lucide-undo-2' },
  open: { verb: 'Open', icon: 'i-lucide-folder-open' },
  notify: { verb: `Ask it back (${kindThat('notice')})`, icon: 'i-lucide-file-pen-line' },
  'open-notice': { verb: 'Open the notice', icon: 'i-lucide-folder-open' },
}

/** Where that is done. */
export function placeOfRelying({ act, letterId, matterId, noticeId }: Letter) {
  if (act === 'notify')
    return {
      path: '/letters/new',
      query: { matter: matterId, kind: kindThat('notice'), answers: letterId },
    }
  if (act === 'open-notice' && noticeId) return { path: `/letters/${noticeId}`, query: {} }
  return { path: `/letters/${letterId}`, query: act === 'recall' ? { act } : {} }
}
