import { deflateRawSync } from 'node:zlib'
import type { FromPaper, PackVerdict } from '../../../src-main/audit/pack/verify-pack.ts'
import { writeZip, type Member } from '../../../src-main/audit/pack/pack-zip.ts'
import { newSigningKey, originOf } from '../../../src-main/audit/signing-key.ts'
import {
  closed,
  draftOf,
  madeLog,
  membersOf,
  sha256,
  signed,
  type Chance,
  type Draft,
  type MadeLog,
} from './made-packs.ts'

/** A pack, what is typed beside it, and what every verifier must say. */
export interface Case {
  bytes: Uint8Array
  paper: FromPaper
  verdict: PackVerdict['verdict']
  upTo?: number
}
type Make = (random: Chance) => Case

const none: FromPaper = { fingerprint: '', codes: [] }
const newLog = (random: Chance, erased = false) => madeLog(random, 6 + random.below(40), erased)
const consistent = (bytes: Uint8Array, paper = none): Case => ({
  bytes,
  paper,
  verdict: 'consistent',
})
const refused = (bytes: Uint8Array, paper = none): Case => ({ bytes, paper, verdict: 'refused' })

/** Signed by its own key as it stands: what only a dishonest office can make. */
const dishonest =
  (change: (draft: Draft, random: Chance) => void, options?: Parameters<typeof draftOf>[1]): Make =>
  (random) => {
    const draft = draftOf(newLog(random), options)
    change(draft, random)
    return refused(closed(draft))
  }
/** Changed after it was signed, the zip written again: what anybody can do on the way. */
const onTheWay =
  (change: (members: Member[], random: Chance) => Member[] | void): Make =>
  (random) => {
    const members = membersOf(draftOf(newLog(random)))
    return refused(writeZip(change(members, random) ?? members))
  }
/** The bytes of the zip themselves. */
const inTheZip =
  (change: (zip: Buffer, random: Chance) => Uint8Array): Make =>
  (random) =>
    refused(change(closed(draftOf(newLog(random))), random))
const fromPaper =
  (
    typed: (log: MadeLog, random: Chance) => FromPaper,
    verdict: PackVerdict['verdict'],
    options = {},
  ): Make =>
  (random) => {
    const log = newLog(random)
    return { bytes: closed(draftOf(log, options)), paper: typed(log, random), verdict }
  }

