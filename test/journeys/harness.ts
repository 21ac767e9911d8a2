import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { Answer } from '../../src-main/wire/dispatch.ts'

/** The built program: the project's folder, or the folder that `REMEDY_PROGRAM` names. */
export const program = path.resolve(
  process.env['REMEDY_PROGRAM'] ?? path.join(import.meta.dirname, '../..'),
)
const ORIGIN = 'app://remedy/'

/** Who makes the office in a journey. */
export const partner = { name: 'Ann Harrow', passphrase: 'four plain words here' }

/** The program open in a home of its own, with everything watched that must never happen in its window. */
export interface Remedy {
  readonly app: ElectronApplication
  readonly page: Page
  /** The throw-away home of this start: its documents, its settings, its log. */
  readonly home: string
  readonly profile: string
  /** Asks the office straight away, past the screens. */
  ask(name: string, input?: unknown): Promise<Answer>
  /** Makes an office by the screens, as its first partner would, and stops at the list of clients. */
  newOffice(): Promise<void>
  /** Makes a picture in the folder that `REMEDY_SHOTS` names, if one is named. */
  screenshot(name: string): Promise<void>
  /** Takes out of the troubles those that a test brought about on purpose, and gives them. */
  expected(trouble: RegExp): string[]
  /** Closes the program and throws if anything was wrong in its window. */
  close(): Promise<void>
}

interface Start {
  /** A home that an earlier start left behind; it then stays. */
  home?: string
  /** Further words on the program's command line. */
  words?: string[]
  /** Another folder than the built program's: one with resources of its own. */
  folder?: string
  /** What else is in its environment. */
  env?: Record<string, string>
}

/** Starts the built program and waits for its window. */
export async function openRemedy({
  home,
  words = [],
  folder = program,
  env = {},
}: Start = {}): Promise<Remedy> {
  const at = home ?? mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
  const profile = path.join(at, 'profile')
  furnish(at)
  const app = await _electron.launch({
    args: [folder, `--user-data-dir=${profile}`, ...words],
    chromiumSandbox: process.getuid?.() !== 0,
    // The colours are the program's to choose, not the test's.
    colorScheme: null,
    env: { ...environment(at), ...env },
  })
  const page = await app.firstWindow()
  const troubles = watch(page)
  await page.waitForLoadState('load')
  const remedy: Remedy = {
    app,
    page,
    home: at,
    profile,
    ask: (name, input = {}) => ask(page, name, input),
    newOffice: () => newOffice(page),
    screenshot: async (name) => {
      const folder = process.env['REMEDY_SHOTS']
      if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
    },
    expected: (trouble) => {
      const found = troubles.filter((line) => trouble.test(line))
      troubles.splice(0, Infinity, ...troubles.filter((line) => !trouble.test(line)))
      return found
    },
    close: async () => {
      await loseWhatWasTyped(app)
      await app.close()
      if (!home) rmSync(at, { recursive: true, force: true })
      if (troubles.length > 0) throw new Error(`In the window:\n${troubles.join('\n')}`)
    },
  }
  return remedy
}

/** Nobody sits there to be asked whether a half-typed form may be lost; a program that was closed asks nobody. */
async function loseWhatWasTyped(app: ElectronApplication): Promise<void> {
  const answering = app.evaluate(({ dialog }) => {
    const lose = async () => ({ response: 1, checkboxChecked: false })
    dialog.showMessageBox = lose as typeof dialog.showMessageBox
  })
  await answering.catch(() => undefined)
}

/** Gives a home its documents folder where Linux looks for it. */
function furnish(home: string): void {
  mkdirSync(path.join(home, 'Documents'), { recursive: true })
  mkdirSync(path.join(home, '.config'), { recursive: true })
  const told = 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n'
  writeFileSync(path.join(home, '.config', 'user-dirs.dirs'), told)
}

/** Reads the two words back that the sheet on the screen asks for; gives all its words. */
export async function readBack(page: Page): Promise<string> {
  const list = page.getByTestId('recovery-words').getByRole('listitem')
  await list.first().waitFor()
  const words = await list.allInnerTexts()
  await page.getByRole('button', { name: 'I have it on paper' }).click()
  const asked = page.getByLabel(/^Word \d+$/)
  await asked.first().waitFor()
  for (const field of await asked.all()) {
    const id = (await field.getAttribute('id'))!
    const label = await page.locator(`label[for="${id}"]`).innerText()
    await field.fill(words[Number(label.replace(/\D/g, '')) - 1]!)
  }
  return words.join(' ')
}

async function newOffice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start a new office' }).click()
  await page.getByLabel('Firm or office').fill('Harrow & Vane')
  await page.getByLabel('Your name').fill(partner.name)
  await page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
  await page.getByLabel('Passphrase again').fill(partner.passphrase)
  await page.getByRole('button', { name: 'Create the office' }).click()
  await readBack(page)
  await page.getByRole('button', { name: 'Open the office' }).click()
  await page.getByRole('heading', { name: 'Before the first letter' }).waitFor()
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Clients' })
    .click()
  await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
}

function environment(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('XDG_'),
  )
  return { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home }
}

/** Notes every console error or warning (a breach of the content policy is one), page error, and failed or foreign request. */
function watch(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      troubles.push(`console ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`page error: ${error.message}`))
  page.on('crash', () => troubles.push('the page has crashed'))
  page.on('request', (request) => {
    if (!request.url().startsWith(ORIGIN)) troubles.push(`foreign request: ${request.url()}`)
  })
  page.on('requestfailed', (request) => troubles.push(`failed request: ${request.url()}`))
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`)
  })
  return troubles
}

function ask(page: Page, name: string, input: unknown): Promise<Answer> {
  return page.evaluate(
    ([full, given]) => {
      const [domain = '', act = ''] = full.split('.')
      const bridge = Reflect.get(window, 'remedy') as unknown as Record<
        string,
        Record<string, (input: unknown) => Promise<Answer>>
      >
      return bridge[domain]![act]!(given)
    },
    [name, input] as const,
  )
}

/** Everything the program has noted in its log file since its first start in this home. */
export function logged({ profile }: Remedy): string {
  const folder = path.join(profile, 'logs')
  if (!existsSync(folder)) return ''
  return readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('')
}
