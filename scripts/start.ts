import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expectSandbox, hasDisplay, prepareElectron } from './electron.ts'
import { build, command, root, run, Stop } from './run.ts'

await run(() => (hasDisplay() ? open() : withoutWindow()))

async function open(): Promise<number> {
  if ((await command(build())) !== 0) throw new Stop('The program could not be built.')
  const electron = await prepareElectron()
  expectSandbox(electron.dist)
  return command([electron.binary, root, ...process.argv.slice(2)], electron.env)
}

/** Shows on a machine without a screen that the program works: a sample office, made and verified. */
async function withoutWindow(): Promise<number> {
  const office = path.join(await mkdtemp(path.join(os.tmpdir(), 'remedy-')), 'office')
  console.log(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n' +
      `Instead the sample office is made in ${office} and verified.\n`,
  )
  const sample = await remedy(['sample', office])
  if (sample.code !== 0) return sample.code
  const passphrase = /^passphrase: (.*)$/m.exec(sample.said)?.[1]
  if (passphrase === undefined) throw new Stop('The sample office told no passphrase.')
  return (await remedy(['verify', office, '--passphrase-stdin'], `${passphrase}\n`)).code
}

async function remedy(words: string[], input = ''): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['src-main/cli.ts', ...words], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)))
  child.stdin.end(input)
  child.stdout.pipe(process.stdout, { end: false })
  return { said: await text(child.stdout), code: await ended }
}
