import { auditHandlers } from './audit/handlers.ts'
import type { audit as AuditContract } from './audit/contract.ts'
import type { Act } from './audit/entry.ts'
import { createLog, type Log } from './audit/log.ts'
import { LISTS_AGREE } from './audit/verify.ts'
import { clients } from './clients/clients.ts'
import { day } from './day/day.ts'
import { keepDiary } from './day/diary.ts'
import { consents } from './consents/consents.ts'
import { disclosures } from './disclosures/disclosures.ts'
import { contract, type RemedyContract } from './contract.ts'
import { establishments } from './establishments/establishments.ts'
import { folds } from './folds.ts'
import type { LetterKind } from './letters/contract.ts'
import { letterTrail } from './letters/letter-index.ts'
import { letters } from './letters/letters.ts'
import { openPdfWorker } from './typesetting/pdf-worker.ts'
import { loadSensitive } from './letters/sensitive.ts'
import { lettersMark, loadTemplates } from './letters/template.ts'
import { verifyingPapers } from './audit/paper-bytes.ts'
import { matters } from './matters/matters.ts'
import { atTheDesk } from './session/at-the-desk.ts'
import { attendance as keepAttendance, damaged } from './session/session.ts'
import type { OfficeState } from './people/contract.ts'
import type { Desk } from './platform/platform.ts'
import { people } from './people/people.ts'
import { allows, type Permission } from './people/permissions.ts'
import { stateOf } from './session/office-state.ts'
import type { Place, Premises } from './session/open-office.ts'
import { createSeat, type Seat } from './people/signed-in.ts'
import { signIn } from './session/sign-in.ts'
import { createTurn } from './people/turn.ts'
import { officeLaw } from './office-law.ts'
import { practice } from './practice/practice.ts'
import { editionTexts } from './law/edition-file.ts'
import { editionShelf } from './law/edition-shelf.ts'
import { lawShelf } from './law/law-book.ts'
import { loadEdition } from './law/load-edition.ts'
import { makeSample, SAMPLE_PASSPHRASE } from './sample/sample.ts'
import { officePapers } from './vault/papers.ts'
import { createVault } from './vault/create-vault.ts'
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
  clock: () => Date
  random: (bytes: number) => Uint8Array
  desk: Desk
  /** Called with every unforeseen error; must keep personal data out of what it writes. */
  report?: (name: string, error: unknown) => void
  /** Marks offices made here as samples. */
  sample?: boolean
  /** Scrypt's N for new keys; tests alone may lower it. */
  keyCost?: number
}

/** The questions about one office, joined to its own file and log. */
interface Room extends Pick<
  DomainHandlers,
  | 'people'
  | 'desk'
  | 'practice'
  | 'audit'
  | 'establishments'
  | 'clients'
  | 'rights'
  | 'deadlines'
  | 'matters'
  | 'consents'
  | 'disclosures'
  | 'letters'
  | 'day'
> {
  premises: Premises
}
type DomainHandlers = { [Domain in keyof RemedyContract]: Handlers<RemedyContract[Domain]> }

/** The office as everything outside it sees it. */
export interface Office {
  dispatch: Dispatch
  phase(): OfficeState['phase']
  /** Called after every committed write, and whenever the person signed in changes. */
  onChange: OnChange
  /** Signs out whoever is signed in and locks the file; never throws. */
  lock(): Promise<void>
  /** The same, at the end of the program. */
  close(): Promise<void>
  /** Rebuilds every list from the log; refuses unless somebody is signed in and the log itself passes its checks. */
  rebuild(): Promise<{ entries: number; changes: number }>
}

