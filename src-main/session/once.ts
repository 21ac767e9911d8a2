import type { CurrentUser } from '../people/current-user.ts'
import { answering, askedBefore, putAnswer, type Asking } from '../vault/asked.ts'
import type { Vault } from '../vault/vault.ts'
import type { Answer, Dispatch } from '../wire/dispatch.ts'
import { operationNamed, type Contract } from '../wire/operation.ts'

/** By what a desk knows a question, and whether it asked it before without an answer. */
export interface Asked {
  id: string
  again: boolean
}

/** Answers a question of a desk, of which each id is carried out once. */
export type AnswerOnce = (asked: Asked, name: string, input: unknown) => Promise<Answer>

interface Parts {
  desk: string
  contract: Contract
  dispatch: Dispatch
  currentUser: CurrentUser
  vault: () => Vault | undefined
  clock: () => Date
}

/** A longer answer is not kept: that it was recorded is enough to know. */
const LONGEST = 262_144
/** Their answers may hold what nobody is to find again: the words of a sheet, a passphrase. */
const SECRET: readonly string[] = ['people', 'signIn']

const refused = (message: string): Answer => ({
  ok: false,
  refusal: { code: 'conflict', message },
})
const RECORDED = refused(
  'This was recorded when the connection was lost. Close it and open it again to see it as it stands.',
)
const ANOTHERS = refused('Somebody else asked this at this desk. Look whether it was recorded.')

/**
 * What was recorded for a question stands in the same transaction as the answer to it. So a question that is asked again,
 * by whoever asked it, is answered and not done again, even where the office was killed between the two.
 */
export function answerOnce({
  desk,
  contract,
  dispatch,
  currentUser,
  vault,
  clock,
}: Parts): AnswerOnce {
  return async ({ id, again }, name, input) => {
    const by = currentUser.get()
    const file = vault()
    if (!by || file?.phase() !== 'open') return dispatch(name, input)
    const here = { desk, id, at: clock() }
    if (again) {
      const before = await file.read((tx) => askedBefore(tx, here)).catch(() => undefined)
      if ((before && before.person_id !== by.id) || currentUser.get()?.id !== by.id) return ANOTHERS
      if (before) return before.answer === null ? RECORDED : (JSON.parse(before.answer) as Answer)
    }
    const output = operationNamed(contract, name)?.output
    const secret = SECRET.includes(name.split('.')[0]!)
    const question: Asking = {
      ...{ ...here, personId: by.id },
      answerOf(given) {
        // What only records gives nothing, and its question is answered with nothing.
        const parsed = output?.safeParse(given ?? {})
        return secret || !parsed?.success ? null : textOf({ ok: true, value: parsed.data })
      },
    }
    return answering(question, async () => {
      const answer = await dispatch(name, input)
      question.over = true
      const text = secret ? null : textOf(answer)
      // An office that was locked by the question keeps nothing more of it.
      if (question.kept && question.kept.answer !== text && file.phase() === 'open')
        await file.write((tx) => putAnswer(tx, question, text)).catch(() => {})
      return answer
    })
  }
}

function textOf(answer: Answer): string | null {
  let plain = true
  const text = JSON.stringify(
    answer,
    function (this: Record<string, unknown>, key, value: unknown) {
      if (this[key] instanceof Uint8Array) plain = false
      return value
    },
  )
  return plain && text.length <= LONGEST ? text : null
}
