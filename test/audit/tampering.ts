import type { Attacker } from './attacker.ts'

/** One way to tamper with a log at entry `at`, the `nth` of five places, and what shows it first. */
export interface Tampering {
  kind: string
  /**
   * `log`: the file alone, whatever head stands beside it; `head`: the head beside the file, and only a code from paper once
   * that is made to fit as well.
   */
  shownBy: Shown
  /** What shows it after the last signature, or at the very last entry, where that is less. */
  unsigned?: Shown
  last?: Shown
  /** Whether the first finding is within one entry of the place; where only paper shows it, behind the newest code that agrees. */
  located?: boolean
  /** It needs an entry behind the place. */
  pair?: true
  act(attacker: Attacker, at: number, nth: number): void
}
export type Shown = 'log' | 'head'

const local = { shownBy: 'log', located: true } as const
const log = { shownBy: 'log' } as const
/** The node of the second level above an entry, or the last there is. */
const nodeAbove = (a: Attacker, at: number) => Math.floor((Math.min(at, a.size() - 3) - 1) / 4)
/** A checkpoint that is not the newest: without that one the log is only not signed to its end. */
const checkpointOf = (a: Attacker, nth: number) => {
  const sizes = a.db
    .prepare('select size from log_checkpoint order by size')
    .pluck()
    .all() as number[]
  return sizes[nth % (sizes.length - 1)]!
}

