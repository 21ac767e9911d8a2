import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { showPassages, withoutRevealed } from '../../src-renderer/letters/restricted-passages.ts'

type Passages = Pick<LetterContent, 'passages'>
const plain = { id: 'p1', text: 'We act for him.', class: 'none' }
const held = { id: 'p2', text: '', class: 'hiv-sexual-health', withheld: true }
const content = (...passages: object[]) => structuredClone({ passages }) as Passages

const recorded = content(plain, held)
const revealed = new Map([['p2', 'What was told in confidence.']])

test('what was only revealed does not outlive a lock, and what was typed does', () => {
  const draft = content(plain, held)
  showPassages(draft, revealed)
  draft.passages[0]!.text = 'We act for him still.'
  const kept = withoutRevealed(draft, { revealed, recorded })
  expect(JSON.stringify(kept)).not.toContain('confidence')
  expect(kept.passages).toMatchObject([{ text: 'We act for him still.' }, { withheld: true }])
  expect(draft.passages[1]!.text).toBe('What was told in confidence.')
})

test('what was rewritten is kept as it was rewritten', () => {
  const draft = content(plain, held)
  showPassages(draft, revealed)
  draft.passages[1]!.text = 'His own words, put otherwise.'
  const kept = withoutRevealed(draft, { revealed, recorded })
  expect(kept.passages[1]!.text).toBe('His own words, put otherwise.')
})
