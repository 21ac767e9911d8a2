import type { Readable } from '../vault/vault.ts'
import type { LetterContent, LetterKind } from './contract.ts'
import { readTemplate, type OfficeVersion, type Template, type Templates } from './template.ts'

/** The templates by which letters are made: those that stand, and for a letter that was made those that it was made with. */
export interface TemplatesInUse {
  standing: Templates
  madeWith(content: Pick<LetterContent, 'kind' | 'template' | 'easyRead'>): Templates
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
    .select(['kind', 'version', 'sha256', 'easy_read', 'stands'])
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
  const withThese = (versions: readonly Version[]): Templates => {
    const key = versions
      .map(({ kind, version, sha256, isEasy }) => `${kind} ${version} ${sha256} ${isEasy}`)
      .join()
    const found = cache.made.get(key)
    if (found) return found
    const made = new Map(shipped)
    // The ordinary one first: that in easy words stands within it.
    for (const { kind, version, sha256, isEasy } of versions.toSorted(
      (one, other) => Number(one.isEasy) - Number(other.isEasy),
    )) {
      const { easy, ...ordinary } = made.get(kind)!
      const was = shipped.get(kind)!
      const own: Template = {
        ...readTemplate(kind, cache.texts.get(sha256)!),
        office: { version, sha256, shipped: (isEasy && was.easy) || was },
      }
      made.set(kind, isEasy ? { ...ordinary, easy: own } : { ...own, easy })
    }
    if (cache.made.size >= MOST_MADE) cache.made.clear()
    cache.made.set(key, made)
    return made
  }
  const versions = rows.map(({ kind, version, sha256, easy_read, stands }) => ({
    ...{ kind: kind as LetterKind, version, sha256: sha256!, isEasy: easy_read === 1, stands },
  }))
  const standing = versions.filter(({ stands }) => stands === 1)
  return {
    standing: standing.length === 0 ? shipped : withThese(standing),
    madeWith({ kind, template, easyRead }) {
      const isEasy = easyRead === true
      const named = versions.filter(
        (one) =>
          one.kind === kind && one.version === template?.version && one.sha256 === template.sha256,
      )
      // A letter in easy words may be older than templates of the office’s own in easy words.
      const found = named.find((one) => one.isEasy === isEasy) ?? named.find((one) => !one.isEasy)
      // What it would be made with in the other words, once somebody chooses those.
      const other = standing.filter((one) => one.kind === kind && one.isEasy !== isEasy)
      const chosen = found ? [found, ...other.filter((one) => one.isEasy !== found.isEasy)] : other
      return chosen.length === 0 ? shipped : withThese(chosen)
    },
  }
}

type Version = OfficeVersion & { kind: LetterKind; isEasy: boolean }
