import { auditHandlers } from './audit/handlers.ts'
import { officeBackups, type Backups } from './backups/backups.ts'
import { arrive } from './backups/move-office.ts'
import { finishSwap } from './backups/restore-backup.ts'
import { tryOut } from './backups/try-out.ts'
import { bases } from './bases/bases.ts'
import { basisFor } from './bases/read-basis.ts'
import { createLog, rebuildVerified } from './audit/log.ts'
import { clients } from './clients/clients.ts'
import { openWork } from './day/open-work.ts'
import { passingWork } from './day/passing-work.ts'
import { stillOpen } from './day/still-open.ts'
import { registerKept } from './disclosures/listing.ts'
import { erasure } from './erasure/erasure.ts'
import { keepErasures } from './erasure/keep-erasures.ts'
import { owedIn } from './erasure/owed.ts'
import { clientNumberOf } from './matters/numbering.ts'
import { day } from './day/day.ts'
import { limitsAhead, type LimitsOn } from './day/limits-ahead.ts'
import { keepDiary } from './day/diary.ts'
import { consents } from './consents/consents.ts'
import { disclosures } from './disclosures/disclosures.ts'
import { contract, type RemedyContract } from './contract.ts'
import { exportsOf, type Exports } from './exports/exports.ts'
import { folds } from './folds.ts'
import { imports, type Imports } from './imports/imports.ts'
import { typingIn, type RoomsOver } from './imports/typing.ts'
import type { LetterKind } from './letters/contract.ts'
import { isFormTo, lettersOf, letterTrail } from './letters/letter-index.ts'
import { seesAll } from './letters/sight.ts'
import { lettersEnclosing } from './letters/enclosing.ts'
import { letters } from './letters/letters.ts'
import { londonDay } from './dates/days.ts'
import { restrictedWordIn } from './letters/office-words.ts'
import { lists, type Lists } from './lists/lists.ts'
import { details } from './details/details.ts'
import { documents, type Documents } from './documents/documents.ts'
import { matters } from './matters/matters.ts'
import { keepForms, platformHandlers, type KeptForms } from './session/platform-handlers.ts'
import { screensRead } from './screens.ts'
import { moving } from './session/moving.ts'
import { createSession, refusingWhileDamaged } from './session/session.ts'
import type { OfficeState } from './people/contract.ts'
import type { Platform } from './platform/platform.ts'
import { isGuessable, type PassphraseJudge } from './people/passphrase-strength.ts'
import { namesIn } from './people/names.ts'
import { people } from './people/people.ts'
import { allows, type Permission } from './people/permissions.ts'
import { stateOf } from './session/office-state.ts'
import { UNREADABLE, type Offices, type OfficeFiles } from './session/office-files.ts'
import { createCurrentUser } from './people/current-user.ts'
import { signIn, type SampleOffice } from './session/sign-in.ts'
import { arrangementsIn, officeLaw } from './office-law.ts'
import { packs } from './packs/packs.ts'
import { keptUntil } from './retention/read-retention.ts'
import { retention } from './retention/retention.ts'
import { processing } from './processing/processing.ts'
import { representatives } from './representatives/representatives.ts'
import { practice } from './practice/practice.ts'
import { openEditionStore } from './law/edition-store.ts'
import { lawStore } from './law/law-book.ts'
import { officePapers } from './vault/papers.ts'
import { readProgramFiles, type ProgramFiles } from './program-files.ts'
import { createVault } from './vault/create-vault.ts'
import { saysUnreadable } from './vault/storage-refusal.ts'
import { createQueue } from './vault/turns.ts'
import type { Vault } from './vault/vault.ts'
import { createDispatch, type Dispatch } from './wire/dispatch.ts'
import type { Handlers, Operation } from './wire/operation.ts'
import { Refusal } from './wire/refusal.ts'
import type { z } from './wire/schema.ts'
import type { Change, OnChange } from './wire/bridge.ts'

// A permission that the table does not know fails here, where contract and table meet.
contract satisfies Record<
  string,
  Record<string, Operation<z.ZodType, z.ZodType, Permission | 'anyone'>>
>

export interface OfficeParts {
  /** The office to stand at first; null for none. It need not exist. */
  folder: string | null
  /** The program's own `resources` folder. */
  resources: string
  /** What was read from it for several offices; read anew for this one, and closed with it, unless given. */
  program?: ProgramFiles
  clock: () => Date
  random: (bytes: number) => Uint8Array
  platform: Platform
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
}

type DomainHandlers = { [Domain in keyof RemedyContract]: Handlers<RemedyContract[Domain]> }
/** One office's own files, and the questions that are answered from them. */
interface LoadedOffice {
  officeFiles: OfficeFiles
  backups: Backups
  exports: Exports
  imports: Imports
  lists: Lists
  documents: Documents
  limitsAhead: ReturnType<typeof limitsAhead>
  keptForms: KeptForms
  handlers: Omit<DomainHandlers, 'signIn'>
}

