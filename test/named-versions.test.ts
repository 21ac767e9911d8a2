import { expect, test } from 'vitest'
import { contract } from '../src-main/contract.ts'
import type { Operation } from '../src-main/wire/operation.ts'
import { z } from '../src-main/wire/schema.ts'
import { notRead } from './read-questions.ts'

/** By what an operation names the version, or the state, that was before the person. */
const NAMES = ['version', 'versions', 'before', 'newest', 'proposed', 'replaces', 'scan']

const all = (domain: string, names: string) => names.split(' ').map((name) => `${domain}.${name}`)
/** Where the client was before: no version. */
const OF_A_CLIENT_BEFORE: ReadonlySet<string> = new Set(['clients.register'])
/** Every other operation that records an act, and why it can name none. */
const NAMES_NONE: Readonly<Record<string, readonly string[]>> = {
  'records something new': [
    ...['people.add', 'clients.register', 'clients.recordMove', 'deadlines.recordHoliday'],
    ...all('establishments', 'recordArrangement recordTransfer'),
    ...['representatives.record', 'bases.record', 'matters.open', 'matters.note'],
    ...['documents.keep', 'consents.withdraw', 'disclosures.recordCall', 'accessRequests.record'],
    ...all('letters', 'draft draftAgain recordReply addSensitiveWord'),
  ],
  'looks at something, or makes a copy, and changes nothing': [
    ...['audit.reveal', 'representatives.openProof', 'exports.gatherAccess'],
    ...all('consents', 'reveal openScan receipt'),
    ...all('bases', 'openPaper open'),
    ...all('documents', 'reveal open saveCopy'),
    ...all('disclosures', 'reveal follow openPaper export'),
    ...all('letters', 'reveal saveCopy openInReader'),
  ],
  'is one step on the way of a thing, refused where the thing does not stand before it': [
    ...all('erasure', 'hold lift propose withdraw again'),
    ...all('representatives', 'end remove restore attachProof'),
    ...all('bases', 'restore attachPaper end takeBack'),
    ...['documents.remove', 'disclosures.undoCall', 'desks.remove', 'law.importEdition'],
    ...all('law', 'withdrawAmendment withdrawCheck'),
    ...['deadlines.withdrawHoliday', 'clients.join', 'clients.part'],
    ...all('matters', 'close reopen settleLimitation takeOverAccess'),
    ...all('consents', 'attachScan check sendBack review undoReview'),
    ...all('letters', 'discard printed signed send recall returned undoStep'),
    ...['letters.removeSensitiveWord', 'people.remove', 'people.passOn', 'people.nameAccount'],
  ],
  'sets one value whole, whatever stood there, and the log keeps the former': [
    ...all('people', 'changeRole givePassphrase changePassphrase changeFileKey'),
    ...all('people', 'renewRecoverySheet confirmRecoverySheet'),
    ...all('practice', 'chooseLogo removeLogo chooseSecondCheck'),
    ...['desks.rename', 'retention.setPeriod', 'retention.keepLonger'],
  ],
  'names what it corrects by an id that ends with the correction': ['clients.correctStay'],
}

test('every operation that records an act names the version that was before the person, or says why it does not', () => {
  const without: string[] = []
  for (const [domain, questions] of Object.entries(contract))
    for (const [name, { input }] of Object.entries(
      questions as Record<string, Operation<z.ZodType, z.ZodType, string>>,
    )) {
      const operation = `${domain}.${name}`
      if (notRead[operation] !== 'records an act') continue
      const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
      const names = NAMES.some((field) => field in properties)
      if (!names || OF_A_CLIENT_BEFORE.has(operation)) without.push(operation)
    }
  expect(without.toSorted()).toEqual(Object.values(NAMES_NONE).flat().toSorted())
})
