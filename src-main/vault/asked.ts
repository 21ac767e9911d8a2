import { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable, Vault, Writable } from './vault.ts'

/** How long an answer is kept for whoever asks again. */
const KEPT_MS = 24 * 3_600_000

/** A question of a desk, while it is answered. */
export interface Asking {
  desk: string
  /** Of the desk's making. */
  id: string
  personId: string
  at: Date
  /** The answer that follows from what a write gave; null where none does. */
  answerOf(given: unknown): string | null
  /** What is kept of it, once anything was recorded. */
  kept?: { answer: string | null }
  /** Nothing that still goes on by itself belongs to it. */
  over?: true
  /** All answers were emptied since: the one that was made of what stood before is not kept any more. */
  emptied?: true
}

const asking = new AsyncLocalStorage<Asking>()
const underWay = new Set<Asking>()

/** Keeps, with whatever `work` records, that this was asked and how it is answered. */
export async function answering<T>(question: Asking, work: () => Promise<T>): Promise<T> {
  underWay.add(question)
  try {
    return await asking.run(question, work)
  } finally {
    underWay.delete(question)
  }
}

/** Called with what a write gave, once an entry is written and before it is committed: both stand, or neither. */
export async function keepAsked(tx: Writable, given: unknown): Promise<void> {
  const question = asking.getStore()
  if (!question || question.over) return
  const answer = question.answerOf(given)
  await putAnswer(tx, question, answer)
  await dropAged(tx, question.at)
  question.kept = { answer }
}

/** The same where the answer came out otherwise than a write alone could tell. */
export async function putAnswer(
  tx: Writable,
  { desk, id, personId, at, emptied }: Asking,
  answer: string | null,
): Promise<void> {
  if (emptied) return
  const row = { desk, id, person_id: personId, at: at.toISOString(), answer }
  await tx.replaceInto('asked').values(row).execute()
}

/** What is kept of a question of this desk; undefined where nothing was recorded for it. */
export const askedBefore = (tx: Readable, { desk, id, at }: Pick<Asking, 'desk' | 'id' | 'at'>) =>
  tx
    .selectFrom('asked')
    .select(['person_id', 'answer'])
    .where('desk', '=', desk)
    .where('id', '=', id)
    .where('at', '>=', before(at))
    .executeTakeFirst()

const before = (now: Date) => new Date(now.getTime() - KEPT_MS).toISOString()
async function dropAged(tx: Writable, now: Date): Promise<void> {
  await tx.deleteFrom('asked').where('at', '<', before(now)).execute()
}

/** Removes what was kept for its time; writes nothing where there is none. */
export async function forgetAged(vault: Pick<Vault, 'read' | 'write'>, now: Date): Promise<void> {
  const aged = await vault.read((tx) =>
    tx.selectFrom('asked').select('id').where('at', '<', before(now)).executeTakeFirst(),
  )
  if (aged) await vault.write((tx) => dropAged(tx, now))
}

/** Answers may hold what is erased or closed: what was asked is kept, and no answer to it. */
export async function emptyAnswers(tx: Writable): Promise<void> {
  for (const one of underWay) if (one.kept) one.emptied = true
  await tx.updateTable('asked').set({ answer: null }).execute()
}
