import type { FoundOnPage, HiddenColumns, WindowSettings } from '../people/contract.ts'
import type { TableKind } from './spreadsheet.ts'
import type { ChosenKind, DocumentKind, FileKind } from './file-kind.ts'

/** A file that the person chose, and the name it had there. */
export interface ChosenFile {
  name: string
  bytes: Uint8Array
}

/** The same of a file of any size, which is read as it is asked for. */
export interface ChosenDocument {
  name: string
  pieces: AsyncIterable<Uint8Array>
}

/** What is asked for: the dialog offers these kinds, and more than `atMost` bytes are refused unread. */
export interface FileAsked {
  title: string
  kinds: readonly ChosenKind[]
  atMost: number
}

/** A printer of this computer; `trays` is null where the system does not list them. */
export interface PrinterHere {
  name: string
  /** The computer prints on it by itself. */
  usual: boolean
  trays: string[] | null
}
/** How a paper is printed; what is left empty is as the printer is set. */
export interface PrintHow {
  /** Of the pages themselves, whatever the queue is set to. */
  size: 'A4' | 'DL' | 'C5' | 'C4'
  copies: number
  sides: 'one' | 'long-edge' | 'short-edge' | ''
  tray: string
}

/** The way of a finished letter out of the program: to a printer, to a file, to a reader. */
export interface Paper {
  printers(): Promise<PrinterHere[]>
  /** Ends when the printer's queue has taken it: whether paper came out, only a person can say. `title` is our reference alone. */
  printPdf(printer: string, pdf: Uint8Array, title: string, how?: PrintHow): Promise<void>
  /** Lets the person say where a copy goes; false when cancelled. */
  savePdf(suggestedName: string, pdf: Uint8Array): Promise<boolean>
  /** The same for an audit pack; `recorded` is awaited when the bytes are on the disk and not yet under their name, and where it throws nothing stays. */
  savePack(suggestedName: string, zip: Uint8Array, recorded: () => Promise<void>): Promise<boolean>
  /** The same for a report or a table of what the office holds. */
  saveReport(
    suggestedName: string,
    kind: 'pdf' | 'docx' | 'txt' | TableKind,
    bytes: Uint8Array,
    recorded: () => Promise<void>,
  ): Promise<boolean>
  /** Shows it in this computer's own reader, until the office is locked. `title` is our reference alone. */
  openPdf(pdf: Uint8Array, title: string): Promise<void>
  /** Opens a message that is not sent yet in this computer's mail program, until the office is locked. */
  openEmail(message: Uint8Array, title: string): Promise<void>
  /** The same for a picture as well. */
  open(bytes: Uint8Array, title: string, kind: FileKind): Promise<void>
  /** The same for a document of any size. */
  openPieces(pieces: AsyncIterable<Uint8Array>, title: string, kind: DocumentKind): Promise<void>
  /** Lets the person say where a copy of it goes; `recorded` is awaited when it is on the disk and not yet under its name. */
  savePieces(
    suggestedName: string,
    kind: DocumentKind,
    pieces: AsyncIterable<Uint8Array>,
    recorded: () => Promise<void>,
  ): Promise<boolean>
}

/** What is looked for on the page; `again` goes on from where it was found last. */
export interface FindAsked {
  text: string
  again: boolean
  backwards: boolean
}

/** The window itself: how it looks, when it locks, and whether a recording may see it. */
export interface WindowSide {
  /** `canHide` is false where the system offers no way to keep a window out of recordings. */
  settings(): WindowSettings & { canHide: boolean; startsAtLogOn: boolean }
  /** In force at once, and at every later start. */
  changeSettings(part: Partial<WindowSettings & { startsAtLogOn: boolean }>): void
  /** The columns that a person leaves out of lists. */
  hiddenColumns(personId: string): HiddenColumns[]
  hideColumns(personId: string, columns: HiddenColumns): void
  /** Called with whether something restricted is open on the screen. */
  showRestricted(shows: boolean): void
  /** Finds words on the page and brings the place into sight; what is not shown is not found. */
  findOnPage(asked: FindAsked): Promise<FoundOnPage>
  stopFinding(): void
  /** What the computer had the program open, if anything waits; the next question for one gets it in the dialog's place. */
  takeOpened(): OpenedKind | null
  /** What waits in this way by its name; asked before anybody is signed in. */
  fileWaits(): OpenedKind | null
}

/** What a file that the computer had the program open may be. */
export type OpenedKind = 'edition' | 'update'

/** The program that is installed on this computer. */
export interface ProgramHere {
  version: string
  /** The day on which it was built; null where it runs from its sources. */
  builtOn: string | null
  /** As Node names them: `win32-x64`. */
  platform: string
}
/** The program itself, and how another version of it is put in its place. */
/** What became of an installer that was handed to this computer. */
export interface InstallerStarted {
  way: 'at-the-end' | 'opened' | 'shown'
  command: string
  /** Where a person puts `file` in the place of the running program, `over`. */
  replace?: { file: string; over: string }
}

export interface ProgramSide {
  programHere(): ProgramHere
  /** What the program's log files hold, as it stands there. */
  ownLog(): string
  /** Keeps an installer under this name, whole or not at all, and gives its path. */
  keepInstaller(name: string, pieces: AsyncIterable<Uint8Array>): Promise<string>
  /** Hands it to this computer once it is found whole and `record` is done: `command` is what is typed where a person has to. */
  startInstaller(file: string, record: () => Promise<void>): Promise<InstallerStarted>
}

/** How far a log went: its size and its root, and the root of its first entry alone, by which an office is known. */
export interface Seen {
  office: string
  size: number
  root: string
}

/** What only the platform can do (a window with dialogs, a command, a test): it alone knows folders by path. */
export interface Platform extends Paper, WindowSide, ProgramSide {
  /** Asks for the folder of an office that exists; null when cancelled. */
  chooseOfficeFolder(): Promise<string | null>
  /** Gives an absent or empty folder for a new office of that name; null when cancelled. */
  newOfficeFolder(officeName: string): Promise<string | null>
  /** Asks where an office is moved to, and gives a folder of this name there; null when cancelled. */
  chooseMoveFolder(name: string): Promise<string | null>
  /** Asks where backups go, and gives a folder there for this office alone; null when cancelled. */
  chooseBackupFolder(officeName: string): Promise<string | null>
  /** Asks for the folder in which an export is written; null when cancelled. */
  chooseExportFolder(): Promise<string | null>
  /** Asks for the folder of a backup; null when cancelled. */
  chooseBackup(): Promise<string | null>
  /** Asks for a file to import; null when cancelled. Its name proves nothing of what it is. */
  chooseFile(asked: FileAsked): Promise<ChosenFile | null>
  /** The same for a document, of which no more is held in memory than a piece. */
  chooseDocument(asked: FileAsked): Promise<ChosenDocument | null>
  /** The folder of this computer's sample office, made or not. */
  sampleFolder(): string
  /** Called with the office now in use, to open it first next time. */
  remember(folder: string): void
  /** How far the log of the office in `folder` went when this computer last had it open; null where it never had. */
  lastSeen(folder: string): Seen | null
  saw(folder: string, seen: Seen): void
}
