import type { Log } from '../audit/log.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Firm, practice as contract } from './contract.ts'
import { LARGEST_LOGO, LOGO_KINDS, logoFacts, tryToDraw } from './logo-rules.ts'
import { logoRow } from './read-firm.ts'

export interface LogoParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile'>
  /** The firm, or the refusal that asks for its details first. */
  expectFirm(tx: Readable): Promise<z.input<typeof Firm>>
}

/** The logo on the letterhead: chosen, changed and removed; letters approved before keep what they were printed with. */
export function logo(
  parts: LogoParts,
): Pick<Handlers<typeof contract>, 'chooseLogo' | 'removeLogo'> {
  const { vault, log, papers, platform, expectFirm } = parts

  return {
    async chooseLogo(_, by) {
      const before = await vault.read(expectFirm)
      const title = 'Choose the firm’s logo'
      const file = await platform.chooseFile({ title, kinds: LOGO_KINDS, atMost: LARGEST_LOGO })
      if (file === null) return before
      const { kind, width, height } = logoFacts(file.bytes)
      await tryToDraw(file.bytes)
      // The dialog may have been open for long: nothing is stored for an office that was locked meanwhile.
      await vault.read(expectFirm)
      const paper = papers.put(file.bytes)
      try {
        return await vault.write(async (tx) => {
          await papers.keep(tx, paper)
          const sha256 = Buffer.from(paper.sha256).toString('hex')
          await log.record(tx, by, {
            act: 'logo-recorded',
            subject: null,
            detail: { paperId: paper.id, sha256, size: paper.size, kind, width, height },
          })
          return expectFirm(tx)
        })
      } catch (error) {
        await papers.discard(paper)
        throw error
      }
    },

    removeLogo: (_, by) =>
      vault.write(async (tx) => {
        if (!(await logoRow(tx)))
          throw new Refusal(
            'conflict',
            'There is no logo on the letterhead, so nothing was removed.',
          )
        await log.record(tx, by, { act: 'logo-removed', subject: null, detail: {} })
        return expectFirm(tx)
      }),
  }
}
