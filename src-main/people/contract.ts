import { operation } from '../wire/operation.ts'
import { faultOfWords, isEarlierCode } from '../vault/recovery-words.ts'
import { HeadCode } from '../audit/contract.ts'
import { id, Moment, Nothing, text, z } from '../wire/schema.ts'

/** Four kinds of work, not a ladder: an auditor sees more of the log and less of the clients. */
export const Role = z.enum(['partner', 'caseworker', 'secretary', 'auditor'])
export type Role = z.output<typeof Role>

export const PersonId = id<'Person'>()
export type PersonId = z.output<typeof PersonId>

/** Twelve characters at least; spaces count, since four plain words make a good passphrase. */
export const Passphrase = z
  .string()
  .min(12, 'Use twelve characters or more, such as four unrelated words.')
  .max(200, 'Use no more than 200 characters.')

/** A typed passphrase that is only compared: its length tells nobody anything. */
const TypedPassphrase = z
  .string()
  .min(1, 'Enter the passphrase.')
  .max(200, 'Use no more than 200 characters.')

const base64 = (length: number) => z.base64().length(length)
/** What scrypt makes of a passphrase that is typed at a desk: the passphrase itself does not leave the desk. */
const MadeAtDesk = z.strictObject({ key: base64(44) })
const NewMadeAtDesk = z.strictObject({
  ...{ key: base64(44), salt: base64(24) },
  n: z
    .int()
    .min(2)
    .max(2 ** 20),
})
/** One that proves who asks, and a new one: as typed in the office's own window, or as a desk makes of it. */
const ProvingPassphrase = z.union([TypedPassphrase, MadeAtDesk])
const GivenOrMade = z.union([Passphrase, NewMadeAtDesk])

export const Person = z.object({
  id: PersonId,
  name: z.string(),
  role: Role,
  /** False once the person has left: the name stays in the log, the key slot is gone. */
  works: z.boolean(),
  /** Another account of the same person, where one is named. */
  sameAs: PersonId.nullable().default(null),
})
export type Person = z.output<typeof Person>

/** What may be shown before anyone signs in: staff names and the last code, never a client. */
export const OfficeState = z.object({
  phase: z.enum(['none', 'locked', 'open']),
  /** The office's name and the name of its folder (never a path); null while there is none. */
  office: z.object({ name: z.string(), folder: z.string(), sample: z.boolean() }).nullable(),
  /** Who has a key to it; nobody while the key file is lost. */
  people: z.array(z.object({ id: PersonId, name: z.string() })),
  /** Why no passphrase opens it, and the recovery sheet alone does; null while the key file is whole. */
  keysLost: z.enum(['missing', 'damaged']).nullable(),
  /** The code of the log's head when it was last written, to compare with the post book. */
  lastCode: z.string().nullable(),
  /** What was double-clicked and waits for somebody to sign in: an edition of the law, or an update of the program. */
  fileWaits: z.enum(['edition', 'update']).nullable().default(null),
  /** Where this program is a desk of an office on another computer: which, and how it stands to it; null at that computer. */
  afar: z
    .object({
      /** What this desk is called. */
      desk: z.string(),
      /** What finds the office's computer. */
      place: z.string(),
      reach: z.enum(['reachable', 'not-reachable', 'another-version', 'not-known']),
      /** Since when it cannot be reached. */
      since: Moment.nullable(),
      /** Whether another office answers there. */
      another: z.boolean(),
    })
    .nullable()
    .default(null),
  /** Who is signed in, and what that person may do. */
  me: Person.omit({ sameAs: true })
    .extend({ may: z.array(z.string()) })
    .nullable(),
})
export type OfficeState = z.output<typeof OfficeState>

/** A new passphrase is typed twice. */
const typedTwice = { passphrase: Passphrase, passphraseAgain: z.string() }
/** The same, or as a desk makes of it, which has compared the two. */
const twiceOrMade = { passphrase: GivenOrMade, passphraseAgain: z.string() }
const alike = (typed: { passphrase: unknown; passphraseAgain: string }) =>
  typeof typed.passphrase !== 'string' || typed.passphrase === typed.passphraseAgain
const differ = { path: ['passphraseAgain'], message: 'The two passphrases differ.' }

export const NewOffice = z
  .strictObject({
    officeName: text(120, 'Enter the name of the firm or office.'),
    personName: text(120, 'Enter your own name: the log records it with each act.'),
    ...typedTwice,
  })
  .refine(alike, differ)
