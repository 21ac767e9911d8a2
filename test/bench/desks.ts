import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as later } from 'node:timers/promises'
import { commandPlatform } from '../../src-main/commands/terminal.ts'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import { newIdentity, ownKeyMark, type Identity } from '../../src-main/far/certificate.ts'
import { farOffice, type FarOffice } from '../../src-main/far/far-office.ts'
import { openOffice } from '../../src-main/office.ts'
import { withoutDialogs, withoutWindow } from '../../src-main/platform/without-window.ts'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { someConsent } from '../consents/some-consent.ts'
import { testDesks } from '../desks/test-desks.ts'
import { measure, round, type Report } from './rounds.ts'
import { signInsAtOnce } from './sign-ins.ts'

const PASSPHRASE = 'plum orchard gate lamp'
const surroundings = { clock: () => new Date(), random: randomBytes }
type Ask = Client<RemedyContract>

const middle = (of: number[], part: number) =>
  round(of.toSorted((one, other) => one - other)[Math.floor((of.length - 1) * part)]!)
const person = (surname: string, forenames = 'Dominic') => ({
  ...{ surname, forenames, aliases: [], bornOn: '1981-04-17' as never, needs: {} },
  prisonNumber: { number: '', exception: 'Not known yet' },
  stay: { establishmentId: 'leeds', from: '2026-03-02' as never, source: 'A letter' },
})
let nth = 0
const another = () => {
  nth += 1
  return person(`Killigrew${nth}`)
}

/** An office of twenty people with some clients; gives one of each. */
async function made(folder: string, desks: number) {
  const resources = resolve(import.meta.dirname, '../../resources')
  const platform = commandPlatform(folder)
  const host = testDesks()
  const office = await openOffice({
    ...{ folder, resources, platform, keyCost: 2 ** 4, desks: host, ...surroundings },
  })
  const ask = askThrough(contract, office.dispatch)
  const chosen = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }
  await ask.signIn.createOffice({ officeName: 'Bench', personName: 'Hester Vane', ...chosen })
  const { people } = await ask.signIn.state({})
  for (let one = 1; one < 20; one++)
    await ask.people.add({ name: `Person ${one}`, role: 'caseworker', ...chosen })
  for (let one = 0; one < desks; one++) {
    await ask.desks.invite({ name: `Desk ${one}` })
    await host.comes(randomBytes(32).toString('hex'))
  }
  const { id: clientId } = await ask.clients.register(person('Fenwright'))
  for (let one = 0; one < 300; one++) await ask.clients.register(another())
  const consent = await ask.consents.record(
    someConsent(clientId, { signedOn: londonToday(), receivedOn: londonToday() }),
  )
  await office.close()
  return { personId: people[0]!.id, clientId, consentId: consent.id }
}

