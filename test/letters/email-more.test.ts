import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { someConsent } from '../consents/some-consent.ts'
import { keepDocument } from '../documents/some-document.ts'
import { refusalOf } from '../open-office.ts'
import {
  correctSending,
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const SURGERY = { name: 'Park Surgery', role: 'records-holder' as const }
const PLACE = { lines: ['4 Hill Row', 'Leeds'], postcode: 'LS9 7TF' }
const LEEDS = { lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ' }
const holder = (email: string) => ({
  ...{ name: SURGERY.name, sort: 'gp', address: PLACE.lines.join('\n') },
  ...{ postcode: PLACE.postcode, number: '', from: '', to: '', email },
})

/** An office whose letter is copied to a surgery of the case details, which the client lets be told. */
async function copyingOffice() {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, clientId, matterId } = office
  const classes = ['identity', 'location', 'health'] as const
  const { id: consentId } = await ask.consents.record(
    someConsent(clientId, {
      ...{ recipient: SURGERY, purpose: 'obtain-records' },
      choices: classes.map((about) => ({ class: about, answer: 'given' as const })),
    }),
  )
  const record = (email: string, version = 0) =>
    ask.details.record({ matterId, group: 'holders', version, rows: [holder(email)] })
  const addressee = { ...SURGERY, ...PLACE }
  const copied = (step: 'approved' | 'signed', more: Partial<LetterContent> = {}) =>
    letterAt(office, step, {
      ...{ copies: [{ addressee }], addressSource: 'The surgery’s website' },
      ...more,
    })
  return Object.assign(office, { consentId, record, copied, addressee })
}
const recordProvider = ({ ask }: LetterOffice, email: string) =>
  ask.establishments.recordArrangement({
    ...{ establishmentId: 'leeds' as never, sort: 'provider', name: HOLDER, ...LEEDS, email },
    ...{ from: day('2020-01-01'), to: null, source: 'Their letter', note: '', verified: true },
  })
/** The parts of a message after its words, with their names. */
function attachedIn(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1')
  const boundary = /boundary="([^"]+)"/.exec(text)![1]!
  return text
    .split(`--${boundary}`)
    .slice(2, -1)
    .map((part) => ({
      name: /filename="([^"]+)"/.exec(part)![1]!,
      type: /Content-Type: ([^;]+);/.exec(part)![1]!,
      bytes: new Uint8Array(Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64')),
    }))
}

test('a copy goes by email to the address in the case details, as the copy that it is, and says nothing of how the letter itself left', async () => {
  const office = await copyingOffice()
  const { ask, copied, record, platform } = office
  const { id: letterId, content } = await copied('signed')
  const asked = { letterId, reader: 0 }
  expect((await refusalOf(ask.letters.emailLetter(asked), 'conflict')).message).toContain(
    'No email address is on record for Park Surgery',
  )
  await refusalOf(record('not an address'), 'invalid-input')
  await record('records@park.example')
  expect(await ask.letters.emailLetter(asked)).toMatchObject({
    ...{ to: 'records@park.example', route: 'email' },
  })
  const [copy] = attachedIn(platform.paper.at(-1)!.pdf)
  expect(readBack(copy!.bytes, 'pdftotext', ['-raw', '$', '-'])).toMatch(/^CO\s?PY$/m)
  const { history } = await ask.letters.get({ letterId })
  expect(history.at(-1)).toMatchObject({ act: 'letter-copied' })
  await refusalOf(ask.letters.emailLetter({ letterId, reader: 1 }), 'invalid-input')
  await recordProvider(office, 'records@northgate.example.cjsm.net')
  // The address of the copy’s reader is none of the letter’s.
  await refusalOf(ask.letters.send({ letterId, route: 'email', on: content.datedOn }), 'conflict')
  const sent = await ask.letters.send({ letterId, route: 'cjsm', on: content.datedOn })
  expect(sent.history.at(-1)!.note).toContain('records@northgate.example.cjsm.net')
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('no copy leaves by email once its reader may not be told, nor the client’s', async () => {
  const { ask, copied, record, consentId, matterId, platform } = await copyingOffice()
  await record('records@park.example')
  const { addressee } = await ask.letters.propose({
    ...{ matterId, kind: 'L24', datedOn: day('2026-11-23') },
  })
  const own = await copied('signed', { copies: [{ addressee }] })
  expect(
    (await refusalOf(ask.letters.emailLetter({ letterId: own.id, reader: 0 }), 'conflict')).message,
  ).toContain('is not sent by email')
  const { id: letterId } = await copied('signed')
  await ask.consents.withdraw({
    ...{ consentId, receivedOn: day('2026-11-23'), classes: ['identity'], saidOn: null },
    ...{ how: 'post', note: '' },
  })
  for (const withEnclosures of [false, true])
    await refusalOf(ask.letters.emailLetter({ letterId, reader: 0, withEnclosures }), 'conflict')
  expect(platform.paper.filter(({ name }) => name === 'eml')).toEqual([])
})

test('an email of a body in the case details is no reason to recall what prints that body', async () => {
  const office = await copyingOffice()
  const { ask, matterId, clientId, record } = office
  await record('')
  await ask.consents.record({
    ...someConsent(clientId, { recipient: SURGERY, purpose: 'obtain-records' }),
    kind: 'authority-to-obtain',
    choices: [{ class: 'health', answer: 'given' }],
  })
  const datedOn = day('2026-11-23')
  const proposed = await ask.letters.propose({ matterId, kind: 'L04', datedOn })
  const { id: letterId } = await letterAt(office, 'signed', {
    ...{ ...proposed, addressSource: 'Their website' },
  })
  await record('records@park.example', 1)
  expect((await ask.letters.get({ letterId })).state).toBe('signed')
  expect((await ask.letters.emailLetter({ letterId })).to).toBe('records@park.example')
})

test('a message takes the enclosures along: in one file with the letter, what cannot be in it as a file beside, and the rest by hand', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, clientId, platform } = office
  await recordProvider(office, 'records@northgate.example')
  const note = { name: 'note.txt', bytes: Buffer.from('Seen on 3 June.') }
  const kept = [
    await keepDocument(office, clientId, { class: 'identity' }),
    await keepDocument(office, clientId, { class: 'identity', sort: 'statement' }, note),
  ]
  const content = await filledIn(office)
  const enclosures = kept.map(({ id, sha256 }) => ({
    ...{ name: 'As typed', class: null, document: { id, sha256 } },
  }))
  const { id: letterId, approved } = await letterAt(office, 'signed', {
    enclosures: [...content.enclosures, ...enclosures],
  })
  const { apart } = await ask.letters.emailLetter({ letterId, withEnclosures: true })
  expect(apart).toMatchObject([{ number: 1, why: 'It is not kept here as a file.' }])
  const [whole, beside, ...more] = attachedIn(platform.paper.at(-1)!.pdf)
  expect(more).toEqual([])
  expect(
    Number(/Pages: +(\d+)/.exec(readBack(whole!.bytes, 'pdfinfo', ['$']))![1]),
  ).toBeGreaterThan(approved!.pages)
  expect(beside).toMatchObject({ name: 'IT-FENW.1-1-enclosure-3.txt', type: 'text/plain' })
  expect(createHash('sha256').update(beside!.bytes).digest('hex')).toBe(kept[1]!.sha256)
  expect((await ask.letters.get({ letterId })).history.at(-1)!.note).toContain(
    'records@northgate.example',
  )
})

