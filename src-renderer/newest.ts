/**
 * Numbers what is asked of the office, so that an answer that comes late does not take the place of a newer one: call it
 * to ask, and what it gives back when the answer is there. True while nothing was asked or recorded since.
 */
export function newestOnly(): () => () => boolean {
  let last = 0
  return () => {
    const mine = ++last
    return () => mine === last
  }
}
