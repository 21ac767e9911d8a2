import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestOnly } from '../../src-renderer/newest.ts'

test('whatever the order of the answers, what is shown is the answer to what was asked last', async () => {
  const order = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(
      order,
      fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      (answers, refused) => {
        const ask = newestOnly()
        let shown = 'nothing'
        const asked = Array.from({ length: 7 }, (_, question) => ({ question, isNewest: ask() }))
        for (const at of answers) {
          const { question, isNewest } = asked[at]!
          if (isNewest()) shown = refused[at] ? `refused ${question}` : `answered ${question}`
        }
        const last = refused[6] ? 'refused 6' : 'answered 6'
        expect(shown).toBe(answers.includes(6) ? last : 'nothing')
        return Promise.resolve()
      },
    ),
  )
})

test('what was recorded meanwhile is newer than an answer still on its way', () => {
  const ask = newestOnly()
  const opened = ask()
  expect(opened()).toBe(true)
  ask()
  expect(opened()).toBe(false)
})
