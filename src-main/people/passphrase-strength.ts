import type { NewSecret } from '../vault/key-slot.ts'
import { Refusal } from '../wire/refusal.ts'

/** Says whether a passphrase would be guessed soon, by what stands near it: names that a guesser tries first. */
export type PassphraseJudge = (passphrase: string, near: readonly string[]) => Promise<boolean>

/** Of 0 to 4: at 3 it stands against somebody who has the folder and computers of their own, for as long as each try is slow. */
const ENOUGH = 3

/** By the kept dictionaries of zxcvbn, which are read when the first passphrase is chosen; nothing leaves the computer. */
export const isGuessable: PassphraseJudge = async (passphrase, near) => {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const common = await import('@zxcvbn-ts/language-common')
  const english = await import('@zxcvbn-ts/language-en')
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  })
  return zxcvbn.check(passphrase, [...near]).score < ENOUGH
}

/** Refuses a passphrase that would be guessed soon; one that was made into a key at a desk was judged there. */
export async function expectStrong(
  judge: PassphraseJudge,
  passphrase: NewSecret,
  near: readonly string[],
): Promise<void> {
  if (typeof passphrase !== 'string') return
  if (!(await judge(passphrase, near))) return
  const fault =
    'This would be guessed soon: it is a known word, a name or a pattern. Choose four unrelated words.'
  throw new Refusal('invalid-input', fault, { passphrase: fault })
}
