import { prepareElectron } from './electron.ts'
import { ensureSandbox } from './sandbox.ts'
import { run } from './stop.ts'
import { command, tool } from './tools.ts'

await run(async () => {
  const electron = await prepareElectron()
  ensureSandbox(electron.dist)
  return command(tool('electron-vite', 'dev', ...process.argv.slice(2)), electron.env)
})
