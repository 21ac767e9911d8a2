/*
 * A second opinion on a log: written from the documents alone (RFC 9162, RFC 9901, RFC 8785, C2SP signed
 * notes), with nothing of the program in it.
 *
 *   node test/audit/independent.ts <remedy.db> <file key in hex> <remedy.head> [code from paper ...]
 */
import Database from 'better-sqlite3'
import canonicalize from 'canonicalize'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

interface Row {
  seq: number
  leaf: string
  hash: Buffer
  disclosures: string | null
}

const sha256 = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Everything about the log that does not hold, as sentences. */
export function independentFaults(
  db: Database.Database,
  { head, codes }: { head: { size: number; root: string } | null; codes: string[] },
): string[] {
  const faults: string[] = []
  const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault))
  const rows = db
    .prepare('select * from log left join log_payload using (seq) order by seq')
    .all() as Row[]

  rows.forEach(({ seq, leaf, hash, disclosures }, index) => {
    expect(seq === index + 1, `row ${index + 1} is numbered ${seq}`)
    expect(sha256(Buffer.of(0), leaf).equals(hash), `hash of entry ${seq}`)
    let parsed: { v?: unknown; seq?: unknown; detail?: string[] }
    try {
      parsed = JSON.parse(leaf)
    } catch {
      return faults.push(`entry ${seq} is no JSON`)
    }
    expect(canonicalize(parsed) === leaf, `entry ${seq} is not canonical`)
    expect(parsed.v === 1 && parsed.seq === seq, `entry ${seq} says it is ${String(parsed.seq)}`)
    if (disclosures === null) return faults.push(`the contents of entry ${seq} are missing`)
    const digests = disclosures
      .split('~')
      .filter((disclosure) => disclosure !== '')
      .map((disclosure) => sha256(disclosure).toString('base64url'))
    expect(digests.sort().join() === parsed.detail?.join(), `the words of entry ${seq}`)
  })

  // MTH of RFC 9162, section 2.1.1, as it is written there.
  const known = new Map<string, Buffer>()
  function tree(from: number, to: number): Buffer {
    const place = `${from}-${to}`
    const width = to - from
    let split = 1
    while (split * 2 < width) split *= 2
    if (width === 0) return sha256()
    const found =
      known.get(place) ??
      (width === 1
        ? sha256(Buffer.of(0), rows[from]!.leaf)
        : sha256(Buffer.of(1), tree(from, from + split), tree(from + split, to)))
    known.set(place, found)
    return found
  }

  const nodes = db.prepare('select * from log_node').all() as {
    level: number
    place: number
    hash: Buffer
  }[]
  const complete = rows.length - rows.length.toString(2).replaceAll('0', '').length
  expect(nodes.length === complete, `${nodes.length} nodes instead of ${complete}`)
  for (const { level, place, hash } of nodes) {
    const [from, to] = [place * 2 ** level, (place + 1) * 2 ** level]
    expect(to <= rows.length && tree(from, to).equals(hash), `node ${level}/${place}`)
  }

  const publicKey = db.prepare('select public_key from log_key').pluck().get() as Buffer
  const origin = `remedy.office/${sha256(publicKey).toString('hex').slice(0, 20)}`
  const keyId = sha256(`${origin}\n`, Buffer.of(1), publicKey).subarray(0, 4)
  const x = publicKey.toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  let signed = 0
  for (const { size, note } of db.prepare('select * from log_checkpoint order by size').all() as {
    size: number
    note: string
  }[]) {
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    const [name, count, root] = text.split('\n')
    const [dash, signer, encoded = ''] = note
      .slice(text.length + 1)
      .trimEnd()
      .split(' ')
    const signature = Buffer.from(encoded, 'base64')
    expect(dash === '\u2014' && name === origin && signer === origin, `name in checkpoint ${size}`)
    expect(signature.subarray(0, 4).equals(keyId), `key of checkpoint ${size}`)
    expect(verify(null, Buffer.from(text), key, signature.subarray(4)), `signature ${size}`)
    const agrees = size <= rows.length && tree(0, size).toString('base64') === root
    expect(Number(count) === size && agrees, `root of checkpoint ${size}`)
    expect(size - signed <= 100, `no checkpoint between ${signed} and ${size}`)
    signed = size
  }
  expect(rows.length - signed < 100, `no checkpoint after ${signed}`)

  const rootAt = (size: number) => (size <= rows.length ? tree(0, size) : Buffer.alloc(32))
  expect(head !== null || rows.length === 0, 'no head')
  if (head) expect(rootAt(head.size).toString('hex') === head.root, `head at ${head.size}`)
  for (const code of codes) {
    const [size, digits = ''] = code.toUpperCase().replace(/\s/g, '').split('-')
    const bits = [...rootAt(Number(size)).subarray(0, 10)].map((byte) =>
      byte.toString(2).padStart(8, '0'),
    )
    const fives = bits.join('').match(/.{5}/g) ?? []
    const expected = fives
      .map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(five, 2)])
      .join('')
    expect(expected === digits, `code ${code}`)
  }
  return faults
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = '', key = '', head = '', ...codes] = process.argv.slice(2)
  const db = new Database(file, { readonly: true })
  for (const pragma of ["cipher='sqlcipher'", 'legacy=4', `key="x'${key}'"`]) db.pragma(pragma)
  const faults = independentFaults(db, { head: JSON.parse(readFileSync(head, 'utf8')), codes })
  console.log(faults.length === 0 ? 'The log is intact.' : faults.join('\n'))
  process.exitCode = faults.length === 0 ? 0 : 1
}
