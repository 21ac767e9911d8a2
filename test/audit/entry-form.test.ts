import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../src-main/audit/canonical.ts'
import { commit, open } from '../../src-main/audit/commitment.ts'
import type { Json } from '../../src-main/audit/entry.ts'
import { readLeaf, writeLeaf } from '../../src-main/audit/leaf.ts'
import { leafHash } from '../../src-main/audit/tree.ts'
import { countingBytes, hex } from './memory-tree.ts'
import vectors from './vectors/entries.json' with { type: 'json' }

describe('frozen forms', () => {
  test.each(vectors)('entry $seq keeps its bytes', ({ seq, at, actor, act, subject, ...kept }) => {
    const { digests, disclosures } = commit(kept.detail as Record<string, Json>, countingBytes())
    expect(disclosures).toBe(kept.disclosures)
    const leaf = writeLeaf({ seq, at, actor, act, subject, detail: digests })
    expect(leaf).toBe(kept.leaf)
    expect(hex(leafHash(Buffer.from(leaf)))).toBe(kept.hash)
    expect(readLeaf(leaf)).toEqual({ v: 1, seq, at, actor, act, subject, detail: digests })
    expect(open(disclosures, digests)).toEqual(kept.detail)
  })
})

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)
const names = fc.string({ unit: 'grapheme', maxLength: 12 })
const detail = fc
  .dictionary(names, json, { maxKeys: 8 })
  .map((fields) => Object.fromEntries(Object.entries(fields)))

describe('words are committed to, one field at a time', () => {
  test('whatever was committed to is opened again', () => {
    fc.assert(
      fc.property(detail, (fields) => {
        const { digests, disclosures } = commit(fields, countingBytes())
        expect(digests).toHaveLength(Object.keys(fields).length)
        expect(digests).toEqual(digests.toSorted())
        expect(open(disclosures, digests)).toEqual(fields)
      }),
    )
  })

  test('a changed value, name or salt is refused, and the field is named', () => {
    const { digests, disclosures } = commit(
      { recipient: 'Dr Wren', purpose: 'treatment' },
      countingBytes(),
    )
    const [first, second] = disclosures
      .split('~')
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
    const kept = (...fields: Json[]) =>
      fields.map((field) => Buffer.from(canonical(field)).toString('base64url')).join('~')
    expect(() => open(kept(first, [second[0], 'recipient', 'Mr Lark']), digests)).toThrow(
      'the field "recipient" differs',
    )
    expect(() => open(kept(first, [second[0], 'receiver', 'Dr Wren']), digests)).toThrow(
      '"receiver" differs',
    )
    expect(() =>
      open(kept(first, ['AAAAAAAAAAAAAAAAAAAAAA', second[1], second[2]]), digests),
    ).toThrow('differs')
    expect(() => open(kept(first), digests)).toThrow('1 of its 2 fields are missing')
    expect(() => open(`${disclosures}~${disclosures}`, digests)).toThrow('differs')
    expect(() => open(`${disclosures}=`, digests)).toThrow('differs')
    expect(() => open('', digests)).toThrow('2 of its 2 fields are missing')
    expect(() => open('\0~\ud800', digests)).toThrow('field 1 differs')
  })

  test('the same words under other salts give other digests', () => {
    const next = countingBytes()
    const [one, other] = [commit({ hiv: 'held' }, next), commit({ hiv: 'held' }, next)]
    expect(one.digests).not.toEqual(other.digests)
  })

  test('a value that would not come back the same is refused before it is logged', () => {
    const odd: unknown[] = [
      undefined,
      NaN,
      Infinity,
      1n,
      new Date(0),
      new Map(),
      '\ud800',
      () => 1,
      Symbol('x'),
    ]
    odd.push(Array(2), { a: undefined }, { '\udc00': 1 })
    for (const value of odd)
      expect(() => commit({ value: value as Json }, countingBytes())).toThrow(TypeError)
    const round: Json[] = []
    round.push(round)
    expect(() => canonical(round)).toThrow('nested too deeply')
  })
})

describe('a leaf', () => {
  const text = fc.string({ unit: 'grapheme' })
  const digest = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('base64url'))
  const leaf = fc.record({
    seq: fc.integer({ min: 1 }),
    at: fc
      .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
    actor: text,
    act: text,
    subject: fc.option(text),
    detail: fc.uniqueArray(digest, { maxLength: 6 }).map((digests) => digests.sort()),
  })

  test('is the canonical JSON of its fields', () => {
    fc.assert(
      fc.property(leaf, (fields) => {
        const text = writeLeaf(fields)
        expect(text).toBe(canonicalize({ v: 1, ...fields }))
        expect(readLeaf(text)).toEqual({ v: 1, ...fields })
      }),
    )
  })

  test('is refused in any other form, even with the same meaning', () => {
    const good = vectors[1]!.leaf
    const swapped = good.replace(/"detail":\["([^"]+)","([^"]+)"/, '"detail":["$2","$1"')
    const forms = [` ${good}`, good.replace('"v":1', '"v":2'), good.replace(/"seq":\d+/, '"seq":0')]
    forms.push(
      good.replace('}', ',"x":1}'),
      good.replace('"act"', '"\\u0061ct"'),
      'null',
      '[]',
      '{}',
      '',
      '\0',
    )
    forms.push(good.replace(/"seq":(\d+)/, '"seq":$1.0'), swapped, `${good}\ud800`)
    for (const form of forms) {
      expect(form).not.toBe(good)
      expect(() => readLeaf(form)).toThrow(/^it is not/)
    }
  })
})