/** Opens the office; its file stays locked until somebody signs in. */
export async function openOffice(parts: OfficeParts): Promise<Office> {
  const { resources, clock, random, desk, keyCost, sample = false, report = () => {} } = parts
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
  const seat = createSeat(() => changed('session'))
  const inTurn = createTurn()
  const prisons = establishments({ resources })
  const shipped = loadEdition(editionTexts(resources))
  const desks = {
    templates: loadTemplates(resources),
    sensitive: loadSensitive(resources),
    press: openPdfWorker({ resources }),
  }
  const wordsMark = lettersMark(resources)
  const titleOf = (kind: string) => desks.templates.get(kind as LetterKind)?.title ?? kind
  const attendance = keepAttendance(seat, (error) => report('attendance', error))
  const rooms = new Map<string, Room>()
  let standing = parts.folder

  function furnish(folder: string): Room {
    const vault = telling(
      createVault({ folder, clock, random, ...(keyCost ? { cost: keyCost } : {}) }),
      () => changed('records'),
    )
    const plain = createLog({ vault, clock, random, folds })
    const papers = officePapers({ vault, folder, random })
    const premises: Premises = { folder, vault, log: plain, sweep: papers.sweep, damage: null }
    const log = whileWhole(premises, plain, seat)
    const shelf = editionShelf({ shipped, papers })
    const law = lawShelf(shelf)
    const shared = {
      vault,
      log,
      papers,
      desk,
      establishments: prisons,
      law,
      clock,
      random,
      ...desks,
      wordsMark,
    }
    const letterParts = { ...shared, freshDays: keepDiary(shared).fresh }
    return {
      premises,
      people: people({ vault, log, seat, inTurn, clock, random }),
      desk: atTheDesk({ vault, desk, seat, random }),
      practice: practice({ vault, log, papers, desk }),
      audit: withholding(verifyingPapers(auditHandlers(log), { vault, papers })),
      ...officeLaw({
        ...{ vault, log, papers, desk, shelf, law, prisons, titleOf, resources, clock, random },
        pdfWorker: desks.press,
      }),
      clients: clients({ vault, log, establishments: prisons, clock, random }),
      matters: matters({ vault, log, law, clock, random }),
      consents: consents({
        ...{ vault, log, papers, desk, law, clock, random },
        pdfWorker: desks.press,
      }),
      disclosures: disclosures({ vault, log, law, clock, trailOf: letterTrail }),
      letters: letters(letterParts),
      day: day(letterParts),
    }
  }
  function roomIn(folder: string): Room {
    const room = rooms.get(folder) ?? furnish(folder)
    rooms.set(folder, room)
    return room
  }
  function room(): Room {
    if (standing !== null) return roomIn(standing)
    throw new Refusal('locked', 'There is no office here yet. Start a new one or open another.')
  }
  const place: Place = {
    here: () => (standing === null ? undefined : roomIn(standing).premises),
    at: (folder) => roomIn(folder).premises,
    settle(premises) {
      standing = premises.folder
      changed('session')
    },
  }
  const comings = signIn({
    ...{ place, seat, attendance, desk, inTurn, clock, random, sample },
    async makeSample(folder) {
      await makeSample({ ...parts, folder, open: openOffice })
    },
    samplePassphrase: SAMPLE_PASSPHRASE,
    report: (error) => report('sign-in', error),
  })
  const leave = (reason: string) =>
    inTurn(async () => {
      const premises = place.here()
      if (premises) await attendance.depart(premises, reason)
    })

  const dispatch = createDispatch({
    contract,
    handlers: {
      signIn: comings,
      get establishments() {
        return room().establishments
      },
      get desk() {
        return room().desk
      },
      get people() {
        return room().people
      },
      get practice() {
        return room().practice
      },
      get audit() {
        return room().audit
      },
      get clients() {
        return room().clients
      },
      get rights() {
        return room().rights
      },
      get deadlines() {
        return room().deadlines
      },
      get matters() {
        return room().matters
      },
      get consents() {
        return room().consents
      },
      get disclosures() {
        return room().disclosures
      },
      get letters() {
        return room().letters
      },
      get day() {
        return room().day
      },
    },
    admit: seat.admit,
    report,
  })
  return {
    dispatch,
    phase: () => stateOf(place.here(), seat).phase,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    lock: () => leave('the office was locked'),
    async close() {
      await leave('the program was closed')
      await desks.press.close()
    },
    async rebuild() {
      seat.admit('verify-log')
      return rebuildFromLog(room().premises)
    },
  }
}

async function rebuildFromLog({ log }: Premises) {
  const { checks, findings } = await log.verify([])
  // A rebuild repairs lists that differ; any other finding means that the log cannot be relied on.
  if (checks.some(({ name, of, held }) => held < of && name !== LISTS_AGREE)) {
    const { what = '' } = findings[0] ?? {}
    throw new Refusal(
      'damaged',
      `Nothing was rebuilt, because the log itself failed its checks. ${what}`,
    )
  }
  return log.rebuild()
}

/** Called once a write is committed, and not for an act that was refused or rolled back. */
const telling = (vault: Vault, committed: () => void): Vault => ({
  ...vault,
  async write(act) {
    const value = await vault.write(act)
    committed()
    return value
  },
})

/** Nothing is recorded in a damaged office, nor by somebody who signed out meanwhile. */
function whileWhole(premises: Premises, log: Log, seat: Seat): Log {
  return {
    ...log,
    record(tx, by, entry) {
      if (premises.damage !== null) throw damaged()
      seat.confirm(by)
      return log.record(tx, by, entry)
    },
  }
}

/** Entries that may contain restricted information: all withheld alike, so that the mark discloses nothing. */
const CAN_HOLD: ReadonlySet<string> = new Set([
  'consent-recorded',
  'consent-withdrawn',
  'letter-drafted',
  'letter-redrafted',
  'letter-approved',
  'letter-sent',
] satisfies Act[])

/** Whoever may not see clients or restricted information can prove that such an entry is in the log, but not read it. */
function withholding(questions: Handlers<typeof AuditContract>): Handlers<typeof AuditContract> {
  return {
    ...questions,
    async entry(asked, by) {
      const proof = await questions.entry(asked, by)
      const needed = CAN_HOLD.has(proof.act) ? 'reveal-consents' : 'read-clients'
      const aboutClient = JSON.parse(proof.leaf).subject !== null
      return aboutClient && !allows(by.role, needed)
        ? { ...proof, fields: null, withheld: true }
        : proof
    },
  }
}
