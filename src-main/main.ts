import { app, protocol } from 'electron'
import path from 'node:path'
import { homeOf } from './shell/address.ts'
import { commandIn } from './shell/command.ts'
import { hardenProgram } from './shell/hardening.ts'
import { logFile } from './shell/log-file.ts'
import { noteMishaps } from './shell/mishaps.ts'
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

const command = commandIn(process.argv, { appPath: app.getAppPath(), packaged })
if (command) {
  const { runCommand } = await import('./cli.ts')
  app.exit(await runCommand(command))
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => openProgram({ home, log, packaged }))
} else {
  app.quit()
}
