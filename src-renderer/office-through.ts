import { contract, type RemedyContract } from '../src-main/contract.ts'
import type { Bridge } from '../src-main/wire/bridge.ts'
import type { Contract, Client } from '../src-main/wire/operation.ts'
import { invalidInput, Refusal } from '../src-main/wire/refusal.ts'

/**
 * The contract as functions: each parses its input with the operation's schema (so a form learns its faults
 * without a journey, and no Vue proxy crosses), asks through `bridge`, and throws the office's `Refusal`;
 * `onLocked` is told when the office answers that it is locked.
 */
export function officeThrough(
  bridge: Bridge<RemedyContract>,
  onLocked: () => void,
): Client<RemedyContract> {
  const ask = async (domain: string, name: string, input: unknown): Promise<unknown> => {
    const question = (contract as Contract)[domain]![name]!
    const parsed = question.input.safeParse(input)
    if (!parsed.success) throw invalidInput(parsed.error)
    const answer = await (bridge as Bridge<Contract>)[domain]![name]!(parsed.data)
    if (answer.ok) return answer.value
    const { code, message, fields } = answer.refusal
    if (code === 'locked') onLocked()
    throw new Refusal(code, message, fields)
  }
  const domains = Object.entries(contract).map(([domain, operations]) => [
    domain,
    Object.fromEntries(
      Object.keys(operations).map((name) => [name, (input: unknown) => ask(domain, name, input)]),
    ),
  ])
  return Object.fromEntries(domains)
}
