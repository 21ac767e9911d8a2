import { decide, expectOpen, missingFrom, OUTSIDE } from './gate.ts'
import { gateCase } from './gate-case.ts'
import { printedOf } from './printed.ts'
import type { LetterRecord } from './record.ts'

/** Refuses the envelope of a copy where it has no postal address, or tells whoever handles it something of the client. */
export function expectEnvelope(
  one: LetterRecord,
  addressee: LetterRecord['content']['addressee'],
): void {
  const to: LetterRecord = { ...one, content: { ...one.content, addressee, copies: [] } }
  const printed = printedOf(to).filter(({ outside }) => outside)
  const given = { ...gateCase(to, one.today), printed }
  const decisions = decide(given).filter(({ reader }) => reader === OUTSIDE)
  const missing = missingFrom(given).filter(({ where }) => where === 'addressee')
  expectOpen(
    { open: decisions.length === 0 && missing.length === 0, decisions, missing },
    'put into a printed envelope for this reader',
  )
}
