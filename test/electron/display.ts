import { spawnSync } from 'node:child_process'
import { install, type Machine } from './debian.ts'

/** Whether a window can open here: always on Windows and macOS, on Linux when a display is named. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * The command that runs another one with a screen of its own (Xvfb), so that a test neither needs a
 * display nor fights with a person for it; empty on Windows and macOS.
 */
export function ownScreen(machine?: Machine): string[] {
  if (process.platform !== 'linux') return []
  const missing = ['xvfb-run', 'xauth'].filter((name) => spawnSync('which', [name]).status !== 0)
  const packages = missing.map((name) => (name === 'xauth' ? 'xauth' : 'xvfb'))
  install(packages, 'The tests open windows on a screen of their own.', machine)
  return ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1920x1200x24']
}
