import { Refusal } from '../wire/refusal.ts'
import * as answerable from './answerable.ts'
import { readArguments, useOf, WrongUse, type Given, type Usage } from './arguments.ts'
import * as due from './due.ts'
import * as edition from './edition.ts'
import * as editionKey from './edition-key.ts'
import * as letter from './letter.ts'
import { nearest } from './nearest.ts'
import * as rebuild from './rebuild.ts'
import * as sample from './sample.ts'
import type { Reply, Terminal } from './terminal.ts'
import * as verify from './verify.ts'

interface Command {
  usage: Usage
  run(given: Given, terminal: Terminal): Promise<Reply>
}

const commands: Command[] = [
  { usage: sample.usage, run: sample.sample },
  { usage: verify.usage, run: verify.verify },
  { usage: rebuild.usage, run: rebuild.rebuild },
  { usage: due.usage, run: due.due },
  { usage: answerable.usage, run: answerable.answerable },
  { usage: letter.usage, run: letter.letter },
  { usage: editionKey.usage, run: editionKey.editionKey },
  { usage: edition.usage, run: edition.edition },
]
const common = { json: 'answer with one JSON object', help: 'say how this is used' }

/** Carries out the command that `words` begin with and gives its exit code; never throws, never shows a stack. */
export async function runIn(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words
  const inJson = rest.includes('--json')
  let usage: Usage | undefined
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      terminal.say(`${overview()}\n`)
      return name === undefined ? 2 : 0
    }
    const command = commands.find((one) => one.usage.name === name)
    if (!command) throw unknownCommand(name)
    usage = { ...command.usage, flags: { ...command.usage.flags, ...common } }
    if (rest.includes('--help')) {
      terminal.say(`${helpOf(usage)}\n`)
      return 0
    }
    const reply = await command.run(readArguments(usage, rest), terminal)
    terminal.say(`${inJson ? JSON.stringify(reply.json) : reply.text}\n`)
    return reply.exit
  } catch (error) {
    return refuse(error, usage, inJson, terminal)
  }
}

function refuse(
  error: unknown,
  usage: Usage | undefined,
  inJson: boolean,
  { say, note }: Terminal,
): number {
  const refusal =
    error instanceof Refusal
      ? error.toData()
      : error instanceof WrongUse
        ? { code: 'wrong-use', message: error.message }
        : { code: 'internal', message: 'Something went wrong inside the program.' }
  if (inJson) say(`${JSON.stringify({ refusal })}\n`)
  const details = Object.values(error instanceof Refusal ? (error.fields ?? {}) : {})
  note(`${[refusal.message, ...details.filter((line) => line !== refusal.message)].join('\n')}\n`)
  if (error instanceof WrongUse) note(`${usage ? useOf(usage) : overview()}\n`)
  return refusal.code === 'damaged' ? 1 : 2
}

function unknownCommand(name: string): WrongUse {
  const close = nearest(
    name,
    commands.map(({ usage }) => usage.name),
  )
  return new WrongUse(`There is no command ${name}.${close ? ` Did you mean ${close}?` : ''}`)
}

function overview(): string {
  const lines = commands.map(({ usage }) => {
    const typed = [usage.name, ...usage.takes].join(' ')
    return `  ${typed.padEnd(26)}${usage.says}`
  })
  return [
    'npm run --silent remedy -- <command> [--json]',
    '',
    ...lines,
    '',
    'With --help after a command: how it is used.',
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
