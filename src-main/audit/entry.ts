import type { Projection } from '../vault/projections.ts'
import type { Tables } from '../vault/schema.ts'

/** JSON that canonicalises (RFC 8785) without loss. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What a domain asks to have logged; everything in `detail` is committed to, nothing of it is kept in the leaf. */
export interface NewEntry {
  /** From the neutral list: it is stored in clear, so it must say nothing about health. */
  act: Act
  /** The client's random tag, or null where the act concerns no client. */
  subject: string | null
  detail: Record<string, Json>
}

/** An entry as it was logged, its detail opened. */
export interface Entry extends NewEntry {
  seq: number
  /** UTC instant. */
  at: string
  /** Id of the person who acted. */
  actor: string
}

/** Every act there is; a new one is added here and folded by its domain. */
export type Act =
  | 'office-created'
  | 'person-added'
  | 'person-role-changed'
  | 'person-removed'
  /** Somebody's open work passed to a colleague; each matter has an entry of its own. */
  | 'work-passed'
  /** Which other account is of the same person, or that none is. */
  | 'account-named'
  | 'signed-in'
  | 'signed-out'
  /** Wrong passphrases that were typed before this sign-in. */
  | 'sign-ins-failed'
  | 'passphrase-changed'
  /** A partner gave somebody another one, who chooses their own when they next sign in. */
  | 'passphrase-given'
  /** Where backups go and how many are kept. */
  | 'backup-planned'
  | 'backup-made'
  /** The newest was brought back into a folder of its own and verified. */
  | 'backup-tried'
  | 'office-restored'
  /** An installer was handed to this computer, to put another version of the program in its place. */
  | 'update-started'
  /** To another folder; the old one is kept. */
  | 'office-moved'
  | 'end-accepted'
  | 'office-exported'
  /** Another computer may be worked at from now on; it has another name; it may not any more. */
  | 'desk-added'
  | 'desk-renamed'
  | 'desk-removed'
  /** Desks are let in, or no more; and as the office was opened that was found otherwise than the log said. */
  | 'desks-let-in'
  | 'desks-shut-out'
  | 'desks-found'
  /** A key of a desk that the log knows nothing of was taken away. */
  | 'stray-desk-dropped'
  /** One client’s file was written to a folder, in clear. */
  | 'client-file-exported'
  | 'client-file-printed'
  /** A client asked for what is held about them; what was said of that is put right; it ended without a copy. */
  | 'access-requested'
  | 'access-request-corrected'
  | 'access-request-ended'
  /** Everything held of a client was gathered for them; and a copy of it was written. */
  | 'access-opened'
  | 'access-written'
  | 'recovery-used'
  /** The recovery sheet was made, again or anew; and somebody read it back. */
  | 'recovery-renewed'
  | 'recovery-confirmed'
  /** Somebody's key has a public half now; and the office's file has another key. */
  | 'key-paired'
  | 'file-key-changed'
  /** The key file had a key for somebody who does not work here. */
  | 'stray-key-removed'
  | 'client-registered'
  | 'client-corrected'
  /** Two records are of one person; and that was a mistake. */
  | 'client-joined'
  | 'client-parted'
  /** A client's record may not be erased until the hold is lifted. */
  | 'hold-placed'
  | 'hold-lifted'
  | 'erasure-proposed'
  /** Whoever proposed it, or a second person, decided against it. */
  | 'erasure-withdrawn'
  /** How many years files of a kind are kept; and a client's file is kept until a later day. */
  | 'retention-set'
  /** What the office says itself of its record of processing. */
  | 'processing-said'
  | 'keeping-extended'
  | 'stay-recorded'
  | 'stay-corrected'
  | 'representative-recorded'
  | 'representative-corrected'
  | 'representative-ended'
  /** Recorded by mistake. */
  | 'representative-removed'
  /** An ending or a removal was taken back. */
  | 'representative-restored'
  | 'proof-attached'
  | 'firm-recorded'
  | 'signatory-recorded'
  | 'logo-recorded'
  | 'logo-removed'
  /** A newer edition of the law was imported. */
  | 'edition-imported'
  | 'matter-opened'
  | 'matter-corrected'
  | 'matter-noted'
  | 'matter-closed'
  | 'matter-reopened'
  /** A limitation date of a closed matter was ended, or put back into the diary. */
  | 'limitation-settled'
  /** Only named people may see a matter; everybody may again; a partner took over one that no partner was named for. */
  | 'matter-access-restricted'
  | 'matter-access-lifted'
  | 'matter-access-taken'
  | 'details-recorded'
  | 'consent-recorded'
  | 'consent-withdrawn'
  /** A withdrawal was recorded wrongly: on another day, of other classes, or by mistake. */
  | 'withdrawal-corrected'
  | 'scan-attached'
  /** An entry of a form, opened by somebody else for its second check. */
  | 'check-opened'
  | 'consent-checked'
  | 'consent-returned'
  | 'consent-reviewed'
  /** That the client was asked again was a mistake. */
  | 'review-undone'
  /** A sheet for the client about one of their forms, with the slip to withdraw it. */
  | 'receipt-made'
  /** An order of court, a duty in law or an overriding public interest that allows a disclosure without consent. */
  | 'basis-recorded'
  | 'basis-corrected'
  | 'basis-paper-attached'
  /** By somebody other than who decided it. */
  | 'basis-confirmed'
  | 'basis-ended'
  /** Recorded by mistake, or set aside. */
  | 'basis-taken-back'
  | 'basis-restored'
  /** Something that came in is kept as a document; what was said of it is put right; it was attached wrongly. */
  | 'document-kept'
  | 'document-corrected'
  | 'document-removed'
  /** Shown in the reader, or saved as a copy. */
  | 'document-opened'
  | 'check-chosen'
  /** One partner asks to do without the second check. */
  | 'check-off-proposed'
  | 'call-recorded'
  /** A call recorded by mistake. */
  | 'call-undone'
  /** Restricted information was opened. */
  | 'record-read'
  | 'letter-drafted'
  | 'letter-redrafted'
  | 'letter-approved'
  | 'letter-printed'
  | 'letter-signed'
  | 'letter-sent'
  | 'letter-recalled'
  | 'letter-returned'
  | 'letter-copied'
  | 'letter-discarded'
  /** The post of a day, printed to be signed. */
  | 'post-book-printed'
  /** It never reached anybody, and was taken up as a new draft. */
  | 'letter-replaced'
  | 'reply-recorded'
  /** The office's own template of a kind of letter. */
  | 'template-saved'
  | 'template-stopped'
  /** A paragraph that the office keeps under a name. */
  | 'paragraph-saved'
  | 'paragraph-stopped'
  | 'sensitive-word-added'
  | 'sensitive-word-removed'
  /** What was recorded of a letter wrongly or by mistake is put right. */
  | 'reply-corrected'
  | 'sending-corrected'
  | 'step-undone'
  /** It never left. */
  | 'sending-undone'
  /** What a solicitor decided about a refusal, a part answer, a fee or a demand for identification. */
  | 'reply-decided'
  | 'client-copy-decided'
  | 'law-amended'
  | 'law-amendment-withdrawn'
  | 'law-vouched'
  /** A check recorded by mistake. */
  | 'vouching-undone'
  | 'holiday-recorded'
  | 'holiday-withdrawn'
  | 'arrangement-recorded'
  | 'arrangement-corrected'
  | 'transfer-recorded'
  /** An auditor opened a screen; once in each sitting. */
  | 'screen-read'
  /** A line of the register was followed to its names, its trace or a paper. */
  | 'line-followed'
  /** The register of disclosures was saved as a report or a table. */
  | 'register-exported'
  /** A list as it was filtered on the screen was saved for a spreadsheet. */
  | 'list-exported'
  /** A list of clients, stays, matters, bodies or contacts; its rows are the entries before. */
  | 'import-completed'
  /** An audit pack, full or redacted. */
  | 'pack-made'
  /** What a full pack told of one client. */
  | 'pack-told'
  /** A second person confirmed it: no earlier entry with this subject can be opened any more. */
  | 'client-erased'

/** Rows by the values of their columns; of several, any. */
export type Where<Row> = { [Column in keyof Row]?: Row[Column] | readonly Row[Column][] }

/** One row of a projection to put (by its key, replacing), rows to remove, or columns to set where rows are as said. */
export type Change = {
  [T in Projection]:
    | { table: T; put: Tables[T] }
    | { table: T; remove: Partial<Tables[T]> }
    | { table: T; set: Partial<Tables[T]>; where: Where<Tables[T]> }
}[Projection]

/** Draws rows from one entry alone: pure, so that a rebuild gives what the act gave. */
export type Fold = (entry: Entry) => Change[]

/** A domain's folds, by the acts it understands. */
export type Folds = { [A in Act]?: Fold }
