import fc from 'fast-check'
import { POSTAL_LIMITS } from '../../src-main/wire/postal.ts'

/** A text of words of some length, no longer than it may be. */
const words = (most: number) =>
  fc
    .array(fc.stringMatching(/^[A-Za-zŵŷÉ’&'-]{1,18}$/), { minLength: 1, maxLength: 20 })
    .map((all) => all.join(' ').slice(0, most).trim())
    .filter((text) => text !== '')
export const address = fc
  .record({
    name: words(POSTAL_LIMITS.name),
    lines: fc.array(words(POSTAL_LIMITS.line), { minLength: 1, maxLength: POSTAL_LIMITS.lines }),
  })
  .filter(({ lines }) => lines.join(', ').length <= POSTAL_LIMITS.all)
export const firm = fc.record({
  name: words(120),
  address: fc.array(words(80), { minLength: 1, maxLength: 6 }),
  dx: fc.option(words(80), { nil: '' }),
  email: fc.stringMatching(/^[a-z]{1,60}@[a-z]{1,50}\.example$/),
  company: fc.option(words(300), { nil: '' }),
})
