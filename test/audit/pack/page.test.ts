import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packPage } from '../../../scripts/pack-page.ts'
import { needs } from '../../needs.ts'
import { resources, temporaryFolder } from '../../open-office.ts'
import { FIREFOX, openFirefox, type FirefoxPage } from './firefox.ts'
import { KINDS } from './kinds-of-pack.ts'
import { chance, closed, draftOf, madeLog } from './made-packs.ts'
import { full } from '../../faults/full.ts'

/** Every kind of pack in full, else each fourth: the page’s own functions judge them all in another test. */
const judged = KINDS.map(([name, make], at) => ({ name, make, at })).filter(
  ({ at }) => full || at % 4 === 0 || at === 9,
)
const kept = join(resources, 'verify.html')
const format = resolve(import.meta.dirname, '../../../docs/audit-pack.md')

test('the page is the one that its sources give, and its hash stands in the description of the format', async () => {
  const page = readFileSync(kept, 'utf8')
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
  const hash = hashOf(page)
  expect(hashOf(await packPage()), 'Run node scripts/pack-page.ts').toBe(hash)
  expect(readFileSync(format, 'utf8')).toContain(hash)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(
    /\b(?:src|href)=|\bfetch\(|XMLHttpRequest|WebSocket|import\(|localStorage/,
  )
})

let folder: string
let firefox: FirefoxPage

beforeAll(async () => {
  needs(FIREFOX, 'firefox-esr')
  folder = temporaryFolder(afterAll)
  writeFileSync(join(folder, 'verify.html'), readFileSync(kept))
  firefox = await openFirefox()
  await firefox.goTo(pathToFileURL(join(folder, 'verify.html')).href)
}, 60_000)
afterAll(() => firefox?.close())

const SHOWN = `new Promise((done) => {
  const result = document.querySelector('#result')
  const look = () => result.className === '' ? setTimeout(look, 20) : done(result.className + '\\n' + result.innerText)
  look()
})`
const typed = (fingerprint: string, codes: readonly string[]) => `
  document.querySelector('#result').className = ''
  document.querySelector('#fingerprint').value = ${JSON.stringify(fingerprint)}
  document.querySelector('#codes').value = ${JSON.stringify(codes.join('\n'))}`

test(
  `in Firefox, opened from a disk, the page judges ${judged.length} good and bad packs as it should, and asks no network`,
  { timeout: 240_000 },
  async () => {
    for (const { name, make, at } of judged) {
      const { bytes, paper, verdict, upTo } = make(chance(at))
      const file = join(folder, `${at}.zip`)
      writeFileSync(file, bytes)
      await firefox.choose('#pack', file)
      await firefox.ask(
        `${typed(paper.fingerprint, paper.codes)}; document.querySelector('#verify').click()`,
      )
      const shown = await firefox.ask(SHOWN)
      expect(shown.split('\n', 1)[0], name).toBe(verdict)
      if (verdict === 'agrees')
        expect(shown, name).toContain(`Agrees with paper up to entry ${upTo}.`)
      if (verdict === 'consistent') expect(shown, name).toContain('Internally consistent.')
      expect(shown, name).not.toMatch(/genuine/i)
    }
    expect(firefox.asked.filter((url) => !/^(file|data):/.test(url))).toEqual([])
  },
)

test('a pack that is dragged onto the page is verified at once', async () => {
  const pack = closed(draftOf(madeLog(chance(5), 12))).toString('base64')
  await firefox.ask(typed('', []))
  await firefox.ask(`
    const bytes = Uint8Array.from(atob(${JSON.stringify(pack)}), (sign) => sign.charCodeAt(0))
    const carried = new DataTransfer()
    carried.items.add(new File([bytes], 'pack.zip'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true }))`)
  expect(await firefox.ask(SHOWN)).toMatch(/^consistent\nInternally consistent/)
})

test('the page can reach no network: its own policy forbids it', async () => {
  const tried = await firefox.ask(`new Promise((done) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => done(effectiveDirective))
    const picture = new Image()
    picture.src = 'http://127.0.0.1:9/x.png'
    document.body.append(picture)
    setTimeout(() => done('nothing was stopped'), 3000)
  })`)
  expect(tried).toBe('img-src')
})
