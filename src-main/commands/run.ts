import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { readArguments, useOf, WrongUse, type Given, type Usage } from './arguments.ts'
import { nearest } from '../search/likeness.ts'
import type { Reply, Terminal } from './terminal.ts'

interface Command {
  usage: Usage
  run(given: Given, terminal: Terminal): Promise<Reply>
}

/** Only the command that is asked for is loaded: working out a date needs no database. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  sample: () => import('./sample.ts').then(({ usage, sample: run }) => ({ usage, run })),
  verify: () => import('./verify.ts').then(({ usage, verify: run }) => ({ usage, run })),
  pack: () => import('./pack.ts').then(({ usage, pack: run }) => ({ usage, run })),
  register: () => import('./register.ts').then(({ usage, register: run }) => ({ usage, run })),
  list: () => import('./list.ts').then(({ usage, list: run }) => ({ usage, run })),
  backup: () => import('./backup.ts').then(({ usage, backup: run }) => ({ usage, run })),
  restore: () => import('./restore.ts').then(({ usage, restore: run }) => ({ usage, run })),
  recover: () => import('./recover.ts').then(({ usage, recover: run }) => ({ usage, run })),
  drill: () => import('./drill.ts').then(({ usage, drill: run }) => ({ usage, run })),
  import: () => import('./import.ts').then(({ usage, importList: run }) => ({ usage, run })),
  export: () => import('./export.ts').then(({ usage, exportTo: run }) => ({ usage, run })),
  rebuild: () => import('./rebuild.ts').then(({ usage, rebuild: run }) => ({ usage, run })),
  due: () => import('./due.ts').then(({ usage, due: run }) => ({ usage, run })),
  answerable: () =>
    import('./answerable.ts').then(({ usage, answerable: run }) => ({ usage, run })),
  letter: () => import('./letter.ts').then(({ usage, letter: run }) => ({ usage, run })),
  'lint-templates': () =>
    import('./lint-templates.ts').then(({ usage, lintTemplatesIn: run }) => ({ usage, run })),
  'edition-key': () =>
    import('./edition-key.ts').then(({ usage, editionKey: run }) => ({ usage, run })),
  edition: () => import('./edition.ts').then(({ usage, edition: run }) => ({ usage, run })),
  update: () => import('./update.ts').then(({ usage, update: run }) => ({ usage, run })),
}
const common = { json: 'answer with one JSON object', help: 'show how the command is used' }

/** Carries out the command that `words` begin with and gives its exit code; never throws, never shows a stack. */
export async function runIn(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words
  const inJson = rest.includes('--json')
  let usage: Usage | undefined
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      terminal.say(`${await overview()}\n`)
      return name === undefined ? 2 : 0
    }
    if (name === '--version') {
      terminal.say(`Remedy ${versionBeside(terminal.resources)}\n`)
      return 0
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!load) throw unknownCommand(name)
    const command = await load()
    usage = { ...command.usage, flags: { ...command.usage.flags, ...common } }
    if (rest.includes('--help')) {
      terminal.say(`${helpOf(usage)}\n`)
      return 0
    }
    const reply = await command.run(readArguments(usage, rest), terminal)
    terminal.say(`${inJson ? JSON.stringify(reply.json) : reply.text}\n`)
    return reply.exit
  } catch (error) {
    return await refuse(error, usage, inJson, terminal)
  }
}

/** As the program's own manifest says, which stands beside its resources, packaged or not. */
function versionBeside(resources: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(resources, '..', 'package.json'), 'utf8'),
  )
  return version
}

async function refuse(
  error: unknown,
  usage: Usage | undefined,
  inJson: boolean,
  { say, note }: Terminal,
): Promise<number> {
  const refusal =
    error instanceof Refusal
      ? error.toData()
      : error instanceof WrongUse
        ? { code: 'wrong-use', message: error.message }
        : {
            code: 'internal',
            message: 'The program has failed. This is a fault in Remedy, not in your facts.',
          }
  if (inJson) say(`${JSON.stringify({ refusal })}\n`)
  const details = Object.values(error instanceof Refusal ? (error.fields ?? {}) : {})
  note(`${[refusal.message, ...details.filter((line) => line !== refusal.message)].join('\n')}\n`)
  if (error instanceof WrongUse) note(`${usage ? useOf(usage) : await overview()}\n`)
  return refusal.code === 'damaged' ? 1 : 2
}

function unknownCommand(name: string): WrongUse {
  const close = nearest(name, Object.keys(commands))
  return new WrongUse(`There is no command ${name}.${close ? ` Did you mean ${close}?` : ''}`)
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = all.map(({ usage }) => {
    const typed = [usage.name, ...usage.takes].join(' ')
    return `  ${typed.padEnd(26)}${usage.says}`
  })
  return [
    'npm run --silent remedy -- <command> [--json]',
    '',
    ...lines,
    '',
    'Add --help to a command to see how it is used.',
  ].join('\n')
}

function helpOf(usage: Usage): string {
  const options = [
    ...Object.entries(usage.words).map(([name, { shown, says }]) => [`--${name} ${shown}`, says]),
    ...Object.entries(usage.flags).map(([name, says]) => [`--${name}`, says]),
  ]
  return [
    useOf(usage),
    `${usage.name} ${usage.says}.`,
    ...options.map(([option = '', says = '']) => `  ${option.padEnd(20)}${says}`),
  ].join('\n')
}
