import { contract } from './contract.ts'
import { expectDesk, settleDesks } from './desks/desks.ts'
import { settleLettingIn } from './desks/letting-in.ts'
import { standInSalt } from './desks/stand-in-salt.ts'
import { noDesks, type DeskHost } from './desks/host.ts'
import type { LimitsOn } from './day/limits-ahead.ts'
import { loadOffice, type OfficeOnDisk } from './office-on-disk.ts'
import type { OfficeState } from './people/contract.ts'
import { createCurrentUser, type CurrentUser } from './people/current-user.ts'
import { isGuessable, type PassphraseJudge } from './people/passphrase-strength.ts'
import type { Permission } from './people/permissions.ts'
import type { Platform } from './platform/platform.ts'
import { readProgramFiles, type ProgramFiles } from './program-files.ts'
import { openRooms, type DomainHandlers, type Rooms } from './rooms.ts'
import { screensRead } from './screens.ts'
import { rebuildVerified } from './audit/log.ts'
import { answerOnce, type AnswerOnce } from './session/once.ts'
import { stateOf } from './session/office-state.ts'
import type { Offices } from './session/office-files.ts'
import { moving } from './session/moving.ts'
import { createSession } from './session/session.ts'
import { signIn, type SampleOffice } from './session/sign-in.ts'
import { triesAtDesks, type TriesAtDesks } from './session/tries-at-desks.ts'
import { isSameFolder } from './vault/same-folder.ts'
import { createQueue } from './vault/turns.ts'
import { createDispatch, type Dispatch } from './wire/dispatch.ts'
import type { Operation } from './wire/operation.ts'
import { Refusal } from './wire/refusal.ts'
import type { z } from './wire/schema.ts'
import type { Change, OnChange } from './wire/bridge.ts'

// A permission that the table does not know fails here, where contract and table meet.
contract satisfies Record<
  string,
  Record<string, Operation<z.ZodType, z.ZodType, Permission | 'anyone'>>
>

/** What an office is opened with, wherever it is asked. */
interface SharedParts {
  /** The office to stand at first; null for none. It need not exist. */
  folder: string | null
  /** The program's own `resources` folder. */
  resources: string
  /** What was read from it for several offices; read anew for this one, and closed with it, unless given. */
  program?: ProgramFiles
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Called with every unforeseen error; must keep personal data out of what it writes. */
  report?: (name: string, error: unknown) => void
  /** Marks offices made here as samples. */
  sample?: boolean
  /** The sample office that the window may open; none without it. */
  sampleOffice?: SampleOffice
  /** Whether backups that are due are made without being asked for. */
  makesDueBackups?: boolean
  /** Scrypt's N for new keys; tests alone may lower it. */
  keyCost?: number
  /** Says which new passphrases would be guessed soon; tests that are of something else take any. */
  judge?: PassphraseJudge
  /** What lets other desks in; nobody without it. */
  desks?: DeskHost
}

export interface OfficeParts extends SharedParts {
  platform: Platform
}

/** The office as everything outside it sees it, at one place. */
export interface Office {
  dispatch: Dispatch
  /** The same for a desk, which may ask again under the id of a question whose answer it never had. */
  answerOnce: AnswerOnce
  phase(): OfficeState['phase']
  /** Who is signed in here; null for nobody. */
  who(): string | null
  /** Called after every committed write, and whenever the person signed in here changes. */
  onChange: OnChange
  /** How many time limits are late and due on the coming days, as whoever is signed in sees them; null where nobody is, or they see no day. */
  limitsAhead(): Promise<LimitsOn[] | null>
  /** Signs out whoever is signed in here; never throws. The file locks once nobody is left at any place. */
  lock(): Promise<void>
  /** The same, for good. */
  close(reason?: string): Promise<void>
  /** Rebuilds every list from the log; refuses unless somebody is signed in and the log itself passes its checks. */
  rebuild(): Promise<{ entries: number; changes: number }>
}

const QUESTIONS = Object.entries(contract).flatMap(([domain, questions]) =>
  Object.keys(questions).map((name) => `${domain}.${name}`),
)

/** Where somebody works: the office's own window, or a desk, which has an id. */
export interface Place {
  desk: string
  /** The office that is worked in there at first; the one that all are opened with unless it is named. */
  folder?: string
  platform: Platform
}

