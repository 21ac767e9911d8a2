import type { AnswerOnce } from '../session/once.ts'
import type { Answer } from '../wire/dispatch.ts'
import { operationNamed, type Contract, type Where } from '../wire/operation.ts'

/** What is answered where something is not carried out at the office. */
export const REFUSED: Record<Exclude<Where, 'office'>, string> = {
  desk: 'The desk’s own window does this, and the office is not asked for it.',
  'own computer':
    'This is done at the computer that has the office’s folder: folders, updates, the recovery sheet and the office key. Do it in its window; where none is open there, while nobody is signed in at a desk.',
}

/** The office as desks may ask it: the contract less what a desk does itself and what the office's own computer does. */
export const servedTo =
  (contract: Contract, answer: AnswerOnce): AnswerOnce =>
  async (asked, name, input): Promise<Answer> => {
    const at = operationNamed(contract, name)?.at ?? 'office'
    if (at === 'office') return answer(asked, name, input)
    return { ok: false, refusal: { code: 'not-allowed', message: REFUSED[at] } }
  }