/**
 * What desks cost: the same questions in process and over the network by one desk alone, `--desks 50` at a question every two seconds for
 * `--seconds 60`, all at once at one record, and how soon all hear of a consent that was withdrawn.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const [many, seconds] = [option('--desks', 50), option('--seconds', 60)]
  const above = mkdtempSync(join(tmpdir(), 'remedy-bench-'))
  const [near, far] = [join(above, 'near'), join(above, 'far')]
  const identities = Array.from({ length: many }, () => newIdentity(randomBytes))
  const closing: (() => Promise<unknown>)[] = []
  try {
    const { personId, clientId, consentId } = await made(near, many)
    cpSync(near, far, { recursive: true })
    const resources = resolve(import.meta.dirname, '../../resources')
    const own = await openOffice({
      ...{ folder: near, resources, platform: commandPlatform(near), ...surroundings },
    })
    closing.push(() => own.close())
    const here: Ask = askThrough(contract, own.dispatch)
    await here.signIn.unlock({ personId, passphrase: PASSPHRASE })

    const script = resolve(import.meta.dirname, 'desks-alone.ts')
    const child = spawn(process.execPath, [script, far, identities.map(ownKeyMark).join()], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    closing.push(async () => child.kill())
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const said = async () => JSON.parse((await lines.next()).value as string) as never
    const reaching: { port: number; office: string } = await said()
    const hands = { ...withoutWindow, ...withoutPrinter, ...withoutDialogs('') }
    const desks: FarOffice[] = []
    const joins = (identity: Identity) =>
      new Promise<void>((reached) =>
        desks.push(
          farOffice({
            ...{ ...reaching, host: '127.0.0.1', identity, contract, hands, ...surroundings },
            report: (error) => console.error(error),
            onReach: () => reached(),
          }),
        ),
      )
    closing.push(() => Promise.all(desks.map((desk) => desk.close())))
    await joins(identities[0]!)
    const first: Ask = askThrough(contract, desks[0]!.dispatch)
    await first.signIn.unlock({ personId, passphrase: PASSPHRASE })

    const times = async (count: number, act: () => Promise<unknown>) => {
      for (let one = 0; one < count; one++) await act()
    }
    const reads = (ask: Ask) => () => times(50, () => ask.clients.find({ text: 'Killigrew' }))
    const acts = (ask: Ask) => () => times(10, () => ask.clients.register(another()))
    const cases = await measure(
      [
        { name: '50 reads in process', run: reads(here) },
        { name: '50 reads over TLS', run: reads(first) },
        { name: '10 acts in process', run: acts(here) },
        { name: '10 acts over TLS', run: acts(first) },
      ],
      option('--rounds', 9),
    )
    const [readHere, readFar, actHere, actFar] = cases

    for (const identity of identities.slice(1)) await joins(identity)
    const asks: Ask[] = desks.map((desk) => askThrough(contract, desk.dispatch))
    for (const ask of asks.slice(1)) await ask.signIn.unlock({ personId, passphrase: PASSPHRASE })

    const atOnce = await signInsAtOnce(asks.slice(0, 20), personId, PASSPHRASE)

    // A question every two seconds at each desk, every third an act.
    const took = { read: [] as number[], act: [] as number[] }
    let refused = 0
    const until = performance.now() + seconds * 1000
    await Promise.all(
      asks.map(async (ask, desk) => {
        await later((2_000 * desk) / many)
        for (let turn = desk; performance.now() < until; turn++) {
          const began = performance.now()
          const kind = turn % 3 === 0 ? 'act' : 'read'
          const asked: Promise<unknown> =
            kind === 'act'
              ? ask.clients.register(another())
              : ask.clients.find({ text: 'Killigrew' })
          await asked.then(
            () => took[kind].push(performance.now() - began),
            () => (refused += 1),
          )
          await later(Math.max(0, 2_000 - (performance.now() - began)))
        }
      }),
    )

    // All correct one record at once.
    const { version } = await asks[0]!.clients.get({ clientId })
    const corrected = await Promise.allSettled(
      asks.map((ask, desk) => {
        const { stay: _stay, ...particulars } = person('Fenwright', `Dominic ${desk}`)
        return ask.clients.correct({ ...particulars, clientId, version, reason: 'Misheard' })
      }),
    )
    const count = (of: (one: PromiseSettledResult<unknown>) => boolean) =>
      corrected.filter(of).length
    const conflicts = count(
      (one) =>
        one.status === 'rejected' &&
        one.reason instanceof Refusal &&
        one.reason.code === 'conflict',
    )

    // How soon the others hear of a consent that was withdrawn.
    const began = performance.now()
    const told = desks.slice(1).map(
      (desk) =>
        new Promise<number>((heard) => {
          const stop = desk.onChange((change) => {
            if (change !== 'records') return
            stop()
            heard(performance.now() - began)
          })
        }),
    )
    await asks[0]!.consents.withdraw({
      ...{
        consentId,
        classes: ['location'],
        how: 'telephone',
        note: 'Rang',
        receivedOn: londonToday(),
      },
    } as never)
    const heard = await Promise.all(told)
    child.stdin.write('end\n')
    const server: { peakMB: number; cpuMs: number } = await said()
    return {
      name: 'desks',
      cases,
      ratios: {
        'reads over TLS/in process': round(readFar!.medianMs / readHere!.medianMs),
        'acts over TLS/in process': round(actFar!.medianMs / actHere!.medianMs),
      },
      notes: [
        `${many} desks at a question every 2 s for ${seconds} s: ${took.read.length} reads p50 ${middle(took.read, 0.5)}, p95 ${middle(took.read, 0.95)} ms; ${took.act.length} acts p50 ${middle(took.act, 0.5)}, p95 ${middle(took.act, 0.95)} ms; ${refused} refused`,
        `the serving office: ${server.peakMB} MB at most, ${round(server.cpuMs / 1000)} s of processor time in all`,
        `${many} desks correct one record at once: ${count((one) => one.status === 'fulfilled')} done, ${conflicts} conflicts`,
        `a consent that is withdrawn: the others heard of it after ${middle(heard, 0.5)} ms (median), ${middle(heard, 0.95)} ms (p95)`,
        atOnce,
        '300 clients and a cheap key; both offices lie on this disk, and desks and office share its processors',
      ],
    }
  } finally {
    for (const close of closing.toReversed()) await close()
    rmSync(above, { recursive: true, force: true })
  }
}

const londonToday = () => new Date().toISOString().slice(0, 10)
