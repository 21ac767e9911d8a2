import { RULES } from '../audit/binding.ts'
import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { keysNamed } from '../vault/keys.ts'
import type { EndAccepted } from '../audit/logged.ts'
import type { KeyEntry, Readable, Writable } from '../vault/vault.ts'
import { movedFrom, writeMovedFrom } from '../backups/moved-from.ts'
import { clearMark, restoredMark } from '../backups/restored-mark.ts'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Person } from '../people/contract.ts'
import { signInMark } from '../people/failed-sign-ins.ts'
import { everybody } from '../people/people.ts'
import type { Platform } from '../platform/platform.ts'
import { lockWhenEmpty, type OfficeFiles } from './office-files.ts'
import { rememberSeen } from './seen.ts'
import type { Colleague, CurrentUser } from '../people/current-user.ts'

/** What a partner accepts the end of a log on. */
type Accepted = Pick<z.input<typeof EndAccepted>, 'size' | 'mended' | 'code' | 'agrees' | 'reason'>

/** Who signed in and out at one place, as the log records it. */
export interface Session {
  /**
   * Signs the person in at an office whose file is open, in place of whoever was signed in here; refuses former staff.
   * Where that `opened` the file nobody can be signed in anywhere else, whatever the log says of a program that was killed.
   */
  signIn(officeFiles: OfficeFiles, personId: string, opened: boolean): Promise<void>
  /**
   * Writes that the recovery sheet was used for this person; refuses former staff, and a log cut short. Where `alone` the
   * folder had neither key file nor head: then nothing there can tell whether the log was cut, which the entry says.
   */
  logRecovery(
    officeFiles: OfficeFiles,
    personId: string,
    alone: boolean,
    ...[tx, named]: Parameters<KeyEntry>
  ): Promise<void>
  /** Signs in to a damaged office for good, and writes that its log ends where it does. */
  acceptEnd(officeFiles: OfficeFiles, by: Colleague, accepted: Accepted): Promise<void>
  /** Writes that the office was restored from a backup, where nobody has signed in since. */
  logRestoration(officeFiles: OfficeFiles): Promise<void>
  /** Writes that the office was moved to its folder, where nobody has signed in since. */
  logMove(officeFiles: OfficeFiles): Promise<void>
  /** Signs out whoever is signed in here, signs the log and locks the file once nobody is left, whatever else may fail. */
  signOut(officeFiles: OfficeFiles, reason: string): Promise<void>
}

const noKey = () =>
  new Refusal(
    'not-allowed',
    'Your key no longer opens this office. Ask a partner to add you again.',
  )

/** Signs out whoever is `meant`, wherever they are signed in, within the act that ends their work there; gives the way back, for an act that fails. */
export async function signOut(
  { log, signedIn }: Pick<OfficeFiles, 'log' | 'signedIn'>,
  tx: Writable,
  meant: (person: Colleague) => boolean,
  reason: string,
): Promise<() => void> {
  const left = signedIn().flatMap((place) => {
    const leaving = place.get()
    return leaving && meant(leaving) ? [{ place, leaving }] : []
  })
  for (const { place, leaving } of left) {
    place.clear()
    await log.record(tx, leaving, { act: 'signed-out', subject: null, detail: { reason } })
  }
  return () => {
    for (const { place, leaving } of left) place.set(leaving)
  }
}

/** Nothing is recorded in a damaged office, nor by somebody who signed out meanwhile. */
export function refusingWhileDamaged(officeFiles: OfficeFiles, currentUser: CurrentUser): Log {
  const { log } = officeFiles
  return {
    ...log,
    record(tx, by, entry) {
      if (officeFiles.damage !== null) throw damaged()
      currentUser.confirm(by)
      return log.record(tx, by, entry)
    },
    erase(tx, by, erasing) {
      if (officeFiles.damage !== null) throw damaged()
      currentUser.confirm(by)
      return log.erase(tx, by, erasing)
    },
  }
}

/** The refusal to record anything in an office whose log failed its checks. */
const damaged = () =>
  new Refusal(
    'damaged',
    `The log of this office failed its checks, so nothing more can be recorded in it. ${COPY_FIRST} Then a partner decides under “Audit log” how to go on.`,
  )

/** Whoever comes in by the sheet would add an entry before a partner has decided. */
const damagedForSheet = () =>
  new Refusal(
    'damaged',
    `The end of this office’s log is damaged, so the recovery sheet gives nobody a new passphrase yet. ${COPY_FIRST} Then a partner signs in with a passphrase and decides under “Audit log”; or restore a backup, which the sheet opens.`,
  )

export const nothingWrong = () =>
  new Refusal('conflict', 'Nothing is wrong at the end of this log, so nothing is to be accepted.')

/** Somebody who works here; refuses anybody else. */
export async function colleague(tx: Readable, personId: string): Promise<Person> {
  const person = (await everybody(tx)).find(({ id, works }) => works && id === personId)
  if (!person) throw noKey()
  return person
}

interface Parts {
  currentUser: CurrentUser
  desk: Pick<Platform, 'lastSeen' | 'saw'>
  /** Refuses a desk that does not belong to the office. */
  expectDesk(tx: Readable, deskId: string): Promise<void>
  random: (bytes: number) => Uint8Array
  report: (error: unknown) => void
}

