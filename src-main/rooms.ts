import { auditHandlers } from './audit/handlers.ts'
import { officeBackups, type Backups } from './backups/backups.ts'
import { tryOut } from './backups/try-out.ts'
import { bases } from './bases/bases.ts'
import { basisFor } from './bases/read-basis.ts'
import { clients } from './clients/clients.ts'
import { consents } from './consents/consents.ts'
import type { RemedyContract } from './contract.ts'
import { londonDay } from './dates/days.ts'
import { day } from './day/day.ts'
import { limitsAhead } from './day/limits-ahead.ts'
import { openWork } from './day/open-work.ts'
import { passingWork } from './day/passing-work.ts'
import { stillOpen } from './day/still-open.ts'
import { deskNamed } from './desks/desk-named.ts'
import { desks } from './desks/desks.ts'
import type { DeskHost } from './desks/host.ts'
import { details } from './details/details.ts'
import { disclosures } from './disclosures/disclosures.ts'
import { registerKept } from './disclosures/listing.ts'
import { documents } from './documents/documents.ts'
import { erasure } from './erasure/erasure.ts'
import { owedIn } from './erasure/owed.ts'
import { accessRequests } from './access-requests/access-requests.ts'
import { exportsOf } from './exports/exports.ts'
import { imports } from './imports/imports.ts'
import { typingIn, type RoomsOver } from './imports/typing.ts'
import type { LetterKind } from './letters/contract.ts'
import { toldBy } from './audit/told-numbers.ts'
import { LOGGED } from './logged.ts'
import { closedAmong, lettersEnclosing, lettersWithin } from './letters/enclosing.ts'
import { isFormTo, lettersOf, letterTrail } from './letters/letter-index.ts'
import { letters } from './letters/letters.ts'
import { restrictedWordIn } from './letters/office-words.ts'
import { printJob } from './letters/print-job.ts'
import { seesAll } from './letters/sight.ts'
import { lists } from './lists/lists.ts'
import { matters } from './matters/matters.ts'
import { expectSeesAllOf, isShutOut } from './matters/read-access.ts'
import { clientNumberOf } from './matters/numbering.ts'
import { arrangementsIn, officeLaw } from './office-law.ts'
import type { OfficeOnDisk } from './office-on-disk.ts'
import { packs } from './packs/packs.ts'
import type { CurrentUser } from './people/current-user.ts'
import { namesIn } from './people/names.ts'
import type { PassphraseJudge } from './people/passphrase-strength.ts'
import { people } from './people/people.ts'
import { allows } from './people/permissions.ts'
import type { Platform } from './platform/platform.ts'
import { readPublisher } from './law/publisher.ts'
import { updates } from './updates/updates.ts'
import { practice } from './practice/practice.ts'
import { processing } from './processing/processing.ts'
import type { ProgramFiles } from './program-files.ts'
import { representatives } from './representatives/representatives.ts'
import { keptUntil } from './retention/read-retention.ts'
import { retention } from './retention/retention.ts'
import { platformHandlers } from './session/platform-handlers.ts'
import { refusingWhileDamaged, signOut } from './session/session.ts'
import { vaultSeenBy } from './vault/eyes.ts'
import type { InTurn } from './vault/turns.ts'
import type { Handlers } from './wire/operation.ts'
import { Refusal } from './wire/refusal.ts'

/** What somebody can be asked at one place, and what of it ends when whoever is signed in there leaves. */
export interface Rooms {
  handlers: Omit<DomainHandlers, 'signIn'>
  backups: Backups
  limitsAhead: ReturnType<typeof limitsAhead>
  /** Breaks off what this place has under way, and forgets what was chosen there. */
  stop(): Promise<void>
}
export type DomainHandlers = { [Domain in keyof RemedyContract]: Handlers<RemedyContract[Domain]> }

interface Parts {
  onDisk: OfficeOnDisk
  program: ProgramFiles
  resources: string
  clock: () => Date
  random: (bytes: number) => Uint8Array
  judge: PassphraseJudge
  makesDueBackups: boolean
  report: (name: string, error: unknown) => void
  /** Shared by all places: people come, go and change keys one after another. */
  inTurn: InTurn
  currentUser: CurrentUser
  platform: Platform
  host: DeskHost
}

