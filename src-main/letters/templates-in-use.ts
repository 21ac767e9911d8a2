import type { Readable } from '../vault/vault.ts'
import type { LetterContent, LetterKind } from './contract.ts'
import { readTemplate, type OfficeVersion, type Template, type Templates } from './template.ts'

/** The templates by which letters are made: those that stand, and for a letter that was made those that it was made with. */
export interface TemplatesInUse {
  standing: Templates
  madeWith(content: Pick<LetterContent, 'kind' | 'template'>): Templates
}

/** What was read once stays: a version never changes, and is named by its hash. */
interface Known {
  texts: Map<string, string>
  made: Map<string, Templates>
}
const known = new WeakMap<Templates, Known>()
const MOST_MADE = 200

/** Reads which templates of the office's own there are. */
export async function templatesInUse(tx: Readable, shipped: Templates): Promise<TemplatesInUse> {
  const rows = await tx
    .selectFrom('office_template')
    .select(['kind', 'version', 'sha256', 'stands'])
    .where('text', 'is not', null)
    .execute()
  if (rows.length === 0) return { standing: shipped, madeWith: () => shipped }
  const cache = known.get(shipped) ?? { texts: new Map(), made: new Map() }
  known.set(shipped, cache)
  if (rows.some(({ sha256 }) => !cache.texts.has(sha256!))) {
    const all = await tx.selectFrom('office_template').select(['sha256', 'text']).execute()
    for (const { sha256, text } of all)
      if (sha256 !== null && text !== null) cache.texts.set(sha256, text)
  }
  const withThese = (versions: readonly (OfficeVersion & { kind: LetterKind })[]): Templates => {
    const key = versions.map(({ kind, version, sha256 }) => `${kind} ${version} ${sha256}`).join()
    const found = cache.made.get(key)
    if (found) return found
    const own = versions.map(({ kind, version, sha256 }): [LetterKind, Template] => [
      kind,
      {
        ...readTemplate(kind, cache.texts.get(sha256)!),
        office: { version, sha256, shipped: shipped.get(kind)! },
        easy: shipped.get(kind)!.easy,
      },
    ])
    const made = new Map([...shipped, ...own])
    if (cache.made.size >= MOST_MADE) cache.made.clear()
    cache.made.set(key, made)
    return made
  }
  const versions = rows.map(({ kind, version, sha256, stands }) => ({
    ...{ kind: kind as LetterKind, version, sha256: sha256!, stands },
  }))
  const standing = versions.filter(({ stands }) => stands === 1)
  return {
    standing: standing.length === 0 ? shipped : withThese(standing),
    madeWith({ kind, template }) {
      const found = versions.find(
        (one) =>
          one.kind === kind && one.version === template?.version && one.sha256 === template.sha256,
      )
      return found ? withThese([found]) : shipped
    },
  }
}
