import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { sha256 } from '@noble/hashes/sha2.js'

/*
 * The recovery sheet says the office's file key itself, in the 24 words of BIP 39 (English list, 256 bits and a checksum
 * of 8). So whoever has the sheet needs `remedy.db` and nothing else, by any tool that reads SQLCipher 4.
 */

const WORDS = 24
const known: ReadonlySet<string> = new Set(wordlist)

/** The 24 words of a file key. */
export const wordsOf = (key: Uint8Array): string[] =>
  entropyToMnemonic(Uint8Array.from(key), wordlist).split(' ')

/** Whether what was typed is the code of an earlier kind of sheet, in which letters and figures stand side by side. */
export const isEarlierCode = (typed: string): boolean =>
  typed.length <= 60 && /\d[a-z]|[a-z]\d/i.test(typed)

/** The words as they were typed, whatever stands between them: numbers, commas, lines. */
const typedWords = (typed: string): string[] => typed.toLowerCase().match(/\p{L}+/gu) ?? []

/** The word that is meant: itself, or what begins with the four letters that no other word of the list begins with. */
function meant(typed: string): string | null {
  if (known.has(typed)) return typed
  return typed.length >= 4 ? (wordlist.find((word) => word.startsWith(typed)) ?? null) : null
}

/** What is wrong with typed words, told by the number of the word; null where nothing is. */
export function faultOfWords(typed: string): string | null {
  const words = typedWords(typed)
  const at = words.findIndex((word) => meant(word) === null)
  if (at >= 0) {
    const near = nearest(words[at]!)
    const hint = near ? ` Did you mean “${near}”?` : ' Compare it with the sheet.'
    return `Word ${at + 1}, “${words[at]}”, is in no recovery sheet.${hint}`
  }
  if (words.length !== WORDS) return `The sheet has ${WORDS} words; ${said(words.length)} typed.`
  if (keyOfWords(typed)) return null
  return 'These words do not belong together: one is another than on the sheet, or two changed places. Compare each with the sheet.'
}

const said = (count: number) => (count === 1 ? 'one was' : `${count} were`)

/** The file key that the words say; null where they say none. */
export function keyOfWords(typed: string): Uint8Array | null {
  const words = typedWords(typed).map(meant)
  if (words.length !== WORDS) return null
  try {
    return mnemonicToEntropy(words.join(' '), wordlist)
  } catch {
    return null
  }
}

/** The words that the one being typed may become; none once it is whole, or before it began. */
export function completionsOf(typed: string, most = 5): string[] {
  const last = /\p{L}+$/u.exec(typed.toLowerCase())?.[0] ?? ''
  if (last === '' || known.has(last)) return []
  return wordlist.filter((word) => word.startsWith(last)).slice(0, most)
}

/** The numbers of the two words that whoever made a sheet reads back from it: of one key always the same two. */
export function placesToCheck(key: Uint8Array): [number, number] {
  const [one = 0, other = 0] = sha256(Uint8Array.from(key))
  const first = one % WORDS
  const second = (first + 1 + (other % (WORDS - 1))) % WORDS
  return first < second ? [first + 1, second + 1] : [second + 1, first + 1]
}

/** Whether a word was read back as it stands on the sheet. */
export const isWord = (typed: string, word: string): boolean =>
  meant(typed.trim().toLowerCase()) === word

/** A word of the list that differs by one letter, or by two that changed places, or that begins alike. */
function nearest(typed: string): string | undefined {
  return (
    wordlist.find((word) => isOneSlip(typed, word)) ??
    (typed.length > 4 ? wordlist.find((word) => word.startsWith(typed.slice(0, 4))) : undefined)
  )
}

function isOneSlip(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false
  let from = 0
  while (from < typed.length && typed[from] === word[from]) from += 1
  const [a, b] = [typed.slice(from), word.slice(from)]
  return (
    a.slice(1) === b ||
    a === b.slice(1) ||
    a.slice(1) === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
