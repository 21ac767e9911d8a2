import { fold, foldedWords } from '../search/fold.ts'

/** Words beside a prison's name that say only what sort of place it is; they change with its use, and people leave them out. */
const STYLE_WORDS = new Set([
  ...['hm', 'hmp', 'hmyoi', 'hmpyoi', 'yoi', 'and', 'prison'],
  ...['stc', 'secure', 'training', 'centre'],
])
const STYLES = /\b(?:hmpyoi|hmyoi|hm prison|hmp)(?: and)?(?: yoi)?\b/g

/** The folded words of a prison's name without its style; all of them where nothing else stands. */
export function bareWords(name: string): string[] {
  const words = foldedWords(name)
  const bare = words.filter((word) => !STYLE_WORDS.has(word))
  return bare.length > 0 ? bare : words
}

/** A name, folded, with every style of prison written alike: `HMP & YOI Portland` is `HMYOI Portland` and `HMP Portland`. */
export const foldedInOneStyle = (name: string): string => fold(name).replace(STYLES, 'hmp')

interface Named {
  name: string
  role: string
}
/** A role as it is compared: while there was none for coroners, they were written down as `other`. */
export const roleKey = (role: string): string => (role === 'coroner' ? 'other' : role)
/** Whether two name the same person or body in the same role, however a prison in the name is styled. */
export const isSameReader = (one: Named, other: Named): boolean =>
  roleKey(one.role) === roleKey(other.role) &&
  (one.name === other.name || foldedInOneStyle(one.name) === foldedInOneStyle(other.name))
