import type { Log } from '../audit/log.ts'
import type { LawSource } from '../law/law-book.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { FileKind } from '../platform/file-kind.ts'
import { attachScan } from '../platform/attach-scan.ts'
import { tagOf } from '../clients/known-client.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Representative, representatives as contract } from './contract.ts'
import { expectStanding } from './representative-rules.ts'
import type { RepresentativeAct, Standing } from './standing.ts'

type Shown = z.input<typeof Representative>
export interface RepresentativeParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile' | 'open'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

interface ProofParts extends RepresentativeParts {
  shown(tx: Readable, id: string): Promise<Shown>
  standing(tx: Readable, id: string): Promise<Standing>
  act(
    tx: Writable,
    by: { id: string },
    one: Standing,
    name: RepresentativeAct,
    said: Parameters<RepresentativeParts['log']['record']>[2]['detail'],
  ): Promise<Shown>
}

/** Scans of what proves an appointment: the newest counts, and none is deleted. */
export function proofs(
  parts: ProofParts,
): Pick<Handlers<typeof contract>, 'attachProof' | 'openProof'> {
  const { vault, log, papers, platform, shown, standing, act } = parts

  return {
    attachProof: ({ representativeId }, by) =>
      attachScan(parts, {
        title: 'Choose the scan of the proof',
        async shown(tx) {
          expectStanding((await standing(tx, representativeId)).removed)
          return shown(tx, representativeId)
        },
        async record(tx, scan) {
          const one = await standing(tx, representativeId)
          expectStanding(one.removed)
          if (one.proof?.sha256 === scan.sha256)
            throw new Refusal('conflict', 'This file is already attached as the proof.')
          return act(tx, by, one, 'proof-attached', { ...scan })
        },
      }),

    async openProof({ representativeId }, by) {
      const { proof } = await vault.read((tx) => standing(tx, representativeId))
      if (!proof)
        throw new Refusal('not-found', 'No scan of the proof is attached yet. Attach it first.')
      const bytes = await papers.get(proof.paperId)
      // An order says why it was made, so opening it is logged like every reading of what is restricted.
      await vault.write(async (tx) => {
        const { clientId } = await standing(tx, representativeId)
        const detail = { representativeId, reason: 'The proof was opened.' }
        await log.record(tx, by, { act: 'record-read', subject: await tagOf(tx, clientId), detail })
      })
      await platform.open(bytes, 'proof of appointment', proof.kind satisfies FileKind)
      return {}
    },
  }
}