test('a sending is corrected to no way in which the letter could not have been marked sent', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  await recordProvider(office, 'records@northgate.example')
  const { id: letterId, content } = await letterAt(office, 'sent')
  const correct = (route: 'cjsm' | 'email' | 'hand') =>
    correctSending(office, {
      ...{ letterId, route, on: content.datedOn, reason: 'The post book.', confirmed: true },
    })
  const { message, fields } = await refusalOf(correct('cjsm'), 'conflict')
  expect(message).toContain('records@northgate.example is not an address of CJSM')
  expect(fields).toHaveProperty('route')
  const corrected = await correct('email')
  expect(corrected.history.at(-1)!.note).toContain('records@northgate.example')
  await correct('hand')
  const toClient = await letterAt(office, 'sent', {
    ...{ kind: 'L24' },
    consentRequested: {
      recipient: { name: 'Ruth Danvers', role: 'family' },
      ...{ purpose: 'inform', classes: ['location'] },
    },
  })
  const refused = await refusalOf(
    correctSending(office, {
      ...{ letterId: toClient.id, route: 'cjsm', on: content.datedOn, reason: 'The post book.' },
    }),
    'conflict',
  )
  expect(refused.message).toContain('No client has an address of CJSM')
})

test('a day that is corrected changes nothing of the address to which the letter went', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, clock } = office
  await recordProvider(office, 'records@northgate.example')
  const { id: letterId, content } = await letterAt(office, 'signed')
  await ask.letters.send({ letterId, route: 'email', on: content.datedOn })
  clock.set('2026-11-25T09:00:00.000Z')
  const correct = async (route: 'email' | 'hand', on: string) => {
    const { history } = await correctSending(office, {
      ...{ letterId, route, on: day(on), reason: 'The sent items.', confirmed: true },
    })
    return history.at(-1)!.note
  }
  for (const email of ['new@northgate.example', 'new@northgate.example.cjsm.net']) {
    await recordProvider(office, email)
    const on = email.endsWith('.net') ? '2026-11-23' : '2026-11-24'
    expect(await correct('email', on)).toContain('records@northgate.example')
  }
  expect(await correct('hand', '2026-11-24')).not.toContain('@')
})

test('the envelope of a copy is printed with its reader’s address, and not where it tells whoever handles it something', async () => {
  const office = await copyingOffice()
  const { ask, clientId, copied, addressee, platform } = office
  const { id: letterId } = await copied('approved')
  const papers = await ask.letters.papers({ letterId })
  expect(papers.flatMap(({ what, reader }) => (reader === 0 ? what : []))).toEqual([
    ...['copy', 'envelope', 'labels'],
  ])
  const print = (of: { letterId: typeof letterId; size?: 'DL-window' | 'C5' }) =>
    ask.letters.print({
      ...{ ...of, what: 'envelope', reader: 0, printer: 'Front-desk', paper: 'letterhead' },
    })
  await print({ letterId, size: 'C5' })
  const said = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-layout', '$', '-'])
  for (const line of ['Park Surgery', '4 Hill Row', 'LS9 7TF']) expect(said).toContain(line)
  expect(said).not.toMatch(/Fenwright|A1234BC|Northgate|Tark/)
  expect(
    (await refusalOf(print({ letterId, size: 'DL-window' }), 'conflict')).fields,
  ).toHaveProperty('size')
  // Each reader may be told it; whoever handles the envelope may not.
  for (const recipient of [SURGERY, { name: HOLDER, role: 'records-holder' as const }])
    await ask.consents.record(
      someConsent(clientId, {
        ...{ recipient, purpose: 'obtain-records' },
        choices: [{ class: 'substance-use', answer: 'given' }],
      }),
    )
  const telling = await copied('approved', {
    copies: [{ addressee: { ...addressee, lines: ['Methadone clinic', 'Leeds'] } }],
  })
  const { message } = await refusalOf(print({ letterId: telling.id }), 'conflict')
  expect(message).toContain('everybody who handles the envelope reads it')
})
