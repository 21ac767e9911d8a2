/** What has come of a file and was not passed yet, and how much was. */
export interface Feed {
  left: Buffer
  passed: number
  ended: boolean
}
/** Follows a file as it comes: it yields where it needs more of it. */
export type Following<T> = Generator<undefined, T, void>

/** Hands a file on piece by piece to what follows it. */
export function feedOf<T>(follow: (feed: Feed) => Following<T>) {
  const feed: Feed = { left: Buffer.alloc(0), passed: 0, ended: false }
  const following = follow(feed)
  let state = following.next()
  return {
    add(bytes: Uint8Array): void {
      if (state.done) return
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      feed.left = feed.left.length === 0 ? piece : Buffer.concat([feed.left, piece])
      state = following.next()
    },
    end(): T {
      feed.ended = true
      while (!state.done) state = following.next()
      return state.value
    },
  }
}

export function pass(feed: Feed, count: number): void {
  feed.left = feed.left.subarray(count)
  feed.passed += count
}

/** The next `count` bytes, which are not passed; null where the file ends before. */
export function* ahead(feed: Feed, count: number): Following<Buffer | null> {
  while (feed.left.length < count) {
    if (feed.ended) return null
    yield
  }
  return feed.left.subarray(0, count)
}

/** Passes `count` bytes and shows them; false where the file ends before. */
export function* skip(
  feed: Feed,
  count: number,
  seen: (bytes: Buffer) => void = () => {},
): Following<boolean> {
  for (let still = count; still > 0;) {
    if (feed.left.length === 0) {
      if (feed.ended) return false
      yield
      continue
    }
    const part = feed.left.subarray(0, still)
    seen(part)
    pass(feed, part.length)
    still -= part.length
  }
  return true
}
