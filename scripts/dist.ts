import { prepareElectron } from './electron.ts'
import { build, command, run, Stop, tool } from './run.ts'

await run(async () => {
  if ((await command(build())) !== 0) throw new Stop('The program could not be built.')
  const electron = await prepareElectron()
  const words = tool(
    'electron-builder',
    'electron-builder',
    '--publish',
    'never',
    ...process.argv.slice(2),
  )
  if (!electron.standIn) return command(words)
  const version = [`-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`]
  const code = await command([...words, '--linux', 'dir', ...version])
  if (code !== 0) return code
  console.log(
    'This package is for trying out, since it holds the stand-in Electron. It starts with\n' +
      `SQLITE_NATIVE_BINDING=${electron.env['SQLITE_NATIVE_BINDING']}`,
  )
  return 0
})
