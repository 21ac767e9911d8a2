/** Letters that no decomposition takes apart, by the plain letters a person types for them. */
const PLAIN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ς: 'σ',
}
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')
/** Accents of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts; the vowel signs of others are letters and stay. */
const MARKS =
  /(?=\p{Mn})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cyrillic}]/gu
/** Signs inside a name that people type, leave out or replace at will, and marks nobody can see. */
const SILENT = /[\p{Cf}'’‘ʼʻ′`´ʹʾʿ\uff07]/gu
const BETWEEN = /[^\p{L}\p{N}\p{M}]+/gu

const plain = (text: string): string =>
  text
    .replace(/[´`]/g, "'")
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPECIAL, (letter) => PLAIN[letter]!)

const spaced = (text: string): string => text.replace(BETWEEN, ' ').trim()

/** A name as it is compared and sorted: small plain letters and figures, apostrophes dropped, one space between words. */
export const fold = (text: string): string => spaced(plain(text).replace(SILENT, ''))

/** The words of `text`, folded; an apostrophe divides, as does a hyphen (`O’Brien` gives o, brien). */
export const foldedWords = (text: string): string[] =>
  spaced(
    plain(text)
      .replace(/\p{Cf}/gu, '')
      .replace(SILENT, ' '),
  )
    .split(' ')
    .filter((word) => word !== '')

/** What is left of one character when words are compared: its plain small letters, or nothing. */
export const foldedLetters = (character: string): string =>
  plain(character).replace(SILENT, '').replace(BETWEEN, '')

/**
 * A name as it is indexed: its words, then its parts written together (`o brien obrien`), so that it is
 * found however its apostrophes, hyphens and small words are typed.
 */
export function foldForIndex(surname: string, forenames: string): string {
  const words = [...foldedWords(surname), ...foldedWords(forenames)]
  const together = [surname, ...`${surname} ${forenames}`.split(/\s+/)].map((part) =>
    foldedWords(part).join(''),
  )
  return [...new Set([...words, ...together])].filter((word) => word !== '').join(' ')
}