export const tamperings: Tampering[] = [
  { kind: 'edit a field', ...local, act: (a, at) => a.edit(at) },
  {
    kind: 'edit a field and its own hash',
    ...local,
    // No node stands above it yet.
    last: 'head',
    act(a, at) {
      a.edit(at)
      a.rehash(at)
    },
  },
  {
    kind: 'edit one byte of a stored hash',
    ...local,
    act: (a, at) =>
      a.db
        .prepare(
          `update log set hash = cast(iif(hex(substr(hash, 1, 1)) = '00', x'01', x'00') || substr(hash, 2) as blob)
            where seq = ?`,
        )
        .run(at),
  },
  {
    kind: 'edit a stored node',
    ...log,
    act: (a, at) =>
      a.db
        .prepare(`update log_node set hash = zeroblob(32) where level = 2 and place = ?`)
        .run(nodeAbove(a, at)),
  },
  {
    kind: 'remove a stored node',
    ...log,
    act: (a, at) =>
      a.db.prepare('delete from log_node where level = 2 and place = ?').run(nodeAbove(a, at)),
  },
  {
    kind: 'write the same meaning in another form, and its hash',
    ...local,
    act(a, at) {
      a.setLeaf(at, a.leaf(at).replace('{"act"', '{ "act"'))
      a.rehash(at)
    },
  },
  {
    kind: 'write the same meaning in another form, and the whole tree',
    ...local,
    act(a, at) {
      a.setLeaf(at, a.leaf(at).replace('{"act"', '{ "act"'))
      a.rebuildTree()
    },
  },
  { kind: 'put bytes that are no entry', ...local, act: (a, at) => a.setLeaf(at, '\0{') },
  { kind: 'delete an entry', ...local, last: 'head', act: (a, at) => a.remove(at, at) },
  {
    kind: 'delete an entry and renumber',
    ...local,
    last: 'head',
    act(a, at) {
      a.remove(at, at)
      a.shift(at + 1, -1)
    },
  },
  {
    kind: 'delete an entry, renumber and rebuild the tree',
    ...local,
    last: 'head',
    act(a, at) {
      a.remove(at, at)
      a.shift(at + 1, -1)
      a.rebuildTree()
    },
  },
  {
    kind: 'insert a forged entry',
    ...local,
    act(a, at) {
      const forged = a.leaf(at).replace(/\.\d{3}Z/, '.777Z')
      a.shift(at, 1)
      a.db.prepare('insert into log values (?, ?, zeroblob(32))').run(at, forged)
      a.rehash(at)
    },
  },
  {
    kind: 'insert a forged entry and rebuild the tree',
    ...local,
    act(a, at) {
      a.shift(at, 1)
      a.db.exec(`insert into log select ${at}, leaf, hash from log where seq = ${at + 1}`)
      a.db.exec(
        `insert into log_payload select ${at}, disclosures from log_payload where seq = ${at + 1}`,
      )
      a.rebuildTree()
    },
  },
  {
    kind: 'repeat an entry',
    ...local,
    act(a, at) {
      a.shift(at + 1, 1)
      a.db.exec(`insert into log select ${at + 1}, leaf, hash from log where seq = ${at}`)
    },
  },
  {
    kind: 'swap the bytes of two entries',
    ...local,
    pair: true,
    act(a, at) {
      const [one, other] = [a.leaf(at), a.leaf(at + 1)]
      a.setLeaf(at, other)
      a.setLeaf(at + 1, one)
    },
  },
  {
    kind: 'swap two entries with everything they have',
    ...local,
    pair: true,
    act(a, at) {
      for (const table of ['log', 'log_payload'])
        for (const [from, to] of [
          [at, -1],
          [at + 1, at],
          [-1, at + 1],
        ])
          a.db.prepare(`update ${table} set seq = ? where seq = ?`).run(to, from)
    },
  },
  {
    kind: 'put an entry of another log in its place',
    ...local,
    act(a, at) {
      a.setLeaf(at, a.leaf(at).replace(/"actor":"[^"]+"/, '"actor":"somebody-else"'))
      a.rehash(at)
    },
  },
  {
    kind: 'put the clock back in one entry and rebuild the tree',
    ...log,
    unsigned: 'head',
    act(a, at) {
      a.setLeaf(at, a.leaf(at).replace(/"at":"\d{4}/, '"at":"2001'))
      a.rebuildTree()
    },
  },
  {
    kind: 'number an entry anew inside its bytes and rebuild the tree',
    ...local,
    act(a, at) {
      a.setLeaf(at, a.leaf(at).replace(/"seq":\d+/, '"seq":7777'))
      a.rebuildTree()
    },
  },
  {
    kind: 'cut off the tail',
    shownBy: 'head',
    act(a, _, nth) {
      a.remove(a.size() - [0, 2, 4, 11, 20][nth]!, a.size())
      a.rebuildTree()
    },
  },
  {
    kind: 'cut off the tail and leave the tree',
    ...log,
    act: (a, _, nth) => a.remove(a.size() - [1, 4, 40, 128, 250][nth]!, a.size()),
  },
  {
    kind: 'cut off the tail up to before a checkpoint',
    ...log,
    act(a, _, nth) {
      a.remove(a.size() - [28, 40, 70, 128, 200][nth]!, a.size())
      a.rebuildTree()
    },
  },
  {
    kind: 'cut off the tail and its checkpoints',
    shownBy: 'head',
    act(a, _, nth) {
      a.remove(a.size() - [28, 40, 70, 128, 200][nth]!, a.size())
      a.rebuildTree()
      a.dropCheckpoints(a.size())
    },
  },
  {
    kind: 'rewrite an entry and rebuild the tree',
    ...log,
    unsigned: 'head',
    act(a, at) {
      a.edit(at)
      a.rebuildTree()
    },
  },
  {
    kind: 'rewrite every entry and rebuild the tree',
    ...log,
    act(a) {
      for (let seq = 1; seq <= a.size(); seq++) a.edit(seq)
      a.rebuildTree()
    },
  },
  {
    kind: 'rewrite the unsigned tail and rebuild the tree',
    shownBy: 'head',
    act(a, _, nth) {
      a.edit(a.size() - [0, 3, 7, 15, 25][nth]!)
      a.rebuildTree()
    },
  },
  {
    kind: 'rewrite an entry and sign everything with another key',
    shownBy: 'head',
    act(a, at) {
      a.edit(at)
      a.rebuildTree()
      a.resign(a.otherKey())
    },
  },
  {
    kind: 'rewrite an entry and sign everything with the office’s own key',
    shownBy: 'head',
    act(a, at) {
      a.edit(at)
      a.rebuildTree()
      a.resign()
    },
  },
  { kind: 'remove all checkpoints', ...log, act: (a) => a.dropCheckpoints() },
  {
    kind: 'remove one checkpoint',
    ...log,
    act: (a, _, nth) =>
      a.db.prepare('delete from log_checkpoint where size = ?').run(checkpointOf(a, nth)),
  },
  {
    kind: 'sign one checkpoint with another key',
    ...log,
    act(a, _, nth) {
      const size = checkpointOf(a, nth)
      const key = a.db.prepare('select * from log_key').get() as {
        private_key: Buffer
        public_key: Buffer
      }
      const kept = a.db.prepare('select note from log_checkpoint where size = ?').pluck().get(size)
      a.resign(a.otherKey())
      a.db.prepare('update log_checkpoint set note = ? where size = ?').run(kept, size)
      a.db.prepare('update log_key set private_key = ?').run(key.private_key)
    },
  },
  {
    kind: 'move a checkpoint to another size',
    ...log,
    act(a, _, nth) {
      const size = checkpointOf(a, nth)
      a.db.prepare('update log_checkpoint set size = ? where size = ?').run(size - 1, size)
    },
  },
  {
    kind: 'put words in place of those that were logged',
    ...local,
    pair: true,
    act(a, at) {
      const words = (seq: number) =>
        a.db.prepare('select disclosures from log_payload where seq = ?').pluck().get(seq)
      a.db.prepare('update log_payload set disclosures = ? where seq = ?').run(words(at + 1), at)
    },
  },
  {
    kind: 'destroy the words of an entry',
    ...local,
    act: (a, at) => a.db.prepare('delete from log_payload where seq = ?').run(at),
  },
]
