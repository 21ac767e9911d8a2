import { spawnSync } from 'node:child_process'
import { Stop } from './stop.ts'

/** What installing packages asks of the machine, so that tests can stand in for one. */
export interface Machine {
  root: boolean
  /** Whether apt-get is there, as on Debian and Ubuntu. */
  debian: boolean
  /** Whether the package lists carry this package. */
  carries(name: string): boolean
  /** Runs a command, its output shown only when it fails, and says whether it went well. */
  does(command: string, args: string[]): boolean
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  root: process.getuid?.() === 0,
  debian: spawnSync('apt-get', ['--version']).status === 0,
  carries: (name) => spawnSync('apt-cache', ['show', name]).status === 0,
  does(command, args) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' })
    if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`)
    return status === 0
  },
}

/**
 * Installs the packages when root on Debian, naming each; otherwise stops with the one command to give.
 * A package is written as its possible names, the newest release's first: `libgtk-3-0t64|libgtk-3-0`.
 */
export function install(packages: string[], why: string, machine: Machine = thisMachine): void {
  if (packages.length === 0) return
  if (!machine.debian) {
    throw new Stop(`${why} Install what your system calls: ${packages.map(oldest).join(' ')}`)
  }
  const args = ['install', '--yes', '--no-install-recommends']
  if (!machine.root) {
    const names = packages.map((names) => carried(names, machine))
    throw new Stop(`${why} Run this once:\n\n  sudo apt-get ${args.join(' ')} ${names.join(' ')}\n`)
  }
  const updated = machine.does('apt-get', ['update', '--quiet'])
  const names = packages.map((names) => carried(names, machine))
  console.log(`${why} Installing ${names.join(' ')}`)
  if (!updated || !machine.does('apt-get', [...args, ...names])) {
    throw new Stop(`These Debian packages could not be installed: ${names.join(' ')}`)
  }
}

const oldest = (names: string) => names.split('|').at(-1) ?? names

function carried(names: string, machine: Machine): string {
  return names.split('|').find((name) => machine.carries(name)) ?? oldest(names)
}
