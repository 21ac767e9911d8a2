import type { Finding } from './template-contract.ts'
import type { Template } from './template.ts'

/** The words that a sentence of an easy-read text has at most. */
const MOST_WORDS = 20

/** The sentences of a line: what is filled in counts as a word, and what stands instead of something begins anew. */
const sentencesOf = (line: string): string[] =>
  line
    .replaceAll(/\{%-? *(?:else|elsif|when)[^]*?%\}/g, '. ')
    .replaceAll(/\{%[^]*?%\}/g, '')
    .replaceAll(/\{\{[^]*?\}\}/g, 'X')
    .replaceAll('**', '')
    .split(/(?<=[.?!:;])\s+/)
    .filter((one) => /\p{L}/u.test(one))

/** A remark on each sentence that is longer than somebody who needs easy words reads. Pure. */
export const tooLong = ({ passages }: Pick<Template, 'passages'>): Finding[] =>
  passages.flatMap(({ text, textLine }) =>
    text.split('\n').flatMap((line, at) =>
      sentencesOf(line).flatMap((sentence): Finding[] => {
        const count = sentence.split(/\s+/).length
        if (count <= MOST_WORDS) return []
        return [
          {
            ...{ line: textLine + at, level: 'remark' },
            what: `A sentence of ${count} words: “${sentence.slice(0, 60)}…”.`,
            cure: `Easy read has at most ${MOST_WORDS} words to a sentence. Make two of it.`,
          },
        ]
      }),
    ),
  )
