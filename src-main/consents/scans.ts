import type { Log } from '../audit/log.ts'
import type { Platform } from '../platform/platform.ts'
import type { FileKind } from '../platform/file-kind.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Consent, consents as contract } from './contract.ts'
import { keptForm } from './read-consent.ts'
import { attachScan } from '../platform/attach-scan.ts'

export interface ScanParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile' | 'open'>
  shown(tx: Readable, consentId: string, by: Actor): Promise<z.input<typeof Consent>>
}

/** Scans of the signed paper: the newest is shown first, and none is deleted. */
export function scans(
  parts: ScanParts,
): Pick<Handlers<typeof contract>, 'attachScan' | 'openScan'> {
  const { vault, log, papers, platform, shown } = parts

  return {
    attachScan: ({ consentId }, by) =>
      attachScan(parts, {
        title: 'Choose the scan of the signed form',
        shown: (tx) => shown(tx, consentId, by),
        async record(tx, stored) {
          const { scan, tag } = await keptForm(tx, consentId)
          if (scan?.sha256 === stored.sha256)
            throw new Refusal('conflict', 'This file is already attached to the form.')
          const detail = { consentId, ...stored }
          await log.record(tx, by, { act: 'scan-attached', subject: tag, detail })
          return shown(tx, consentId, by)
        },
      }),

    async openScan({ consentId }, by) {
      const { scan } = await vault.read((tx) => keptForm(tx, consentId))
      if (!scan)
        throw new Refusal('not-found', 'No scan is attached to this form. Attach it first.')
      const bytes = await papers.get(scan.paper_id)
      // The paper shows restricted answers too, so opening it is logged like every reading of those.
      await vault.write(async (tx) => {
        const { tag } = await keptForm(tx, consentId)
        const reason = 'The scan was opened.'
        await log.record(tx, by, {
          act: 'record-read',
          subject: tag,
          detail: { consentId, reason },
        })
      })
      await platform.open(bytes, 'signed form', scan.kind as FileKind)
      return {}
    },
  }
}
