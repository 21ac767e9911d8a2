import { headCode, readHeadCode } from '../head-code.ts'
import { sha256 } from '../sha256.ts'
import { nodeHash } from '../tree.ts'
import { fromBase64, textOf, toHex } from './encodings.ts'
import { Fault } from './fault.ts'
import { FIXED, objectIn, readManifest, type Manifest } from './manifest.ts'
import { hashesIn, readEntryLine, textsIn } from './pack-entries.ts'
import { readKeyLine, signedText, type PackKey } from './pack-note.ts'
import { readZip, type Member } from './pack-zip.ts'
import { isBeginning, isIncluded } from './proofs.ts'

/** What somebody typed from paper. */
export interface FromPaper {
  fingerprint: string
  codes: readonly string[]
}

/** The outcome for one pack; `agrees` needs a fingerprint and a code from paper. */
export interface PackVerdict {
  verdict: 'refused' | 'consistent' | 'agrees'
  /** The verdict as a sentence. */
  says: string
  /** The last entry that paper confirms; 0 without paper. */
  upTo: number
  /** Of the key that signed the pack; empty where it could not be read. */
  fingerprint: string
  manifest: Manifest | null
  faults: { where: string; what: string }[]
  /** Null where this pack cannot be compared with it. */
  codes: { code: string; agrees: boolean | null; why: string }[]
  /** Entries whose contents are not in the pack because the office erased them. */
  erased: number
  cannotShow: string[]
}

interface Tree {
  size: number
  root: Uint8Array
}
interface Read {
  manifest: Manifest
  key: PackKey
  newest: Tree
  known: Tree[]
  /** Of every entry, where the whole log is in the pack. */
  leaves: Uint8Array[] | null
  erased: number
}

const MOST_FAULTS = 20

/** Verifies the bytes of a pack by themselves, and against what was typed from paper; never throws. */
export function verifyPack(bytes: Uint8Array, paper: FromPaper): PackVerdict {
  const faults: PackVerdict['faults'] = []
  let read: Read | null = null
  try {
    read = readPack(readZip(bytes), (where, what) => void faults.push({ where, what }))
  } catch (error) {
    if (error instanceof Fault) faults.push({ where: error.where, what: error.message })
    else faults.push({ where: 'the file', what: 'It cannot be read.' })
  }
  const isSound = faults.length === 0
  const codes = read && isSound ? compareCodes(paper.codes, read) : []
  for (const { code, agrees, why } of codes)
    if (agrees === false) faults.push({ where: `code ${code}`, what: why })
  const typed = paper.fingerprint.toLowerCase().replaceAll(/[^0-9a-z]/g, '')
  const isKnown = typed !== '' && read?.key.fingerprint === typed
  if (read && typed !== '' && !isKnown)
    faults.push({ where: 'fingerprint', what: otherKey(typed, read.key) })
  const agreed = codes.filter(({ agrees }) => agrees).map(({ size }) => size)
  const upTo = isKnown && faults.length === 0 ? Math.max(0, ...agreed) : 0
  const verdict = faults.length > 0 ? 'refused' : upTo > 0 ? 'agrees' : 'consistent'
  return {
    verdict,
    says: isSound
      ? sentenceOf(verdict, upTo, isKnown, agreed.length > 0)
      : 'Refused: this pack does not hold together.',
    upTo,
    fingerprint: read?.key.fingerprint ?? '',
    manifest: read?.manifest ?? null,
    faults: faults.slice(0, MOST_FAULTS),
    codes: codes.map(({ code, agrees, why }) => ({ code, agrees, why })),
    erased: read?.erased ?? 0,
    cannotShow: read ? cannotShow(read.manifest, upTo) : [],
  }
}

const otherKey = (typed: string, { fingerprint }: PackKey) =>
  typed.length === fingerprint.length
    ? `The pack is signed by the key ${fingerprint}, not by the one on paper. It is not a pack of that office.`
    : `A fingerprint has ${fingerprint.length} figures and letters, and ${typed.length} were typed. Type it as it is on paper.`

function sentenceOf(
  verdict: PackVerdict['verdict'],
  upTo: number,
  isKnown: boolean,
  hasCode: boolean,
): string {
  if (verdict === 'refused') return 'Refused: this pack does not agree with what is on paper.'
  if (verdict === 'agrees') return `Agrees with paper up to entry ${upTo}.`
  const lacks = isKnown
    ? 'The key is the one on paper. Type a code from paper as well.'
    : hasCode
      ? 'The codes agree. Type the fingerprint of the key from paper as well.'
      : 'Whether it is this office’s own can be told only with the fingerprint and a code from paper.'
  return `Internally consistent. ${lacks}`
}

type Report = (where: string, what: string) => void

