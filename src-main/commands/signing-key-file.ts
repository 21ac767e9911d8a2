import { readFileSync } from 'node:fs'
import { readPrivateKey } from '../audit/key-line.ts'
import { Refusal } from '../wire/refusal.ts'

/** The publisher's private key in a file, as edition-key created it. */
export function signingKeyIn(file: string) {
  const refuse = (why: string) =>
    new Refusal('invalid-input', `${why} Name the file that edition-key wrote.`)
  let line: string
  try {
    line = readFileSync(file, 'utf8')
  } catch {
    throw refuse(`The key file ${file} cannot be read.`)
  }
  const key = readPrivateKey(line)
  if (key) return key
  throw refuse(`${file} is not a private key.`)
}
