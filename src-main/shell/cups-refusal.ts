import { Refusal } from '../wire/refusal.ts'

/** What is wrong with printing as a whole, in the office's words; a fault of one printer stays the error it is. */
export function cupsRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 127)
    return new Refusal(
      'not-found',
      'This computer has no printing system (CUPS). Have it installed, on Debian or Ubuntu by: sudo apt-get install cups. Until then open the letter in the PDF reader, or save a copy and print it elsewhere.',
    )
  if (/Scheduler is not running|Connection refused|Bad file descriptor/i.test(String(error)))
    return new Refusal(
      'not-found',
      'The printing system of this computer (CUPS) is not running. Have it started, then try again, or open the letter in the PDF reader.',
    )
  return error
}
