import path from 'node:path'

/** The scheme and host under which the window's own files stand; there is no other address. */
export const SCHEME = 'app'
export const ORIGIN = 'app://remedy'

/** Where the window is at home. */
export interface Home {
  /** The page it opens with. */
  start: string
  /** Whether an address is the program's own. */
  owns: (address: string) => boolean
  /** Whether the window may load it: its own, and before packaging the developer's tools. */
  mayLoad: (address: string) => boolean
}

/** The home of the packaged program, and of one in the making, which may come from a development server. */
export function homeOf({ packaged, devServer }: { packaged: boolean; devServer?: string }): Home {
  if (packaged) return { start: `${ORIGIN}/index.html`, owns: isOwn, mayLoad: isOwn }
  const server = devServer ? new URL(devServer).host : undefined
  const owns = (address: string) =>
    isOwn(address) || (server !== undefined && parsed(address)?.host === server)
  return {
    start: devServer ?? `${ORIGIN}/index.html`,
    owns,
    mayLoad: (address) => owns(address) || parsed(address)?.protocol === 'devtools:',
  }
}

/** Whether `address` is one of the window's own, by scheme and host and not by how it begins. */
export function isOwn(address: string): boolean {
  const url = parsed(address)
  if (!url || url.protocol !== `${SCHEME}:` || url.host !== 'remedy') return false
  return !url.username && !url.password
}

/**
 * The file inside `folder` that a window's address names, or undefined for anything else: another origin, a way
 * out of the folder (plain, encoded, with a backslash), a neighbour that only begins alike, a NUL.
 */
export function fileFor(folder: string, address: string): string | undefined {
  const url = parsed(address)
  if (!url || !isOwn(address)) return undefined
  const wanted = decoded(url.pathname)
  if (!wanted || /[\0\\:]/.test(wanted)) return undefined
  const file = path.join(folder, wanted)
  const within = path.relative(folder, file)
  if (!within || within === '..' || within.startsWith(`..${path.sep}`)) return undefined
  return path.isAbsolute(within) ? undefined : file
}

const parsed = (address: string): URL | undefined =>
  URL.canParse(address) ? new URL(address) : undefined

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
