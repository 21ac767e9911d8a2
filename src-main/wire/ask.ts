import type { Dispatch } from './dispatch.ts'
import type { Client, Contract } from './operation.ts'
import { fieldWords, invalidInput, Refusal } from './refusal.ts'

/**
 * The contract's questions as typed functions over a door. Each parses its input first, so that a form learns its
 * faults without a journey and plain data crosses, and throws a `Refusal`.
 */
export function askThrough<C extends Contract>(contract: C, dispatch: Dispatch): Client<C> {
  const domains = Object.entries(contract).map(([domain, operations]) => {
    const questions = Object.entries(operations).map(([name, { input }]) => {
      const ask = async (typed: unknown) => {
        const parsed = input.safeParse(typed, { error: fieldWords })
        if (!parsed.success) throw invalidInput(parsed.error)
        const answer = await dispatch(`${domain}.${name}`, parsed.data)
        if (answer.ok) return answer.value
        throw new Refusal(answer.refusal.code, answer.refusal.message, answer.refusal.fields)
      }
      return [name, ask]
    })
    return [domain, Object.fromEntries(questions)]
  })
  return Object.fromEntries(domains) as Client<C>
}