/** The office as everything outside it sees it. */
export interface Office {
  dispatch: Dispatch
  phase(): OfficeState['phase']
  /** Called after every committed write, and whenever the person signed in changes. */
  onChange: OnChange
  /** How many time limits are late and due on the coming days, as whoever is signed in sees them; null where nobody is, or they see no day. */
  limitsAhead(): Promise<LimitsOn[] | null>
  /** Signs out whoever is signed in and locks the file; never throws. */
  lock(): Promise<void>
  /** The same, at the end of the program. */
  close(): Promise<void>
  /** Rebuilds every list from the log; refuses unless somebody is signed in and the log itself passes its checks. */
  rebuild(): Promise<{ entries: number; changes: number }>
}

/** Opens the office; its file stays locked until somebody signs in. */
export async function openOffice(parts: OfficeParts): Promise<Office> {
  const { resources, clock, random, platform, keyCost, sample = false, report = () => {} } = parts
  const { judge = isGuessable, makesDueBackups = false } = parts
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
  const currentUser = createCurrentUser(() => changed('session'))
  const inTurn = createQueue().take
  const { program = readProgramFiles(resources) } = parts
  const { prisons, edition: shipped, letters: letterParts, wordsMark } = program
  const titleOf = (kind: string) => letterParts.templates.get(kind as LetterKind)?.title ?? kind
  const session = createSession({
    ...{ currentUser, random, desk: platform },
    report: (error) => report('session', error),
  })
  const loaded = new Map<string, LoadedOffice>()
  let folderInUse = parts.folder

  function load(folder: string): LoadedOffice {
    finishSwap(folder)
    arrive(folder)
    const file = createVault({ folder, clock, random, ...(keyCost ? { cost: keyCost } : {}) })
    const vault = telling(
      announcing(file, () => changed('records')),
      () => {
        officeFiles.damage ??= UNREADABLE
        changed('records')
      },
    )
    const plain = createLog({ vault, clock, random, folds, resources })
    const papers = officePapers({ vault, folder, random })
    const tidy = async () => {
      await papers.sweep()
      await keepErasures(vault, folder)
      await exporting.clear()
    }
    const officeFiles: OfficeFiles = { folder, vault, log: plain, sweep: tidy, damage: null }
    const log = refusingWhileDamaged(officeFiles, currentUser)
    const keptForms = keepForms({ vault, random })
    const editionStore = openEditionStore({ shipped, papers })
    const law = lawStore(editionStore)
    const files = { vault, log, papers, platform, law, establishments: prisons, clock, random }
    const shared = { ...files, ...letterParts, wordsMark, resources }
    const parts = { ...shared, freshDays: keepDiary({ ...shared, vault: file }).fresh }
    const backups = officeBackups({
      ...{ vault: file, log, folder, platform, currentUser, clock },
      tryOut: tryOut({ folder, resources }),
      report: (error) => report('backup', error),
    })
    const restrictedIn = restrictedWordIn(letterParts.sensitive)
    // The rooms by which rows are typed answer within the transaction of an import.
    const roomsOver: RoomsOver = (within) => ({
      clients: clients({ ...files, vault: within }),
      matters: matters({ ...files, vault: within, openWork: openWork(parts), restrictedIn }),
      representatives: representatives({ ...files, vault: within }),
      establishments: arrangementsIn({ ...files, vault: within, prisons }),
    })
    const importing = imports({
      ...files,
      typing: typingIn({ roomsOver, admit: currentUser.admit, report }),
      passed: () => performance.now(),
    })
    const saving = lists(parts)
    const keeping = documents({
      ...files,
      restrictedIn,
      confirm: currentUser.confirm,
      enclosedBy: lettersEnclosing,
      lettersOf: (tx, clientId, by) => lettersOf(tx, clientId, { seesRestricted: seesAll(by) }),
    })
    const exporting = exportsOf({
      ...{ ...files, ...letterParts, vault: file },
      ...{ folder, rooms: () => handlers },
    })
    const handlers: LoadedOffice['handlers'] = {
      backups: backups.handlers,
      exports: exporting.handlers,
      people: people({
        ...{ ...files, currentUser, inTurn, judge, work: passingWork(log) },
        async quiet() {
          if (log.progress().running)
            throw new Refusal('busy', 'The log is being verified. Wait for the result.')
          await backups.stop()
        },
        rekeyed(former) {
          keptForms.reseal(former)
          if (makesDueBackups) void backups.atClose()
        },
      }),
      platform: platformHandlers({ platform, currentUser, keptForms }),
      practice: practice(files),
      audit: auditHandlers({
        ...{ vault, log, allows, names: namesIn },
        damage: () => officeFiles.damage?.what ?? null,
      }),
      packs: packs({
        ...{ ...files, ...letterParts, resources },
        verify: () => log.verify([]),
      }),
      ...officeLaw({ ...parts, editionStore, prisons, titleOf, resources }),
      imports: importing.handlers,
      lists: saving.handlers,
      clients: clients(files),
      representatives: representatives(files),
      matters: matters({
        ...{ ...files, openWork: openWork(parts) },
        restrictedIn,
      }),
      details: details({ ...files, restrictedIn }),
      consents: consents({ ...parts, isFormTo, otherBasis: basisFor }),
      bases: bases(files),
      documents: keeping.handlers,
      disclosures: disclosures({ ...files, ...letterParts, trailOf: letterTrail }),
      letters: letters(parts),
      erasure: erasure({
        ...files,
        fresh: parts.freshDays,
        openOf: stillOpen(files),
        keptUntil: (tx, clientIds) => keptUntil(tx, clientIds, londonDay(clock())),
        registerOf: registerKept,
        numberOf: clientNumberOf,
        forget: keptForms.forget,
        tidy,
        folder,
      }),
      processing: processing({ ...files, ...letterParts }),
      retention: retention({ ...files, fresh: parts.freshDays, openOf: stillOpen(files) }),
      day: day({ ...parts, owed: async (tx) => (await owedIn(tx, folder)).rows.length }),
    }
    return {
      ...{ officeFiles, backups, handlers, keptForms },
      limitsAhead: limitsAhead(parts),
      ...{ exports: exporting, imports: importing, lists: saving, documents: keeping },
    }
  }
  function officeIn(folder: string): LoadedOffice {
    const officeInUse = loaded.get(folder) ?? load(folder)
    loaded.set(folder, officeInUse)
    return officeInUse
  }
  function officeInUse(): LoadedOffice {
    if (folderInUse !== null) return officeIn(folderInUse)
    throw new Refusal('locked', 'There is no office here yet. Start a new one or open another.')
  }
  const offices: Offices = {
    current: () => (folderInUse === null ? undefined : officeIn(folderInUse).officeFiles),
    at: (folder) => officeIn(folder).officeFiles,
    forget: (folder) => void loaded.delete(folder),
    moved(former, now) {
      officeIn(now.folder).keptForms.goOn(officeIn(former.folder).keptForms.all())
      loaded.delete(former.folder)
    },
    use(officeFiles) {
      folderInUse = officeFiles.folder
      changed('session')
    },
  }
  /** Ends what works on the office's file by itself. */
  async function stopWork({ backups, exports, imports, lists, documents }: LoadedOffice) {
    await Promise.all([backups, exports, imports, lists, documents].map((one) => one.stop()))
  }
  const move = moving({
    ...{ offices, platform, currentUser, session, inTurn, clock },
    async quiet() {
      const inUse = officeInUse()
      if (inUse.officeFiles.log.progress().running)
        throw new Refusal('busy', 'The log is being verified. Wait for the result.')
      await stopWork(inUse)
    },
    report: (error) => report('move', error),
  })
  const signInHandlers = signIn({
    moving: move.handlers,
    ...{ offices, currentUser, session, platform, inTurn, clock, random, sample, judge, resources },
    sampleOffice: parts.sampleOffice,
    report: (error) => report('sign-in', error),
  })
  const leave = (reason: string) =>
    inTurn(async () => {
      if (folderInUse === null) return
      await stopWork(officeIn(folderInUse))
      await session.signOut(officeIn(folderInUse).officeFiles, reason)
    })

  listeners.add((change) => {
    if (!parts.makesDueBackups || change !== 'session' || !currentUser.get()) return
    // Once whoever signs in has, and what a restoration owes to the log is written.
    void inTurn(async () => {}).then(() => {
      if (folderInUse !== null) void officeIn(folderInUse).backups.makeDue()
    })
  })

  const dispatch = createDispatch({
    contract,
    // Signing in needs no open office; every other room answers from the one that is open.
    handlers: new Proxy({ signIn: signInHandlers } as DomainHandlers, {
      get: (_, domain: keyof DomainHandlers) =>
        domain === 'signIn' ? signInHandlers : officeInUse().handlers[domain],
    }),
    admit: currentUser.admit,
    seen: screensRead(() => offices.current(), currentUser),
    report,
  })
  return {
    dispatch,
    phase: () => stateOf(offices.current(), currentUser).phase,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async limitsAhead() {
      const by = currentUser.get()
      return by ? officeInUse().limitsAhead(by) : null
    },
    lock: () => leave('the office was locked'),
    async close() {
      await move.stop()
      if (parts.makesDueBackups && folderInUse !== null)
        await officeIn(folderInUse).backups.atClose()
      await leave('the program was closed')
      if (!parts.program) await letterParts.pdfWorker.close()
    },
    async rebuild() {
      currentUser.admit('verify-log')
      return rebuildVerified(officeInUse().officeFiles.log)
    },
  }
}

/** Called once a write is committed, and not for an act that was refused or rolled back. */
const announcing = (vault: Vault, committed: () => void): Vault => ({
  ...vault,
  async write(act) {
    const value = await vault.write(act)
    committed()
    return value
  },
  async writeInSteps(work) {
    const value = await vault.writeInSteps(work)
    committed()
    return value
  },
})

/** Tells where storage cannot read a part of the file that is open: until then nobody knew, and a partner has to decide. */
const telling = (vault: Vault, unreadable: () => void): Vault => {
  const told = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      if (saysUnreadable(error)) unreadable()
      throw error
    }
  }
  return {
    ...vault,
    read: (ask) => told(vault.read(ask)),
    write: (act) => told(vault.write(act)),
    writeInSteps: (work) => told(vault.writeInSteps(work)),
  }
}
