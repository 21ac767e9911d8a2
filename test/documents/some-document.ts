import type { documents as contract, KeptDocument } from '../../src-main/documents/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'
import type { TestOffice } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'

export type DocumentInput = z.input<(typeof contract)['keep']['input']>

/** What is said of a reply that came in the post. */
export const someDocument = (changes: Partial<DocumentInput> = {}) => ({
  ...{ receivedOn: '2026-11-20', sender: 'Northgate Health, HMP Leeds', title: '', pages: 3 },
  ...{ sort: 'letter' as const, class: 'health' as const, matterId: null, letterId: null },
  ...changes,
})

/** Keeps a file that is chosen, as the window does. */
export async function keepDocument(
  { ask, platform }: Pick<TestOffice, 'ask' | 'platform'>,
  clientId: KeptDocument['clientId'],
  changes: Partial<DocumentInput> = {},
  file = { name: 'reply.pdf', bytes: somePdf('reply') as Uint8Array },
): Promise<KeptDocument> {
  platform.file = file
  const { token } = (await ask.documents.choose({}))!
  return ask.documents.keep({ token, clientId, ...someDocument(changes) })
}
