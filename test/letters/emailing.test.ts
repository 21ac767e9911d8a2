import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { emailFile } from '../../src-main/letters/email-file.ts'
import { refusalOf } from '../open-office.ts'
import {
  day,
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const provider = (email: string) => ({
  ...{ establishmentId: 'leeds' as never, sort: 'provider' as const, name: HOLDER },
  ...{ lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ', email },
  ...{ from: day('2020-01-01'), to: null, source: 'Their letter of 3 March 2026' },
  ...{ note: '', verified: true },
})
/** The headers of a message, and its parts decoded. */
function readMessage(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const head = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n')
  const boundary = /boundary="([^"]+)"/.exec(text)![1]!
  const parts = text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64'))
  return { head, parts, text }
}

const withEmail = async ({ ask }: LetterOffice, email: string) => {
  const { arrangements } = await ask.establishments.recordArrangement(provider(email))
  return arrangements.find(({ name }) => name === HOLDER)!
}

test('a signed letter is put into a message to the address on record, its subject the reference alone, the file as approved, and logged with the address', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, platform } = office
  await withEmail(office, 'records@northgate.example.cjsm.net')
  const { id: letterId, approved, content } = await letterAt(office, 'signed')
  expect(await ask.letters.emailLetter({ letterId })).toEqual({
    ...{ to: 'records@northgate.example.cjsm.net', route: 'cjsm' },
  })
  const made = platform.paper.at(-1)!
  expect(made).toMatchObject({ to: 'reader', name: 'eml' })
  const { head, parts, text } = readMessage(made.pdf)
  expect(head).toContain('X-Unsent: 1')
  expect(head).toContain('To: <records@northgate.example.cjsm.net>')
  expect(head).toContain('From: <post@tark-prosser.example>')
  expect(head.filter((line) => line.startsWith('Subject:'))).toEqual([
    'Subject: Our ref IT/FENW.1-1',
  ])
  expect(head.find((line) => line.startsWith('Date:'))).toMatch(
    /^Date: \w{3}, \d\d \w{3} 20\d\d \d\d:\d\d:\d\d \+0000$/,
  )
  const [words, pdf] = parts
  expect(createHash('sha256').update(pdf!).digest('hex')).toBe(approved!.sha256)
  for (const said of ['Fenwright', 'A1234BC', HOLDER, content.heading])
    expect(words!.toString('utf8') + head.join('\n')).not.toContain(said)
  expect(text).toContain('filename="IT-FENW.1-1.pdf"')
  const { history } = await ask.letters.get({ letterId })
  expect(history.at(-1)).toMatchObject({ act: 'letter-copied' })
  expect(history.at(-1)!.note).toContain('records@northgate.example.cjsm.net')
  const sent = await ask.letters.send({ letterId, route: 'cjsm', on: content.datedOn })
  expect(sent.history.at(-1)!.note).toContain('records@northgate.example.cjsm.net')
})

test('no message is made without an address on record, before the signature, to the client, or past a shut gate', async () => {
  const office = await letterOffice()
  const { id: consentId } = await withAuthority(office)
  const { ask, platform } = office
  const { id: approvedId } = await letterAt(office, 'approved')
  const { id: letterId } = await letterAt(office, 'signed')
  const without = await refusalOf(ask.letters.emailLetter({ letterId }), 'conflict')
  expect(without.message).toContain(`No email address is on record for ${HOLDER}`)
  await withEmail(office, 'records@northgate.example')
  await refusalOf(ask.letters.emailLetter({ letterId: approvedId }), 'conflict')
  const toClient = await letterAt(office, 'signed', {
    kind: 'L24',
    consentRequested: {
      recipient: { name: 'Ruth Danvers', role: 'family' },
      ...{ purpose: 'inform', classes: ['location'] },
    },
  })
  expect(
    (await refusalOf(ask.letters.emailLetter({ letterId: toClient.id }), 'conflict')).message,
  ).toContain('is not sent by email')
  await ask.consents.withdraw({
    ...{ consentId, receivedOn: day('2026-11-23'), classes: ['health'], saidOn: null },
    ...{ how: 'post', note: '' },
  })
  await refusalOf(ask.letters.emailLetter({ letterId }), 'conflict')
  expect(platform.paper.filter(({ name }) => name === 'eml')).toEqual([])
  for (const typed of [
    'records',
    'a@b',
    'a@b.example, c@d.example',
    'a@b.example\nBcc: c@d.example',
  ])
    await refusalOf(ask.establishments.recordArrangement(provider(typed)), 'invalid-input')
})

test('an address that is confirmed again with the body keeps its email', async () => {
  const office = await letterOffice()
  const { id, version } = await withEmail(office, 'records@northgate.example')
  const { arrangements } = await office.ask.establishments.correctArrangement({
    ...{ ...provider('post@northgate.example'), id, version, reason: 'They moved' },
  })
  expect(arrangements.find((one) => one.id === id)).toMatchObject({
    email: 'post@northgate.example',
    earlier: [{ email: 'records@northgate.example' }],
  })
})

test('a reference with letters beyond ASCII is encoded, and no header is added by what is on record', () => {
  const given = { from: 'a@b.example', to: 'c@d.example', reference: 'HV/ŵŷn', signs: ['É. Vane'] }
  const { head, parts } = readMessage(
    emailFile({ ...given, at: new Date('2026-11-22T10:00:00Z'), pdf: new Uint8Array([1, 2, 3]) }),
  )
  const subject = head.find((line) => line.startsWith('Subject:'))!
  const [, inside] = /^Subject: =\?utf-8\?B\?(.+)\?=$/.exec(subject)!
  expect(Buffer.from(inside!, 'base64').toString('utf8')).toBe('Our ref HV/ŵŷn')
  expect(parts[0]!.toString('utf8')).toContain('É. Vane')
  expect(() =>
    emailFile({
      ...given,
      to: 'c@d.example\r\nBcc: e@f.example',
      at: new Date(),
      pdf: new Uint8Array(),
    }),
  ).toThrow('not an address of email')
})

test('the code of the envelope is held to the letter as it is marked sent, and recorded', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask } = office
  const { id: letterId, content } = await letterAt(office, 'signed')
  const [letter] = await ask.letters.papers({ letterId })
  const packing = letter!.packing!
  const send = (packed: string) =>
    ask.letters.send({ letterId, route: 'first-class', on: content.datedOn, packed })
  const other = [...packing].reverse().join('')
  const { fields } = await refusalOf(send(other === packing ? '0000' : other), 'conflict')
  expect(fields).toHaveProperty('packed')
  expect((await send(packing.toLowerCase())).state).toBe('sent')
  const { entries } = await ask.audit.health({})
  const told = JSON.stringify(await ask.audit.entry({ seq: entries }))
  expect(told).toContain('packed')
})
