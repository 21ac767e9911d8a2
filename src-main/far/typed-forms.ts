/** The question by which a window has what is typed and not recorded kept. */
export const KEEP = 'platform.keepUnfinished'
/** Questions before which the office has to have it all. */
export const AFTER_KEEPING: readonly string[] = ['platform.unfinished', 'signIn.lock']

interface Parts {
  everyMs: number
  /** Settles once the office has it. */
  send(input: unknown): Promise<unknown>
}

/**
 * What is typed at a desk and not recorded yet, as the window last said: it goes to the office at most once in a while,
 * and once more wherever the office may have lost it.
 */
export function typedForms({ everyMs, send }: Parts) {
  const typed: { latest: { by: string | null; input: unknown } | null; unsent: boolean } = {
    ...{ latest: null, unsent: false },
  }
  let sending: Promise<void> | null = null
  let pause: NodeJS.Timeout | undefined

  async function sendIt(): Promise<void> {
    while (typed.unsent && typed.latest) {
      typed.unsent = false
      await send(typed.latest.input)
    }
    sending = null
    pause = setTimeout(() => {
      pause = undefined
      if (typed.unsent) sending ??= sendIt()
    }, everyMs)
    pause.unref()
  }
  /** Settles once the office has what was typed so far. */
  async function flush(): Promise<void> {
    if (typed.unsent) sending ??= sendIt()
    await sending
  }
  return {
    flush,
    keep(by: string | null, input: unknown): void {
      typed.latest = { by, input }
      typed.unsent = true
      if (!sending && pause === undefined) sending = sendIt()
    },
    /** Somebody signed in here, at a place that knows of nothing; nobody else than who typed it is given it. */
    begins(person: string): void {
      if (typed.latest?.by !== person) typed.latest = null
      typed.unsent = typed.latest !== null
      void flush()
    },
    /** Whoever sat here was signed out by the office, which has it sealed. */
    ended(): void {
      if (!typed.unsent && !sending) typed.latest = null
    },
  }
}
