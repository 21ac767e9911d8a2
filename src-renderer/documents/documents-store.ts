import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import { ClientId } from '../../src-main/clients/contract.ts'
import {
  LARGEST_DOCUMENT,
  type documents as questions,
  type DocumentsSorted,
  type KeptDocument,
  type Received,
} from '../../src-main/documents/contract.ts'
import type { Letter } from '../../src-main/letters/contract.ts'
import { MatterId } from '../../src-main/matters/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>
/** Bytes of a dropped file that are handed over at once. */
const AT_ONCE = 1 << 20

/** The documents of the client or the matter on the screen. */
export const useDocuments = defineStore('documents', () => {
  const shown = shallowRef<{ key: string; rows: KeptDocument[] } | null>(null)
  const ask = newestOnly()
  const keyOf = (clientId: string, matterId: string | null) => `${clientId} ${matterId ?? ''}`
  const which = ({ id }: KeptDocument) => ({ documentId: id })

  return {
    of: (clientId: string, matterId: string | null) =>
      shown.value?.key === keyOf(clientId, matterId) ? shown.value.rows : null,
    load: async (clientId: string, matterId: string | null, sort: DocumentsSorted) => {
      const isNewest = ask()
      const rows = await office.documents.list({
        clientId: ClientId.parse(clientId),
        matterId: matterId === null ? null : MatterId.parse(matterId),
        sort,
      })
      if (isNewest()) shown.value = { key: keyOf(clientId, matterId), rows }
    },
    /** What a letter about a client can enclose: what was removed is offered nowhere. */
    enclosable: async (clientId: string): Promise<KeptDocument[]> => {
      const rows = await office.documents.list({ clientId: ClientId.parse(clientId) })
      return rows.filter(({ removed }) => !removed)
    },
    /** What came in answer to a letter; what was removed came with another. */
    answering: async ({ clientId, id }: Pick<Letter, 'clientId' | 'id'>) => {
      const rows = await office.documents.list({ clientId })
      return rows.filter(({ removed, letterId }) => !removed && letterId === id)
    },
    choose: (): Promise<Received | null> => office.documents.choose({}),
    /** A file that was dropped, handed over piece by piece; one that is too large is refused unread. */
    async dropped(file: File, came: (share: number) => void): Promise<Received> {
      if (file.size > LARGEST_DOCUMENT)
        throw new Refusal(
          'invalid-input',
          'This file is larger than 500 MB. Make a smaller one, or divide it.',
        )
      const name = file.name.slice(-255)
      const { token } = await office.documents.begin({ name, size: file.size })
      for (let at = 0; at < file.size; at += AT_ONCE) {
        const bytes = new Uint8Array(await file.slice(at, at + AT_ONCE).arrayBuffer())
        await office.documents.piece({ token, bytes })
        came(Math.min(1, (at + AT_ONCE) / file.size))
      }
      return office.documents.end({ token })
    },
    leave: async ({ token }: Received) => void (await office.documents.leave({ token })),
    keep: (typed: Input<'keep'>) => office.documents.keep(typed),
    correct: (typed: Input<'correct'>) => office.documents.correct(typed),
    remove: (one: KeptDocument, reason: string) =>
      office.documents.remove({ ...which(one), reason }),
    reveal: (one: KeptDocument, reason: string) =>
      office.documents.reveal({ ...which(one), reason }),
    /** With the reason, where it is restricted. */
    open: async (one: KeptDocument, reason = '') =>
      void (await office.documents.open({ ...which(one), reason })),
    saveCopy: async (one: KeptDocument, reason = '') =>
      (await office.documents.saveCopy({ ...which(one), reason })).saved,
  }
})
