import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signNote } from '../../src-main/audit/signed-note.ts'
import { LARGEST_EDITION, manifestOf, openPack } from '../../src-main/law/edition-pack.ts'
import { readPublisher } from '../../src-main/law/publisher.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { resources, temporaryFolder } from '../open-office.ts'
import { laterEdition, packed, shippedTexts, somePublisher } from './some-edition.ts'

const ours = somePublisher()
const texts = laterEdition()
const file = packed(texts, ours)
const whole = JSON.parse(Buffer.from(file).toString())
const json = (changes: object) => Buffer.from(JSON.stringify({ ...whole, ...changes }))

function refusal(bytes: Uint8Array): string {
  try {
    openPack(bytes, ours.publisher)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid-input') return error.message
    throw error
  }
  throw new Error('It was taken.')
}

test('what was packed comes out again, to the letter, and packing is the same each time', () => {
  expect(openPack(file, ours.publisher)).toEqual(texts)
  expect(Buffer.from(packed(new Map([...texts].toReversed()), ours)).equals(file)).toBe(true)
})

test('the manifest names every file with its hash, as sha256sum writes it', () => {
  const [format, ...lines] = manifestOf(shippedTexts).trimEnd().split('\n')
  expect(format).toBe('remedy-edition/1')
  expect(lines.map((line) => line.slice(66))).toEqual([...shippedTexts.keys()].toSorted())
  for (const line of lines)
    expect(line.slice(0, 64)).toBe(
      createHash('sha256')
        .update(shippedTexts.get(line.slice(66))!)
        .digest('hex'),
    )
})

test('the program ships a publisher’s key, and none that signs', () => {
  expect(readPublisher(resources).publicKey).toHaveLength(32)
  expect(() => readPublisher(temporaryFolder())).toThrow('no publisher’s key')
})

describe('a file that is no edition by our publisher is refused, saying what it is', () => {
  const other = somePublisher()
  const wrongText = { ...whole.files, 'holidays.json': whole.files['holidays.json'] + ' ' }
  const { 'holidays.json': _gone, ...fewer } = whole.files
  const strange = new Map([...texts, ['../office.json', '{}']])
  const lone = new Map([...texts, ['rights/notes.json', '"\ud800"']])
  const note = (text: string) => signNote(text, ours.name, ours.key)
  const signatureOf = (signed: string) => signed.split('\n').at(-2)!
  const lifted = `${manifestOf(texts)}\n${signatureOf(note(manifestOf(shippedTexts)))}\n`

  test.each<[string, Uint8Array, string]>([
    ['nothing at all', Buffer.alloc(0), 'not an edition of the law'],
    ['a letter', Buffer.from('%PDF-1.7'), 'not an edition of the law'],
    ['other JSON', Buffer.from('{"format":"holiday-list/1"}'), 'not an edition of the law'],
    ['JSON that is no object', Buffer.from('[[[[]]]]'), 'not an edition of the law'],
    ['JSON nested without end', Buffer.from('['.repeat(1e6)), 'not an edition of the law'],
    ['a file cut short', file.subarray(0, -1000), 'damaged'],
    ['a file with other bytes at its end', Buffer.concat([file, Buffer.from('x')]), 'damaged'],
    [
      'bytes that are no text',
      Buffer.concat([file.subarray(0, 300), Buffer.from([0xff])]),
      'damaged',
    ],
    [
      'a word changed',
      Buffer.from(Buffer.from(file).toString().replace('Prison Service', 'prison service')),
      'damaged',
    ],
    ['a file changed', json({ files: wrongText }), 'damaged'],
    ['a file left out', json({ files: fewer }), 'damaged'],
    ['a file put in', json({ files: { ...whole.files, 'rights/more.json': '{}' } }), 'damaged'],
    ['a file by a name from outside', packed(strange, ours), 'damaged'],
    ['half a character in a file', packed(lone, ours), 'damaged'],
    ['no note', json({ note: '' }), 'damaged'],
    ['no files', json({ files: [] }), 'damaged'],
    ['a word too many', json({ more: true }), 'damaged'],
    ['a note about something else', json({ note: note('remedy.office/x\n1\n') }), 'damaged'],
    ['the signature of another edition', json({ note: note(manifestOf(shippedTexts)) }), 'damaged'],
    ['a signature that was lifted off another edition', json({ note: lifted }), 'damaged'],
    ['another signer', packed(texts, other), other.name],
    [
      'another signer under our name',
      packed(texts, { ...other, name: ours.name }),
      'not signed by the',
    ],
    ['a newer format', json({ format: 'remedy-edition/2' }), 'newer version of the program'],
    [
      'too large a file',
      Buffer.concat([file, Buffer.alloc(LARGEST_EDITION, ' ')]),
      'too large to be an edition',
    ],
  ])('%s', (_, bytes, why) => expect(refusal(bytes)).toContain(why))

  test('whatever one byte is changed to, it is refused', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 3), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const copy = Buffer.from(file)
        copy[place]! ^= change
        try {
          // White space between its parts is nobody's word.
          return JSON.stringify(JSON.parse(copy.toString())) === JSON.stringify(whole)
            ? true
            : refusal(copy) !== ''
        } catch (error) {
          return error instanceof SyntaxError ? refusal(copy) !== '' : false
        }
      }),
      { numRuns: 150 },
    )
  })
})
