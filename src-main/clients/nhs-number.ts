import { pasted } from '../wire/schema.ts'

const TEN_DIGITS = /^\d{10}$/
/** What is typed in place of a number that is not known; each passes the check of the last digit. */
const ONE_DIGIT = /^(\d)\1{9}$/

/**
 * Whether ten digits are an NHS number: the last checks the others, by modulus 11 (NHS Data Dictionary, NHS NUMBER, read on
 * 29 November 2026).
 */
export function isNhsNumber(digits: string): boolean {
  if (!TEN_DIGITS.test(digits) || ONE_DIGIT.test(digits)) return false
  const sum = [...digits.slice(0, 9)].reduce((all, one, at) => all + Number(one) * (10 - at), 0)
  return (11 - (sum % 11)) % 11 === Number(digits[9])
}

/** An NHS number as it is kept: its digits alone, without the spaces and hyphens between which it is written. */
export const tidyNhsNumber = (typed: string): string =>
  typed.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}]+/gu, '')

/** An NHS number as it is printed: `999 765 4323`; empty where there is none. */
export const spacedNhsNumber = (kept: string): string =>
  kept.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')

/** The client’s NHS number, empty where it is not known. */
export const NhsNumber = pasted()
  .max(40, 'Use no more than 40 characters.')
  .transform(tidyNhsNumber)
  .refine(
    (kept) => kept === '' || isNhsNumber(kept),
    'This is not an NHS number: it has ten digits, and the last one checks the others. Compare it with the letter or the form.',
  )
  .default('')
