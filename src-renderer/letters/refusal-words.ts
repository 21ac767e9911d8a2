import { KINDS, type Letter } from '../../src-main/letters/contract.ts'
import type { CopyDecision, RefusalView } from '../../src-main/letters/contract.ts'

type Step = RefusalView['steps'][number]

const STEPS: Record<Step['step'], string> = {
  chase: 'Chase: the time of the request goes on',
  challenge: 'Challenge the refusal',
  controller: 'Complain to the controller',
  regulator: 'Complain to the regulator',
  court: 'Court: letter before claim',
}

/** A step as it is called, with the number of its letter. */
export const stepWords = ({ step, kind }: Pick<Step, 'step' | 'kind'>): string =>
  kind ? `${STEPS[step]} (${kind})` : STEPS[step]

/** Where a step is taken: the form of its letter, or of a decision the request itself. */
export const stepPlace = (
  { kind }: Pick<Step, 'kind'>,
  { id, content: { matterId } }: Pick<Letter, 'id' | 'content'>,
) => {
  if (kind === null) return { path: `/letters/${id}`, query: { act: 'decide' } }
  const answers = KINDS[kind].to === 'answered' ? { answers: id } : {}
  return { path: '/letters/new', query: { matter: matterId, kind, ...answers } }
}

/** What is decided of the client’s own copy. */
export const COPY_DECISIONS: Record<CopyDecision, string> = {
  send: 'Send it',
  withhold: 'Give no copy',
  visit: 'Hand it over at a visit',
}

/** Why no copy is offered to the client in a letter about a refusal. */
export const COPY_BARRED: Record<NonNullable<Letter['clientCopy']>, string> = {
  undecided: 'Not offered to the client: whether reading may do harm is to be decided first.',
  withhold: 'Not offered to the client: it was decided to give no copy.',
  visit: 'Not offered to the client: it is handed over at a visit.',
}

/** A paragraph as it is read on the screen: its title, and its lines with their numbers. */
export interface ParagraphRead {
  title: string
  lines: { number: string; text: string }[]
}

/** A paragraph of a letter without its signs. */
export function paragraphRead(text: string): ParagraphRead {
  const [, title = '', rest = text] = /^\*\*(.+?)\*\*\s*([\s\S]*)$/.exec(text) ?? []
  const plain = rest.replace(/\*\*(.+?)\*\*/g, '$1').replace(/\\([\\*_])/g, '$1')
  const lines = plain.split(/\n+/).filter((line) => line.trim() !== '')
  return {
    title: title.replace(/\.$/, ''),
    lines: lines.map((line) => {
      const [, number = '', said = line] = /^(\d+)\.\s+(.*)$/.exec(line) ?? []
      return { number, text: said }
    }),
  }
}
