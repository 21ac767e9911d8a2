import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { isOpenedBy, openConnection } from './connection.ts'
import { openDoors, type Doors } from './doors.ts'
import { readHead, writeHead } from './head-file.ts'
import { digestOf, textOf, type KeyFile } from './key-file.ts'
import { doesNotOpen, keysNamed, officeKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { isEarlierCode, keyOfWords } from './recovery-words.ts'
import { holdOffice, watchFiles } from './office-lock.ts'
import { expectRoom, scour } from './scour.ts'
import { storageRefusal } from './storage-refusal.ts'
import { triesIn } from './tries.ts'
import { createQueue } from './turns.ts'
import type { Head, KeyEntry, SheetUser, Vault } from './vault.ts'

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
  lock: { release(): void }
  /** Refuses once the files that were opened are no longer those that stand in the folder. */
  assertSame(): void
}

/** The office in `folder`, which need not exist yet; touches nothing until it is asked. */
export function createVault({ folder, clock, random, cost = 2 ** 17 }: VaultParts): Vault {
  const db = join(folder, 'remedy.db')
  const headFile = join(folder, 'remedy.head')
  const keysFile = join(folder, 'remedy.keys')
  const keys = officeKeys({ file: keysFile, clock, random, cost })
  const tries = triesIn({ file: join(folder, 'remedy.tries'), clock })
  let open: Open | null = null
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
    return true
  }
  /** Changes the keys and writes the entry of it: both or neither, whatever fails or ends between them. */
  async function rekey<T>(here: Open, next: KeyFile, entry: KeyEntry<T>): Promise<T> {
    try {
      const found = keys.digest()
      const named = keys.stage(next)
      return await here.doors.write(async (tx) => {
        const before = await keysNamed(tx)
        const strange = before !== null && found !== null && found !== before
        const done = await entry(tx, { keys: named, ...(strange ? { keysFound: found } : {}) })
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
  /** Opens the file, and whoever opens it has a key that counts. */
  async function entering(take: () => Promise<Uint8Array>): Promise<Open> {
    const key = await take()
    if (open) {
      key.fill(0)
      return open
    }
    const here = start(key, false)
    try {
      if (keys.readable() && (await settle(here))) (await take()).fill(0)
      return here
    } catch (error) {
      await stop(here)
      throw error
    }
  }

  /** The file key, by the words of the sheet, or by the code of an earlier kind of sheet. */
  async function bySheet(sheetWords: string, personId: string | null): Promise<Uint8Array> {
    if (isEarlierCode(sheetWords)) {
      if (personId === null) throw doesNotOpen()
      return keys.openWithCode(sheetWords, personId)
    }
    const key = keyOfWords(sheetWords)
    if (key && existsSync(db) && isOpenedBy(db, key)) return key
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

  function start(key: Uint8Array, create: boolean): Open {
    const lockFile = join(folder, 'office.lock')
    const lock = holdOffice(lockFile)
    try {
      const writer = openConnection({ file: db, key, readonly: false, create })
      try {
        migrate(writer, db)
        try {
          scour(writer, db)
        } catch {
          // No room for it now: what was erased is in no list, and is cleared away at a later opening.
        }
        const reader = openConnection({ file: db, key, readonly: true })
        // What a day's work reads of a large office stays at hand: each page that does not is decrypted again.
        reader.pragma('cache_size = -65536')
        const { settle, write } = headKeeper(headFile)
        const assertSame = watchFiles(db, lockFile, `${db}-wal`)
        const doors = openDoors({
          ...{ writer, reader, writeHead: write, file: db, key },
          before() {
            assertSame()
            settle()
          },
        })
        return { key, doors, lock, assertSame }
      } catch (error) {
        writer.close()
        throw error
      }
    } catch (error) {
      lock.release()
      throw error
    }
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
        const made = start(key, true)
        try {
          save()
        } catch (error) {
          await stop(made)
          for (const file of [db, `${db}-wal`, `${db}-shm`]) rmSync(file, { force: true })
          throw error
        }
        open = made
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
          await rekey(here, await keys.renewing(holder, passphrase, here.key, true), entry)
        } catch (error) {
          if (!open) await stop(here)
          throw error
        }
        open = here
      }),

    async check(personId, passphrase) {
      opened()
      const key = await tried(personId, () => keys.open(personId, passphrase))
      key.fill(0)
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
        await rekey(here, await keys.adding(holder, passphrase, here.key), entry)
      }),
    removeKey: (personId, entry) =>
      alone(async () => rekey(await unchanged(), keys.removing(personId), entry)),
    changePassphrase: (personId, current, next, entry) =>
      alone(async () => {
        const here = await unchanged()
        const again = await keys.open(personId, current)
        again.fill(0)
        const holder = { personId, name: '' }
        await rekey(here, await keys.renewing(holder, next, here.key), entry)
      }),
    hasCode: () => keys.hasCode(),
    dropCode: (entry) => alone(async () => rekey(await unchanged(), keys.withoutCode(), entry)),
    copyKeys: () =>
      alone(async () => {
        const { doors } = opened()
        const keyFile = keys.readable()
        if (!keyFile) return
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
