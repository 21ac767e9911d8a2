import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file beside the templates that holds the passages which several of them share. */
export const SHARED = 'shared.txt'

const USE = /^== use ([a-z0-9-]+)(?: as ([a-z0-9-]+))?$/
const NAMED = /^== ([a-z0-9-]+) /

/** The shared passages of a folder of templates, by name; editions of one bear the same name. */
export function sharedPassages(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, SHARED)
  const all = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : ''
  const named = Map.groupBy(
    all.split(/^(?=== )/m),
    (section) => NAMED.exec(section)?.[1] ?? 'nothing',
  )
  return new Map([...named].map(([name, sections]) => [name, sections.join('').trimEnd()]))
}

/** A template with its shared passages in their places, and for each line of it the line of its file. Pure. */
export function withShared(
  text: string,
  shared: ReadonlyMap<string, string>,
): { text: string; lineInFile: (line: number) => number } {
  const from: number[] = []
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .flatMap((line, at) => {
      const [, name = '', as = name] = USE.exec(line) ?? []
      // A name that nobody shares stays as it is, and is refused as no line of a template.
      const put = (shared.get(name) ?? line).replace(/^== [a-z0-9-]+(?= \()/gm, `== ${as}`)
      const lines = name === '' ? [line] : put.split('\n')
      from.push(...lines.map(() => at + 1))
      return lines
    })
  return { text: lines.join('\n'), lineInFile: (line) => from[line - 1] ?? line }
}
