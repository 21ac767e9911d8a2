import { isWord, placesToCheck, wordsOf } from '../vault/recovery-words.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { RecoverySheet, SheetState } from './contract.ts'
import { isSample, peopleNamed } from './names.ts'

/** The sheet of an office that is open. */
export const sheetOf = (vault: Pick<Vault, 'lend' | 'title'>, madeOn: string): RecoverySheet => {
  const { key } = vault.lend()
  return {
    officeName: vault.title()?.name ?? '',
    sheetWords: wordsOf(key).join(' '),
    places: placesToCheck(key),
    madeOn,
  }
}

/** Refuses where the two words are not those that the sheet has there. */
export function expectRead(key: Uint8Array, read: { first: string; second: string }): void {
  const words = wordsOf(key)
  const [first, second] = placesToCheck(key)
  const fields: Record<string, string> = {}
  for (const [field, place] of [['first', first] as const, ['second', second] as const])
    if (!isWord(read[field], words[place - 1]!))
      fields[field] = `Word ${place} of the sheet is another. Look at it again.`
  if (Object.keys(fields).length > 0)
    throw new Refusal('invalid-input', 'These are not the words on the sheet.', fields)
}

/** Who read the newest sheet back, if anybody has since it was made. */
export async function sheetRead(tx: Readable): Promise<SheetState['confirmed']> {
  const row = await tx
    .selectFrom('recovery_sheet as r')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'r.by')
    .select(['r.at', 'r.by', 'p.name'])
    .executeTakeFirst()
  return row ? { at: row.at, who: row.name ?? row.by } : null
}

export const sheetState = async (
  tx: Readable,
  vault: Pick<Vault, 'hasCode'>,
): Promise<SheetState> => ({ confirmed: await sheetRead(tx), earlierKind: vault.hasCode() })

/** Whether a new sheet is to be made: nobody has said that there is one. A sample needs none. */
export const sheetIsDue = async (tx: Readable): Promise<boolean> =>
  (await sheetRead(tx)) === null && !(await isSample(tx))