/** The rooms of an office as one place has them: what is chosen, under way or shown there is its own. */
export function openRooms(parts: Parts): Rooms {
  const { onDisk, program, resources, clock, random, judge, makesDueBackups, report } = parts
  const { inTurn, currentUser, platform, host } = parts
  const { prisons, letters: letterParts, wordsMark } = program
  const { officeFiles, file, papers, begun, tidy, keptForms, editionStore, law } = onDisk
  const { folder } = officeFiles
  const vault = vaultSeenBy(officeFiles.vault, currentUser.get)
  const titleOf = (kind: string) => letterParts.templates.get(kind as LetterKind)?.title ?? kind
  const log = refusingWhileDamaged(officeFiles, currentUser)
  const files = { vault, log, papers, platform, law, establishments: prisons, clock, random }
  const shared = { ...files, ...letterParts, wordsMark, resources, freshDays: onDisk.freshDays }
  const backups = officeBackups({
    ...{ vault: file, log, folder, platform, currentUser, clock },
    underWay: onDisk.backupsUnderWay,
    tryOut: tryOut({ folder, resources }),
    report: (error) => report('backup', error),
  })
  const restrictedIn = restrictedWordIn(letterParts.sensitive)
  // The rooms by which rows are typed answer within the transaction of an import.
  const roomsOver: RoomsOver = (within) => ({
    clients: clients({ ...files, vault: within }),
    matters: matters({
      ...{ ...files, vault: within, openWork: openWork(shared), restrictedIn },
      ...{ forget: keptForms.forget, lettersWithin },
    }),
    representatives: representatives({ ...files, vault: within }),
    establishments: arrangementsIn({ ...files, vault: within, prisons }),
  })
  const importing = imports({
    ...files,
    typing: typingIn({ roomsOver, admit: currentUser.admit, report }),
    passed: () => performance.now(),
  })
  const saving = lists(shared)
  const printing = printJob()
  const keeping = documents({
    ...files,
    restrictedIn,
    confirm: currentUser.confirm,
    enclosedBy: lettersEnclosing,
    lettersOf: (tx, clientId, by) => lettersOf(tx, clientId, { seesRestricted: seesAll(by) }),
  })
  const exporting = exportsOf({
    ...{ ...files, ...letterParts, vault: vaultSeenBy(file, currentUser.get) },
    ...{ folder, begun, rooms: () => handlers },
  })
  const handlers: Rooms['handlers'] = {
    backups: backups.handlers,
    accessRequests: accessRequests(files),
    exports: exporting.handlers,
    people: people({
      ...{ ...files, currentUser, inTurn, judge, work: passingWork(log) },
      signedIn: officeFiles.signedIn,
      signOutEverywhere: (tx, personId) =>
        signOut(officeFiles, tx, ({ id }) => id === personId, 'the person no longer works here'),
      async quiet() {
        if (log.progress().running)
          throw new Refusal('busy', 'The log is being verified. Wait for the result.')
        await backups.stopAll()
      },
      rekeyed(former) {
        keptForms.reseal(former)
        if (makesDueBackups) void backups.atClose()
      },
    }),
    desks: desks({
      ...{ ...files, folder, host, currentUser, inTurn },
      signedIn: officeFiles.signedIn,
      signOutAt: (tx, deskId) =>
        signOut(officeFiles, tx, ({ desk }) => desk === deskId, 'the desk was removed'),
    }),
    updates: updates({
      ...{ vault, log, platform, clock, publisher: () => readPublisher(resources) },
      backUp: (by) => backups.handlers.make({}, by),
    }),
    platform: platformHandlers({ platform, currentUser, keptForms }),
    practice: practice(files),
    audit: auditHandlers({
      ...{ vault, log, allows, closedAmong, deskNamed, names: namesIn },
      ...{ toldBy: toldBy(LOGGED), isShutOut },
      damage: () => officeFiles.damage?.what ?? null,
    }),
    packs: packs({
      ...{ ...files, ...letterParts, resources },
      verify: () => log.verify([]),
    }),
    ...officeLaw({ ...shared, editionStore, prisons, titleOf, resources }),
    imports: importing.handlers,
    lists: saving.handlers,
    clients: clients(files),
    representatives: representatives(files),
    matters: matters({
      ...{ ...files, openWork: openWork(shared) },
      ...{ restrictedIn, forget: keptForms.forget, lettersWithin },
    }),
    details: details({ ...files, restrictedIn }),
    consents: consents({ ...shared, isFormTo, otherBasis: basisFor }),
    bases: bases(files),
    documents: keeping.handlers,
    disclosures: disclosures({ ...files, ...letterParts, trailOf: letterTrail }),
    letters: letters({ ...shared, together: printing, confirm: currentUser.confirm }),
    erasure: erasure({
      ...files,
      fresh: shared.freshDays,
      openOf: stillOpen(files),
      keptUntil: (tx, clientIds) => keptUntil(tx, clientIds, londonDay(clock())),
      registerOf: registerKept,
      expectSeesAll: expectSeesAllOf,
      numberOf: clientNumberOf,
      forget: keptForms.forget,
      tidy,
      folder,
    }),
    processing: processing({ ...files, ...letterParts }),
    retention: retention({ ...files, fresh: shared.freshDays, openOf: stillOpen(files) }),
    day: day({ ...shared, owed: async (tx) => (await owedIn(tx, folder)).rows.length }),
  }
  const ending = [backups, exporting, importing, saving, keeping, printing]
  return {
    ...{ handlers, backups },
    limitsAhead: limitsAhead(shared),
    stop: async () => void (await Promise.all(ending.map((one) => one.stop()))),
  }
}
