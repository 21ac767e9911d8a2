import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/*
 * Makes resources/verify.html, the page that goes with every audit pack, from src-renderer/pack-page: one file with
 * its style and script within it, which its own content policy names by their hashes. The file is kept, because its
 * hash stands on paper; a test makes it again and compares.
 */

const root = resolve(import.meta.dirname, '..')
const page = join(root, 'src-renderer', 'pack-page')

/** The bytes of the page; the same sources give the same bytes. */
export async function packPage(): Promise<string> {
  const script = await bundled()
  const style = `\n${readFileSync(join(page, 'page.css'), 'utf8')}`
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const parts: Record<string, string> = {
    '%policy%': policy,
    '<!-- style -->': `<style>${style}</style>`,
    '<!-- script -->': `<script>${script}</script>`,
  }
  const html = readFileSync(join(page, 'page.html'), 'utf8')
  return html.replaceAll(/%policy%|<!-- (?:style|script) -->/g, (place) => parts[place]!)
}

const sha256 = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** The script in one piece, with a hash that needs nothing of Node. */
async function bundled(): Promise<string> {
  const own = join(root, 'src-main', 'audit', 'sha256.ts')
  const made = await build({
    configFile: false,
    root: page,
    logLevel: 'error',
    plugins: [
      {
        name: 'hash-anywhere',
        enforce: 'pre',
        async resolveId(source, importer, options) {
          const found = await this.resolve(source, importer, { ...options, skipSelf: true })
          return found?.id === own
            ? join(root, 'src-main', 'audit', 'pack', 'sha256-anywhere.ts')
            : found
        },
      },
    ],
    build: {
      write: false,
      target: ['chrome111', 'firefox119'],
      minify: true,
      lib: { entry: join(page, 'page.ts'), formats: ['iife'], name: 'page' },
    },
  })
  const [first] = Array.isArray(made) ? made : [made]
  if (!first || !('output' in first)) throw new Error('The page was not built.')
  const [chunk] = first.output
  if (chunk.code.includes('</script')) throw new Error('The script would end too early.')
  return chunk.code
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, 'resources', 'verify.html'), await packPage())
