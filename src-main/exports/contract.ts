import { ClientId } from '../clients/contract.ts'
import { operation } from '../wire/operation.ts'
import { Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'

/** An export that was written. */
export const Exported = z.object({
  folder: z.string(),
  entries: z.number(),
  lists: z.number(),
  documents: z.number(),
  /** Documents that the office no longer has whole. */
  lacking: z.number(),
})
export type Exported = z.output<typeof Exported>

/** A client’s file that was written. */
export const FileExported = z.object({
  folder: z.string(),
  documents: z.number(),
  lacking: z.number(),
})
export type FileExported = z.output<typeof FileExported>

/** What is to be looked at in a thing that is held: whom it names, what was typed freely, what is privileged, a document. */
export const AccessMark = z.enum(['person', 'body', 'typed', 'privileged', 'document'])
export type AccessMark = z.output<typeof AccessMark>

/** One entry about the client, in words. */
export const AccessItem = z.object({
  seq: z.number(),
  at: Moment,
  by: z.string(),
  act: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  /** Whoever it names besides the client and the office. */
  named: z.array(z.object({ name: z.string(), role: z.string(), person: z.boolean() })),
  marks: z.array(AccessMark),
  /** Whether somebody has to decide on it before anything is written. */
  toDecide: z.boolean(),
})
export type AccessItem = z.output<typeof AccessItem>

/** Why something is left out or blacked out. */
export const AccessGround = z.enum(
  ['other-person', 'privilege', 'serious-harm', 'not-personal'],
  'Choose the ground.',
)
export type AccessGround = z.output<typeof AccessGround>

export const AccessDecision = z.strictObject({
  seq: z.int().positive(),
  decision: z.enum(['include', 'redact', 'leave-out']),
  /** Of what is redacted: the words that are blacked out. */
  words: z.array(text(200, 'Enter the words.')).max(100).default([]),
  ground: AccessGround.nullable().default(null),
  reason: optionalText(500),
})
export type AccessDecision = z.output<typeof AccessDecision>

/** Everything that the office holds, or one client’s file, in files that need no program of ours. */
export const exporting = {
  /** Asks for a folder and writes a new one there; null where the dialog was closed. */
  make: operation(
    z.strictObject({ passphrase: z.string().min(1, 'Type your passphrase.').max(1000) }),
    Exported.nullable(),
    { may: 'export-office' },
  ),
  /** How far it is, or the client’s file, the copy for a client or the printed file. */
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'print-letters' },
  ),
  /** Breaks off what is being written or made, whichever of these it is, and removes what was. */
  cancel: operation(Nothing, Nothing, { may: 'print-letters' }),
  /** Tries again to remove what exports that were killed left behind, and gives the folders that could not be. */
  left: operation(Nothing, z.array(z.string()), { may: 'read-clients' }),
  /** One client’s file as a page with its documents; asks for a folder, null where the dialog was closed. */
  clientFile: operation(
    z
      .strictObject({
        clientId: ClientId,
        /** With scans and what is restricted, for whoever may open it. */
        restricted: z.boolean().default(false),
        reason: optionalText(300),
      })
      .refine(({ restricted, reason }) => !restricted || reason !== '', {
        ...{ path: ['reason'], error: 'Give the reason for opening it.' },
      }),
    FileExported.nullable(),
    { may: 'export-clients' },
  ),
  /** The same in short, on paper for a visit: to a printer, to a file, or shown in the reader; nothing restricted is in it. */
  printedFile: operation(
    z.strictObject({
      clientId: ClientId,
      way: z.enum(['printer', 'file', 'reader']),
      printer: z.string().max(200).default(''),
    }),
    z.object({ made: z.boolean() }),
    { may: 'print-letters' },
  ),
  /** Gathers everything held of a client as a draft to be decided upon; a look at all of it, which is logged with its reason. */
  gatherAccess: operation(
    z.strictObject({
      clientId: ClientId,
      reason: text(300, 'Give the reason for opening it.'),
    }),
    z.object({
      items: z.array(AccessItem),
      /** The newest entry about the client: a decision is about what stood there then. */
      newest: z.number(),
      grounds: z.array(z.object({ ground: AccessGround, name: z.string(), law: z.string() })),
      /** What the law says of the draft as a whole. */
      law: z.array(z.string()),
    }),
    { may: 'export-clients' },
  ),
  /** Writes what was decided to a new folder, for the client, which answers their open request; null where the dialog was closed. */
  writeAccess: operation(
    z.strictObject({
      clientId: ClientId,
      newest: z.int().positive(),
      decisions: z.array(AccessDecision).max(20_000),
    }),
    FileExported.nullable(),
    { may: 'export-clients' },
  ),
}