const flip = (bytes: Uint8Array, at: number, bit = 1) => {
  const other = Uint8Array.from(bytes)
  other[at]! ^= 1 << bit
  return other
}
const replace = (members: Member[], name: string, change: (text: string) => string): void => {
  const member = members.find((one) => one.name === name)!
  member.bytes = Buffer.from(change(Buffer.from(member.bytes).toString()))
}
const anEntry = ({ entries }: Draft, random: Chance) => random.pick(entries)
const otherwise = (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`

const good: Record<string, Make> = {
  'the whole log in full': (random) => consistent(closed(draftOf(newLog(random)))),
  'the whole log, redacted': (random) =>
    consistent(closed(draftOf(newLog(random), { kind: 'redacted' }))),
  'a client in full': (random) => consistent(closed(draftOf(newLog(random), { client: 'tag-1' }))),
  'without papers': (random) => consistent(closed(draftOf(newLog(random), { papers: false }))),
  'a log of one entry': (random) => consistent(closed(draftOf(madeLog(random, 1)))),
  'erased contents with the entry that says so': (random) =>
    consistent(closed(draftOf(newLog(random, true)))),
  'fingerprint alone': fromPaper(({ fingerprint }) => ({ fingerprint, codes: [] }), 'consistent'),
  'a code alone': fromPaper(
    ({ code, size }) => ({ fingerprint: '', codes: [code(size)] }),
    'consistent',
  ),
  'fingerprint and any code of a whole log': (random) => {
    const log = newLog(random)
    const upTo = 1 + random.below(log.size)
    const codes = [
      log.code(1),
      ` ${log.code(upTo).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `,
      '',
    ]
    return {
      bytes: closed(draftOf(log)),
      paper: { fingerprint: log.fingerprint.toUpperCase(), codes },
      verdict: 'agrees',
      upTo,
    }
  },
  'fingerprint and the code of a checkpoint': (random) => {
    const log = madeLog(random, 10 + random.below(30))
    const paper = {
      fingerprint: log.fingerprint.replaceAll(/(.{4})/g, '$1 '),
      codes: [log.code(8)],
    }
    return { bytes: closed(draftOf(log, { client: 'tag-2' })), paper, verdict: 'agrees', upTo: 8 }
  },
  'a code that a part cannot be compared with': fromPaper(
    ({ fingerprint, code }) => ({ fingerprint, codes: [code(3)] }),
    'consistent',
    { client: 'tag-1' },
  ),
}

const bad: Record<string, Make> = {
  'nothing at all': () => refused(new Uint8Array()),
  'no zip': (random) => refused(random.bytes(400)),
  'a zip without files': () =>
    refused(Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])),
  'a wrong fingerprint': fromPaper(
    ({ fingerprint }) => ({ fingerprint: flipHex(fingerprint), codes: [] }),
    'refused',
  ),
  'a wrong code': fromPaper(
    ({ code, size, fingerprint }) => ({ fingerprint, codes: [code(size), otherwise(code(2))] }),
    'refused',
  ),
  'a code of a longer log': fromPaper(
    ({ code, size }) => ({
      fingerprint: '',
      codes: [code(size).replace(/^\d+/, String(size + 1))],
    }),
    'refused',
  ),
  'a code that is none': fromPaper(() => ({ fingerprint: '', codes: ['12-ABC'] }), 'refused'),
  // In the zip.
  'cut short': inTheZip((zip, { below }) => zip.subarray(0, 1 + below(zip.length - 1))),
  'longer at the end': inTheZip((zip, { bytes }) => Buffer.concat([zip, bytes(7)])),
  'longer at the start': inTheZip((zip, { bytes }) => Buffer.concat([bytes(7), zip])),
  'one bit of it': inTheZip((zip, { below }) => flip(zip, below(zip.length), below(8))),
  'a comment': inTheZip((zip) => {
    const other = Buffer.concat([zip, Buffer.from('hello')])
    other.writeUInt16LE(5, zip.length - 2)
    return other
  }),
  'the same file twice': (random) => {
    const draft = draftOf(madeLog(random, 10))
    const [one, other] = draft.papers
    return refused(
      Buffer.from(closed(draft).toString('latin1').replaceAll(other!.name, one!.name), 'latin1'),
    )
  },
  'a file compressed': inTheZip((zip) => compressed(zip)),
  'another date': inTheZip((zip) => flip(zip, 12, 3)),
  // On the way.
  'a file missing': onTheWay((members, random) => members.toSpliced(1 + random.below(5), 1)),
  'no manifest': onTheWay((members) => members.slice(1)),
  'a file added': onTheWay((members) => [
    ...members,
    { name: `papers/${'0'.repeat(64)}.pdf`, bytes: Buffer.from('x') },
  ]),
  'a file outside': onTheWay((members) => [
    ...members,
    { name: '../evil.txt', bytes: Buffer.from('x') },
  ]),
  'a file renamed': onTheWay((members, random) => {
    members[1 + random.below(5)]!.name = `papers/${'1'.repeat(64)}.png`
  }),
  're-ordered': onTheWay(([first, second, third, ...rest]) => [first!, third!, second!, ...rest]),
  'a byte of a file': onTheWay((members, random) => {
    const member = random.pick(members.slice(1).filter(({ bytes }) => bytes.length > 0))
    member.bytes = flip(member.bytes, random.below(member.bytes.length), random.below(8))
  }),
  'a paper exchanged': onTheWay((members) => {
    members.at(-1)!.bytes = Buffer.from('%PDF-1.7 another')
  }),
  'the manifest counts otherwise': onTheWay((members) => {
    replace(members, 'manifest', (text) => text.replace(/"entries":\d+/, '"entries":1'))
  }),
  'a line cut and the manifest with it': onTheWay((members) => {
    replace(members, 'entries.jsonl', (text) => text.split('\n').toSpliced(1, 1).join('\n'))
    replace(members, 'manifest', (text) => text)
  }),
  'an unknown format': dishonest(({ manifest }) => void (manifest['format'] = 'remedy-pack/2')),
  'no signature': onTheWay((members) => {
    replace(members, 'manifest', (text) => text.split('\n\n')[0]!)
  }),
  'signed by another key under the old name': (random) => {
    const draft = draftOf(newLog(random))
    const files = membersOf(draft).slice(1)
    return refused(
      writeZip([signed({ ...draft, key: newSigningKey(random.bytes) }, files), ...files]),
    )
  },
  're-signed with the key exchanged': (random) => {
    const draft = draftOf(newLog(random))
    return refused(closed({ ...draft, key: newSigningKey(random.bytes) }))
  },
  're-signed with key and name exchanged': (random) => {
    const draft = draftOf(newLog(random))
    const key = newSigningKey(random.bytes)
    draft.manifest['origin'] = originOf(key.publicKey)
    return refused(closed({ ...draft, key, log: { ...draft.log, key } }))
  },
  're-signed altogether, against paper': (random) => {
    const [mine, theirs] = [newLog(random), newLog(random)]
    return refused(closed(draftOf(theirs)), { fingerprint: mine.fingerprint, codes: [] })
  },
  // By the office itself.
  'no entries': dishonest(
    (draft) => {
      draft.entries = []
      draft.papers = []
      draft.trailer = { entries: 0 }
    },
    { client: 'tag-1' },
  ),
  'an entry left out of the whole log': dishonest((draft, random) => {
    draft.papers = []
    draft.entries.splice(random.below(draft.entries.length), 1)
    draft.trailer = { entries: draft.entries.length }
  }),
  'the trailer counts otherwise': dishonest(
    (draft) => void (draft.trailer = { entries: draft.entries.length + 1 }),
  ),
  'entries exchanged': dishonest(
    ({ entries }) => void entries.splice(0, 2, entries[1]!, entries[0]!),
  ),
  'an entry twice': dishonest(
    (draft) => {
      draft.entries.splice(1, 0, draft.entries[0]!)
      draft.trailer = { entries: draft.entries.length }
    },
    { client: 'tag-1' },
  ),
  'an entry rewritten': dishonest((draft, random) => {
    const entry = anEntry(draft, random)
    entry['leaf'] = String(entry['leaf']).replace('person-1', 'person-2')
  }),
  'an entry of another log': dishonest((draft, random) => {
    const other = draftOf(madeLog(random, draft.log.size)).entries
    const at = random.below(other.length)
    draft.papers = []
    draft.entries[at] = other[at]!
  }),
  'an entry under another number': dishonest(
    (draft, random) => void (anEntry(draft, random)['seq'] = 999),
  ),
  'a leaf in another spelling': dishonest((draft, random) => {
    const entry = anEntry(draft, random)
    entry['leaf'] = String(entry['leaf']).replace('{"act"', '{ "act"')
  }),
  'a field more in an entry': dishonest(
    (draft, random) => void (anEntry(draft, random)['note'] = 'x'),
  ),
  'a proof cut': dishonest((draft, random) => {
    const entry = anEntry(draft, random)
    entry['path'] = (entry['path'] as string[]).slice(1)
  }),
  'a proof longer': dishonest((draft, random) => {
    const entry = anEntry(draft, random)
    entry['path'] = [
      ...(entry['path'] as string[]),
      Buffer.from(random.bytes(32)).toString('base64'),
    ]
  }),
  'contents exchanged': dishonest((draft) => {
    const [one, other] = draft.entries
    ;[one!['disclosures'], other!['disclosures']] = [other!['disclosures']!, one!['disclosures']!]
  }),
  'a field of the contents missing': dishonest((draft, random) => {
    const entry = anEntry(draft, random)
    entry['disclosures'] = String(entry['disclosures']).split('~').slice(1).join('~')
  }),
  'contents dropped': dishonest((draft, random) => {
    draft.papers = []
    anEntry(draft, random)['disclosures'] = null
  }),
  'contents in a redacted pack': dishonest((draft) => void (draft.manifest['kind'] = 'redacted'), {
    papers: false,
  }),
  'papers in a redacted pack': dishonest((draft) => {
    for (const entry of draft.entries) entry['disclosures'] = null
    draft.papers = [paperOf('%PDF-1.7 x')]
    draft.manifest['kind'] = 'redacted'
  }),
  'a paper of which no entry speaks': dishonest((draft) => {
    draft.papers = [...draft.papers, paperOf('%PDF-1.7 x')].toSorted((one, other) =>
      one.name < other.name ? -1 : 1,
    )
  }),
  'a paper under another name': dishonest((draft) => {
    draft.papers = draft.papers
      .map(({ bytes }) => ({ name: `papers/${'f'.repeat(64)}.pdf`, bytes }))
      .slice(0, 1)
  }),
  'a checkpoint left out': dishonest((draft) => {
    draft.checkpoints.splice(0, 1)
    draft.manifest['checkpoints'] = draft.checkpoints.length + 1
  }),
  'a checkpoint of another log': dishonest((draft, random) => {
    draft.checkpoints.unshift({ ...draftOf(madeLog(random, 12)).checkpoints[0]! })
  }),
  'a checkpoint changed': dishonest((draft, random) => {
    const more = draftOf(madeLog(random, 20))
    more.checkpoints[0]!.note = more.checkpoints[0]!.note.replace('\n8\n', '\n9\n')
    Object.assign(draft, more)
  }),
  'a wrong consistency proof': dishonest((draft, random) => {
    const more = draftOf(madeLog(random, 20))
    more.checkpoints[0]!.path = more.checkpoints[1]!.path
    Object.assign(draft, more)
  }),
  'a history rewritten after a checkpoint': (random) => {
    const draft = draftOf(madeLog(random, 20))
    const other = madeLog(random, 20)
    return refused(
      closed({ ...draftOf({ ...other, key: draft.key }), checkpoints: draft.checkpoints }),
    )
  },
  'another root': dishonest(
    (draft, random) =>
      void (draft.manifest['root'] = Buffer.from(random.bytes(32)).toString('base64')),
  ),
  'another size': dishonest((draft) => void (draft.manifest['size'] = draft.log.size + 1)),
  'another kind of number': dishonest(({ manifest }) => void (manifest['size'] = 'many')),
  'a scope that is none': dishonest(
    ({ manifest }) =>
      void (manifest['scope'] = { client: null, recipient: null, year: null, by: ['all'] }),
  ),
}

/** How many of the kinds are good; they come first. */
export const GOOD = Object.keys(good).length
/** Every kind there is. */
export const KINDS: readonly (readonly [name: string, make: Make])[] = [
  ...Object.entries(good),
  ...Object.entries(bad),
]

function paperOf(text: string): Member {
  const bytes = Buffer.from(text)
  return { name: `papers/${sha256(bytes)}.pdf`, bytes }
}
const flipHex = (text: string) => (text.startsWith('0') ? `1${text.slice(1)}` : `0${text.slice(1)}`)

/** The first file deflated, as a bomb would be. */
function compressed(zip: Buffer): Uint8Array {
  const length = zip.readUInt32LE(22)
  const start = 30 + zip.readUInt16LE(26)
  const packed = deflateRawSync(zip.subarray(start, start + length))
  const out = Buffer.from(zip)
  for (const at of [0, zip.readUInt32LE(zip.length - 6)]) {
    const method = at === 0 ? 8 : at + 10
    out.writeUInt16LE(8, method)
    out.writeUInt32LE(packed.length, at === 0 ? 18 : at + 20)
  }
  return Buffer.concat([out.subarray(0, start), packed, out.subarray(start + packed.length)])
}
