import type { Log } from '../audit/log.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { peopleNamed } from '../people/names.ts'
import { foldedWords } from '../search/fold.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { letters as contract, SensitiveWords } from './contract.ts'
import type { Sensitive, SensitiveWord } from './sensitive.ts'

interface WordParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  sensitive: Sensitive
}

/** The words that the office added to the list of the program. */
export async function wordsAdded(tx: Readable): Promise<SensitiveWord[]> {
  const rows = await tx
    .selectFrom('sensitive_word')
    .select(['word', 'class'])
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ word: row.word, class: row.class as InformationClass }))
}

/** Finds the first word of a text that tells of restricted information, by the program’s list and the office’s own. */
export const restrictedWordIn =
  (sensitive: Sensitive) =>
  async (tx: Readable, text: string): Promise<string | null> =>
    sensitive
      .and(await wordsAdded(tx))(text)
      .find((one) => one.class === RESTRICTED_CLASS)?.word ?? null

const same = (one: string, other: string) =>
  foldedWords(one).join('') === foldedWords(other).join('')

/** The list of words that tell of something, and the office's own part of it: each change is an entry. */
export function officeWords({
  vault,
  log,
  sensitive,
}: WordParts): Pick<
  Handlers<typeof contract>,
  'sensitiveWords' | 'addSensitiveWord' | 'removeSensitiveWord'
> {
  const all = async (tx: Readable): Promise<z.input<typeof SensitiveWords>> => {
    const rows = await tx
      .selectFrom('sensitive_word as w')
      .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'w.by')
      .select(['w.word', 'w.class', 'w.at', 'w.by', 'w.reason', 'p.name'])
      .orderBy('w.seq', 'desc')
      .execute()
    return {
      office: rows.map(({ name, class: about, by, ...row }) => ({
        ...row,
        ...{ class: about as InformationClass, by: name ?? by },
      })),
      shipped: sensitive.shipped.map(({ class: about, groups }) => ({
        class: about,
        groups: groups.map(({ notThese: _, ...group }) => group),
      })),
    }
  }
  return {
    sensitiveWords: () => vault.read(all),

    addSensitiveWord: ({ word, class: about, reason }, by) =>
      vault.write(async (tx) => {
        const now = sensitive.and(await wordsAdded(tx))
        if (
          !sensitive
            .and([{ word, class: about }])(word)
            .some((one) => one.class === about)
        ) {
          const message = 'This has too few letters to be looked for. Enter two or more.'
          throw new Refusal('invalid-input', message, { word: message })
        }
        if (now(word).some((one) => one.class === about && same(one.word, word))) {
          const message = 'This is in the list already, so nothing was added.'
          throw new Refusal('conflict', message, { word: message })
        }
        await log.record(tx, by, {
          act: 'sensitive-word-added',
          subject: null,
          detail: { word, class: about, reason },
        })
        return all(tx)
      }),

    removeSensitiveWord: ({ word, class: about, reason }, by) =>
      vault.write(async (tx) => {
        const added = await wordsAdded(tx)
        if (!added.some((one) => one.word === word && one.class === about))
          throw new Refusal(
            'not-found',
            'The office’s own list does not have this word. Words of the program cannot be removed.',
          )
        await log.record(tx, by, {
          act: 'sensitive-word-removed',
          subject: null,
          detail: { word, class: about, reason },
        })
        return all(tx)
      }),
  }
}
