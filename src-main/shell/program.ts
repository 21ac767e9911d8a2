import { app, ipcMain, powerSaveBlocker, session, shell, type BrowserWindow } from 'electron'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { formatDay } from '../dates/words.ts'
import type { Office, SharedOffice } from '../office.ts'
import type { ProgramHere, ProgramSide, WindowSide } from '../platform/platform.ts'
import type { Day } from '../wire/schema.ts'
import { CHANNEL } from '../wire/bridge.ts'
import type { Home } from './address.ts'
import { answering, fromOwnWindow } from './answering.ts'
import { appImageOf } from './app-image.ts'
import { contentPolicy, headersFor } from './content-policy.ts'
import { offerContextMenu } from './context-menu.ts'
import { platformOf, lastOffice } from './platform.ts'
import { MINIMISED, startAtLogOn } from './start-at-log-on.ts'
import { styleHashesIn } from './inserted-styles.ts'
import { lockWhenLeft } from './lock-when-left.ts'
import { locking } from './locking.ts'
import type { LogFile } from './log-file.ts'
import { officePlace } from './office-place.ts'
import type { OpenedFiles } from './opened-files.ts'
import { askBeforeLosing, keepAtHome, mendWindow } from './mishaps.ts'
import { serveOwnFiles } from './own-files.ts'
import { nearOrFar } from './desk.ts'
import { askBeforeLeaving } from './leaving.ts'
import { otherDesks, type OtherDesks } from './other-desks.ts'
import { paperAt, type PaperSide } from './paper.ts'
import { pickFileAt } from './pick-file.ts'
import { pickFolderAt } from './pick-folder.ts'
import { pickOneAt } from './pick-one.ts'
import { remindOfLimits } from './reminders.ts'
import { settingsIn, type SettingsFile } from './settings.ts'
import { checkSpelling } from './spelling.ts'
import { builtOn, installerAtTheEnd, updatingOn } from './updating.ts'
import { sideOf, takeTheme, tellWindow } from './window-settings.ts'
import { clearWindow, makeWindow, showAgain } from './window.ts'

interface Parts {
  home: Home
  log: LogFile
  packaged: boolean
  opened: OpenedFiles
}

/** Opens the window, then the office behind it, and joins the two; to be called once the program is ready. */
export async function openProgram({ home, log, packaged, opened }: Parts): Promise<void> {
  const built = path.join(import.meta.dirname, '..')
  const settings = settingsIn(path.join(app.getPath('userData'), 'settings.json'))
  // A partition whose name does not begin with "persist:" is kept in memory alone.
  const memory = session.fromPartition('remedy', { cache: false })
  const resources = path.join(app.getAppPath(), 'resources')
  checkSpelling(memory, { resources, profile: app.getPath('userData') })
  const files = path.join(built, 'renderer')
  serveOwnFiles(memory.protocol, files, headersFor(contentPolicy(styleHashesIn(files))))

  takeTheme(settings)
  const here: ProgramHere = {
    ...{ version: app.getVersion(), builtOn: builtOn() },
    platform: `${process.platform}-${process.arch}`,
  }
  app.setAboutPanelOptions({
    ...{ applicationName: 'Remedy', applicationVersion: versionWords(here) },
    version: `Electron ${process.versions.electron}`,
    copyright: 'Under the MIT licence. What else is in the program: Help, Licences.',
  })
  const preload = path.join(built, 'preload', 'preload.cjs')
  const window = makeWindow({
    ...{ session: memory, preload, packaged, settings },
    minimised: process.argv.includes(MINIMISED) || app.getLoginItemSettings().wasOpenedAtLogin,
  })
  mendWindow(window, home.start, log.report)
  keepAtHome(window, home, log.report)
  const installer = installerAtTheEnd(() => app.quit(), startApart)
  askBeforeLosing(window, installer.forget)
  offerContextMenu(window)
  const showLogs = () => void shell.openPath(log.folder)
  const showOffice = () => {
    const { office: folder } = settings.read()
    if (folder !== null) shell.showItemInFolder(folder)
  }
  const computer = { platform: process.platform, program: process.execPath, env: process.env }
  const side = {
    ...sideOf(window, settings, {
      ...{ packaged, showLogs, showOffice, opened },
      logOn: startAtLogOn(app, {
        ...{ ...computer, packaged, appPath: app.getAppPath(), home: app.getPath('home') },
      }),
    }),
    ...updatingOn({
      ...{ here, profile: app.getPath('userData'), ownLog: log.text },
      showInFolder: (file) => shell.showItemInFolder(file),
      openFile: (file) => shell.openPath(file),
      appImage: appImageOf(computer),
      startAtTheEnd: installer.startAtTheEnd,
    }),
  }
  app.on('second-instance', () => showAgain(window))
  app.on('window-all-closed', () => app.quit())

  const paper = paperOf(window)
  const untidy = (error: unknown) => log.report('take the papers away', error)
  void paper.clearAll().catch(untidy)
  const desks = otherDesks({
    ...{ settings, clock: () => new Date(), random: randomBytes, report: log.report },
    office: () => shared!,
    port: typedPort(app.commandLine.getSwitchValue('desks-port')),
    stayAwake,
  })
  let shared: SharedOffice | undefined
  const whole = (one: SharedOffice) => void (shared = one)
  const opening = loadOffice({ window, settings, paper, side, log, opened, desks, whole })
  let office: Office | undefined
  const reminders = remindOfLimits({ window, settings, office: () => office, report: log.report })
  void opening.then(
    (loaded) => {
      void desks.resume().catch((error: unknown) => log.report('let desks in', error))
      loaded.onChange((change) => {
        tellWindow(window, change)
        reminders.changed(change)
      })
    },
    () => {},
  )
  const key = locking({
    office: () => office,
    clear: () => {
      clearWindow(window, home.start)
      void paper.clearReading().catch(untidy)
    },
    report: log.report,
  })
  const door = async () => {
    office = await opening
    await key.settled()
    return key.watching(office.dispatch)
  }
  const known = (sent: Parameters<typeof fromOwnWindow>[2]) =>
    fromOwnWindow(window.webContents, home, sent)
  ipcMain.handle(CHANNEL, answering({ known, door, report: log.report }))
  lockWhenLeft(settings, key.lock)
  askBeforeLeaving(window, desks, settings)
  closeAtTheEnd(opening, desks, paper, log, installer.startNow)
  await window.loadURL(home.start)
}

