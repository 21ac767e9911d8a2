import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { publicKeyLine } from '../../src-main/audit/key-line.ts'
import { doorTo, PASSPHRASE, resources, testClock } from '../open-office.ts'
import { laterEdition, packed, somePublisher } from '../law/some-edition.ts'
import { updateBy } from '../updates/some-update.ts'
import { liveOn } from './frozen-life.ts'
import { fieldsWritten, spellingNow, type Spelling } from './logged-spelling.ts'
import { officeFacts, READ_AT, type OfficeFacts } from './office-facts.ts'

/** What stands beside a frozen office: the size and code of its log, and what it answered to every question. */
export interface Frozen {
  entries: number
  code: string
  facts: OfficeFacts
}

/** How the log was spelled: each act's fields and values as they were read, and the fields as they were written. */
export interface Logged {
  read: Record<string, Spelling>
  written: Record<string, string[]>
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

/** Makes an office with every act of the log in it, in an absent folder; gives the line of whose editions it takes. */
export async function makeOffice(folder: string, keys: { keyCost?: number } = {}): Promise<string> {
  const publisher = somePublisher()
  const line = `${publicKeyLine(publisher.name, publisher.publisher.publicKey)}\n`
  const shipped = shippedBy(line)
  const clock = testClock()
  const { ask, platform, office } = await doorTo(folder, clock, folder, shipped, keys)
  try {
    const edition = packed(nextEdition(), publisher)
    const here = { platform: platform.programHere().platform, version: '99.0.0' }
    const update = updateBy(publisher, Buffer.from('an installer'), here)
    await liveOn({ ask, platform, clock, folder, edition, update })
    return line
  } finally {
    await office.close()
    rmSync(join(folder, 'office.lock'), { force: true })
    rmSync(resolve(shipped, '..'), { recursive: true })
  }
}

/** What the office in `folder` answers, and how its log is spelled; whoever reads signs in, so a copy is read. */
export async function readOffice(
  folder: string,
  publisherLine: string,
): Promise<{ frozen: Frozen; logged: Logged }> {
  const shipped = shippedBy(publisherLine)
  const copy = mkdtempSync(join(tmpdir(), 'remedy-frozen-'))
  cpSync(folder, copy, { recursive: true })
  const clock = testClock()
  clock.set(READ_AT)
  const { ask, office } = await doorTo(copy, clock, copy, shipped)
  try {
    const { people, lastCode } = await ask.signIn.state({})
    const code = lastCode!
    const entries = Number(code.split('-')[0])
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase: PASSPHRASE })
    const facts = await officeFacts(ask, entries)
    const written = await fieldsWritten(ask, entries)
    return { frozen: { entries, code, facts }, logged: { read: spellingNow(), written } }
  } finally {
    await office.close()
    rmSync(copy, { recursive: true })
    rmSync(resolve(shipped, '..'), { recursive: true })
  }
}

/** Makes an office and writes beside it all that a later build is compared with. */
async function freeze(folder: string): Promise<void> {
  const publisherLine = await makeOffice(folder)
  const { frozen, logged } = await readOffice(folder, publisherLine)
  const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`
  writeFileSync(join(folder, 'publisher.pub'), publisherLine)
  writeFileSync(join(folder, 'passphrase.txt'), `${PASSPHRASE}\n`)
  writeFileSync(join(folder, 'answers.json'), json(frozen))
  writeFileSync(join(folder, 'logged.json'), json(logged))
  console.log(`Frozen in ${folder}: ${frozen.entries} entries, ${frozen.code}.`)
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('Say into which folder: node test/vault/freeze-office.ts <folder>')
  if (existsSync(folder)) throw new Error('That folder is there already. A frozen office stays.')
  await freeze(resolve(folder))
}
