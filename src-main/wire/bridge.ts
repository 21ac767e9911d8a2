import type { Answer } from './dispatch.ts'
import type { Contract } from './operation.ts'

/** The one channel on which every question travels. */
export const CHANNEL = 'remedy:ask'

/** On this one the office tells its window to look at its settings again; it carries nothing. */
export const TOLD = 'remedy:told'

/** What the preload puts on the window: the contract's names, each asking through `invoke`. */
export type Bridge<C extends Contract> = {
  [Domain in keyof C]: { [Name in keyof C[Domain]]: (input: unknown) => Promise<Answer> }
}

/** Makes the bridge from the contract's names alone, so that nothing else can be asked for. */
export function bridgeFor<C extends Contract>(
  contract: C,
  invoke: (channel: string, name: string, input: unknown) => Promise<Answer>,
): Bridge<C> {
  const domains = Object.entries(contract).map(([domain, operations]) => {
    const questions = Object.keys(operations).map((name) => [
      name,
      (input: unknown) => invoke(CHANNEL, `${domain}.${name}`, input),
    ])
    return [domain, Object.fromEntries(questions)]
  })
  return Object.fromEntries(domains)
}
