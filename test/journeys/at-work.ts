import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import type { MatterKind } from '../../src-main/matters/contract.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import { day } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { partner, type Remedy } from './harness.ts'

/** The typed questions of the office behind a window, past its screens. */
export const asking = (remedy: Remedy) =>
  askThrough(contract, (name, input) => remedy.ask(name, input))

/** Makes an office whose firm is recorded and whose partner signs, in a window of the usual size; its law is checked if asked. */
export async function officeAtWork(
  remedy: Remedy,
  { firm = {}, lawChecked = false }: { firm?: object; lawChecked?: boolean } = {},
) {
  remedy.page.setDefaultTimeout(30_000)
  await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800),
  )
  await remedy.newOffice()
  const ask = asking(remedy)
  const [me] = await ask.people.list({})
  await recordFirm(ask, firm)
  const signs = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask.practice.recordSignatory({ personId: me!.id, ...signs })
  const checked = { checkedOn: londonDay(new Date()), source: 'legislation.gov.uk', note: '' }
  if (lawChecked)
    for (const { entry, version } of await ask.law.toCheck({}))
      await ask.law.recordCheck({ entry, version, ...checked })
  return { ask, me: me! }
}

/** Registers the client of the letters’ tests with a matter whose event was so many days ago. */
export async function clientWithMatter(
  { ask, me }: Awaited<ReturnType<typeof officeAtWork>>,
  { kind, title, daysAgo }: { kind: MatterKind; title: string; daysAgo: number },
) {
  const { id: clientId } = await ask.clients.register(someClient())
  const eventOn = day(daysAfter(londonDay(new Date()), -daysAgo))
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind, title, responsible: me.id, opponents: [] },
    ...{ eventOn, knownOn: null, noEventReason: '' },
  })
  return { clientId, matterId }
}

/** A picture of the whole window, which one of the page cuts off at twice the size. */
export async function picture({ app }: Remedy, name: string): Promise<void> {
  const folder = process.env['REMEDY_SHOTS']
  if (!folder) return
  const taken = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()
    return image.toPNG().toString('base64')
  })
  writeFileSync(path.join(folder, `${name}.png`), Buffer.from(taken, 'base64'))
}

/** The screen as it is, in the dark, and at twice the size if asked: nothing keeps anybody from using it. `at` is what is looked at. */
export async function looked(
  remedy: Remedy,
  name: string,
  { at, large = false }: { at?: Locator; large?: boolean } = {},
): Promise<void> {
  const ways = [['light', 1], ['dark', 1], ...(large ? ([['light', 2]] as const) : [])] as const
  for (const [theme, zoom] of ways) {
    const way = `${name}-${zoom === 2 ? 'large' : theme}`
    await show(remedy, theme, zoom)
    await at?.scrollIntoViewIfNeeded()
    expect.soft(await obstaclesOn(remedy.page), way).toEqual([])
    await picture(remedy, way)
  }
  if (large) await show(remedy, 'light', 1)
}

/** The colours and the size as they are asked for, once the page has them. */
async function show({ app, page }: Remedy, theme: 'light' | 'dark', zoom: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow, nativeTheme }, [themeSource, factor]) => {
      nativeTheme.themeSource = themeSource
      BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(factor)
    },
    [theme, zoom] as const,
  )
  await page.waitForFunction(
    ([dark, factor]) =>
      document.documentElement.classList.contains('dark') === dark &&
      Math.round(outerWidth / innerWidth) === factor,
    [theme === 'dark', zoom] as const,
  )
}

/**
 * Holds the window's question back from the office until the function that it gives is called; how far that is, the window is
 * told as `far` says. The window alone is looked at meanwhile.
 */
export async function held(
  { app }: Remedy,
  name: string,
  [progress, far]: [name: string, far: object],
): Promise<() => Promise<void>> {
  await app.evaluate(
    ({ ipcMain }, [holds, asks, value]) => {
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
        string,
        (event: unknown, name: string, input: unknown) => unknown
      >
      const answer = handlers.get('remedy:ask')!
      const going = new Promise<void>((resolve) => Reflect.set(globalThis, 'goOn', resolve))
      void going.then(() => handlers.set('remedy:ask', answer))
      handlers.set('remedy:ask', async (event, asked, input) => {
        if (asked === asks) return { ok: true, value }
        if (asked === holds) await going
        return answer(event, asked, input)
      })
    },
    [name, progress, far] as const,
  )
  return () => app.evaluate(() => (Reflect.get(globalThis, 'goOn') as () => void)())
}

/** What the office answers to a question by its full name; throws where it refuses. */
export async function answered<T>(remedy: Remedy, name: string, input: object = {}): Promise<T> {
  const answer = await remedy.ask(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.refusal)}`)
  return answer.value as T
}
