import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanKind } from '../../src-main/platform/scan-file.ts'
import { jpegEnd, structureOf } from '../../src-main/platform/file-structure.ts'
import { logoFacts } from '../../src-main/practice/logo-rules.ts'
import { someJpeg, somePdf, somePng } from '../practice/some-picture.ts'

const refusal = (bytes: Uint8Array): string => {
  try {
    return scanKind(bytes)
  } catch (error) {
    return (error as Error).message
  }
}
const linearized = Buffer.from(
  '%PDF-1.7\n5 0 obj<</Type/Page>>endobj\nxref\n5 1\n0000000009 00000 n \ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n' +
    '1 0 obj<</Type/Catalog>>endobj\n',
)

test('a photograph with any bytes behind it is taken whole, a film with ends of its own as well', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (behind) => {
      const photo = Buffer.concat([someJpeg(), behind, Buffer.from('ffd9001122ffda0011', 'hex')])
      expect(refusal(photo)).toBe('jpeg')
      expect(jpegEnd(photo)).toBe(someJpeg().length)
    }),
  )
})

test('a photograph whose small picture is whole and which breaks off itself is incomplete', () => {
  const small = someJpeg({ width: 8, height: 8 })
  const head = Buffer.from([0xff, 0xe1, (small.length + 2) >> 8, (small.length + 2) & 255])
  const photo = Buffer.concat([someJpeg().subarray(0, 2), head, small, someJpeg().subarray(2)])
  expect(refusal(photo)).toBe('jpeg')
  for (let length = 12; length < photo.length; length += 7)
    expect(refusal(photo.subarray(0, length))).toContain('incomplete')
})

test.each([
  ['PNG', somePng()],
  ['JPEG', someJpeg()],
  ['PDF', somePdf().subarray(0, -1)],
])('a %s that breaks off anywhere is refused in words', (_, whole) => {
  for (let length = 12; length < whole.length; length++)
    expect(refusal(whole.subarray(0, length))).toMatch(/incomplete|damaged/)
  expect(refusal(whole)).not.toContain(' ')
})

test('a PNG whose bytes were changed is damaged', () => {
  const bytes = Buffer.from(somePng())
  bytes[45]! ^= 1
  expect(refusal(bytes)).toContain('damaged')
})

test('a PDF is read from its end: one written in two goes and cut after the first is incomplete', () => {
  expect(structureOf(linearized, 'pdf')).toBe('cut')
  const junk = Buffer.concat([somePdf(), Buffer.alloc(5000)])
  expect(structureOf(junk, 'pdf')).toBe('whole')
  expect(structureOf(Buffer.from('%PDF-1.4\nwords\n%%EOF'), 'pdf')).toBe('damaged')
  expect(structureOf(Buffer.from('%PDF-1.4\n/Root\nstartxref\n99999\n%%EOF'), 'pdf')).toBe('cut')
})

test.each([
  ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'Most Compatible'],
  ['TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'Set the scanner to PDF'],
  ['TIFF', Buffer.from('MM\0*\0\0\0\x08', 'latin1'), 'save or print it as PDF'],
  ['WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'), 'save it as JPEG'],
  ['ZIP', Buffer.from('PK\x03\x04', 'latin1'), 'save it as PDF'],
])('%s is refused by its name, with the way to a file that is taken', (name, bytes, way) => {
  expect(refusal(bytes)).toContain(name)
  expect(refusal(bytes)).toContain(way)
  expect(() => logoFacts(bytes)).toThrow(name)
})
