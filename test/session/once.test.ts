import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { createCurrentUser } from '../../src-main/people/current-user.ts'
import { answerOnce } from '../../src-main/session/once.ts'
import { askedBefore, emptyAnswers } from '../../src-main/vault/asked.ts'
import { add, hester, newLog } from '../audit/real-log.ts'

const QUESTION = { id: 'a'.repeat(32), again: false }
const GIVEN = { ok: true as const, value: { said: 'Zqmarker' } }
const AT = new Date('2026-11-23T09:00:00.000Z')

/** What a question is answered whose answer tells more than its write gave, and what is kept of it; `between` is the two. */
async function answered(between: 'nothing' | 'emptied') {
  const { vault, log } = await newLog()
  const user = createCurrentUser(() => {}, 'front')
  user.set({ ...hester, role: 'partner' })
  const answer = answerOnce({
    ...{ desk: 'front', contract, currentUser: user, clock: () => AT, vault: () => vault },
    async dispatch() {
      await vault.write((tx) => add(log, tx, 'ada', 'Ada Quill'))
      if (between === 'emptied') await vault.write(emptyAnswers)
      return GIVEN
    },
  })
  const given = await answer(QUESTION, 'clients.register', {})
  const kept = await vault.read((tx) => askedBefore(tx, { desk: 'front', ...QUESTION, at: AT }))
  return { given, kept }
}

test('the answer to what was recorded is kept as it came out', async () => {
  const { given, kept } = await answered('nothing')
  expect([given, JSON.parse(kept!.answer!)]).toEqual([GIVEN, GIVEN])
})

test('nothing of it is kept where all answers were emptied after it was recorded and before it was answered', async () => {
  const { given, kept } = await answered('emptied')
  expect([given, kept]).toEqual([GIVEN, { person_id: hester.id, answer: null }])
})
