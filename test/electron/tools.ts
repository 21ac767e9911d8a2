import { spawn } from 'node:child_process'
import { installed, root } from './places.ts'

/** Runs a command in the project's folder, its output on this terminal, and gives its exit code. */
export function command(words: string[], env: Record<string, string> = {}): Promise<number> {
  const [program = '', ...args] = words
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** The words that run one of the installed packages' commands with this very Node. */
export function tool(name: string, ...args: string[]): string[] {
  return [process.execPath, installed(name).command(), ...args]
}

/** Builds the program into `out`, telling only what goes wrong. */
export function build(): Promise<number> {
  return command(tool('electron-vite', 'build', '--logLevel', 'warn'))
}