/** An office at which several people may work at once, each at a place of their own. */
export interface SharedOffice {
  at(place: Place): Office
  close(): Promise<void>
}

/** Opens the office for its own window; its file stays locked until somebody signs in. `whole` is given it for the places of others. */
export async function openOffice(
  { platform, ...parts }: OfficeParts,
  whole: (shared: SharedOffice) => void = () => {},
): Promise<Office> {
  const shared = openShared(parts)
  whole(shared)
  const office = shared.at({ desk: '', platform })
  return {
    ...office,
    async close() {
      await office.close()
      await shared.close()
    },
  }
}

/** The same for as many places as are asked for. */
export function openShared(parts: SharedParts): SharedOffice {
  const { resources, clock, random, keyCost, report = () => {} } = parts
  const { program = readProgramFiles(resources), desks = noDesks } = parts
  const inTurn = createQueue().take
  const standing = new Set<Standing>()
  const loaded = new Map<string, OfficeOnDisk>()

  /** By whatever way its folder was reached, an office is one. */
  const spelt = (folder: string): string =>
    loaded.has(folder)
      ? folder
      : ([...loaded.keys()].find((one) => isSameFolder(one, folder)) ?? folder)
  const standsIn = (folder: string) =>
    [...standing].filter((place) => {
      const other = place.folder()
      return other !== null && isSameFolder(other, folder)
    })
  function onDisk(asked: string): OfficeOnDisk {
    const folder = spelt(asked)
    const here = () => standsIn(folder)
    const known =
      loaded.get(folder) ??
      loadOffice({
        ...{ folder, resources, program, clock, random, keyCost },
        signedIn: () =>
          here().flatMap(({ currentUser }) => (currentUser.get() ? [currentUser] : [])),
        recorded: () => here().forEach((place) => place.changed('records')),
      })
    loaded.set(folder, known)
    return known
  }
  const shared = {
    ...{ ...parts, report, program, inTurn, onDisk, spelt, desks, tries: triesAtDesks(clock) },
    forget: (folder: string) => void loaded.delete(spelt(folder)),
    moved(former: string, now: string) {
      onDisk(now).keptForms.goOn(onDisk(former).keptForms.all())
      for (const place of standsIn(former)) place.follow(now)
      loaded.delete(spelt(former))
      desks.moved(former, now)
    },
  }
  return {
    at(where) {
      const { place, office } = standAt(shared, where)
      standing.add(place)
      return {
        ...office,
        async close(reason) {
          await office.close(reason)
          standing.delete(place)
        },
      }
    },
    async close() {
      for (const { office } of [...standing]) await office.close()
      standing.clear()
      if (!parts.program) await program.letters.pdfWorker.close()
    },
  }
}

/** What others need to know of a place. */
interface Standing {
  currentUser: CurrentUser
  /** The folder of the office in use there; null for none. */
  folder(): string | null
  /** Has the office there that moved to this folder. */
  follow(folder: string): void
  changed(change: Change): void
  office: Pick<Office, 'close'>
}

type Shared = SharedParts & {
  report: (name: string, error: unknown) => void
  program: ProgramFiles
  desks: DeskHost
  tries: TriesAtDesks
  inTurn: ReturnType<typeof createQueue>['take']
  onDisk(folder: string): OfficeOnDisk
  /** The folder as it was called first. */
  spelt(folder: string): string
  forget(folder: string): void
  moved(former: string, now: string): void
}

