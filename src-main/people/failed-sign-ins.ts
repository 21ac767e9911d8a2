import type { Readable } from '../vault/vault.ts'
import { peopleNamed } from './names.ts'

/** The mark that the newest sign-in gave the file of wrong passphrases; null where none did yet. */
export const signInMark = async (tx: Readable): Promise<string | null> =>
  (await tx.selectFrom('sign_in_mark').select('mark').executeTakeFirst())?.mark ?? null

/** Wrong passphrases that were logged from a moment on, newest first; `lost` where their record had been removed. */
export const failedSince = (tx: Readable, moment: string) =>
  tx
    .selectFrom('failed_sign_in as f')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'f.person_id')
    .select(['f.seq', 'f.times', 'f.first_at', 'f.last_at', 'f.lost', 'p.name'])
    .where('f.at', '>=', moment)
    .orderBy('f.at', 'desc')
    .limit(20)
    .execute()
