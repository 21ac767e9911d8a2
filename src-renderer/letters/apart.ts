import type { z } from 'zod'
import type { letters } from '../../src-main/letters/contract.ts'

/** What a letter encloses and could not be put into one file with it; undefined where nothing was to be. */
export type Apart = z.output<typeof letters.print.output>['apart']

/** What goes by itself and why, in sentences; null where all of it is in the file. */
export const apartWords = (apart: Apart): string | null =>
  apart && apart.length > 0
    ? `To be enclosed by itself: ${apart.map(({ number, name, why }) => `${number}. ${name}. ${why}`).join(' ')}`
    : null
