import type { z } from 'zod'
import type {
  AccessDecision,
  AccessGround,
  AccessItem,
  AccessMark,
} from '../../src-main/exports/contract.ts'

/** What is typed of one thing: empty while nothing is decided. */
export interface Decided {
  decision: '' | z.output<typeof AccessDecision>['decision']
  /** One stretch of words a line. */
  words: string
  ground: '' | AccessGround
  reason: string
}

export const undecided = (): Decided => ({ decision: '', words: '', ground: '', reason: '' })

/** What a mark asks the reader to look for. */
export const MARKS: Record<AccessMark, string> = {
  person: 'names another person',
  body: 'names a body',
  typed: 'typed freely',
  privileged: 'may be privileged',
  document: 'stores a document',
}

export const DECISIONS = [
  { value: 'include', label: 'Include' },
  { value: 'redact', label: 'Black out' },
  { value: 'leave-out', label: 'Leave out' },
]

/** The words that are blacked out unless others are typed: whoever is named and is no body. */
export const wordsOf = ({ named }: Pick<AccessItem, 'named'>): string =>
  named
    .filter(({ person }) => person)
    .map(({ name }) => name)
    .join('\n')

/** What was decided, as the office is asked to write it. */
export const decisionsOf = (
  typed: Readonly<Record<string, Decided>>,
): z.input<typeof AccessDecision>[] =>
  Object.entries(typed).flatMap(([seq, { decision, words, ground, reason }]) => {
    if (decision === '') return []
    const isOut = decision !== 'include'
    const lines = words
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    return [
      {
        ...{ seq: Number(seq), decision, words: decision === 'redact' ? lines : [] },
        ...{ ground: isOut && ground !== '' ? ground : null, reason: isOut ? reason : '' },
      },
    ]
  })
