import type { Platform } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import type { Pieces } from './line.ts'

/** What a desk does at its own computer for the office. */
export type Handy = Pick<
  Platform,
  | 'printers'
  | 'printPdf'
  | 'savePack'
  | 'saveReport'
  | 'savePieces'
  | 'openPdf'
  | 'openEmail'
  | 'open'
  | 'openPieces'
  | 'chooseFile'
  | 'chooseDocument'
>

const Name = z.string().max(1_000)
const Bytes = z.instanceof(Uint8Array)
const DocumentKind = z.enum(['pdf', 'png', 'jpeg', 'tiff', 'text', 'docx'])
const isPieces = (value: unknown): value is Pieces =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
const InPieces = z.custom<Pieces>(isPieces)
const How = z.strictObject({
  size: z.enum(['A4', 'DL', 'C5', 'C4']),
  copies: z.int().positive(),
  sides: z.enum(['one', 'long-edge', 'short-edge', '']),
  tray: Name,
})
const Asked = z.strictObject({
  title: Name,
  kinds: z.array(z.enum([...DocumentKind.options, 'edition', 'list', 'update'])),
  atMost: z.int().positive(),
})

/** What each act of a desk's hands takes; `ready` where the office records between the paper's writing and its name. */
const TAKES = {
  printers: z.tuple([]),
  printPdf: z.tuple([Name, Bytes, Name, How.optional()]),
  savePack: z.tuple([Name, Bytes]),
  saveReport: z.tuple([Name, z.enum(['pdf', 'docx', 'txt', 'csv', 'xlsx']), Bytes]),
  savePieces: z.tuple([Name, DocumentKind, InPieces]),
  openPdf: z.tuple([Bytes, Name]),
  openEmail: z.tuple([Bytes, Name]),
  open: z.tuple([Bytes, Name, z.enum(['pdf', 'png', 'jpeg'])]),
  openPieces: z.tuple([InPieces, Name, DocumentKind]),
  chooseFile: z.tuple([Asked]),
  chooseDocument: z.tuple([Asked]),
}
export type HandAct = keyof typeof TAKES
const isAct = (act: string): act is HandAct => Object.hasOwn(TAKES, act)

const notDone = () =>
  new Refusal(
    'not-found',
    'This desk cannot do that. Install the office’s version of Remedy here, or do it at another desk.',
  )

/** Does at this computer what the office asks of it; `ready` is awaited where a paper is on the disk and has no name yet. */
export async function handle(
  hands: Handy,
  { act, input }: { act: string; input: readonly unknown[] },
  ready: () => Promise<void>,
): Promise<unknown> {
  if (!isAct(act)) throw notDone()
  const taken = TAKES[act].safeParse(input.map((one) => one ?? undefined))
  if (!taken.success) throw notDone()
  const given = taken.data as never[]
  try {
    if (act === 'savePack') return await hands.savePack(given[0]!, given[1]!, ready)
    if (act === 'saveReport') return await hands.saveReport(given[0]!, given[1]!, given[2]!, ready)
    if (act === 'savePieces') return await hands.savePieces(given[0]!, given[1]!, given[2]!, ready)
    return await (hands[act] as (...all: never[]) => Promise<unknown>)(...given)
  } finally {
    // A dialog may have been closed before a piece was taken.
    for (const one of input) if (isPieces(one)) one.drop()
  }
}

const PrintersHere = z.array(
  z.object({ name: z.string(), usual: z.boolean(), trays: z.array(z.string()).nullable() }),
)
const Saved = z.boolean()
const Chosen = z.object({ name: Name, bytes: Bytes }).nullable()
const ChosenInPieces = z.object({ name: Name, pieces: InPieces }).nullable()

/** Asks a desk's hands for an act; `recorded` as `Paper` says it. */
export type AskHands = (
  act: HandAct,
  input: readonly unknown[],
  recorded?: () => Promise<void>,
) => Promise<unknown>

const done = async (asked: Promise<unknown>): Promise<void> => void (await asked)
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The same as the office asks for it, at the desk that asks the office. */
export const handsAt = (ask: AskHands): Handy & Pick<Platform, 'savePdf'> => ({
  printers: async () => PrintersHere.parse(await ask('printers', [])),
  printPdf: (printer, pdf, title, how) =>
    done(ask('printPdf', how ? [printer, pdf, title, how] : [printer, pdf, title])),
  // In pieces, so that nothing of it is at the desk before somebody said where: it may be gone by then.
  savePdf: async (name, pdf) =>
    Saved.parse(
      await ask('savePieces', [name.replace(/\.pdf$/i, ''), 'pdf', inPieces(pdf)], async () => {}),
    ),
  savePack: async (name, zip, recorded) =>
    Saved.parse(await ask('savePack', [name, zip], recorded)),
  saveReport: async (name, kind, bytes, recorded) =>
    Saved.parse(await ask('saveReport', [name, kind, bytes], recorded)),
  savePieces: async (name, kind, pieces, recorded) =>
    Saved.parse(await ask('savePieces', [name, kind, pieces], recorded)),
  openPdf: (pdf, title) => done(ask('openPdf', [pdf, title])),
  openEmail: (message, title) => done(ask('openEmail', [message, title])),
  open: (bytes, title, kind) => done(ask('open', [bytes, title, kind])),
  openPieces: (pieces, title, kind) => done(ask('openPieces', [pieces, title, kind])),
  chooseFile: async (asked) => Chosen.parse(await ask('chooseFile', [asked])),
  chooseDocument: async (asked) => ChosenInPieces.parse(await ask('chooseDocument', [asked])),
})
