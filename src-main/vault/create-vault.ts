import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { isOpenedBy, openConnection } from './connection.ts'
import { openDoors, type Doors } from './doors.ts'
import { syncFile, syncFolder } from './durable-file.ts'
import { readHead, writeHead } from './head-file.ts'
import { KEY_COST } from './key-slot.ts'
import { digestOf, keptBesideOf, textOf, type KeyFile } from './key-file.ts'
import { doesNotOpen, keyOfAnother, keysNamed, officeKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { expectNotMoved } from './moved-mark.ts'
import { isEarlierCode, keyOfWords } from './recovery-words.ts'
import { holdOffice, watchFiles, type Lock } from './office-lock.ts'
import type { Running } from './thread.ts'
import { dropRekeyed, rekeyApart, rekeyedFile } from './rekeyed-copy.ts'
import { copiesOf, expectRoom, scour } from './scour.ts'
import { storageRefusal } from './storage-refusal.ts'
import { triesIn } from './tries.ts'
import { createQueue } from './turns.ts'
import type { Head, KeyEntry, SheetUser, Vault, Writable } from './vault.ts'

interface VaultParts {
  folder: string
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Scrypt's N for new slots; tests alone may lower it. */
  cost?: number
}

interface Open {
  key: Uint8Array
  doors: Doors
  lock: Lock
  /** Refuses once the files that were opened are no longer those that stand in the folder. */
  assertSame(): void
  /** Takes the file that stands there now for the one that was opened. */
  watchAnew(): void
  writeHead(head: Head): void
}

/** The office in `folder`, which need not exist yet; touches nothing until it is asked. */
export function createVault({ folder, clock, random, cost = KEY_COST }: VaultParts): Vault {
  const db = join(folder, 'remedy.db')
  const headFile = join(folder, 'remedy.head')
  const keysFile = join(folder, 'remedy.keys')
  const lockFile = join(folder, 'office.lock')
  const keys = officeKeys({ file: keysFile, beside: keptBesideOf(folder), clock, random, cost })
  const holds = (personId: string) =>
    keys.readable()?.people.some((one) => one.personId === personId) ?? false
  const tries = triesIn({ file: join(folder, 'remedy.tries'), clock, holds })
  let open: Open | null = null
  let rekeying: Running<void> | null = null
  const queue = createQueue()

  const isThere = () => existsSync(keysFile) || readHead(headFile) !== null || existsSync(db)

  /** Opening, closing and changing keys happen one after the other, whoever asks. */
  async function alone<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await queue.take(act)
    } catch (error) {
      throw storageRefusal(error)
    }
  }
  /** Whoever types wrongly waits longer each time; what opens ends that. */
  async function tried<T>(personId: string, open: () => Promise<T>): Promise<T> {
    tries.expectNow(personId)
    try {
      const opened = await open()
      tries.passed(personId)
      return opened
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-allowed') tries.failed(personId)
      throw error
    }
  }
  function opened(): Open {
    if (open) return open
    throw new Refusal('locked', 'The office is locked. Sign in to continue.')
  }
  /** What is open, for an act that changes the key file; an earlier change is in its place. */
  async function unchanged(): Promise<Open> {
    const here = opened()
    here.assertSame()
    await settle(here)
    return here
  }
  /** Has the log say which key file counts, where one waits for that; true where one did. */
  async function settle({ doors }: Open): Promise<boolean> {
    if (!keys.waits()) return false
    keys.settle(await doors.read(keysNamed))
    keys.keepBeside()
    return true
  }
  /** Changes the keys and writes the entry of it: both or neither, whatever fails or ends between them. */
  async function rekey<T>(
    here: Open,
    next: KeyFile,
    entry: KeyEntry<T>,
    about?: string,
  ): Promise<T> {
    const pair = next.people.find(({ personId }) => personId === about)?.pair?.public
    try {
      const found = keys.digest()
      const named = keys.stage(next)
      return await here.doors.write(async (tx) => {
        const before = await keysNamed(tx)
        const strange = before !== null && found !== null && found !== before
        const done = await entry(tx, {
          keys: named,
          ...(pair ? { pair } : {}),
          ...(strange ? { keysFound: found } : {}),
        })
        await tx
          .replaceInto('key_copy')
          .values({ only: 1, text: textOf(next) })
          .execute()
        return done
      })
    } finally {
      // What cannot be put in its place now counts all the same, and is put there at the next chance.
      await settle(here).catch(() => {})
    }
  }
  /** Keeps other programs out from before anything looks into the file, and on while it is open. */
  async function held(opening: (lock: Lock) => Promise<Open>): Promise<Open> {
    expectNotMoved(folder)
    const lock = holdOffice(lockFile)
    try {
      return await opening(lock)
    } catch (error) {
      lock.release()
      throw error
    }
  }
  /** Of the keys that two key files give, while it is not settled which of them counts, the one that opens the file. */
  function fitting(found: Uint8Array[]): Uint8Array {
    const key = found.find((one) => isOpenedBy(db, one))
    for (const one of found) if (one !== key) one.fill(0)
    if (key) return key
    throw keys.waits() ? doesNotOpen() : keyOfAnother()
  }
  /** Opens the file, and whoever opens it has a key that counts. */
  async function entering(take: () => Promise<Uint8Array[]>): Promise<Open> {
    if (open) {
      const { key } = open
      const found = await take()
      const fits = found.some((one) => Buffer.compare(one, key) === 0)
      for (const one of found) one.fill(0)
      if (!fits) throw keys.waits() ? doesNotOpen() : keyOfAnother()
      return open
    }
    return held(async (lock) => {
      const here = start(fitting(await take()), false, lock)
      try {
        keys.mend()
        if (keys.readable() && (await settle(here))) for (const one of await take()) one.fill(0)
        return here
      } catch (error) {
        await stop(here)
        throw error
      }
    })
  }

  /** The file key, by the words of the sheet, or by the code of an earlier kind of sheet. */
  async function bySheet(sheetWords: string, personId: string | null): Promise<Uint8Array[]> {
    if (isEarlierCode(sheetWords)) {
      if (personId === null) throw doesNotOpen()
      return keys.openWithCode(sheetWords, personId)
    }
    const key = keyOfWords(sheetWords)
    if (key && existsSync(db) && isOpenedBy(db, key)) return [key]
    throw doesNotOpen()
  }
  /** What an office that is opened by its sheet is asked, whether or not it stays open. */
  async function putKeysBack({ doors, key }: Open, who: SheetUser, secret: string): Promise<void> {
    const kept = await doors.read((tx) =>
      tx.selectFrom('key_copy').select('text').executeTakeFirst(),
    )
    const { office } = who
    keys.putBack(kept?.text ?? null, office, await keys.holderFor(office.id, who, secret, key))
  }

  function start(key: Uint8Array, create: boolean, lock: Lock): Open {
    dropRekeyed(db)
    const writer = openConnection({ file: db, key, readonly: false, create })
    try {
      migrate(writer, db)
      try {
        scour(writer, db)
      } catch {
        // No room for it now: what was erased is in no list, and is cleared away at a later opening.
      }
      const reader = openReader(key)
      const { settle, write } = headKeeper(headFile)
      const watch = () => watchFiles(db, lockFile, `${db}-wal`)
      let same = watch()
      const assertSame = () => same()
      const doors = openDoors({
        ...{ writer, reader, writeHead: write, file: db, key },
        before() {
          assertSame()
          settle()
        },
      })
      const watchAnew = () => void (same = watch())
      return { key, doors, lock, assertSame, watchAnew, writeHead: write }
    } catch (error) {
      writer.close()
      throw error
    }
  }

  /** The reader of a file that is open for writing. */
  function openReader(key: Uint8Array) {
    const reader = openConnection({ file: db, key, readonly: true })
    // What a day's work reads of a large office stays at hand: each page that does not is decrypted again.
    reader.pragma('cache_size = -65536')
    return reader
  }

  /**
   * A copy under the other key takes the place of the file, and has the entry of it: the office has one key or the
   * other, whatever fails or ends between. Only what stands in the copy says that the key file beside the old one counts.
   */
  async function changeFileKey(
    known: ReadonlyMap<string, string>,
    entry: Parameters<Vault['changeFileKey']>[1],
  ): Promise<Uint8Array> {
    const here = await unchanged()
    expectRoom(db, undefined, 'Another key writes the office’s file anew and needs')
    const target = rekeyedFile(db)
    const former = Uint8Array.from(here.key)
    const fresh = Uint8Array.from(random(32))
    const { keys: next, without } = keys.forAnotherKey(fresh, known)
    try {
      dropRekeyed(db)
      await here.doors.replace(async (swap) => {
        rekeying = rekeyApart({ file: db, key: former.slice(), newKey: fresh.slice(), target })
        await rekeying.answer
        const head = await writeInto(target, fresh, async (tx) => {
          await entry(tx, { keys: digestOf(next) }, without)
          await tx
            .replaceInto('key_copy')
            .values({ only: 1, text: textOf(next) })
            .execute()
          await tx
            .insertInto('former_key')
            .values({ at: clock().toISOString(), key: former })
            .execute()
        })
        keys.stage(next)
        let failed: unknown = null
        await swap(() => {
          try {
            expectLastOne(db)
            renameSync(target, db)
            here.key.set(fresh)
            syncFolder(folder)
          } catch (error) {
            failed = error
          }
          const writer = openConnection({ file: db, key: here.key, readonly: false })
          const connections = { writer, reader: openReader(here.key) }
          here.watchAnew()
          return connections
        })
        if (failed) throw failed
        if (head) here.writeHead(head)
      })
    } finally {
      fresh.fill(0)
      try {
        dropRekeyed(db)
      } catch {
        // Whoever opens the office next does.
      }
      await settle(here).catch(() => {})
    }
    // They are under the key of before.
    for (const name of copiesOf(db)) rmSync(join(folder, name), { force: true })
    return former
  }

  async function stop({ key, doors, lock }: Open): Promise<void> {
    await doors.close()
    key.fill(0)
    lock.release()
  }

  return {
    phase: () => (open ? 'open' : isThere() ? 'locked' : 'none'),
    title() {
      if (!isThere()) return null
      const { name, sample } = keys.readable()?.office ?? { name: basename(folder), sample: false }
      return { name, folder: basename(folder), sample }
    },
    keyHolders: () =>
      keys.readable()?.people.map(({ personId, name }) => ({ personId, name })) ?? [],
    keysLost: () => (keys.readable() ? null : existsSync(keysFile) ? 'damaged' : 'missing'),
    keys: () => keys.digest(),
    head: () => readHead(headFile),

    create: (office) =>
      alone(async () => {
        if (open || existsSync(keysFile) || existsSync(headFile) || existsSync(db))
          throw new Refusal(
            'conflict',
            'This folder already holds an office, or part of one. Choose an empty folder.',
          )
        const key = Buffer.from(random(32))
        const { save } = await keys.make(office, key)
        mkdirSync(folder, { recursive: true })
        open = await held(async (lock) => {
          const made = start(key, true, lock)
          try {
            save()
            return made
          } catch (error) {
            await stop(made)
            for (const file of [db, `${db}-wal`, `${db}-shm`]) rmSync(file, { force: true })
            throw error
          }
        })
      }),

    unlock: (personId, passphrase) =>
      alone(async () => {
        open = await tried(personId, () => entering(() => keys.open(personId, passphrase)))
      }),

    askWithSheet: (sheetWords, ask) =>
      alone(async () => {
        const here = await entering(() => bySheet(sheetWords, null))
        try {
          return await here.doors.read(ask)
        } finally {
          if (!open) await stop(here)
        }
      }),

    recover: (sheetWords, personId, passphrase, { who, entry }) =>
      alone(async () => {
        const here = await tried(personId, () => entering(() => bySheet(sheetWords, personId)))
        try {
          const holder = await here.doors.read(who)
          if (!keys.readable()) await putKeysBack(here, holder, passphrase)
          const next = await keys.renewing(holder, passphrase, here.key, true)
          await rekey(here, next, entry, personId)
        } catch (error) {
          if (!open) await stop(here)
          throw error
        }
        open = here
      }),

    async check(personId, passphrase) {
      const { key } = opened()
      await tried(personId, async () => {
        const found = await keys.open(personId, passphrase)
        const fits = found.some((one) => Buffer.compare(one, key) === 0)
        for (const one of found) one.fill(0)
        if (!fits) throw doesNotOpen()
      })
    },

    lock: () =>
      alone(async () => {
        const here = open
        open = null
        if (here) await stop(here)
      }),

    addKey: ({ passphrase, ...holder }, entry) =>
      alone(async () => {
        const here = await unchanged()
        const next = await keys.adding(holder, passphrase, here.key)
        await rekey(here, next, entry, holder.personId)
      }),
    removeKey: (personId, entry) =>
      alone(async () => rekey(await unchanged(), keys.removing(personId), entry)),
    changePassphrase: (personId, current, next, entry) =>
      alone(async () => {
        const here = await unchanged()
        for (const again of await keys.open(personId, current)) again.fill(0)
        const holder = { personId, name: '' }
        await rekey(here, await keys.renewing(holder, next, here.key), entry, personId)
      }),
    givePassphrase: (holder, passphrase, entry) =>
      alone(async () => {
        const here = await unchanged()
        const next = await keys.renewing(holder, passphrase, here.key, true)
        await rekey(here, next, entry, holder.personId)
      }),
    madeWith: (personId, standIn) => keys.madeWith(personId, standIn),
    pairOf: (personId) =>
      keys.readable()?.people.find((one) => one.personId === personId)?.pair?.public,
    changeFileKey: (known, entry) =>
      alone(() => changeFileKey(known, entry).finally(() => (rekeying = null))),
    rekeying: () => rekeying?.progress() ?? null,
    hasCode: () => keys.hasCode(),
    dropCode: (entry) => alone(async () => rekey(await unchanged(), keys.withoutCode(), entry)),
    copyKeys: () =>
      alone(async () => {
        const { doors } = opened()
        const keyFile = keys.readable()
        if (!keyFile) return
        keys.keepBeside()
        const [text, digest] = [textOf(keyFile), digestOf(keyFile)]
        await doors.write(async (tx) => {
          const kept = await tx.selectFrom('key_copy').select('text').executeTakeFirst()
          if (kept?.text === text || (await keysNamed(tx)) !== digest) return
          await tx.replaceInto('key_copy').values({ only: 1, text }).execute()
        })
      }),

    read: async (ask) => opened().doors.read(ask),
    write: async (act) => opened().doors.write(act),
    writeInSteps: async (work) => opened().doors.writeInSteps(work),
    tries,
    scour: async () => opened().doors.scour(),
    expectRoom: () => expectRoom(db),
    lend: () => ({ file: db, key: opened().key }),
  }
}