interface Behind {
  window: BrowserWindow
  settings: SettingsFile
  paper: PaperSide
  side: WindowSide & ProgramSide
  log: LogFile
  opened: OpenedFiles
  desks: OtherDesks
  /** Given the office for the places of others. */
  whole: (shared: SharedOffice) => void
}

/** The office's code and its database are read while the window paints, not before. */
async function loadOffice(behind: Behind): Promise<Office> {
  const { window, settings, paper, side, log, opened, desks, whole } = behind
  await new Promise<void>((begun) => window.webContents.once('did-start-loading', () => begun()))
  const { openOffice } = await import('../office.ts')
  const { sampleOffice } = await import('../sample/sample.ts')
  const surroundings = {
    resources: path.join(app.getAppPath(), 'resources'),
    clock: () => new Date(),
    random: randomBytes,
  }
  const platform = platformOf({
    documents: app.getPath('documents'),
    offices: officePlace({
      platform: process.platform,
      home: app.getPath('home'),
      env: process.env,
    }),
    settings,
    pickFolder: pickFolderAt(window),
    pickOne: opened.before(pickOneAt(window)),
    paper,
    window: side,
  })
  const parts = {
    ...surroundings,
    ...{ folder: lastOffice(settings), makesDueBackups: true, desks },
    sampleOffice: sampleOffice({ ...surroundings, open: openOffice }),
    platform,
    report: log.report,
  }
  return nearOrFar({
    near: await openOffice(parts, whole),
    file: path.join(app.getPath('userData'), 'desk.json'),
    ...{ ...surroundings, platform, report: log.report },
  })
}

/** The number that was typed on the command line, where one was. */
function typedPort(typed: string): number | undefined {
  const port = Number(typed)
  return typed !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined
}

/** While others may work here this computer goes on, whoever looks at it. */
function stayAwake(): () => void {
  const awake = powerSaveBlocker.start('prevent-app-suspension')
  return () => void powerSaveBlocker.stop(awake)
}

/** A program that goes on when this one has ended. */
function startApart(file: string): void {
  const [program, words] = file.endsWith('.msi') ? ['msiexec', ['/i', file]] : [file, []]
  spawn(program, words, { detached: true, stdio: 'ignore', shell: false }).unref()
}

const versionWords = ({ version, builtOn: day }: ProgramHere) =>
  day === null ? version : `${version}, built on ${formatDay(day as Day)}`

/** Letters leave by this computer's printers, its folders and its reader. */
const paperOf = (window: BrowserWindow): PaperSide =>
  paperAt({
    temporary: app.getPath('temp'),
    profile: app.getPath('userData'),
    documents: app.getPath('documents'),
    pickFile: pickFileAt(window),
    openFile: (file) => shell.openPath(file),
    listed: () => window.webContents.getPrintersAsync(),
  })

/** The office is closed, and only then the program ends. */
function closeAtTheEnd(
  opening: Promise<Office>,
  desks: OtherDesks,
  paper: PaperSide,
  log: LogFile,
  last: () => Promise<void>,
): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    const close = async () => {
      const office = await opening
      await desks.close()
      await office.close()
    }
    void close()
      .catch((error: unknown) => log.report('close the office', error))
      .then(() => paper.clearAll())
      .catch((error: unknown) => log.report('take the papers away', error))
      .then(last)
      .catch((error: unknown) => log.report('start the installer', error))
      .finally(() => app.exit(0))
  })
}