export type NewOffice = z.output<typeof NewOffice>

/** What the recovery sheet says: whoever holds the paper can open the office. */
export const RecoverySheet = z.object({
  officeName: z.string(),
  /** 24 words with a space between them. */
  sheetWords: z.string(),
  /** The numbers of the two words that are read back from it. */
  places: z.tuple([z.number(), z.number()]),
  madeOn: z.string(),
})
export type RecoverySheet = z.output<typeof RecoverySheet>

const Unlock = z.strictObject({ personId: PersonId, passphrase: ProvingPassphrase })
const UnlockBackup = z.strictObject({ personId: PersonId, passphrase: TypedPassphrase })
/** The 24 words of the recovery sheet, or the code of an earlier kind of sheet; a wrong word is told by its number. */
const SheetWords = text(600, 'Type the words of the recovery sheet.').superRefine((typed, told) => {
  const message = isEarlierCode(typed) ? null : faultOfWords(typed)
  if (message !== null) told.addIssue({ code: 'custom', message })
})
const Recovery = z
  .strictObject({ personId: PersonId, sheetWords: SheetWords, ...typedTwice })
  .refine(alike, differ)
/** Two words, as whoever made the sheet reads them back from it. */
const WordsRead = z.strictObject({
  first: text(30, 'Type this word from the sheet.'),
  second: text(30, 'Type this word from the sheet.'),
})
const NewPassphrase = z
  .strictObject({ current: ProvingPassphrase, ...twiceOrMade })
  .refine(alike, differ)
const NewPerson = z
  .strictObject({
    name: text(120, 'Enter the name that the log will record.'),
    role: Role,
    /** The other account of the same person; null for somebody who has none. */
    sameAs: PersonId.nullable().default(null),
    ...twiceOrMade,
  })
  .refine(alike, differ)
/** What somebody signs in by to whom a partner gave a passphrase, and the one that they choose. */
const ChosenPassphrase = z
  .strictObject({ personId: PersonId, current: ProvingPassphrase, ...twiceOrMade })
  .refine(alike, differ)
const GivenPassphrase = z.strictObject({ personId: PersonId, ...twiceOrMade }).refine(alike, differ)
export { ChosenPassphrase, GivenPassphrase, NewPassphrase, NewPerson, Recovery, Unlock }

/** How the window looks and locks on this computer; it tells nothing about anybody. */
export const WindowSettings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Minutes without a key or a movement of the mouse after which the office locks itself. */
  lockAfterMinutes: z
    .int()
    .min(1, 'One minute is the shortest.')
    .max(60, 'An hour is the longest.'),
  /** When the window is black in screen sharing and recordings. */
  hideFromCapture: z.enum(['always', 'while-held-shows', 'never']),
  /** Whether single-key shortcuts are on. */
  singleKeys: z.boolean(),
  /** Whether this computer tells, by counts alone, of time limits that are late or due while nobody looks at the window. */
  reminders: z.boolean(),
  /** What was chosen last of each paper that is printed here: copies, printer, tray. */
  printing: z
    .record(z.string().max(20), z.record(z.string().max(20), z.string().max(200)))
    .refine((papers) => Object.keys(papers).length <= 20, 'Too many papers.'),
})
export type WindowSettings = z.output<typeof WindowSettings>

/** A form that was typed in and not recorded: which one, on which screen, and what is in it (JSON). */
export const UnfinishedForm = z.strictObject({
  form: z.string().max(2_000),
  screen: z.string().max(500),
  title: z.string().max(200),
  typed: z.string().max(400_000),
})
export type UnfinishedForm = z.output<typeof UnfinishedForm>
const UnfinishedForms = z.strictObject({ forms: z.array(UnfinishedForm).max(20) })

/** A backup that was chosen, and what stands where it would go. */
export const BackupFound = z.object({
  officeName: z.string(),
  madeAt: z.string(),
  entries: z.number(),
  papers: z.number(),
  /** Documents that the office no longer had whole when it was made. */
  lacking: z.number(),
  people: z.array(z.object({ id: PersonId, name: z.string() })),
  /** The same office, locked on this computer, which it can take the place of; null where there is none. */
  here: z
    .object({ name: z.string(), folder: z.string(), entries: z.number().nullable() })
    .nullable(),
})
export type BackupFound = z.output<typeof BackupFound>

