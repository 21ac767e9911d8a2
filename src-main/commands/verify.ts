import { accessSync, constants, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../contract.ts'
import { copyForReading } from '../vault/copy-for-reading.ts'
import { invalidInput, Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { signInFlags, signInWords, workIn } from './enter.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'
import { verdictText } from './verdict-text.ts'
import { verifyPackFile } from './verify-pack.ts'

export const usage: Usage = {
  name: 'verify',
  takes: ['<office folder | pack.zip>'],
  words: {
    code: { shown: 'C', many: true, says: 'a code from paper to compare the log with' },
    fingerprint: {
      shown: 'F',
      says: 'of an audit pack: the fingerprint of the office’s key, from paper',
    },
    ...signInWords,
  },
  flags: signInFlags,
  says: 'verifies the log of an office, or an audit pack; exit code 0 when it passes, 1 when something is found',
}

/** Verifies an office in place, or on a private copy where its folder cannot be written. */
export async function verify(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) return verifyPackFile(given, terminal)
  if (given.word('fingerprint') !== undefined)
    throw new WrongUse('--fingerprint is for audit packs: name a file that ends in .zip.')
  const asked = contract.audit.verify.input.safeParse({ codes: given.words('code') })
  if (!asked.success) throw invalidInput(asked.error)
  if (existsSync(folder) && !isWritable(folder)) {
    const copy = copyForReading(folder)
    try {
      return await verifyIn(copy, given, terminal, true)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
  return verifyIn(folder, given, terminal, false)
}

async function verifyIn(
  folder: string,
  given: Given,
  terminal: Terminal,
  copied: boolean,
): Promise<Reply> {
  const note = copied
    ? 'The folder is read-only, so a private copy of the office was verified and then removed.'
    : ''
  try {
    const codes = given.words('code')
    const verdict = await workIn(folder, given, terminal, (ask) => ask.audit.verify({ codes }))
    return {
      exit: verdict.verdict === 'finding' ? 1 : 0,
      text: [verdictText(verdict), note].filter(Boolean).join('\n\n'),
      json: { ...verdict, copied },
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'damaged') throw error
    const found = { seq: null, what: 'The office cannot be read.', differs: error.message }
    return {
      exit: 1,
      text: ['Problem found: the office cannot be read.', error.message, note]
        .filter(Boolean)
        .join('\n'),
      json: { verdict: 'finding', findings: [{ ...found, doNow: '' }], copied },
    }
  }
}

function isWritable(folder: string): boolean {
  const files = readdirSync(folder).filter((name) => /^(remedy|office)\./.test(name))
  try {
    for (const path of [folder, ...files.map((name) => join(folder, name))])
      accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}
