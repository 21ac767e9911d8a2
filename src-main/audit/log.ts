import { seenBy, whole } from '../vault/eyes.ts'
import { emptyAnswers } from '../vault/asked.ts'
import type { Vault, Writable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { append, headOf, signNow } from './append.ts'
import { commit, open } from './commitment.ts'
import type { Finding, Health, Verdict } from './contract.ts'
import type { Entry, Folds, Json, NewEntry } from './entry.ts'
import { eraseEntries, type Erased } from './erase.ts'
import { headCode } from './head-code.ts'
import { listEntries, proveEntry, type Line, type ProvenEntry } from './look-up.ts'
import { project, rebuild } from './project.ts'
import { newSigningKey } from './signing-key.ts'
import { checkTail } from './tail.ts'
import { BESIDE_THE_LOG } from './verify.ts'
import { holdersOf } from './verify-holders.ts'
import { startVerification, type Running } from './verification.ts'

/** Who acts, and at which desk; the office's own window is none. */
export interface By {
  id: string
  desk?: string
}

/** The provable log of one office. */
export interface Log {
  /** Makes the signing key; the first thing written in a new office. */
  found(tx: Writable): Promise<void>
  /** Appends an entry and applies the folds, inside the act's own transaction. */
  record(tx: Writable, by: By, entry: NewEntry): Promise<Entry>
  /**
   * Takes away what is recorded about a client and says so in an entry, in the act's own transaction; gives the documents
   * whose keys are then to be destroyed. `vault.scour` clears the file of it afterwards.
   */
  erase(tx: Writable, by: By, erasing: Erasing): Promise<{ entry: Entry } & Omit<Erased, 'entries'>>
  /** Signs the log as it stands now. */
  checkpoint(tx: Writable): Promise<void>
  /** At unlock: checks the entries since the last signed checkpoint and the head beside the file; no findings, all checks passed. */
  checkTail(): Promise<Finding[]>
  /** Remakes every projection from the log, whatever state it is in. */
  rebuild(): Promise<{ entries: number; changes: number }>
  /** Never waits for a check; the code is empty where the tree is damaged. */
  health(): Promise<Omit<Health, 'damage'>>
  /** As somebody may read it: of an entry about a matter that is closed to them, its number, time and hash alone. */
  list(
    page: { before?: number | undefined; limit: number },
    by?: Pick<By, 'id'>,
  ): Promise<{ entries: Line[]; total: number }>
  entry(seq: number, by?: Pick<By, 'id'>): Promise<ProvenEntry>
  /** Recomputes everything in a worker; one at a time. */
  verify(codes: string[]): Promise<Verdict>
  progress(): { running: boolean; done: number; of: number }
}

/** A client whose record is erased, and what the entry keeps. */
export interface Erasing {
  subject: string
  /** Entries about other clients that name this one, and lose their contents with it. */
  also: number[]
  detail: Record<string, Json>
}

interface LogParts {
  vault: Pick<Vault, 'read' | 'write' | 'lend' | 'head' | 'title' | 'keys' | 'keyHolders'>
  clock: () => Date
  random: (bytes: number) => Uint8Array
  folds: Folds
  /** The program’s own folder, by which a verification knows the prisons. */
  resources?: string
}

/** The log of the office that `vault` holds; what it last checked is forgotten with it. */
export function createLog({ vault, clock, random, folds, ...more }: LogParts): Log {
  const { resources = null } = more
  let checked: Health['checked'] = null
  let running: Running | undefined
  const now = () => clock().toISOString()
  const remember = (entries: number, holds: boolean) => {
    checked = { at: now() as NonNullable<Health['checked']>['at'], entries, holds }
  }

  async function record(within: Writable, by: By, { act, subject, detail }: NewEntry) {
    const tx = whole(within)
    // A field that was left out may still be named, without a value.
    const said = Object.fromEntries(
      Object.entries({ ...detail, desk: by.desk }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value as Json]],
      ),
    )
    const { digests, disclosures } = commit(said, random)
    const clear = { at: now(), actor: by.id, act, subject }
    const seq = await append(tx, { ...clear, detail: digests }, disclosures)
    // Folded as it will be read back, so that a rebuild draws the same rows.
    const entry: Entry = { seq, ...clear, detail: open(disclosures, digests) }
    await project(tx, folds, entry)
    return entry
  }

  return {
    async found(tx) {
      const key = newSigningKey(random)
      await tx
        .insertInto('log_key')
        .values({ only: 1, private_key: key.seed, public_key: key.publicKey })
        .execute()
    },

    record,

    async erase(within, by, { subject, also, detail }) {
      const tx = whole(within)
      const { entries, ...gone } = await eraseEntries(tx, folds, { tag: subject, also })
      const said = { ...detail, entries, also }
      const entry = await record(tx, by, { act: 'client-erased', subject, detail: said })
      await tx.insertInto('erasure_unfinished').values({ seq: entry.seq }).execute()
      await emptyAnswers(tx)
      return { entry, ...gone }
    },

    checkpoint: (tx) => signNow(whole(tx), now()),

    async checkTail() {
      // Read first: the log may grow past this head before it is compared, never the other way round.
      const head = vault.head()
      const { entries, findings } = await vault.read((tx) => checkTail(tx, head))
      remember(entries, findings.length === 0)
      return findings
    },

    rebuild: () => vault.write((tx) => rebuild(tx, folds)),

    async health() {
      const { size, root } = await vault.read(headOf)
      return { entries: size, code: root === null ? '' : headCode(size, root), checked }
    },

    list: (page, by) => vault.read((tx) => listEntries(by ? seenBy(tx, by.id) : tx, page)),
    entry: (seq, by) => vault.read((tx) => proveEntry(by ? seenBy(tx, by.id) : tx, seq)),

    async verify(codes) {
      if (running)
        throw new Refusal('busy', 'The log is already being verified. Wait for the result.')
      const began = performance.now()
      const beside = { head: vault.head(), codes, holders: holdersOf(vault), resources }
      running = startVerification({ ...vault.lend(), ...beside })
      try {
        const outcome = await running.outcome
        remember(outcome.entries, outcome.verdict !== 'finding')
        return { ...outcome, at: checked!.at, tookMs: Math.round(performance.now() - began) }
      } finally {
        running = undefined
      }
    },

    progress: () => ({
      running: running !== undefined,
      ...(running?.progress() ?? { done: 0, of: 0 }),
    }),
  }
}

/** Remakes every list from the log; refuses where the log itself does not hold. */
export async function rebuildVerified(log: Pick<Log, 'verify' | 'rebuild'>) {
  const { checks, findings } = await log.verify([])
  // A rebuild repairs lists that differ; any other finding means that the log cannot be relied on.
  if (checks.some(({ name, of, held }) => held < of && !BESIDE_THE_LOG.has(name))) {
    const { what = '' } = findings[0] ?? {}
    throw new Refusal(
      'damaged',
      `Nothing was rebuilt, because the log itself failed its checks. ${what}`,
    )
  }
  return log.rebuild()
}
