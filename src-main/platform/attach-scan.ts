import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { FileKind } from './file-kind.ts'
import type { Platform } from './platform.ts'
import { chooseScan } from './scan-file.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile'>
}

/** A stored scan as its entry names it; `sha256` in hex, `size` in bytes. */
export interface StoredScan {
  paperId: string
  sha256: string
  size: number
  kind: FileKind
}

interface Attaching<Shown> {
  title: string
  /** What the window shows of it; throws where nothing may be attached. */
  shown(tx: Readable): Promise<Shown>
  /** Records the scan, which is kept by the same write; throws where this one is attached already. */
  record(tx: Writable, scan: StoredScan): Promise<Shown>
}

/** Has a scan chosen and stores it, encrypted, together with its entry or not at all; unchanged where nobody chose one. */
export async function attachScan<Shown>(
  { vault, papers, platform }: Parts,
  { title, shown, record }: Attaching<Shown>,
): Promise<Shown> {
  const before = await vault.read(shown)
  const file = await chooseScan(platform, title)
  if (file === null) return before
  // The dialog may have been open for long: nothing is stored for an office that was locked meanwhile.
  await vault.read(shown)
  const paper = papers.put(file.bytes)
  const sha256 = Buffer.from(paper.sha256).toString('hex')
  try {
    return await vault.write(async (tx) => {
      await papers.keep(tx, paper)
      return record(tx, { paperId: paper.id, sha256, size: paper.size, kind: file.kind })
    })
  } catch (error) {
    await papers.discard(paper)
    throw error
  }
}
