/** Runs acts one after another, in the order they were asked for; a failed act holds up nobody. */
export type Turn = <T>(act: () => Promise<T>) => Promise<T>

/** A queue of its own. */
export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const mine = last.then(act, act)
    last = mine.catch(() => undefined)
    return mine
  }
}
