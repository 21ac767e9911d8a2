import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { contract, type RemedyContract } from '../src-main/contract.ts'
import { openOffice, type Office, type OfficeParts } from '../src-main/office.ts'
import type { PersonId, Role, WindowSettings } from '../src-main/people/contract.ts'
import type {
  ChosenFile,
  Platform,
  FileAsked,
  PrintHow,
  Seen,
} from '../src-main/platform/platform.ts'
import { UNSAID, withoutWindow } from '../src-main/platform/without-window.ts'
import { readProgramFiles, type ProgramFiles } from '../src-main/program-files.ts'
import { sampleOffice } from '../src-main/sample/sample.ts'
import { askThrough } from '../src-main/wire/ask.ts'
import type { Client } from '../src-main/wire/operation.ts'
import { Refusal, type RefusalCode } from '../src-main/wire/refusal.ts'

export const resources = path.resolve(import.meta.dirname, '..', 'resources')
/** Read once for all offices that stand on them. */
let program: ProgramFiles | undefined
export const shippedProgram = () => (program ??= readProgramFiles(resources))
export const PASSPHRASE = 'four plain words here'
/** As typed twice into a form. */
export const chosen = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }

/** A clock that stands still until it is set: Monday 23 November 2026, 9 o'clock. */
export interface TestClock {
  (): Date
  set(moment: string): void
}

/** A desk that keeps what it was handed, in place of dialogs and printers; `choose` null thinks better of it. */
export interface TestPlatform extends Platform {
  remembered: string[]
  choose: string | null
  /** What the person chooses when a file is asked for. */
  file: ChosenFile | null
  /** The window's settings as they were last changed, and when something held was on the screen. */
  window: WindowSettings
  heldShows: boolean[]
  /** How far the log of each office went, by its folder. */
  seen: Map<string, Seen>
  /** What files were asked for. */
  asked: FileAsked[]
  paper: { to: 'printer' | 'file' | 'reader'; name: string; title: string; pdf: Uint8Array }[]
  /** How each was printed that went to a printer. */
  printedAs: (PrintHow | undefined)[]
}

export interface TestOffice {
  /** The typed questions, as the window has them: they throw a `Refusal`. */
  ask: Client<RemedyContract>
  office: Office
  folder: string
  clock: TestClock
  platform: TestPlatform
  /** The first partner. */
  partner: PersonId
  sheetWords: string
  /** Adds somebody (asked by the partner who is signed in); the passphrase is `PASSPHRASE`. */
  hire(name: string, role: Role): Promise<PersonId>
  signIn(personId: PersonId, passphrase?: string): Promise<unknown>
  /** Closes the office and opens its folder again, as after a restart of the program. */
  restart(): Promise<void>
}

export interface OfficeOptions {
  /** Where the office is tidied away: `afterAll` for one that several tests share. */
  tidy?: (clean: () => Promise<void>) => void
  /** The program's folder, where it is another than the one in the repository. */
  shipped?: string
  /** Whether it is made for this test alone: its log holds its founding and nothing else. */
  anew?: boolean
}

