import { readEditionFile, textsIn } from '../law/edition-file.ts'
import { foldedWords } from '../search/fold.ts'
import { z } from '../wire/schema.ts'
import { InformationClass } from '../consents/contract.ts'

const FILE = 'letters/sensitive-words.json'
const WordFile = z.strictObject({
  checkedOn: z.string().nullable(),
  classes: z.array(
    z.strictObject({ class: InformationClass, words: z.array(z.string().min(2)).min(1) }),
  ),
})

/** A word or phrase that discloses something of a class. */
export interface Telling {
  word: string
  class: InformationClass
}

/** Finds what a text gives away; each class once, by its first word. */
export type Sensitive = (text: string) => Telling[]

/** Reads the list of sensitive words; they are compared as names are, whole words only. */
export function loadSensitive(resources: string): Sensitive {
  const { classes } = readEditionFile(textsIn(resources, [FILE]), FILE, WordFile)
  const lists = classes.map(({ class: about, words }) => ({
    about,
    words: words.map((word) => ({ word, folded: ` ${foldedWords(word).join(' ')} ` })),
  }))
  return (text) => {
    const said = ` ${foldedWords(text.replace(/[*_\\]/g, '')).join(' ')} `
    return lists.flatMap(({ about, words }) => {
      const found = words.find(({ folded }) => said.includes(folded))
      return found ? [{ word: found.word, class: about }] : []
    })
  }
}
