import { expectSandbox, prepareElectron } from './electron.ts'
import { command, run, tool } from './run.ts'

await run(async () => {
  const electron = await prepareElectron()
  expectSandbox(electron.dist)
  return command(
    tool('electron-vite', 'electron-vite', 'dev', ...process.argv.slice(2)),
    electron.env,
  )
})
