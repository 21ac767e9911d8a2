import { Refusal, type RefusalData } from '../wire/refusal.ts'
import { handle, type Handy } from './hands.ts'
import type { Line } from './line.ts'
import type { FromDesk, FromOffice } from './messages.ts'

type ToHands = Extract<FromOffice, { hand: number }>

/** The desk is asked by nobody any more: what stands on its disk without a name goes. */
const gone = () => new Refusal('busy', 'The connection to the office was lost. Do it again.')
const FAILED: RefusalData = {
  code: 'internal',
  message: 'The program has failed at this desk. Look whether the paper is there.',
}

/** The desk's side: its own platform does what the office asks of it, over one connection. */
export function ownHands(
  hands: Handy,
  line: Pick<Line, 'send' | 'ended'>,
  report: (error: unknown) => void,
) {
  const under = new Map<
    number,
    { of: string | null; wait?: { goOn(): void; leave(error: Refusal): void } }
  >()
  const say = (message: FromDesk) => line.send(message)
  let over = false
  void line.ended.then(() => {
    over = true
    for (const { wait } of under.values()) wait?.leave(gone())
  })

  async function doIt({ hand, act, input, of }: Extract<ToHands, { act: string }>): Promise<void> {
    const mine: NonNullable<ReturnType<typeof under.get>> = { of }
    under.set(hand, mine)
    const ready = () =>
      new Promise<void>((goOn, leave) => {
        if (over) return leave(gone())
        mine.wait = { goOn, leave }
        say({ hand, ready: true })
      })
    try {
      say({ hand, done: (await handle(hands, { act, input }, ready)) ?? null })
    } catch (error) {
      if (!(error instanceof Refusal)) report(error)
      say({ hand, refused: error instanceof Refusal ? error.toData() : FAILED })
    } finally {
      under.delete(hand)
    }
  }

  return {
    heard(said: ToHands): void {
      if ('act' in said) return void doIt(said)
      const wait = under.get(said.hand)?.wait
      if ('goOn' in said) wait?.goOn()
      else wait?.leave(new Refusal(said.leave.code, said.leave.message, said.leave.fields))
    },
    /** The questions for which something is under way. */
    askedFor: () => [...under.values()].flatMap(({ of }) => (of === null ? [] : [of])),
  }
}