function readPack(members: Member[], report: Report): Read {
  const [first, ...others] = members
  if (first?.name !== 'manifest') throw new Fault('manifest', 'It is not the first file.')
  const key = keyOf(members)
  const note = textOf(first.bytes)
  const signed = note === null ? { fault: 'It is not text.' } : signedText(note, key)
  // An unknown format is named before its signature is judged: another may sign otherwise.
  if (note !== null) readManifest(note.split('\n', 1)[0] ?? '')
  if ('fault' in signed) throw new Fault('manifest', signed.fault)
  const manifest = readManifest(signed.text.slice(0, -1))
  if (manifest.origin !== key.name) throw new Fault('manifest', 'It is of another log.')
  compareFiles(manifest, others)
  const newest = { size: manifest.size, root: fromBase64(manifest.root)! }
  const checkpoints = readCheckpoints(linesOf(others, 'checkpoints.jsonl'), key, newest, report)
  if (checkpoints.length !== manifest.checkpoints)
    report('checkpoints.jsonl', `The manifest counts ${manifest.checkpoints}.`)
  const { leaves, erased } = readEntries(others, manifest, newest, report)
  return { manifest, key, newest, known: [...checkpoints, newest], leaves, erased }
}

function keyOf(members: Member[]): PackKey {
  const file = members.find(({ name }) => name === 'key')
  if (!file) throw new Fault('key', 'It is missing.')
  const key = readKeyLine(textOf(file.bytes) ?? '')
  if (key) return key
  throw new Fault('key', 'It is not the key of a log, or is named as another.')
}

function compareFiles({ files, papers, kind }: Manifest, others: Member[]): void {
  const names = others.map(({ name }) => name)
  const listed = files.map(({ name }) => name)
  const missing = listed.find((name) => !names.includes(name))
  if (missing !== undefined) throw new Fault(missing, 'The manifest names it, and it is missing.')
  const added = names.find((name) => !listed.includes(name))
  if (added !== undefined) throw new Fault(added, 'The manifest does not name it.')
  for (const [at, { name, size, sha256: hash }] of files.entries()) {
    if (names[at] !== name) throw new Fault(names[at]!, 'It is not in its place.')
    const { bytes } = others[at]!
    if (bytes.length !== size || toHex(sha256(bytes)) !== hash)
      throw new Fault(name, 'It is not the file that the manifest names: it was changed.')
  }
  if (FIXED.some((name, at) => names[at] !== name))
    throw new Fault('manifest', `A pack holds ${FIXED.join(', ')}, in this order, and then papers.`)
  if (names.length - FIXED.length !== papers)
    throw new Fault('manifest', `It counts ${papers} papers, and there are others.`)
  if (kind === 'redacted' && papers > 0)
    throw new Fault(names.at(-1)!, 'A redacted pack holds no papers.')
}

/** The lines of a member of JSON lines, each ended by a newline. */
function linesOf(members: Member[], name: string): string[] {
  const text = textOf(members.find((one) => one.name === name)!.bytes)
  if (text === null) throw new Fault(name, 'It is not text.')
  if (text === '') return []
  if (!text.endsWith('\n')) throw new Fault(name, 'Its last line has no end: it was cut.')
  return text.slice(0, -1).split('\n')
}

function readCheckpoints(lines: string[], key: PackKey, newest: Tree, report: Report): Tree[] {
  const read = lines.flatMap((line, at) => {
    const where = `checkpoints.jsonl, line ${at + 1}`
    try {
      const { note, path } = objectIn(line, 'note path') ?? {}
      if (typeof note !== 'string') throw new Error('It is not a checkpoint.')
      return [{ ...checkpointIn(note, key), path: hashesIn(path), where }]
    } catch (error) {
      report(where, error instanceof Error ? error.message : 'It cannot be read.')
      return []
    }
  })
  for (const [at, { path, where, ...tree }] of read.entries()) {
    const next = read[at + 1] ?? newest
    if (tree.size >= next.size && next !== newest)
      report(where, 'The next checkpoint is not of a longer log.')
    else if (!isBeginning(tree, next, path))
      report(where, `The log of ${next.size} entries does not go on from that of ${tree.size}.`)
  }
  return read.map(({ size, root }) => ({ size, root }))
}

