import { AsyncLocalStorage } from 'node:async_hooks'
import { Refusal, type RefusalData } from '../wire/refusal.ts'
import type { AskHands } from './hands.ts'
import type { FromDesk, FromOffice } from './messages.ts'

/** The question that is answered, for which hands are asked. */
const answered = new AsyncLocalStorage<string>()
export const answering = <T>(ask: string, work: () => Promise<T>): Promise<T> =>
  answered.run(ask, work)

type FromHands = Exclude<FromDesk, { ask: string }>

interface Asked {
  done(value: unknown): void
  failed(error: Refusal): void
  /** Writes the entry before the copy is a copy; done once. */
  recorded: (() => Promise<void>) | undefined
}

const went = () =>
  new Refusal(
    'busy',
    'The connection to the desk was lost before this was finished there. Look whether it was recorded, and do it again.',
  )
const refusalOf = ({ code, message, fields }: RefusalData) => new Refusal(code, message, fields)
const FAILED: RefusalData = {
  code: 'internal',
  message: 'The program has failed. Look whether your last entry was recorded.',
}

/** What a desk's hands are asked to do, until each is done or the desk is gone. */
export function askedHands(say: (message: FromOffice) => boolean) {
  const under = new Map<number, Asked>()
  let next = 0

  const ask: AskHands = (act, input, recorded) =>
    new Promise((done, failed) => {
      const hand = (next += 1)
      under.set(hand, { done, failed, recorded })
      const of = answered.getStore() ?? null
      if (say({ hand, act, input: [...input], of })) return
      under.delete(hand)
      failed(went())
    })

  async function ready(hand: number, one: Asked): Promise<void> {
    const { recorded } = one
    one.recorded = undefined
    try {
      await recorded?.()
      say({ hand, goOn: true })
    } catch (error) {
      under.get(hand)?.failed(error instanceof Refusal ? error : refusalOf(FAILED))
      under.delete(hand)
      say({ hand, leave: error instanceof Refusal ? error.toData() : FAILED })
      if (!(error instanceof Refusal)) throw error
    }
  }

  return {
    ask,
    /** Hears of the desk how far it is; throws what nobody foresaw. */
    async heard(said: FromHands): Promise<void> {
      const one = under.get(said.hand)
      if (!one) return
      if ('ready' in said) return ready(said.hand, one)
      under.delete(said.hand)
      if ('refused' in said) one.failed(refusalOf(said.refused as RefusalData))
      // A copy without its entry is none that the office knows of.
      else if (one.recorded && said.done) one.failed(refusalOf(FAILED))
      else one.done(said.done)
    },
    /** The desk is gone: nothing that it was asked for is waited for. */
    lost(): void {
      for (const { failed } of under.values()) failed(went())
      under.clear()
    },
  }
}
