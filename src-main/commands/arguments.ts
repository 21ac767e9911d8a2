import { parseArgs } from 'node:util'
import { nearest } from '../search/likeness.ts'

/** The command was used wrongly: exit code 2, and its usage. */
export class WrongUse extends Error {}

/** What a command takes, as its help shows it. */
export interface Usage {
  name: string
  /** Its operands: `<office folder>`. */
  takes: readonly string[]
  /** Options that take a word (`code: 'C'`), repeatable or not, by name. */
  words: Readonly<Record<string, { shown: string; many?: boolean; says: string }>>
  /** Options that are there or not. */
  flags: Readonly<Record<string, string>>
  says: string
}

/** What was typed, sorted. */
export interface Given {
  operands: string[]
  word(name: string): string | undefined
  words(name: string): string[]
  flag(name: string): boolean
}

/** Sorts the words after a command's name; anything it does not know is refused with the nearest right use. */
export function readArguments(usage: Usage, typed: readonly string[]): Given {
  const options = Object.fromEntries([
    ...Object.keys(usage.words).map((name) => [name, { type: 'string', multiple: true }] as const),
    ...Object.keys(usage.flags).map((name) => [name, { type: 'boolean' }] as const),
  ])
  const { values, positionals, tokens } = parseArgs({
    args: [...typed],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(options, token.name)) throw unknownOption(usage, token.rawName)
    const takesWord = Object.hasOwn(usage.words, token.name)
    if (takesWord && token.value === undefined)
      throw new WrongUse(`${token.rawName} needs a value.`)
    if (!takesWord && token.value !== undefined)
      throw new WrongUse(`${token.rawName} takes no value.`)
  }
  for (const [name, { many }] of Object.entries(usage.words))
    if (!many && Array.isArray(values[name]) && values[name].length > 1)
      throw new WrongUse(`--${name} was given more than once.`)
  if (positionals.length !== usage.takes.length)
    throw new WrongUse(
      positionals.length < usage.takes.length
        ? `${usage.name} needs ${usage.takes.slice(positionals.length).join(' and ')}.`
        : `${usage.name} does not know what to do with ${positionals[usage.takes.length]}.`,
    )
  const words = (name: string) => (values[name] as string[] | undefined) ?? []
  return {
    operands: positionals,
    word: (name) => words(name)[0],
    words,
    flag: (name) => values[name] === true,
  }
}

function unknownOption({ name, words, flags }: Usage, typed: string): WrongUse {
  const known = [...Object.keys(words), ...Object.keys(flags)].map((option) => `--${option}`)
  const close = nearest(typed, known)
  return new WrongUse(`${name} does not know ${typed}.${close ? ` Did you mean ${close}?` : ''}`)
}

/** One line: how the command is typed. */
export function useOf({ name, takes, words, flags }: Usage): string {
  const options = Object.entries(words).map(
    ([option, { shown, many }]) => `[--${option} ${shown}]${many ? '...' : ''}`,
  )
  const switches = Object.keys(flags).map((flag) => `[--${flag}]`)
  return ['npm run --silent remedy --', name, ...takes, ...options, ...switches].join(' ')
}
