import { app, protocol } from 'electron'
import path from 'node:path'
import { homeOf } from './shell/address.ts'
import { commandIn, fileIn } from './shell/command.ts'
import { hardenProgram } from './shell/hardening.ts'
import { logFile } from './shell/log-file.ts'
import { noteMishaps } from './shell/mishaps.ts'
import { openedFiles } from './shell/opened-files.ts'
import { privileges } from './shell/own-files.ts'
import { openProgram } from './shell/program.ts'
import { setSwitches } from './shell/switches.ts'

const packaged = app.isPackaged
const devServer = packaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const home = homeOf({ packaged, ...(devServer ? { devServer } : {}) })
const log = logFile(path.join(app.getPath('userData'), 'logs'), app.getAppPath())

noteMishaps(log.report)
setSwitches(app.commandLine, { packaged, devServer: Boolean(devServer) })
protocol.registerSchemesAsPrivileged([privileges])
hardenProgram(app, home)

const started = { appPath: app.getAppPath(), packaged }
const opened = openedFiles()
const openedBy = (words: readonly string[], folder: string) =>
  opened.offer(fileIn(words, folder, started))
// macOS tells of a file in this way, and may do so before the program is ready.
app.on('open-file', (event, file) => {
  event.preventDefault()
  opened.offer(file)
})

const command = commandIn(process.argv, started)
if (command) {
  const { runCommand } = await import('./cli.ts')
  app.exit(await runCommand(command))
} else if (app.requestSingleInstanceLock()) {
  openedBy(process.argv, process.cwd())
  app.on('second-instance', (_, words, folder) => openedBy(words, folder))
  void app.whenReady().then(() => openProgram({ home, log, packaged, opened }))
} else {
  app.quit()
}
