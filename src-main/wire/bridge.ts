import type { Answer, Dispatch } from './dispatch.ts'
import type { Contract } from './operation.ts'

/** The one channel on which every question travels. */
export const CHANNEL = 'remedy:ask'

/** The one channel on which the office tells its windows that something changed. */
export const CHANGED = 'remedy:changed'

/** What may have changed, and no word of what it is now: who works here, how this window is set, or any record. */
export const CHANGES = ['session', 'settings', 'records'] as const
export type Change = (typeof CHANGES)[number]

/** The one channel on which the program's menu asks its window for something. */
export const MENU = 'remedy:menu'

/** What the menu asks for: each is something that the page does by a key of its own as well. */
export const MENU_ACTS = [
  ...(['find', 'find-on-page', 'find-next', 'find-previous'] as const),
  ...(['lock', 'handbook', 'keys', 'licences', 'opened', 'update', 'diagnose'] as const),
] as const
export type MenuAct = (typeof MENU_ACTS)[number]

/** Listens for one of these words; gives the way to stop. */
type Listen<Word> = (listener: (word: Word) => void) => () => void
export type OnChange = Listen<Change>

/** What the preload puts on the window: the contract's names, each asking through `invoke`, and what listens through `hear`. */
export type Bridge<C extends Contract> = {
  [Domain in keyof C]: { [Name in keyof C[Domain]]: (input: unknown) => Promise<Answer> }
} & { onChange: OnChange; onMenu: Listen<MenuAct> }

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
  const listen =
    <Word>(channel: string, words: readonly Word[]): Listen<Word> =>
    (listener) =>
      hear(channel, (sent) => {
        const word = words.find((known) => known === sent)
        if (word) listener(word)
      })
  return {
    ...Object.fromEntries(domains),
    onChange: listen(CHANGED, CHANGES),
    onMenu: listen(MENU, MENU_ACTS),
  }
}

/** The way through a bridge by the full name of a question. */
export const dispatchOver =
  <C extends Contract>(bridge: Bridge<C>): Dispatch =>
  (name, input) => {
    const [domain = '', act = ''] = name.split('.')
    return (bridge as Bridge<Contract>)[domain]![act]!(input)
  }
