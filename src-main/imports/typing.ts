import { clients } from '../clients/contract.ts'
import { establishments } from '../establishments/contract.ts'
import { matters } from '../matters/contract.ts'
import { representatives } from '../representatives/contract.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import { askThrough } from '../wire/ask.ts'
import { createDispatch } from '../wire/dispatch.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import type { Typing } from './record-row.ts'

/** What rows are recorded by: a small part of the office’s own contract. */
const contract = {
  clients: {
    ...{ register: clients.register, correct: clients.correct, recordMove: clients.recordMove },
    ...{ similar: clients.similar, get: clients.get },
  },
  matters: { open: matters.open, note: matters.note },
  representatives: { record: representatives.record },
  establishments: { recordArrangement: establishments.recordArrangement },
}
type Small = typeof contract

/** The rooms that answer those questions, made over a vault. */
export type RoomsOver = (vault: Pick<Vault, 'read' | 'write'>) => {
  [Domain in keyof Small]: Handlers<Small[Domain]>
}

/** The questions that a person asks who types rows, all within the transaction that was entered last. */
export function typingIn({
  roomsOver,
  admit,
  report,
}: {
  roomsOver: RoomsOver
  admit: (may: string) => Actor | undefined
  report: (name: string, error: unknown) => void
}): { ask: Typing; enter(tx: Writable): void } {
  let current: Writable | null = null
  const now = (): Writable => {
    if (current) return current
    throw new Error('Rows are recorded within a step.')
  }
  const within = {
    read: <T>(ask: (tx: Readable) => Promise<T>) => ask(now()),
    write: <T>(act: (tx: Writable) => Promise<T>) => act(now()),
  }
  const handlers = roomsOver(within)
  return {
    ask: askThrough(contract, createDispatch({ contract, handlers, admit, report })),
    enter: (tx) => void (current = tx),
  }
}
