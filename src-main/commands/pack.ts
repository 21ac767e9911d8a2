import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { contract } from '../contract.ts'
import { countOf } from '../dates/words.ts'
import { writeNewFile } from '../vault/durable-file.ts'
import type { Platform } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import type { Reply, Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'pack',
  takes: ['<office folder>', '<pack.zip>'],
  words: {
    client: { shown: 'NAME', says: 'only entries of this client' },
    recipient: {
      shown: 'NAME',
      says: 'only what was told to this recipient, and what belongs to it',
    },
    year: { shown: 'YYYY', says: 'only entries of this year' },
    for: { shown: 'NAME', says: 'who is given a full pack' },
    role: { shown: 'R', says: `what they are: ${roles().join(', ')}` },
    purpose: {
      shown: 'P',
      says: `for what: ${contract.packs.makeFull.input.shape.purpose.options.join(', ')}`,
    },
    reason: { shown: 'R', says: 'why; needed for a full pack' },
    ...signInWords,
  },
  flags: {
    full: 'contents in clear: a disclosure, which only a partner makes; without it digests alone',
    scans: 'with the scans of the chosen entries (full packs only)',
    letters: 'with the letters of the chosen entries (full packs only)',
    ...signInFlags,
  },
  says: 'makes an audit pack, which anybody can verify without this program',
}

function roles(): string[] {
  return contract.packs.makeFull.input.shape.to.shape.role.options
}

/** Makes an audit pack of an office as a new file. */
export async function pack(given: Given, terminal: Terminal): Promise<Reply> {
  const [folder, file] = given.operands.map((path) => resolve(terminal.folder, path))
  const isFull = given.flag('full')
  const forFull = ['for', 'role', 'purpose'].filter((name) => given.word(name) !== undefined)
  if (!isFull && (forFull.length > 0 || given.flag('scans') || given.flag('letters')))
    throw new WrongUse(
      'pack takes --for, --role, --purpose, --scans and --letters only with --full.',
    )
  if (!file!.toLowerCase().endsWith('.zip')) throw new WrongUse('The name of a pack ends in .zip.')
  if (existsSync(file!)) throw taken(file!)
  const year = given.word('year')
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new WrongUse('--year needs four figures.')
  const made = await workIn(
    folder!,
    given,
    terminal,
    async (ask) => {
      const chosen = {
        clientId: await clientNamed(given.word('client'), ask),
        recipient: given.word('recipient') ?? '',
        year: year === undefined ? null : Number(year),
      }
      const reason = given.word('reason') ?? ''
      if (!isFull) return ask.packs.makeRedacted({ ...chosen, reason })
      const to = { name: given.word('for') ?? '', role: given.word('role') }
      return ask.packs.makeFull({
        ...{ ...chosen, reason, scans: given.flag('scans'), letters: given.flag('letters') },
        ...({ to, purpose: given.word('purpose') } as Pick<FullInput, 'to' | 'purpose'>),
      })
    },
    { savePack: newFile(file!, terminal.random) },
  )
  if (!made) throw new Refusal('conflict', 'No pack was made.')
  const { entries, papers, sha256, seq } = made
  return {
    exit: 0,
    text: [
      `${isFull ? 'A full' : 'A redacted'} pack of ${countOf(entries, 'entry', 'entries')} and ${countOf(papers, 'paper', 'papers')}: ${file}`,
      `Recorded in entry ${seq}. SHA-256: ${sha256}`,
      `Verify it with: remedy verify ${file}`,
    ].join('\n'),
    json: { ...made, file, full: isFull },
  }
}

type FullInput = z.input<typeof contract.packs.makeFull.input>
type Ask = Parameters<Parameters<typeof workIn<unknown>>[3]>[0]

async function clientNamed(name: string | undefined, ask: Ask): Promise<FullInput['clientId']> {
  if (name === undefined) return null
  const { rows } = await ask.clients.find({ text: name })
  const [first, ...others] = rows
  if (!first) throw new Refusal('not-found', `No client is called ${name}.`)
  if (others.length > 0)
    throw new Refusal(
      'not-found',
      `More than one client could be ${name}. Give the prison number instead.`,
    )
  return first.id
}

const taken = (file: string) =>
  new Refusal('conflict', `${file} is there already. Name a new file.`)

/** Writes the pack under another name first, so that it is there whole, and recorded, or not at all. */
const newFile =
  (file: string, random: Terminal['random']): Platform['savePack'] =>
  async (_name, zip, recorded) => {
    const part = join(dirname(file), `.${Buffer.from(random(8)).toString('hex')}.part`)
    try {
      writeNewFile(part, zip)
      await recorded()
      if (existsSync(file)) throw taken(file)
      renameSync(part, file)
      return true
    } catch (error) {
      rmSync(part, { force: true })
      if (error instanceof Refusal) throw error
      throw new Refusal(
        'invalid-input',
        `The pack cannot be written to ${file}. Name a new file in a folder that you may write to, on a disk with free space.`,
      )
    }
  }