/** Writes into a copy that is not in its place yet; gives the head of its log. */
async function writeInto(
  file: string,
  key: Uint8Array,
  act: (tx: Writable) => Promise<void>,
): Promise<Head | null> {
  let head: Head | null = null
  const writer = openConnection({ file, key, readonly: false })
  const doors = openDoors({
    ...{ writer, reader: openConnection({ file, key, readonly: true }), file, key },
    before: () => {},
    writeHead: (named) => (head = named),
  })
  try {
    await doors.write(act)
  } finally {
    await doors.close()
  }
  syncFile(file)
  return head
}

/** Refuses while somebody else still has the file open: its write-ahead log would be taken for that of another file. */
function expectLastOne(file: string): void {
  if (!existsSync(`${file}-wal`)) return
  throw new Refusal(
    'busy',
    'Something still reads the office’s file, so its key was not changed. Wait until a backup or a verification has ended, then try again.',
  )
}

/** Writes the head after each commit; what could not be written is tried again before the next write. */
function headKeeper(file: string) {
  let unwritten: Head | null = null
  return {
    settle() {
      if (!unwritten) return
      writeHead(file, unwritten)
      unwritten = null
    },
    write(head: Head) {
      unwritten = head
      try {
        writeHead(file, head)
        unwritten = null
      } catch {
        // The act is committed and stands; the next write must not run further ahead.
      }
    },
  }
}
