import { expect, test } from 'vitest'
import {
  privateKeyLine,
  publicKeyLine,
  readPrivateKey,
  readPublicKey,
} from '../../src-main/audit/key-line.ts'
import {
  claimsToBeBy,
  parseNote,
  signatureHolds,
  signNote,
} from '../../src-main/audit/signed-note.ts'
import { newSigningKey } from '../../src-main/audit/signing-key.ts'
import { countingBytes, hex } from './memory-tree.ts'

const key = newSigningKey(countingBytes())
/** A key and a note of another implementation of the standard. */
const theirs = {
  public: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  private: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  note:
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n" +
    '\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

test('a key comes back from its line, each half from its own alone', () => {
  const [open, secret] = [
    publicKeyLine('remedy.office/x', key.publicKey),
    privateKeyLine('remedy.office/x', key),
  ]
  expect(readPublicKey(` ${open}\n`)).toEqual({ name: 'remedy.office/x', publicKey: key.publicKey })
  expect(readPrivateKey(`${secret}\n`)).toEqual({ name: 'remedy.office/x', key })
  expect([readPublicKey(secret), readPrivateKey(open)]).toEqual([null, null])
  expect(secret).not.toContain(Buffer.from(key.publicKey).toString('base64').slice(4))
})

test('keys and notes of the standard’s first implementation are read, and written alike', () => {
  const { name, publicKey } = readPublicKey(theirs.public)!
  const secret = readPrivateKey(theirs.private)!
  expect(hex(secret.key.publicKey)).toBe(hex(publicKey))
  const note = parseNote(theirs.note)!
  expect([claimsToBeBy(note, name, publicKey), signatureHolds(note, publicKey)]).toEqual([
    true,
    true,
  ])
  expect(signNote(note.text, name, secret.key)).toBe(theirs.note)
})

test.each([
  '',
  'remedy',
  theirs.public.replace('c74f20a3', 'c74f20a4'),
  theirs.public.replace('ARpc', 'ARpd'),
  theirs.public.replace('+AR', '+BR'),
  theirs.public.slice(0, -1),
  theirs.private.replace('AYEK', 'AYEL'),
  theirs.private.replace('PRIVATE', 'PRIVAT'),
])('%s is no key', (line) => {
  expect([readPublicKey(line), readPrivateKey(line)]).toEqual([null, null])
})

test('a note that was altered does not hold, and a piece of one is none', () => {
  const { publicKey } = readPublicKey(theirs.public)!
  expect(signatureHolds(parseNote(theirs.note.replace('answer', 'anther'))!, publicKey)).toBe(false)
  for (const piece of [theirs.note.slice(1, -1), theirs.note.replace('\n\n', '\n'), ''])
    expect(parseNote(piece)).toBeNull()
})
