import { contract } from '../contract.ts'
import { countOf } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { clientNamed, expectNew, writeRecorded, yearIn } from './chosen.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

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
    scans: 'with the scans and documents of the chosen entries (full packs only)',
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
  const [folder, file] = given.operands.map((path) => pathIn(terminal, path))
  const isFull = given.flag('full')
  const forFull = ['for', 'role', 'purpose'].filter((name) => given.word(name) !== undefined)
  if (!isFull && (forFull.length > 0 || given.flag('scans') || given.flag('letters')))
    throw new WrongUse(
      'pack takes --for, --role, --purpose, --scans and --letters only with --full.',
    )
  if (!file!.toLowerCase().endsWith('.zip')) throw new WrongUse('The name of a pack ends in .zip.')
  expectNew(file!)
  const year = yearIn(given)
  const made = await workIn(
    folder!,
    given,
    terminal,
    async (ask) => {
      const chosen = {
        clientId: await clientNamed(given.word('client'), ask),
        recipient: given.word('recipient') ?? '',
        year,
      }
      const reason = given.word('reason') ?? ''
      if (!isFull) return ask.packs.makeRedacted({ ...chosen, reason })
      const to = { name: given.word('for') ?? '', role: given.word('role') }
      return ask.packs.makeFull({
        ...{ ...chosen, reason, scans: given.flag('scans'), letters: given.flag('letters') },
        ...({ to, purpose: given.word('purpose') } as Pick<FullInput, 'to' | 'purpose'>),
      })
    },
    {
      savePack: (_name, bytes, recorded) =>
        writeRecorded({ file: file!, bytes, what: 'The pack' }, terminal.random, recorded),
    },
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