/** A folder of its own under the system's temporary one, removed afterwards. */
export function temporaryFolder(tidy: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'remedy-test-'))
  tidy(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function testClock(): TestClock {
  let now = new Date('2026-11-23T09:00:00.000Z')
  return Object.assign(() => new Date(now), {
    set(moment: string) {
      now = new Date(moment)
    },
  })
}

/** A platform that keeps what it is handed; `shelf` is where its new offices stand. */
export function testPlatform(shelf: string): TestPlatform {
  const platform: TestPlatform = {
    remembered: [],
    choose: null,
    file: null,
    asked: [],
    paper: [],
    printedAs: [],
    window: { ...UNSAID },
    heldShows: [],
    seen: new Map(),
    settings: () => ({ startsAtLogOn: false, ...platform.window, canHide: true }),
    changeSettings: (part) => void Object.assign(platform.window, part),
    ...{ findOnPage: withoutWindow.findOnPage, stopFinding: withoutWindow.stopFinding },
    takeOpened: withoutWindow.takeOpened,
    fileWaits: withoutWindow.fileWaits,
    ...{ programHere: withoutWindow.programHere, keepInstaller: withoutWindow.keepInstaller },
    startInstaller: withoutWindow.startInstaller,
    ownLog: withoutWindow.ownLog,
    ...{ hiddenColumns: withoutWindow.hiddenColumns, hideColumns: withoutWindow.hideColumns },
    showRestricted: (shows) => void platform.heldShows.push(shows),
    chooseOfficeFolder: async () => platform.choose,
    chooseBackupFolder: async () => platform.choose,
    chooseMoveFolder: async () => platform.choose,
    chooseBackup: async () => platform.choose,
    chooseExportFolder: async () => platform.choose,
    newOfficeFolder: async () => platform.choose ?? shelf,
    sampleFolder: () => `${shelf}-sample`,
    lastSeen: (office) => platform.seen.get(office) ?? null,
    saw: (office, seen) => void platform.seen.set(office, seen),
    remember: (used: string) => void platform.remembered.push(used),
    printers: async () => [
      { name: 'Back-office', usual: false, trays: [] },
      { name: 'Front-desk', usual: true, trays: ['Tray1', 'Tray2'] },
    ],
    async printPdf(name, pdf, title, how) {
      platform.paper.push({ to: 'printer', name, title, pdf })
      platform.printedAs.push(how)
    },
    savePdf: async (name, pdf) =>
      platform.choose !== null && platform.paper.push({ to: 'file', name, title: '', pdf }) > 0,
    async savePack(name, zip, recorded) {
      if (platform.choose === null) return false
      await recorded()
      return platform.paper.push({ to: 'file', name, title: '', pdf: zip }) > 0
    },
    async saveReport(name, kind, bytes, recorded) {
      if (platform.choose === null) return false
      await recorded()
      return platform.paper.push({ to: 'file', name: `${name}.${kind}`, title: '', pdf: bytes }) > 0
    },
    openEmail: async (pdf, title) =>
      void platform.paper.push({ to: 'reader', name: 'eml', title, pdf }),
    openPdf: async (pdf, title) => void platform.paper.push({ to: 'reader', name: '', title, pdf }),
    open: async (pdf, title, kind) =>
      void platform.paper.push({ to: 'reader', name: kind, title, pdf }),
    async openPieces(pieces, title, kind) {
      const pdf = await gathered(pieces)
      platform.paper.push({ to: 'reader', name: kind, title, pdf })
    },
    async savePieces(name, kind, pieces, recorded) {
      if (platform.choose === null) return false
      const pdf = await gathered(pieces)
      await recorded()
      return platform.paper.push({ to: 'file', name: `${name}.${kind}`, title: '', pdf }) > 0
    },
    async chooseFile(asked) {
      platform.asked.push(asked)
      return platform.file
    },
    async chooseDocument(asked) {
      const file = await platform.chooseFile(asked)
      return file && { name: file.name, pieces: inPieces(file.bytes) }
    },
  }
  return platform
}

/** A door to `folder`, whether or not an office stands there; keys are cheap, so that tests are quick, unless said. */
export async function doorTo(
  folder: string | null,
  clock = testClock(),
  shelf = folder ?? '',
  shipped = resources,
  keys: Pick<Partial<OfficeParts>, 'keyCost' | 'random' | 'judge'> = { keyCost: 2 ** 4 },
) {
  const platform = testPlatform(shelf)
  const office = await openOffice({
    ...{ folder, resources: shipped, clock, platform, random: randomBytes },
    ...(shipped === resources && { program: shippedProgram() }),
    // Any passphrase will do, where the test is of something else.
    ...{ judge: async () => false, ...keys },
    makesDueBackups: true,
    sampleOffice: sampleOffice({
      resources: shipped,
      clock,
      random: randomBytes,
      open: openOffice,
    }),
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  })
  return { office, platform, ask: askThrough(contract, office.dispatch) }
}

async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

/** An office as it was made and closed, of which tests are given copies. */
interface MadeOffice {
  folder: string
  first: Pick<TestOffice, 'partner' | 'sheetWords'>
  /** How far the computer on which it was made saw its log go. */
  seen: Seen
}
const copied = new Map<string, Promise<MadeOffice>>()

/** A real office on a temporary encrypted file, its first partner, Imogen Tark, signed in. */
export const openTestOffice = ({ tidy, shipped, anew }: OfficeOptions = {}): Promise<TestOffice> =>
  anew || shipped ? newOffice(tidy, shipped) : copyOf('new', async () => {}, tidy)

/** A copy of the office that `make` leaves, the first partner signed in: made once for all tests that name it so. */
export async function copyOf(
  name: string,
  make: (office: TestOffice) => Promise<unknown>,
  tidy?: OfficeOptions['tidy'],
): Promise<TestOffice> {
  const making = copied.get(name) ?? madeOnce(make)
  copied.set(name, making)
  const { folder, first, seen } = await making
  const office = await standing({ tidy }, async (at) => {
    cpSync(folder, at.folder, { recursive: true })
    at.door.platform.seen.set(at.folder, seen)
    return first
  })
  await office.signIn(first.partner)
  return office
}

async function madeOnce(make: (office: TestOffice) => Promise<unknown>): Promise<MadeOffice> {
  const above = mkdtempSync(path.join(tmpdir(), 'remedy-made-'))
  process.once('exit', () => rmSync(above, { recursive: true, force: true }))
  const folder = path.join(above, 'office')
  const tidying: (() => Promise<void>)[] = []
  const office = await newOffice((clean) => void tidying.push(clean))
  await make(office)
  await office.office.close()
  cpSync(office.folder, folder, { recursive: true })
  for (const clean of tidying) await clean()
  const { partner, sheetWords, platform } = office
  return { folder, first: { partner, sheetWords }, seen: platform.seen.get(office.folder)! }
}

const newOffice = (tidy?: OfficeOptions['tidy'], shipped?: string): Promise<TestOffice> =>
  standing({ tidy, shipped }, async ({ door: { ask } }) => {
    const person = { officeName: 'Tark & Prosser', personName: 'Imogen Tark', ...chosen }
    const { sheetWords } = await ask.signIn.createOffice(person)
    const { me } = await ask.signIn.state({})
    return { partner: me!.id, sheetWords }
  })

/** An office that `begin` puts into its folder, and how tests ask it. */
async function standing(
  { tidy = onTestFinished, shipped = resources }: OfficeOptions,
  begin: (at: {
    folder: string
    door: Awaited<ReturnType<typeof doorTo>>
  }) => Promise<Pick<TestOffice, 'partner' | 'sheetWords'>>,
): Promise<TestOffice> {
  const above = mkdtempSync(path.join(tmpdir(), 'remedy-test-'))
  const folder = path.join(above, 'office')
  const clock = testClock()
  let door = await doorTo(folder, clock, folder, shipped)
  tidy(async () => {
    await door.office.close()
    rmSync(above, { recursive: true, force: true })
  })
  return {
    ...(await begin({ folder, door })),
    get ask() {
      return door.ask
    },
    get office() {
      return door.office
    },
    get platform() {
      return door.platform
    },
    folder,
    clock,
    hire: async (name, role) => (await door.ask.people.add({ name, role, ...chosen })).id,
    signIn: (personId, passphrase = PASSPHRASE) => door.ask.signIn.unlock({ personId, passphrase }),
    async restart() {
      await door.office.close()
      const { seen } = door.platform
      door = await doorTo(folder, clock, folder, shipped)
      // It is the same computer.
      door.platform.seen = seen
    },
  }
}

/** The refusal that `asked` ends with; fails when it succeeds or breaks otherwise. */
export async function refusalOf(asked: Promise<unknown>, code?: RefusalCode): Promise<Refusal> {
  const outcome = await asked.then(
    () => new Error('This was not refused.'),
    (error: unknown) => error,
  )
  if (!(outcome instanceof Refusal)) throw outcome
  if (code && outcome.code !== code)
    throw new Error(`Refused as ${outcome.code}, not as ${code}: ${outcome.message}`)
  return outcome
}

/** Has `checker` pass every form that waits for its second check, then signs `back` in: the first partner, unless said. */
export async function checkedBy(
  { ask, signIn, partner }: Pick<TestOffice, 'ask' | 'signIn' | 'partner'>,
  checker: PersonId,
  back = partner,
): Promise<void> {
  await signIn(checker)
  const { groups } = await ask.day.view({})
  for (const { act, consentId } of groups.flatMap(({ items }) => items))
    if (act === 'check' && consentId) await ask.consents.check({ consentId, against: 'paper' })
  await signIn(back)
}

/** A client who can be registered as it is; `changes` in place of what is said here. */
export const someClient = (changes: object = {}) => ({
  surname: 'Fenwright',
  forenames: 'Dominic',
  aliases: [],
  bornOn: '1981-04-17',
  prisonNumber: { number: 'A1234BC', exception: '' },
  needs: {},
  stay: { establishmentId: 'leeds', from: '2026-03-02', source: 'Letter from the client' },
  ...changes,
})