const CHECKPOINT = /^(?<origin>[^\s+]+)\n(?<size>[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n$/

function checkpointIn(note: string, key: PackKey): Tree {
  const signed = signedText(note, key)
  if ('fault' in signed) throw new Error(signed.fault)
  const parts = CHECKPOINT.exec(signed.text)?.groups
  const root = parts ? fromBase64(parts['root']!) : null
  if (!parts || !root || parts['origin'] !== key.name)
    throw new Error('It is not a checkpoint of this log.')
  return { size: Number(parts['size']), root }
}

function readEntries(members: Member[], manifest: Manifest, newest: Tree, report: Report) {
  const lines = linesOf(members, 'entries.jsonl')
  const trailer = objectIn(lines.pop() ?? '', 'entries')
  if (trailer?.['entries'] !== lines.length || lines.length !== manifest.entries)
    throw new Fault(
      'entries.jsonl',
      `It holds ${lines.length} entries; its last line and the manifest must count the same.`,
    )
  if (lines.length === 0)
    throw new Fault('entries.jsonl', 'There are no entries: an empty pack shows nothing.')
  const isWhole = manifest.scope.by.length === 0
  if (isWhole && lines.length !== newest.size)
    report('entries.jsonl', `The pack says that it is the whole log, which has ${newest.size}.`)
  const spoken = new Set<string>()
  const papers = new Set(manifest.files.map(({ sha256: hash }) => hash))
  const silent: { where: string; seq: number; subject: string | null; act: string }[] = []
  const erasures = new Map<string, number>()
  const also = new Map<unknown, number>()
  const leaves: Uint8Array[] = []
  let last = 0
  for (const [at, line] of lines.entries()) {
    let where = `entries.jsonl, line ${at + 1}`
    try {
      const { leaf, hash, path, fields } = readEntryLine(line)
      const { seq, subject, act } = leaf
      where += ` (entry ${seq})`
      if (seq <= last) report(where, `It stands behind entry ${last}.`)
      last = seq
      if (!isIncluded({ index: seq - 1, hash, path }, newest))
        report(where, 'It does not stand in the log: its proof does not lead to the root.')
      leaves.push(hash)
      if (act === 'client-erased' && subject !== null) {
        erasures.set(subject, seq)
        const named = fields?.find(([name]) => name === 'also')?.[1]
        if (Array.isArray(named)) for (const one of named) also.set(one, seq)
      }
      if (manifest.kind === 'redacted' && fields) report(where, 'A redacted pack has no contents.')
      if (manifest.kind === 'full' && !fields) silent.push({ where, seq, subject, act })
      for (const text of textsIn(fields?.map(([, value]) => value)))
        if (papers.has(text)) spoken.add(text)
    } catch (error) {
      const seq = objectIn(line, null)?.['seq']
      if (typeof seq === 'number') where += ` (entry ${seq})`
      report(where, error instanceof Error ? error.message : 'It cannot be read.')
    }
  }
  for (const { where, seq, subject, act } of silent) {
    const own = subject !== null && (erasures.get(subject) ?? 0) > seq
    // What joined a record with one that is erased, or parted them, named both.
    const both = /^client-(joined|parted)$/.test(act) && (also.get(seq) ?? 0) > seq
    if (!own && !both)
      report(where, 'Its contents are missing, and no later entry here says that they were erased.')
  }
  for (const { name, sha256: hash } of manifest.files.slice(FIXED.length))
    if (!name.startsWith(`papers/${hash}.`)) report(name, 'It is not the paper of its name.')
    else if (!spoken.has(hash)) report(name, 'No entry in this pack speaks of it.')
  return { leaves: isWhole ? leaves : null, erased: silent.length }
}

function compareCodes(typed: readonly string[], { known, leaves, newest }: Read) {
  return typed
    .filter((code) => code.trim() !== '')
    .map((code) => {
      const read = readHeadCode(code)
      const says = (agrees: boolean | null, why: string) => ({
        ...{ code: read?.code ?? code.trim().slice(0, 60), size: read?.size ?? 0, agrees, why },
      })
      if (!read || read.size === 0) return says(false, 'This is not a code of a log.')
      if (read.size > newest.size)
        return says(
          false,
          `It was printed after entry ${read.size}, and the log of this pack ends at ${newest.size}.`,
        )
      const root = leaves
        ? rootOfFirst(leaves, read.size)
        : known.find(({ size }) => size === read.size)?.root
      if (!root) {
        const sizes = known
          .map(({ size }) => size)
          .slice(-5)
          .join(', ')
        return says(
          null,
          `A pack of part of a log can be compared only with codes of its checkpoints (the newest are ${sizes}). Type one of those, or ask for a pack of the whole log.`,
        )
      }
      return headCode(read.size, root) === read.code
        ? says(true, `The first ${read.size} entries are those of the day it was printed.`)
        : says(
            false,
            `The code of the first ${read.size} entries is another: they are not those of the paper.`,
          )
    })
}

/** The root of the first `size` leaves: complete subtrees are joined as they come about. */
function rootOfFirst(leaves: readonly Uint8Array[], size: number): Uint8Array {
  const open: { width: number; hash: Uint8Array }[] = []
  for (const hash of leaves.slice(0, size)) {
    let node = { width: 1, hash }
    while (open.at(-1)?.width === node.width)
      node = { width: node.width * 2, hash: nodeHash(open.pop()!.hash, node.hash) }
    open.push(node)
  }
  return open.reduceRight((right, left) => ({
    width: left.width + right.width,
    hash: nodeHash(left.hash, right.hash),
  })).hash
}

function cannotShow({ scope, kind, size }: Manifest, upTo: number): string[] {
  return [
    'Anything that was never recorded, and the hour of an act: only its order and, by paper, its day.',
    'Whether a disclosure had its basis, and whether a desk that an entry names belonged to the office: those are questions to the office’s program, whose answers are in the report.',
    ...(scope.by.length > 0
      ? [
          'Whether every entry that was asked for is in the pack: only a pack of the whole log shows that.',
        ]
      : []),
    ...(kind === 'redacted'
      ? ['What the entries say: their contents are left out, and their digests prove them.']
      : []),
    upTo > 0
      ? `A rewriting by somebody who holds the office’s key after entry ${upTo}${upTo < size ? '' : ', the newest in it'}.`
      : 'A rewriting by somebody who holds the office’s key: only paper can rule that out.',
  ]
}