const Stretch = z.object({
  /** Entries that the other does not have. */
  entries: z.number(),
  /** When the first and the last of them were recorded; null where there are none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
})
/** What an office has that its backup has not, and the other way round. */
export const BackupCompared = z.object({
  /** Entries that both have, from the first on. */
  common: z.number(),
  onlyHere: Stretch,
  onlyInBackup: Stretch,
  /** Why the office here could not be compared; empty where it could. */
  notCompared: z.string(),
  /** What is wrong with the backup; empty where its checks passed. */
  fault: z.string(),
  /** Documents that belong to it and are not beside it. */
  missing: z.number(),
})
export type BackupCompared = z.output<typeof BackupCompared>

const OfficePlace = text(300, 'Type the name or the address as the office shows it.')
const Joining = z.strictObject({
  code: text(80, 'Type the code that the office shows.'),
  place: OfficePlace,
})

/** Where an office would be moved from and to, and how much of it there is. */
const MoveChosen = z.object({
  from: z.string(),
  to: z.string(),
  bytes: z.number(),
  /** What speaks against the folder, and is to be confirmed; empty where nothing does. */
  warning: z.string(),
})
export type MoveChosen = z.output<typeof MoveChosen>

/** What can be proved of a log whose end is damaged. */
const ProvenEnd = z.object({
  /** Entries that can be proved, and when the last of them was recorded. */
  entries: z.number(),
  newestAt: Moment.nullable(),
  /** The most entries that were ever seen: by remedy.head or by this computer; null where neither tells. */
  before: z.number().nullable(),
  /** Whether the file itself is damaged, so that a new one is made of what can be proved of it. */
  mends: z.boolean(),
})
export type ProvenEnd = z.output<typeof ProvenEnd>

/** Opening and closing the office. `unlock` while it is open changes who is signed in. */
export const signIn = {
  state: operation(Nothing, OfficeState, { may: 'anyone' }),
  createOffice: operation(NewOffice, RecoverySheet, { may: 'anyone', at: 'desk' }),
  openSample: operation(Nothing, OfficeState, { may: 'anyone', at: 'desk' }),
  /** How far the making of the sample office has got. */
  sampleProgress: operation(Nothing, z.object({ done: z.number(), of: z.number() }), {
    may: 'anyone',
    at: 'desk',
  }),
  /** Stops it; nothing of it is left. */
  cancelSample: operation(Nothing, Nothing, { may: 'anyone', at: 'desk' }),
  chooseOffice: operation(Nothing, OfficeState, { may: 'anyone', at: 'desk' }),
  /** Makes this program a desk of an office on another computer, by the code that the office shows. */
  joinOffice: operation(Joining, OfficeState, { may: 'anyone', at: 'desk' }),
  /** Ends that: the program forgets the office, and its key. */
  leaveOffice: operation(Nothing, OfficeState, { may: 'anyone', at: 'desk' }),
  /** Says where the office's computer is found now. */
  findOffice: operation(z.strictObject({ place: OfficePlace }), OfficeState, {
    may: 'anyone',
    at: 'desk',
  }),
  /** With what a desk makes a key of somebody's passphrase; for somebody who does not work here as well. */
  slot: operation(
    z.strictObject({ personId: PersonId }),
    z.object({ salt: z.string(), n: z.number() }),
    { may: 'anyone' },
  ),
  unlock: operation(Unlock, OfficeState, { may: 'anyone' }),
  /** Signs in with a passphrase that a partner gave, and chooses one in its place. */
  unlockChoosing: operation(ChosenPassphrase, OfficeState, { may: 'anyone' }),
  /** Who works here, for whoever has the recovery sheet of an office whose key file is lost. */
  peopleBySheet: operation(
    z.strictObject({ sheetWords: SheetWords }),
    z.array(z.object({ id: PersonId, name: z.string() })),
    { may: 'anyone', at: 'own computer' },
  ),
  recover: operation(Recovery, OfficeState, { may: 'anyone', at: 'own computer' }),
  lock: operation(Nothing, OfficeState, { may: 'anyone' }),
  /** Asks for a backup and says what it is; null where the dialog was closed. */
  chooseBackup: operation(Nothing, BackupFound.nullable(), { may: 'anyone', at: 'own computer' }),
  /** Brings the chosen one back beside the office here, opens both as this partner, and says what is newer in either. */
  compareBackup: operation(UnlockBackup, BackupCompared, { may: 'anyone', at: 'own computer' }),
  /** Puts what was compared in the place of the office here, which is kept beside it. */
  replaceByBackup: operation(Nothing, OfficeState, { may: 'anyone', at: 'own computer' }),
  /** Brings the chosen backup back into a folder of its own. */
  restoreBackup: operation(Nothing, OfficeState, { may: 'anyone', at: 'own computer' }),
  /** Asks for a folder and says what moving the office there means; null where the dialog was closed. */
  chooseMove: operation(Nothing, MoveChosen.nullable(), {
    may: 'manage-practice',
    at: 'own computer',
  }),
  /** Moves it there: copied, opened and checked, then used from there; the old folder is kept. */
  moveOffice: operation(
    z.strictObject({ passphrase: TypedPassphrase, despite: z.boolean() }),
    OfficeState,
    { may: 'manage-practice', at: 'own computer' },
  ),
  moveProgress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'manage-practice', at: 'own computer' },
  ),
  /** Breaks off the copying; the office stays where it was. */
  cancelMove: operation(Nothing, Nothing, { may: 'manage-practice', at: 'own computer' }),
  /** Writes what whoever mends the program needs, and nothing that is in the office; false where the dialog was closed. */
  saveDiagnostics: operation(Nothing, z.object({ saved: z.boolean() }), {
    may: 'anyone',
    at: 'desk',
  }),
  /** Looks at a log whose end is damaged, and says what of it can be proved; nothing of the office is changed. */
  examineEnd: operation(Nothing, ProvenEnd, { may: 'accept-end', at: 'own computer' }),
  /** Accepts that the log ends where `examineEnd` found, although more of it had been seen: an entry with its reason. */
  acceptEnd: operation(
    z.strictObject({
      passphrase: TypedPassphrase,
      code: HeadCode.optional(),
      reason: text(300, 'Say what happened, as far as it is known.'),
    }),
    Nothing,
    { may: 'accept-end', at: 'own computer' },
  ),
}