/** One place at an office: who is signed in there, and what is chosen, shown or under way there. */
function standAt(parts: Shared, where: Place): { place: Standing; office: Office } {
  const { desk, platform } = where
  const { resources, clock, random, program, inTurn, report, onDisk, forget } = parts
  const { judge = isGuessable, makesDueBackups = false, sample = false } = parts
  const listeners = new Set<(change: Change) => void>()
  // A listener that fails must not undo what is committed.
  function changed(change: Change): void {
    for (const listener of listeners)
      try {
        listener(change)
      } catch (error) {
        report('change', error)
      }
  }
  const currentUser = createCurrentUser(() => changed('session'), desk)
  const session = createSession({
    ...{ currentUser, expectDesk, random, desk: platform },
    report: (error) => report('session', error),
  })
  /** By the office itself, since other files may come to stand in its folder. */
  const opened = new WeakMap<OfficeOnDisk, Rooms>()
  const first = where.folder ?? parts.folder
  let folderInUse = first === null ? null : parts.spelt(first)

  function roomsIn(folder: string): Rooms {
    const office = onDisk(folder)
    const rooms =
      opened.get(office) ??
      openRooms({
        ...{ onDisk: office, program, resources, clock, random, judge, makesDueBackups, report },
        ...{ inTurn, currentUser, platform, host: parts.desks },
      })
    opened.set(office, rooms)
    return rooms
  }
  function inUse(): string {
    if (folderInUse !== null) return folderInUse
    throw new Refusal('locked', 'There is no office here yet. Start a new one or open another.')
  }
  const offices: Offices = {
    current: () => (folderInUse === null ? undefined : onDisk(folderInUse).officeFiles),
    at: (folder) => onDisk(folder).officeFiles,
    forget,
    moved: (former, now) => parts.moved(former.folder, now.folder),
    use(officeFiles) {
      folderInUse = officeFiles.folder
      changed('session')
    },
  }
  const move = moving({
    ...{ offices, platform, currentUser, session, inTurn, clock, random },
    apart: (folder, act) => parts.desks.apart(folder, act),
    async quiet() {
      const { officeFiles } = onDisk(inUse())
      if (officeFiles.log.progress().running)
        throw new Refusal('busy', 'The log is being verified. Wait for the result.')
      await roomsIn(inUse()).stop()
    },
    report: (error) => report('move', error),
  })
  const signInHandlers = signIn({
    moving: move.handlers,
    questions: QUESTIONS,
    ...{ offices, currentUser, session, platform, inTurn, clock, random, sample, judge, resources },
    sampleOffice: parts.sampleOffice,
    ...{ standInSalt, tries: parts.tries },
    apart: (folder, act) => parts.desks.apart(folder, act),
    async settle({ vault, log, folder }, by, opened) {
      const files = { vault, log, folder, host: parts.desks }
      await settleLettingIn(files, by)
      if (opened) await settleDesks(files, by)
    },
    report: (error) => report('sign-in', error),
  })
  const leave = (reason: string) =>
    inTurn(async () => {
      if (folderInUse === null) return
      await roomsIn(folderInUse).stop()
      await session.signOut(onDisk(folderInUse).officeFiles, reason)
    })

  listeners.add((change) => {
    if (!makesDueBackups || change !== 'session' || !currentUser.get()) return
    // Once whoever signs in has, and what a restoration owes to the log is written.
    void inTurn(async () => {}).then(() => {
      if (folderInUse !== null) void roomsIn(folderInUse).backups.makeDue()
    })
  })

  const dispatch = createDispatch({
    contract,
    // Signing in needs no open office; every other room answers from the one that is open.
    handlers: new Proxy({ signIn: signInHandlers } as DomainHandlers, {
      get: (_, domain: keyof DomainHandlers) =>
        domain === 'signIn' ? signInHandlers : roomsIn(inUse()).handlers[domain],
    }),
    admit: currentUser.admit,
    seen: screensRead(() => offices.current(), currentUser),
    report,
  })
  const office: Office = {
    dispatch,
    answerOnce: answerOnce({
      ...{ desk, contract, dispatch, currentUser, clock },
      vault: () => offices.current()?.vault,
    }),
    phase: () => stateOf(offices.current(), currentUser).phase,
    who: () => currentUser.get()?.id ?? null,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async limitsAhead() {
      const by = currentUser.get()
      return by ? roomsIn(inUse()).limitsAhead(by) : null
    },
    lock: () => leave('the office was locked'),
    async close(reason = 'the program was closed') {
      await move.stop()
      // Whoever leaves last takes the key along.
      const last = offices
        .current()
        ?.signedIn()
        .every((place) => place === currentUser)
      if (makesDueBackups && last && folderInUse !== null)
        await roomsIn(folderInUse).backups.atClose()
      await leave(reason)
    },
    async rebuild() {
      currentUser.admit('verify-log')
      return rebuildVerified(onDisk(inUse()).officeFiles.log)
    },
  }
  const follow = (folder: string) => void (folderInUse = folder)
  return { place: { currentUser, folder: () => folderInUse, follow, changed, office }, office }
}
