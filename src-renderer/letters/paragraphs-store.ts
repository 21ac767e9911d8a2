import { defineStore } from 'pinia'
import type { z } from 'zod'
import type { letters as questions } from '../../src-main/letters/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>
export type ParagraphRow = z.output<typeof questions.paragraphs.output>[number]
export type ParagraphFile = z.output<typeof questions.paragraph.output>
/** A paragraph that can be put into a letter or a template. */
export type OfferedParagraph = Pick<ParagraphRow, 'id' | 'name' | 'class' | 'text'>

/** Questions about the paragraphs that the office keeps; each screen keeps the answers that it shows. */
export const useParagraphs = defineStore('paragraphs', () => ({
  list: () => office.letters.paragraphs({}),
  read: (id: string) => office.letters.paragraph({ id } as Input<'paragraph'>),
  lint: (words: Input<'lintParagraph'>) => office.letters.lintParagraph(words),
  preview: (wanted: Input<'previewParagraph'>) => office.letters.previewParagraph(wanted),
  filledFor: (wanted: Input<'paragraphsFor'>) => office.letters.paragraphsFor(wanted),
  save: (typed: Input<'saveParagraph'>) => office.letters.saveParagraph(typed),
  stop: (typed: Input<'stopParagraph'>) => office.letters.stopParagraph(typed),
}))
