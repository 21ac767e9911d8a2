import { logoRow } from '../practice/read-firm.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Vault } from '../vault/vault.ts'
import type { LetterModel } from '../typesetting/model.ts'

interface LogoSource {
  vault: Pick<Vault, 'read'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
}

/** Puts the firm's logo on its letterhead, where it has one; pre-printed paper carries its own. */
export async function withLogo(
  model: LetterModel,
  { vault, papers }: LogoSource,
): Promise<LetterModel> {
  const row = model.paper === 'letterhead' ? await vault.read(logoRow) : undefined
  if (!row) return model
  const logo = new Uint8Array(await papers.get(row.paper_id))
  return { ...model, firm: { ...model.firm, logo } }
}
