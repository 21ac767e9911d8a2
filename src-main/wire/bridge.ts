import type { Answer, Dispatch } from './dispatch.ts'
import type { Contract } from './operation.ts'

/** The one channel on which every question travels. */
export const CHANNEL = 'remedy:ask'

/** The one channel on which the office tells its windows that something changed. */
export const CHANGED = 'remedy:changed'

/** What may have changed, and no word of what it is now: who works here, how this window is set, or any record. */
export const CHANGES = ['session', 'settings', 'records'] as const
export type Change = (typeof CHANGES)[number]

/** Listens for changes; gives the way to stop. */
export type OnChange = (listener: (change: Change) => void) => () => void

/** What the preload puts on the window: the contract's names, each asking through `invoke`, and `onChange`, which listens through `hear`. */
export type Bridge<C extends Contract> = {
  [Domain in keyof C]: { [Name in keyof C[Domain]]: (input: unknown) => Promise<Answer> }
} & { onChange: OnChange }

/** Makes the bridge from the contract's names alone, so that nothing else can be asked for or heard. */
export function bridgeFor<C extends Contract>(
  contract: C,
  invoke: (channel: string, name: string, input: unknown) => Promise<Answer>,
  hear: (channel: string, heard: (sent: unknown) => void) => () => void,
): Bridge<C> {
  const domains = Object.entries(contract).map(([domain, operations]) => {
    const questions = Object.keys(operations).map((name) => [
      name,
      (input: unknown) => invoke(CHANNEL, `${domain}.${name}`, input),
    ])
    return [domain, Object.fromEntries(questions)]
  })
  const onChange: OnChange = (listener) =>
    hear(CHANGED, (sent) => {
      const change = CHANGES.find((known) => known === sent)
      if (change) listener(change)
    })
  return { ...Object.fromEntries(domains), onChange }
}

/** The way through a bridge by the full name of a question. */
export const dispatchOver =
  <C extends Contract>(bridge: Bridge<C>): Dispatch =>
  (name, input) => {
    const [domain = '', act = ''] = name.split('.')
    return (bridge as Bridge<Contract>)[domain]![act]!(input)
  }
