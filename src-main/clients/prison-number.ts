import { optionalText, pasted, z } from '../wire/schema.ts'

/** Numbers given since the national computer system: a letter, four figures, two letters (`A1234BC`). */
const CURRENT = /^[A-Z]\d{4}[A-Z]{2}$/
/** The older, local form, still on papers of 2003 to 2010: two letters and four figures (`AB1234`). */
const FORMER = /^[A-Z]{2}\d{4}$/

/** Which form a prison number has, spaces and case apart; null when it has neither. */
export function prisonNumberForm(typed: string): 'current' | 'former' | null {
  const number = tidyPrisonNumber(typed)
  if (CURRENT.test(number)) return 'current'
  return FORMER.test(number) ? 'former' : null
}

const ROUND_ABOUT = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu

/** A prison number as it is kept: capitals, without spaces, unseen marks, or the signs that stand round about a number. */
export function tidyPrisonNumber(typed: string): string {
  const number = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, '')
    .toUpperCase()
  const bare = number.replace(ROUND_ABOUT, '')
  return CURRENT.test(bare) || FORMER.test(bare) ? bare : number
}

/** A prison number, or the reason why the office keeps one of another form or none. */
export const PrisonNumber = z
  .strictObject({
    number: pasted().max(40, 'Use no more than 40 characters.').transform(tidyPrisonNumber),
    exception: optionalText(200),
  })
  .superRefine(({ number, exception }, issues) => {
    if (prisonNumberForm(number) !== null || exception !== '') return
    const message =
      number === ''
        ? 'Enter the prison number, or below it the reason why there is none.'
        : 'A prison number looks like A1234BC, or AB1234 on older papers. If this one is right, give the reason below it.'
    issues.addIssue({ code: 'custom', path: ['number'], message })
  })