/** Whether this office has a recovery sheet that somebody has read. */
export const SheetState = z.object({
  /** Who read it back last, and when; null where nobody has since one was made. */
  confirmed: z.object({ at: z.string(), who: z.string() }).nullable(),
  /** Whether the code of an earlier kind of sheet still opens the office. */
  earlierKind: z.boolean(),
})
export type SheetState = z.output<typeof SheetState>

/** Somebody's open work. */
export const OpenWork = z.object({
  /** Open matters that they are responsible for, and the letters in them that have not left. */
  matters: z.number(),
  letters: z.number(),
  /** The first of the matters. */
  shown: z.array(z.object({ ourRef: z.string(), title: z.string(), clientName: z.string() })),
})
export type OpenWork = z.output<typeof OpenWork>

/** The key of the office's file. */
const FileKey = z.object({
  /** Null where it is the first. */
  since: z.string().nullable(),
  without: z.array(z.object({ id: PersonId, name: z.string() })),
})
export type FileKey = z.output<typeof FileKey>

/** Who works here. */
export const people = {
  list: operation(Nothing, z.array(Person), { may: 'see-people' }),
  add: operation(NewPerson, Person, { may: 'manage-people' }),
  changeRole: operation(z.strictObject({ personId: PersonId, role: Role }), Person, {
    may: 'manage-people',
  }),
  /** What somebody is responsible for and has not finished. */
  openWork: operation(z.strictObject({ personId: PersonId }), OpenWork, { may: 'manage-people' }),
  /** Passes it to a colleague; of somebody who left, too. */
  passOn: operation(
    z.strictObject({
      personId: PersonId,
      passTo: z.uuid('Choose who takes it over.').pipe(PersonId),
    }),
    OpenWork,
    { may: 'manage-people' },
  ),
  /** Removes somebody, whose open work passes to `passTo`. */
  remove: operation(
    z.strictObject({ personId: PersonId, passTo: PersonId.nullable().default(null) }),
    Person,
    { may: 'manage-people' },
  ),
  /** Says which other account is of the same person, or that none is. */
  nameAccount: operation(
    z.strictObject({ personId: PersonId, sameAs: PersonId.nullable() }),
    Person,
    { may: 'manage-people' },
  ),
  /** Gives a colleague another passphrase who does not know theirs; they choose their own when they next sign in. */
  givePassphrase: operation(GivenPassphrase, Nothing, { may: 'manage-people' }),
  changePassphrase: operation(NewPassphrase, Nothing, { may: 'see-people' }),
  renewRecoverySheet: operation(z.strictObject({ passphrase: TypedPassphrase }), RecoverySheet, {
    may: 'manage-people',
    at: 'own computer',
  }),
  /** Who would have no key after a change of the file key, and when it was changed last. */
  fileKey: operation(Nothing, FileKey, { may: 'manage-people' }),
  /** Gives the office another file key, and its sheet. */
  changeFileKey: operation(z.strictObject({ passphrase: TypedPassphrase }), RecoverySheet, {
    may: 'manage-people',
    at: 'own computer',
  }),
  /** How many steps of it are done: the file copied, the copy encrypted, read again, and put in its place. */
  fileKeyProgress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'manage-people', at: 'own computer' },
  ),
  /** Says by two of its words that the sheet is there on paper. */
  confirmRecoverySheet: operation(WordsRead, SheetState, {
    may: 'manage-people',
    at: 'own computer',
  }),
  recoverySheet: operation(Nothing, SheetState, { may: 'manage-people' }),
}

