import { plainTextFault } from './plain-text.ts'
import { operationNamed, type Actor, type Contract, type Handlers } from './operation.ts'
import { fieldWords, invalidInput, Refusal, type RefusalData } from './refusal.ts'

/** Plain data, since both walls between the office and the window strip errors. */
export type Answer = { ok: true; value: unknown } | { ok: false; refusal: RefusalData }

/** Asks the operation `name` (`clients.register`) with an unchecked input; never throws. */
export type Dispatch = (name: string, input: unknown) => Promise<Answer>

interface DispatchParts<C extends Contract> {
  contract: C
  handlers: { [Domain in keyof C]: Handlers<C[Domain]> }
  /** Gives the person who asks, or throws a refusal; `undefined` only where `may` is 'anyone'. */
  admit: (may: string) => Actor | undefined
  /** Called before a question is answered; what it throws is answered in its place. */
  seen?: (name: string, input: unknown, by: Actor | undefined) => Promise<void>
  /** Called with every unforeseen error; must keep personal data out of what it writes. */
  report: (name: string, error: unknown) => void
}

type Handler = (input: unknown, by: Actor | undefined) => unknown

/** Joins the contract to its handlers: permission, input, act, output, in that order, for every question alike. */
export function createDispatch<C extends Contract>(parts: DispatchParts<C>): Dispatch {
  const { contract, handlers, admit, seen, report } = parts

  async function answer(name: string, input: unknown): Promise<unknown> {
    const question = operationNamed(contract, String(name))
    if (!question) throw new Refusal('not-found', 'The office has no such operation.')
    const [domain = '', act = ''] = name.split('.')
    const by = admit(question.may)
    const fault = plainTextFault(input)
    if (fault) throw new Refusal('invalid-input', fault.message, { [fault.path]: fault.message })
    const parsed = question.input.safeParse(input, { error: fieldWords })
    if (!parsed.success) throw invalidInput(parsed.error)
    await seen?.(name, parsed.data, by)
    const handler = (handlers[domain] as Record<string, Handler>)[act]!
    return question.output.parse(await handler(parsed.data, by))
  }

  return async (name, input) => {
    try {
      return { ok: true, value: await answer(name, input) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, refusal: error.toData() }
      report(name, error)
      const message =
        'The program has failed. Look whether your last entry was recorded before you make it again. If it happens again, tell whoever looks after your computers.'
      return { ok: false, refusal: { code: 'internal', message } }
    }
  }
}
