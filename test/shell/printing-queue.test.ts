import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Pdf from 'pdfkit'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { paperAt } from '../../src-main/shell/paper.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { cups } from '../../src-main/shell/printers-unix.ts'
import { refusalOf, resources, temporaryFolder } from '../open-office.ts'
import { openQueues, type Queues } from './cups.ts'

const LETTER = [
  'To the Head of Healthcare, HMP Wakefield.',
  'We act for Ŵyn ap Siôn and for Łukasz O’Brien.',
  'Please send us every record of their care, within one month.',
]

/** A letter in a font that is cut to the characters it needs, as the real ones are. */
async function letter(size: 'A4' | [number, number] = 'A4'): Promise<Uint8Array> {
  const document = new Pdf({ size, info: { Title: 'Records of Fenwright' } })
  const pieces: Uint8Array[] = []
  document.on('data', (piece: Uint8Array) => pieces.push(piece))
  const ended = new Promise((resolve) => document.once('end', resolve))
  document.font(path.join(resources, 'fonts', 'NotoSerif-Regular-latin.ttf'))
  for (const line of LETTER) document.text(line)
  document.end()
  await ended
  return Buffer.concat(pieces)
}

const textOf = (file: string) => spawnSync('pdftotext', [file, '-'], { encoding: 'utf8' }).stdout

describe.runIf(process.platform === 'linux')('a real queue of this computer', () => {
  const output = path.join(os.userInfo().homedir, 'PDF')
  const reference = `TP-${randomBytes(6).toString('hex')}`
  let queues: Queues
  beforeAll(async () => (queues = await openQueues()), 300_000)
  afterAll(async () => {
    for (const name of printed()) rmSync(path.join(output, name))
    if (existsSync(output) && readdirSync(output).length === 0) rmdirSync(output)
    await queues.end()
  })
  const printed = () =>
    existsSync(output) ? readdirSync(output).filter((name) => name.startsWith(reference)) : []
  const paper = (temporary: string) =>
    paperAt({
      ...{ temporary, profile: '/of/this/test', documents: temporary },
      pickFile: async () => null,
      openFile: async () => '',
    })

  test('prints the letter word for word, under our reference alone, and leaves no file behind', async () => {
    const temporary = temporaryFolder()
    const queue = queues.add('good')
    const { printers, printPdf } = paper(temporary)
    expect((await printers()).map(({ name }) => name)).toContain(queue)
    await printPdf(queue, await letter(), `${reference}/0012`)
    expect(readdirSync(temporary)).toEqual([])

    const lines = () => printed().flatMap((name) => textOf(path.join(output, name)).split('\n'))
    const wait = { timeout: 60_000, interval: 200 }
    await vi.waitUntil(() => lines().includes(LETTER.at(-1)!), wait)
    expect(lines().filter((line) => line.trim())).toEqual(LETTER)
    // The queue's driver may write words of its own after the title.
    expect(printed()[0]).toMatch(new RegExp(`^${reference}-0012[_.]`))
    expect(printed()[0]).not.toMatch(/Siôn|Brien|Fenwright/)
  }, 90_000)

  test('an envelope is printed at its own size, as often as was asked, whatever the queue is set to', async () => {
    const temporary = temporaryFolder()
    const queue = queues.add('envelope')
    const { printPdf } = paper(temporary)
    const before = printed().length
    const envelope = await letter([311.8, 623.6])
    await printPdf(queue, envelope, `${reference}/DL`, {
      size: 'DL',
      copies: 1,
      sides: 'one',
      tray: '',
    })
    await vi.waitUntil(() => printed().length > before, { timeout: 60_000, interval: 200 })
    const made = printed().find((name) => name.startsWith(`${reference}-DL`))!
    const sizeOf = () =>
      spawnSync('pdfinfo', [path.join(output, made)], { encoding: 'utf8' }).stdout
    await vi.waitUntil(() => sizeOf().includes('Page size'), { timeout: 60_000, interval: 200 })
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(sizeOf())!
    expect([Number(width), Number(height)].map(Math.round).toSorted((a, b) => a - b)).toEqual([
      312, 624,
    ])
  }, 120_000)

  test('a printer that refuses the letter is named, and the letter does not stay in a file', async () => {
    const temporary = temporaryFolder()
    const queue = queues.add('refusing', { accepts: false })
    const asked = paper(temporary).printPdf(queue, await letter(), reference)
    const { message } = await refusalOf(asked, 'conflict')
    expect(message).toContain(`The printer ${queue} did not accept the letter.`)
    expect(message).toContain('open the letter in the PDF reader')
    expect(readdirSync(temporary)).toEqual([])
  })

  test('a queue of CUPS is never given a word that a shell would read', async () => {
    const temporary = temporaryFolder()
    const queue = queues.add('words')
    const { printPdf } = paper(temporary)
    const asked = cups('lp', '-d', queue, '-t', "'; touch here; $(touch here)", '/no/such/letter')
    await expect(asked).rejects.toThrow('No such file')
    await printPdf(queue, await letter(), reference)
    expect(existsSync('here')).toBe(false)
  })

  test('a printing system that does not run is told as such', async () => {
    vi.stubEnv('CUPS_SERVER', '127.0.0.1:1')
    const { message } = await refusalOf(paper(temporaryFolder()).printers(), 'not-found')
    vi.unstubAllEnvs()
    expect(message).toContain('not running. Have it started')
  })

  test('a printer that nobody listed is never handed to a command', async () => {
    const temporary = temporaryFolder()
    queues.add('listed')
    const { printPdf } = paper(temporary)
    for (const name of ['Nowhere', '$(touch here)', "'; touch here; '", ''])
      await expect(printPdf(name, await letter(), reference)).rejects.toBeInstanceOf(Refusal)
    expect(readdirSync(temporary)).toEqual([])
  })
})