/** How often words stand on the page, and which of these places is shown, from 1 on; both 0 where they do not. */
const FoundOnPage = z.object({ matches: z.int().min(0), at: z.int().min(0) })
export type FoundOnPage = z.output<typeof FoundOnPage>

/** The columns of each list that somebody may leave out; what names a row stays. */
export const COLUMNS = {
  clients: ['number', 'born', 'where'],
  matters: ['title', 'responsible', 'limitation'],
  letters: ['state', 'when'],
  disclosures: ['state', 'when'],
  documents: ['received', 'sender', 'pages', 'file'],
} as const satisfies Record<string, readonly string[]>
export type ListWithColumns = keyof typeof COLUMNS
export const HiddenColumns = z.strictObject({
  list: z.enum(Object.keys(COLUMNS) as [ListWithColumns]),
  hidden: z.array(z.enum(Object.values(COLUMNS).flat())).max(20),
})
/** What one person leaves out of one list. */
export type HiddenColumns = z.output<typeof HiddenColumns>

/** What belongs to the place where somebody works and not to the office: the window, and what was being typed. */
export const platform = {
  settings: operation(
    Nothing,
    WindowSettings.extend({
      /** Whether this computer can keep a window out of recordings. */
      canHide: z.boolean(),
      /** Whether this computer starts the program when its person logs on. */
      startsAtLogOn: z.boolean(),
    }),
    { may: 'see-people', at: 'desk' },
  ),
  changeSettings: operation(
    WindowSettings.partial().extend({ startsAtLogOn: z.boolean().optional() }),
    Nothing,
    { may: 'see-people', at: 'desk' },
  ),
  /** The columns that whoever asks leaves out of lists on this computer. */
  columns: operation(Nothing, z.array(HiddenColumns), { may: 'see-people', at: 'desk' }),
  hideColumns: operation(
    HiddenColumns.refine(
      ({ list, hidden }) =>
        hidden.every((one) => (COLUMNS[list] as readonly string[]).includes(one)),
      { path: ['hidden'], error: 'This list has no such column to leave out.' },
    ),
    Nothing,
    { may: 'see-people', at: 'desk' },
  ),
  /** Says whether something restricted is open on the screen. */
  showRestricted: operation(z.strictObject({ shows: z.boolean() }), Nothing, {
    may: 'see-people',
    at: 'desk',
  }),
  /** Keeps what is being typed, sealed and in memory alone, until its own person unlocks again. */
  keepUnfinished: operation(UnfinishedForms, Nothing, { may: 'see-people' }),
  unfinished: operation(Nothing, UnfinishedForms, { may: 'see-people' }),
  /** What the computer had the program open; the dialog that asks for such a file then takes that one. */
  takeOpened: operation(Nothing, z.object({ waits: z.enum(['edition', 'update']).nullable() }), {
    may: 'see-people',
    at: 'desk',
  }),
  /** Finds words on the page that is shown: from its beginning, or `again` from where they were found last. */
  findOnPage: operation(
    z.strictObject({
      text: z.string().min(1).max(200),
      again: z.boolean(),
      backwards: z.boolean(),
    }),
    FoundOnPage,
    { may: 'see-people', at: 'desk' },
  ),
  /** Takes the marks of what was found off the page. */
  stopFinding: operation(Nothing, Nothing, { may: 'see-people', at: 'desk' }),
}
