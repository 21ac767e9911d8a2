import type { Attacker } from './attacker.ts'

/** One way to tamper with a log at entry `at`, and what shows it first. */
export interface Tampering {
  kind: string
  /** `log`: the file alone; `head`: the head beside the file; `paper`: only a code printed before. */
  shownBy: 'log' | 'head' | 'paper'
  /** Whether the first finding is within one entry of the place. */
  located?: boolean
  act(attacker: Attacker, at: number): void
}

const local = { shownBy: 'log', located: true } as const
const log = { shownBy: 'log' } as const

export const tamperings: Tampering[] = [
  { kind: 'edit a field', ...local, act: (a, at) => a.edit(at) },
  {
    kind: 'edit a field and its own hash',
    ...local,
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
        .prepare(`update log set hash = cast(x'00' || substr(hash, 2) as blob) where seq = ?`)
        .run(at),
  },
  {
    kind: 'edit a stored node',
    ...log,
    act: (a, at) =>
      a.db
        .prepare(`update log_node set hash = zeroblob(32) where level = 2 and place = ?`)
        .run(Math.floor((at - 1) / 4)),
  },
  {
    kind: 'remove a stored node',
    ...log,
    act: (a, at) =>
      a.db
        .prepare('delete from log_node where level = 2 and place = ?')
        .run(Math.floor((at - 1) / 4)),
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
  { kind: 'delete an entry', ...local, act: (a, at) => a.remove(at, at) },
  {
    kind: 'delete an entry and renumber',
    ...local,
    act(a, at) {
      a.remove(at, at)
      a.shift(at + 1, -1)
    },
  },
  {
    kind: 'delete an entry, renumber and rebuild the tree',
    ...local,
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
    act(a, at) {
      const [one, other] = [a.leaf(at), a.leaf(at + 1)]
      a.setLeaf(at, other)
      a.setLeaf(at + 1, one)
    },
  },
  {
    kind: 'swap two entries with everything they have',
    ...local,
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
    act(a) {
      a.remove(a.size() - 4, a.size())
      a.rebuildTree()
    },
  },
  {
    kind: 'cut off the tail and leave the tree',
    ...log,
    act: (a) => a.remove(a.size() - 4, a.size()),
  },
  {
    kind: 'cut off the tail up to before a checkpoint',
    ...log,
    act(a) {
      a.remove(a.size() - 40, a.size())
      a.rebuildTree()
    },
  },
  {
    kind: 'cut off the tail and its checkpoints',
    shownBy: 'head',
    act(a) {
      a.remove(a.size() - 70, a.size())
      a.rebuildTree()
      a.dropCheckpoints(a.size())
    },
  },
  {
    kind: 'rewrite an entry and rebuild the tree',
    ...log,
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
    act(a) {
      a.edit(a.size() - 3)
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
    act: (a) => a.db.exec('delete from log_checkpoint where size = 100'),
  },
  {
    kind: 'sign one checkpoint with another key',
    ...log,
    act(a) {
      const key = a.db.prepare('select * from log_key').get() as {
        private_key: Buffer
        public_key: Buffer
      }
      const kept = a.db.prepare('select note from log_checkpoint where size = 100').pluck().get()
      a.resign(a.otherKey())
      a.db.prepare('update log_checkpoint set note = ? where size = 100').run(kept)
      a.db.prepare('update log_key set private_key = ?').run(key.private_key)
    },
  },
  {
    kind: 'move a checkpoint to another size',
    ...log,
    act: (a) => a.db.exec('update log_checkpoint set size = 99 where size = 100'),
  },
  {
    kind: 'put words in place of those that were logged',
    ...local,
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
