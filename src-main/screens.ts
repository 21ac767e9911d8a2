import type { RemedyContract } from './contract.ts'
import type { CurrentUser } from './people/current-user.ts'
import type { Actor } from './wire/operation.ts'
import type { OfficeFiles } from './session/office-files.ts'

/** Shows nothing that anybody recorded, or is an entry of its own. */
const NO_SCREEN = null
/** No auditor may ask it. */
export const NOT_THEIRS = 'not theirs'
type Screen = string | typeof NO_SCREEN

/** The screen that each question of an auditor opens: closed over the contract, so that a new one does not compile without. */
export const SCREENS: {
  [D in keyof RemedyContract]: Screen | { [O in keyof RemedyContract[D]]: Screen }
} = {
  signIn: NO_SCREEN,
  platform: NO_SCREEN,
  updates: NO_SCREEN,
  desks: 'the other desks',
  people: 'who works here',
  practice: 'the firm',
  audit: {
    ...{ health: NO_SCREEN, progress: NO_SCREEN, list: 'the log', entry: 'an entry' },
    ...{ verify: 'verification', reveal: NOT_THEIRS },
  },
  packs: NO_SCREEN,
  accessRequests: NOT_THEIRS,
  exports: NOT_THEIRS,
  backups: {
    ...{ state: 'backups', places: 'backups', list: 'backups', progress: NO_SCREEN },
    ...{ choosePlace: NOT_THEIRS, changeKeeping: NOT_THEIRS, make: NOT_THEIRS },
    ...{ makeElsewhere: NOT_THEIRS, tryNewest: NOT_THEIRS },
  },
  disclosures: {
    ...{ list: 'the register', get: 'a disclosure' },
    ...{ follow: NO_SCREEN, openPaper: NO_SCREEN, export: NO_SCREEN },
    ...{ reveal: NOT_THEIRS, undoCall: NOT_THEIRS, recordCall: NOT_THEIRS },
  },
  erasure: {
    ...{ view: NOT_THEIRS, hold: NOT_THEIRS, lift: NOT_THEIRS, propose: NOT_THEIRS },
    ...{ withdraw: NOT_THEIRS, confirm: NOT_THEIRS, list: 'erasures' },
    ...{ owed: NOT_THEIRS, again: NOT_THEIRS },
  },
  retention: {
    ...{ periods: 'how long files are kept', setPeriod: NOT_THEIRS, ofClient: NOT_THEIRS },
    ...{ review: NOT_THEIRS, keepLonger: NOT_THEIRS },
  },
  processing: {
    ...{ record: 'the record of processing', say: NOT_THEIRS },
    ...{ save: 'the record of processing', print: 'the record of processing' },
    open: 'the record of processing',
  },
  establishments: 'prisons',
  law: 'the law',
  rights: 'the law',
  deadlines: 'the calculator',
  clients: NOT_THEIRS,
  representatives: NOT_THEIRS,
  matters: NOT_THEIRS,
  details: NOT_THEIRS,
  consents: NOT_THEIRS,
  bases: NOT_THEIRS,
  documents: NOT_THEIRS,
  letters: NOT_THEIRS,
  imports: NOT_THEIRS,
  lists: NOT_THEIRS,
  day: NOT_THEIRS,
}

/** Questions of rooms that are otherwise not theirs. */
const ALSO: Readonly<Record<string, string>> = { 'letters.sensitiveWords': 'the firm' }

/** The screen that an operation opens, and of which line or entry; null where it opens none. */
export function screenOf(name: string, input: unknown): { screen: string; id?: number } | null {
  const [domain, operation] = name.split('.') as [keyof RemedyContract, string]
  const row = SCREENS[domain]
  const own = row !== null && typeof row === 'object' ? row[operation as keyof typeof row] : row
  const screen = ALSO[name] ?? own
  if (!screen) return null
  const { id, seq } = (input ?? {}) as { id?: unknown; seq?: unknown }
  const of = [id, seq].find((one) => typeof one === 'number')
  return { screen, ...(of === undefined ? {} : { id: of as number }) }
}

/**
 * Logs each screen that an auditor opens, before it is shown: once in each sitting, so that typing a filter or coming back
 * is no entry of its own.
 */
export function screensRead(
  officeFiles: () => OfficeFiles | undefined,
  currentUser: Pick<CurrentUser, 'confirm'>,
) {
  const sittings = new WeakMap<Actor, Set<string>>()
  return async (name: string, input: unknown, by: Actor | undefined): Promise<void> => {
    if (by?.role !== 'auditor') return
    const detail = screenOf(name, input)
    const files = officeFiles()
    // In a damaged office nothing can be recorded, and it must be possible to look.
    if (!detail || !files || files.damage !== null) return
    const seen = sittings.get(by) ?? new Set()
    sittings.set(by, seen)
    const key = `${detail.screen} ${detail.id ?? ''}`
    if (seen.has(key)) return
    seen.add(key)
    try {
      await files.vault.write(async (tx) => {
        currentUser.confirm(by)
        await files.log.record(tx, by, { act: 'screen-read', subject: null, detail })
      })
    } catch (error) {
      seen.delete(key)
      throw error
    }
  }
}
