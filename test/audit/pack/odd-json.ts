import { originOf } from '../../../src-main/audit/signing-key.ts'
import { signNote } from '../../../src-main/audit/signed-note.ts'
import { writeZip } from '../../../src-main/audit/pack/pack-zip.ts'
import type { FromPaper } from '../../../src-main/audit/pack/verify-pack.ts'
import { draftOf, madeLog, membersOf, signed, type Chance } from './made-packs.ts'

const ODD =
  '1.0 1e0 -0 0 true false null "1" [] {} "" -1 9007199254740993 1e400 2.0 "x" [null] ["client"] "client" [[]] {"a":1} "\\ud800" 01 NaN "é" 1.5 1e1 ["client","client"]'.split(
    ' ',
  )
const BEHIND = [' ', '\t', '\r', '\v', ' ', '\u2028', '\u0085', '\u001c', '\uFEFF']
const SIGN = /^[[\]{},:]/

/** Where each part of a text of JSON begins and ends. */
function partsOf(text: string): [from: number, to: number][] {
  const parts = text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{},:]/g)
  return Array.from(parts, ({ index, 0: part }) => [index, index + part.length])
}

/** A line of JSON with one value or field of another kind, spelled otherwise, twice, or with something around it. */
function oddly(text: string, { below, pick }: Chance): string {
  const parts = partsOf(text)
  const keys = parts.filter(([, to]) => text[to] === ':')
  const values = parts.filter(([from, to]) => !SIGN.test(text[from]!) && text[to] !== ':')
  const numbers = values.filter(([from]) => /[-\d]/.test(text[from]!))
  const put = ([from, to]: [number, number], other: string) =>
    text.slice(0, from) + other + text.slice(to)
  const how = below(6)
  if (how === 0 && numbers.length > 0) {
    const [from, to] = pick(numbers)
    const number = text.slice(from, to)
    return put(
      [from, to],
      pick([`${number}.0`, `${number}e0`, `${number}0e-1`, `-${number}`, ` ${number}`]),
    )
  }
  if (how <= 2) return put(pick(values), pick(ODD))
  if (how <= 4) {
    const named = keys.map(([from, to]) => text.slice(from, to))
    const field = `${pick([...named, '"zzz"', '"__proto__"'])}:${pick(ODD)}`
    const [at] = pick(parts.filter(([from]) => text[from] === '{' || text[from] === '}'))
    if (text[at] === '{') return put([at + 1, at + 1], text[at + 1] === '}' ? field : `${field},`)
    return put([at, at], text[at - 1] === '{' ? field : `,${field}`)
  }
  return pick([pick(BEHIND) + text, text + pick(BEHIND), text + text, text.slice(0, -1)])
}

/** A pack of which one line is odd JSON, signed as it stands; verifiers need only agree about it. */
export function oddPack(random: Chance): { bytes: Uint8Array; paper: FromPaper } {
  const { below, pick } = random
  const log = madeLog(random, 2 + below(24))
  const kind = pick(['full', 'full', 'redacted'])
  const draft = draftOf(log, { kind, papers: below(2) === 0 })
  const members = membersOf(draft)
  const name = pick(['manifest', 'manifest', 'entries.jsonl', 'entries.jsonl', 'checkpoints.jsonl'])
  const odd = members.find((one) => one.name === name)!
  const text = Buffer.from(odd.bytes).toString()
  const paper = { fingerprint: log.fingerprint, codes: [log.code(log.size)] }
  if (name === 'manifest') {
    const line = `${oddly(text.split('\n', 1)[0]!, random)}\n`
    odd.bytes = Buffer.from(signNote(line, originOf(draft.key.publicKey), draft.key))
    return { bytes: writeZip(members), paper }
  }
  const lines = text.split('\n').slice(0, -1)
  const at = pick([below(lines.length), lines.length - 1])
  const line = lines[at]
  if (line !== undefined) lines[at] = oddly(line, random)
  odd.bytes = Buffer.from(lines.map((one) => `${one}\n`).join(''))
  const files = members.slice(1)
  return { bytes: writeZip([signed(draft, files), ...files]), paper }
}