/** Keeps the session and the log in step: nobody is signed in without an entry, and nothing is logged for somebody who has signed out. */
export function createSession({ currentUser, desk, expectDesk, random, report }: Parts): Session {
  const expectHere = async (tx: Readable) =>
    currentUser.desk === '' ? undefined : expectDesk(tx, currentUser.desk)

  /** `further` is written with it, or nothing is. */
  async function logSignIn(
    { vault, log }: OfficeFiles,
    person: Colleague,
    {
      former,
      opened,
      further,
    }: {
      former: Colleague | undefined
      opened: boolean
      further?: (tx: Writable) => Promise<unknown>
    },
  ): Promise<void> {
    const by = currentUser.here(person)
    const keys = vault.keys()
    const before = await vault.read(signInMark)
    const lost = before !== null && !vault.tries.has(before)
    // Who comes into an open office with nothing to log of it is spared a write: the file has the mark of before.
    const spared = !opened && before !== null && !lost && vault.tries.unlogged().length === 0
    const mark = spared ? before : Buffer.from(random(8)).toString('hex')
    if (!spared) vault.tries.begin(mark, before)
    try {
      await vault.write(async (tx) => {
        // Everything else that is recorded there follows a sign-in, and a removal signs out.
        await expectHere(tx)
        // Whoever asked for an act that waits behind this one is gone when its turn comes.
        if (former) {
          currentUser.clear()
          const detail = { reason: 'another person signed in' }
          await log.record(tx, former, { act: 'signed-out', subject: null, detail })
        }
        const detail = {
          ...{ name: person.name, role: person.role, rules: RULES, tries: mark },
          // Named where it is not the one that the log names: of a release that named none, or put there since.
          ...(keys !== null && keys !== (await keysNamed(tx)) ? { keys } : {}),
          ...(opened ? { opened } : {}),
        }
        await log.record(tx, by, { act: 'signed-in', subject: null, detail })
        const of = vault.tries.unlogged().map((one) => ({ ...one }))
        if (of.length > 0 || lost)
          await log.record(tx, by, {
            act: 'sign-ins-failed',
            subject: null,
            detail: { of, lost },
          })
        await further?.(tx)
      })
    } catch (error) {
      if (former) currentUser.set(former)
      throw error
    }
    vault.tries.logged()
  }

  async function logSignOut({ vault, log }: OfficeFiles, reason: string): Promise<void> {
    const leaving = currentUser.get()
    if (!leaving) return
    await vault.write(async (tx) => {
      currentUser.clear()
      await log.record(tx, leaving, { act: 'signed-out', subject: null, detail: { reason } })
      await log.checkpoint(tx)
    })
  }

  return {
    async signIn(officeFiles, personId, opened) {
      const { vault, damage } = officeFiles
      const person = await vault.read((tx) => colleague(tx, personId))
      if (damage === null)
        await logSignIn(officeFiles, person, { former: currentUser.get(), opened })
      else await vault.read(expectHere)
      currentUser.set({ id: person.id, name: person.name, role: person.role })
    },

    async logRecovery({ vault, log }, personId, alone, tx, named) {
      const person = await colleague(tx, personId)
      // Its tail is checked only once the file is open; one entry more would hide that some, or its head, are missing.
      const head = vault.head()
      if (head ? (await sizeOf(tx)) < head.size : !alone) throw damagedForSheet()
      const detail = {
        ...{ personId, name: person.name },
        ...(head ? {} : { alone }),
        ...named,
      }
      const by = currentUser.here(person)
      await log.record(tx, by, { act: 'recovery-used', subject: null, detail })
    },

    async acceptEnd(officeFiles, by, accepted) {
      const { vault, log, damage } = officeFiles
      if (damage === null) throw nothingWrong()
      const [head, { seen }] = [vault.head(), damage]
      await logSignIn(officeFiles, by, {
        // Nobody who signed in to the damaged office has an entry that would have to end.
        former: undefined,
        opened: true,
        async further(tx) {
          const detail: z.input<typeof EndAccepted> = {
            ...accepted,
            ...{ headSize: head?.size ?? null, headRoot: head?.root ?? null },
            ...{ seenSize: seen?.size ?? null, seenRoot: seen?.root ?? null },
          }
          await log.record(tx, by, { act: 'end-accepted', subject: null, detail })
        },
      })
      // Nor has anybody at another place an entry by which they could act.
      for (const other of officeFiles.signedIn()) if (other !== currentUser) other.clear()
      officeFiles.damage = null
      currentUser.set(by)
    },

    async logRestoration({ vault, log, folder }) {
      const [detail, by] = [restoredMark(folder), currentUser.get()]
      if (!detail || !by) return
      await vault.write(async (tx) => {
        await log.record(tx, by, { act: 'office-restored', subject: null, detail })
      })
      clearMark(folder)
    },

    async logMove({ vault, log, folder }) {
      const [mark, by] = [movedFrom(folder), currentUser.get()]
      if (!mark || mark.logged || !by) return
      const { kept: _kept, logged: _logged, ...detail } = mark
      await vault.write(async (tx) => {
        await log.record(tx, by, { act: 'office-moved', subject: null, detail })
      })
      writeMovedFrom(folder, { ...mark, logged: true })
    },

    async signOut(officeFiles, reason) {
      try {
        if (officeFiles.damage === null) {
          await logSignOut(officeFiles, reason)
          if (officeFiles.vault.phase() === 'open') await rememberSeen(officeFiles, desk)
        }
      } catch (error) {
        report(error)
      } finally {
        currentUser.clear()
        await lockWhenEmpty(officeFiles)
      }
    },
  }
}
