import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { parse } from 'vue/compiler-sfc'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '..')

/** One source file: its path from the root with `/`, its lines, and what it imports (types told apart). */
export interface Source {
  path: string
  text: string
  lines: number
  imports: { from: string; typeOnly: boolean }[]
}

/** Every TypeScript and Vue file under `folder`. */
export function sources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(({ parentPath }) => !parentPath.includes('node_modules'))
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => read(join(entry.parentPath, entry.name)))
}

/** The files that import each other in a circle, whatever it is that they import: one list for each circle. */
export function circles(files: Source[]): string[][] {
  const known = new Map(files.map((file) => [file.path, file.imports.map(({ from }) => from)]))
  const reached = (start: string) => {
    const seen = new Set<string>()
    const open = [start]
    for (let path = open.pop(); path !== undefined; path = open.pop())
      for (const from of known.get(path) ?? [])
        if (known.has(from) && !seen.has(from)) {
          seen.add(from)
          open.push(from)
        }
    return seen
  }
  const reach = new Map(files.map(({ path }) => [path, reached(path)]))
  const round = files.map(({ path }) => path).filter((path) => reach.get(path)!.has(path))
  const groups = round.map((path) =>
    round.filter((other) => reach.get(path)!.has(other) && reach.get(other)!.has(path)),
  )
  return groups.filter((group, at) => group[0] === round[at])
}

function read(file: string): Source {
  const path = relative(root, file).split(sep).join('/')
  const text = readFileSync(file, 'utf8')
  return {
    path,
    text,
    lines: text.trimEnd().split('\n').length,
    imports: importsOf(path, script(path, text)),
  }
}

function script(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const { descriptor } = parse(text)
  return [descriptor.script?.content, descriptor.scriptSetup?.content].filter(Boolean).join('\n')
}

function importsOf(path: string, text: string): Source['imports'] {
  const found: Source['imports'] = []
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return
    const from = specifier.text.startsWith('.')
      ? posix.normalize(posix.join(dirname(path), specifier.text))
      : specifier.text
    found.push({ from, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false)
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))
  return found
}
