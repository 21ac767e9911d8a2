import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { publicKeyLine } from '../../src-main/audit/key-line.ts'
import { doorTo, PASSPHRASE, resources, testClock } from '../open-office.ts'
import { laterEdition, packed, somePublisher } from '../rights/some-edition.ts'
import { liveOn } from './frozen-life.ts'
import { officeFacts, READ_AT, type OfficeFacts } from './office-facts.ts'

/** What stands beside a frozen office: the size and code of its log, and what it answered to every question. */
export interface Frozen {
  entries: number
  code: string
  facts: OfficeFacts
}

/** The program's folder with this publisher's key in it, so that the office knows whose editions it takes. */
export function shippedBy(publisherLine: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'remedy-shipped-')), 'resources')
  cpSync(resources, folder, { recursive: true })
  writeFileSync(join(folder, 'rights', 'publisher.pub'), publisherLine)
  return folder
}

/** The edition that is brought in: the one that ships, published anew with a longer time to answer. */
const nextEdition = () =>
  laterEdition({
    'rights/rules.json': ({ rules }) => void (rules[1].versions.at(-1).period.count = 2),
    'holidays.json': ({ days }) => days.push({ on: '2027-06-07', name: 'Jubilee' }),
  })

/** Makes an office with every act of the log in it, in an absent folder, and writes down what it answers. */
export async function freezeOffice(
  folder: string,
  keys: { keyCost?: number } = {},
): Promise<Frozen> {
  const publisher = somePublisher()
  const publisherLine = `${publicKeyLine(publisher.name, publisher.publisher.publicKey)}\n`
  const shipped = shippedBy(publisherLine)
  const clock = testClock()
  try {
    const { ask, desk, office } = await doorTo(folder, clock, folder, shipped, keys)
    await liveOn({ ask, desk, clock, edition: packed(nextEdition(), publisher) })
    await office.close()
    const { lastCode } = await ask.signIn.state({})
    const entries = Number(lastCode!.split('-')[0])
    rmSync(join(folder, 'office.lock'))
    writeFileSync(join(folder, 'publisher.pub'), publisherLine)
    writeFileSync(join(folder, 'passphrase.txt'), `${PASSPHRASE}\n`)
    const frozen = { entries, code: lastCode!, facts: await readFrom(folder, shipped, entries) }
    writeFileSync(join(folder, 'answers.json'), `${JSON.stringify(frozen, null, 1)}\n`)
    return frozen
  } finally {
    rmSync(resolve(shipped, '..'), { recursive: true })
  }
}

/** Reads from a copy, since whoever reads signs in, and that is an entry more. */
async function readFrom(folder: string, shipped: string, entries: number): Promise<OfficeFacts> {
  const copy = mkdtempSync(join(tmpdir(), 'remedy-frozen-'))
  cpSync(folder, copy, { recursive: true })
  const clock = testClock()
  clock.set(READ_AT)
  const { ask, office } = await doorTo(copy, clock, copy, shipped)
  try {
    const { people } = await ask.signIn.state({})
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase: PASSPHRASE })
    return await officeFacts(ask, entries)
  } finally {
    await office.close()
    rmSync(copy, { recursive: true })
  }
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('Say into which folder: node test/vault/freeze-office.ts <folder>')
  const { entries } = await freezeOffice(resolve(folder))
  console.log(`Frozen in ${folder}: ${entries} entries.`)
}
