import { defineStore } from 'pinia'
import type { z } from 'zod'
import type { letters as questions } from '../../src-main/letters/contract.ts'
import { office } from '../office.ts'

export type TemplateRow = z.output<typeof questions.templates.output>[number]
export type TemplateFile = z.output<typeof questions.template.output>
export type Finding = z.output<typeof questions.lintTemplate.output>[number]
type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Questions about the office's own templates; each screen keeps the answers that it shows. */
export const useTemplates = defineStore('templates', () => ({
  list: () => office.letters.templates({}),
  read: (which: Input<'template'>) => office.letters.template(which),
  lint: (typed: Input<'lintTemplate'>) => office.letters.lintTemplate(typed),
  preview: (wanted: Input<'previewTemplate'>) => office.letters.previewTemplate(wanted),
  save: (typed: Input<'saveTemplate'>) => office.letters.saveTemplate(typed),
  stop: (typed: Input<'stopTemplate'>) => office.letters.stopTemplate(typed),
}))
