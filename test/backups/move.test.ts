import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { copyForMove, expectRoomFor, keptName } from '../../src-main/backups/move-office.ts'
import { beginCopy, noteMove } from '../../src-main/backups/moving-mark.ts'
import { writeMovedFrom } from '../../src-main/backups/moved-from.ts'
import { identityIn } from '../../src-main/far/kept-identity.ts'
import { lastOffice } from '../../src-main/shell/platform.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { readKeyFile, writeKeyFile } from '../../src-main/vault/key-file.ts'
import { cameFrom, markMoved } from '../../src-main/vault/moved-mark.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { doorTo, PASSPHRASE, refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { officeWithBackups } from './office-with-backups.ts'

const ashdown = { surname: 'Ashdown', prisonNumber: { number: 'A4321BC', exception: '' } }
const typed = { passphrase: PASSPHRASE, despite: false }

/** An office with a client, a document and backups, and the folder that it is to be moved to. */
async function readyOffice() {
  const office = await officeWithBackups()
  await office.storePaper()
  const to = join(dirname(office.folder), 'other disk', 'office')
  mkdirSync(dirname(to))
  office.platform.choose = to
  return Object.assign(Object.create(office) as typeof office, { to })
}
/** What stands beside a folder, besides copies of key files. */
const beside = (folder: string) =>
  readdirSync(dirname(folder))
    .filter((name) => !name.endsWith('.keys'))
    .sort()

test('an office is copied, opened in its new place and used from there; the old folder is kept and opens no more', async () => {
  const { ask, folder, to, platform, partner, clock } = await readyOffice()
  const papers = readdirSync(join(folder, 'papers')).sort()
  const before = (await ask.audit.health({})).entries
  const chosen = await ask.signIn.chooseMove({})
  expect(chosen).toMatchObject({ from: folder, to, warning: '' })
  expect(chosen!.bytes).toBeGreaterThan(100_000)
  const state = await ask.signIn.moveOffice(typed)
  expect(state).toMatchObject({ phase: 'open', me: { name: 'Imogen Tark' } })
  expect(platform.remembered).toEqual([to])

  // Nobody signed out, and nothing of what the log said before is lost: one entry more.
  const { entries } = await ask.audit.list({ limit: 1 })
  expect(entries.map(({ act, seq }) => [act, seq])).toEqual([['office-moved', before + 1]])
  const { fields } = await ask.audit.entry({ seq: before + 1 })
  const said = Object.fromEntries(fields!.map(({ name, value }) => [name, value]))
  expect(said).toMatchObject({ from: folder, to, by: partner, size: String(before), lacking: '0' })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect(readdirSync(join(to, 'papers')).sort()).toEqual(papers)
  expect((await ask.clients.find({ text: 'Fenwright', limit: 5 })).total).toBe(1)
  await ask.clients.register(someClient(ashdown))

  const kept = `${folder} (moved 2026-11-23)`
  expect(beside(folder)).toEqual(['office (moved 2026-11-23)', 'other disk', 'stick'])
  expect(await ask.backups.places({})).toMatchObject({
    ...{ folder: to, former: { folder: kept, at: '2026-11-23T09:00:00.000Z' } },
  })
  const old = await doorTo(kept, clock)
  const { message } = await refusalOf(
    old.ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE }),
    'conflict',
  )
  expect(message).toContain(`This office was moved to ${to} on 23 November 2026`)
  old.platform.choose = kept
  await refusalOf(old.ask.signIn.chooseOffice({}), 'conflict')
})

test('what is typed and not recorded waits in the new place as it did in the old', async () => {
  const { ask } = await readyOffice()
  const forms = [{ form: 'client', screen: '/clients/new', title: 'New client', typed: '{"a":1}' }]
  await ask.platform.keepUnfinished({ forms })
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice(typed)
  expect((await ask.platform.unfinished({})).forms).toEqual(forms)
})

test('a wrong passphrase, or nothing chosen, moves nothing', async () => {
  const { ask, folder, to } = await readyOffice()
  await refusalOf(ask.signIn.moveOffice(typed), 'not-found')
  await ask.signIn.chooseMove({})
  await refusalOf(ask.signIn.moveOffice({ ...typed, passphrase: 'not these words' }), 'not-allowed')
  expect(readdirSync(dirname(to))).toEqual([])
  expect(beside(folder)).toContain('office')
})

test('only a partner moves an office', async () => {
  const { ask, hire, signIn } = await readyOffice()
  for (const role of ['caseworker', 'secretary', 'auditor'] as const) {
    const id = await hire(`Some ${role}`, role)
    await signIn(id)
    await refusalOf(ask.signIn.chooseMove({}), 'not-allowed')
    await refusalOf(ask.signIn.moveOffice(typed), 'not-allowed')
    await ask.signIn.lock({})
    const { people } = await ask.signIn.state({})
    await signIn(people[0]!.id)
  }
})

test('a folder with something in it, the office’s own, one within it and that of the backups are refused', async () => {
  const { ask, folder, to, platform, place } = await readyOffice()
  mkdirSync(to)
  writeFileSync(join(to, 'holiday.txt'), 'mine')
  const wordsFor = async (chosen: string) => {
    platform.choose = chosen
    return (await refusalOf(ask.signIn.chooseMove({}), 'conflict')).message
  }
  expect(await wordsFor(to)).toContain('There is something in')
  expect(await wordsFor(folder)).toContain('is in that folder already')
  expect(await wordsFor(join(folder, 'papers', 'office'))).toContain('lies within the office’s own')
  expect(await wordsFor(join(place, 'office'))).toContain('the one for backups')
  expect(readdirSync(to)).toEqual(['holiday.txt'])
})

test('a synchronised folder is refused until it is confirmed', async () => {
  const { ask, to, platform } = await readyOffice()
  const synced = join(dirname(to), 'OneDrive - Tark', 'office')
  platform.choose = synced
  const chosen = await ask.signIn.chooseMove({})
  expect(chosen!.warning).toContain('synchronised by OneDrive')
  const { fields } = await refusalOf(ask.signIn.moveOffice(typed), 'invalid-input')
  expect(fields).toHaveProperty('despite')
  expect(existsSync(dirname(synced))).toBe(false)
  expect((await ask.signIn.moveOffice({ ...typed, despite: true })).phase).toBe('open')
  expect(existsSync(join(synced, 'remedy.db'))).toBe(true)
})

test('where there is no room nothing is begun', async () => {
  const { ask, folder, to } = await readyOffice()
  expectRoomFor(1000, to)
  expect(() => expectRoomFor(2 ** 60, to)).toThrow(Refusal)
  // A file without blocks counts by its length.
  const large = join(folder, 'papers', 'f'.repeat(32))
  writeFileSync(large, '')
  truncateSync(large, 2 ** 42)
  const { message } = await refusalOf(ask.signIn.chooseMove({}), 'not-allowed')
  expect(message).toContain('MB free on that disk')
  expect(readdirSync(dirname(to))).toEqual([])
})

test('a place that cannot be written to leaves the office where it was, and open', async () => {
  const { ask, to, folder, platform } = await readyOffice()
  writeFileSync(join(dirname(to), 'file'), '')
  platform.choose = join(dirname(to), 'file', 'office')
  await ask.signIn.chooseMove({})
  await refusalOf(ask.signIn.moveOffice(typed))
  await ask.clients.register(someClient(ashdown))
  expect(beside(folder)).toContain('office')
})

test('an office whose log is damaged is not moved, and nothing is left behind', async () => {
  const { ask, folder, to } = await readyOffice()
  await ask.signIn.chooseMove({})
  const head = join(folder, 'remedy.head')
  const { size, ...rest } = JSON.parse(readFileSync(head, 'utf8')) as { size: number }
  writeFileSync(head, JSON.stringify({ ...rest, size: size + 5 }))
  await refusalOf(ask.signIn.moveOffice(typed))
  expect(readdirSync(dirname(to))).toEqual([])
  expect(readdirSync(folder)).not.toContain('remedy.moving')
})

test('a move that is broken off before the copying began moves nothing either', async () => {
  const { ask, to, folder } = await readyOffice()
  await ask.signIn.chooseMove({})
  const going = refusalOf(ask.signIn.moveOffice(typed), 'conflict')
  await ask.signIn.cancelMove({})
  expect((await going).message).toContain('The move was stopped.')
  expect(readdirSync(dirname(to))).toEqual([])
  expect(beside(folder)).toContain('office')
  await ask.clients.register(someClient(ashdown))
  await ask.signIn.moveOffice(typed)
  expect((await ask.backups.places({})).folder).toBe(to)
})

test('a move that is broken off leaves the office where it was, and nothing behind', async () => {
  const { ask, to, folder } = await readyOffice()
  await ask.signIn.chooseMove({})
  const going = refusalOf(ask.signIn.moveOffice(typed), 'conflict')
  for (;;) {
    const { running } = await ask.signIn.moveProgress({})
    if (running) break
    await new Promise(setImmediate)
  }
  await ask.signIn.cancelMove({})
  expect((await going).message).toContain('The move was stopped.')
  expect(readdirSync(dirname(to))).toEqual([])
  expect(beside(folder)).toContain('office')
  await ask.clients.register(someClient(ashdown))
})

test('an office that was moved is moved back, though the old folder is kept beside its place', async () => {
  const { ask, folder, platform } = await readyOffice()
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice(typed)
  platform.choose = folder
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice(typed)
  expect((await ask.backups.places({})).folder).toBe(folder)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('where the new place is lost, the old folder opens again once its mark is removed', async () => {
  const { ask, folder, to, partner, clock, office } = await readyOffice()
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice(typed)
  await office.close()
  renameSync(to, `${to} lost`)
  const kept = `${folder} (moved 2026-11-23)`
  renameSync(join(kept, 'remedy.moved'), join(kept, 'remedy.moved.no'))
  const old = await doorTo(kept, clock)
  await old.ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  expect((await old.ask.audit.verify({ codes: [] })).findings).toEqual([])
  await old.office.close()
})

/** A locked office that is copied beside `to` and not in its place yet, as a program that was killed leaves it. */
async function halfMoved() {
  const office = await readyOffice()
  const { folder, to, partner, clock } = office
  await office.office.close()
  const vault = createVault({ folder, clock, random: (bytes) => randomBytes(bytes) })
  await vault.unlock(partner, PASSPHRASE)
  const key = Uint8Array.from(vault.lend().key)
  await vault.lock()
  const kept = keptName(folder, clock())
  noteMove(folder, to, 'one')
  const marked = { file: join(folder, 'remedy.db'), move: 'one' }
  const errand = { ...marked, key, to, kept, by: partner, at: clock() }
  copyForMove(errand, { begin: () => {}, tick: () => {} })
  const file = join(dirname(folder), 'settings.json')
  settingsIn(file).change({ office: folder })
  return { ...office, folder, to, partner, clock, kept, settings: settingsIn(file) }
}

test('a move that counts and was cut short is finished by the next start, and whoever signs in has it logged', async () => {
  const { folder, to, kept, clock, partner, settings } = await halfMoved()
  markMoved(folder, { to, kept, at: clock().toISOString() })
  expect(lastOffice(settings)).toBe(to)
  expect(settings.read().office).toBe(to)
  expect(beside(folder)).toContain('office (moved 2026-11-23)')
  const { ask, office } = await doorTo(to, clock)
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  const { entries } = await ask.audit.list({ limit: 2 })
  expect(entries.map(({ act }) => act)).toEqual(['office-moved', 'signed-in'])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  await ask.signIn.lock({})
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  const again = (await ask.audit.list({ limit: 500 })).entries
  expect(again.filter(({ act }) => act === 'office-moved')).toHaveLength(1)
  await office.close()
})

test('one that does not count yet leaves the office where it was, and is cleared away at the next sign-in', async () => {
  const { folder, to, clock, partner, settings } = await halfMoved()
  expect(readdirSync(dirname(to))).toEqual(['.office.moving'])
  expect(lastOffice(settings)).toBe(folder)
  const { ask, office } = await doorTo(folder, clock)
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  expect(readdirSync(dirname(to))).toEqual([])
  await office.close()
})

test('only what this office copied by this move is cleared away: a mark that leads elsewhere has nothing removed', async () => {
  const { folder, partner, office, ask } = await readyOffice()
  const victim = join(temporaryFolder(), 'files')
  const hidden = join(dirname(victim), '.files.moving')
  const keep = join(hidden, 'letter.txt')
  mkdirSync(hidden)
  writeFileSync(keep, 'kept')
  writeFileSync(`${hidden}.keys`, 'kept')
  const signInAgain = async () => {
    await ask.signIn.lock({})
    await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
    expect(existsSync(join(folder, 'remedy.moving'))).toBe(false)
    return [keep, `${hidden}.keys`].map(existsSync)
  }
  noteMove(folder, victim, 'one')
  expect(await signInAgain()).toEqual([true, true])
  // As an older mark was written: the path alone.
  writeFileSync(join(folder, 'remedy.moving'), victim)
  expect(await signInAgain()).toEqual([true, true])
  // A copy by another move of this office, and one by another office.
  rmSync(hidden, { recursive: true })
  beginCopy(folder, victim, 'another move')
  for (const file of [keep, `${hidden}.keys`]) writeFileSync(file, 'kept')
  noteMove(folder, victim, 'one')
  expect(await signInAgain()).toEqual([true, true])
  const mark = join(hidden, 'remedy.copy')
  writeFileSync(mark, JSON.stringify({ office: 'another', move: 'one' }))
  noteMove(folder, victim, 'one')
  expect(await signInAgain()).toEqual([true, true])
  expect(() => beginCopy(folder, victim, 'one')).toThrow('it is no copy of this office')
  rmSync(hidden, { recursive: true })
  beginCopy(folder, victim, 'one')
  writeFileSync(keep, 'a copy')
  noteMove(folder, victim, 'one')
  expect(await signInAgain()).toEqual([false, false])
  await office.close()
})

test('a hidden folder of somebody else where the copy is to be filled is left, and nothing is moved', async () => {
  const { ask, folder, to, office } = await readyOffice()
  const hidden = join(dirname(to), '.office.moving')
  mkdirSync(hidden)
  writeFileSync(join(hidden, 'letter.txt'), 'kept')
  await ask.signIn.chooseMove({})
  const { message } = await refusalOf(ask.signIn.moveOffice(typed), 'conflict')
  expect(message).toContain(`There is a folder ${hidden} already`)
  expect(readdirSync(hidden)).toEqual(['letter.txt'])
  expect(readdirSync(folder)).not.toContain('remedy.moving')
  // What an earlier move of this office left there makes room, and no mark of it comes along.
  rmSync(hidden, { recursive: true })
  beginCopy(folder, to, 'an earlier one')
  writeFileSync(join(hidden, 'half.db'), 'half')
  await ask.signIn.moveOffice(typed)
  expect(readdirSync(to)).not.toContain('half.db')
  expect(readdirSync(to)).not.toContain('remedy.copy')
  expect(existsSync(hidden)).toBe(false)
  await office.close()
})

test('what its desks know the office by goes with it, for its owner alone', async () => {
  const { ask, folder, to, clock } = await readyOffice()
  const before = identityIn(folder, { random: randomBytes, clock })
  await ask.signIn.chooseMove({})
  await ask.signIn.moveOffice(typed)
  expect(identityIn(to, { random: randomBytes, clock })).toEqual(before)
  if (process.platform !== 'win32')
    expect(statSync(join(to, 'remedy.desks')).mode & 0o777).toBe(0o600)
})

/** An office whose folder somebody put a mark into: that it was moved to `to`, and is to be called `kept`. */
async function forged(to: string, kept?: string) {
  const office = await readyOffice()
  await office.office.close()
  const { folder, clock } = office
  const at = clock().toISOString()
  markMoved(folder, { to, kept: kept ?? keptName(folder, clock()), at })
  const settings = settingsIn(join(dirname(folder), 'settings.json'))
  settings.change({ office: folder })
  const before = beside(folder)
  const expectUntouched = async () => {
    expect(lastOffice(settings)).toBe(folder)
    expect(settings.read().office).toBe(folder)
    expect(beside(folder)).toEqual(before)
    const door = await doorTo(folder, clock)
    const personId = office.partner
    const { message } = await refusalOf(
      door.ask.signIn.unlock({ personId, passphrase: PASSPHRASE }),
      'conflict',
    )
    expect(message).toContain('no office that was moved from here is found there')
    expect(message).toContain('remove the file remedy.moved')
    rmSync(join(folder, 'remedy.moved'))
    await door.ask.signIn.unlock({ personId, passphrase: PASSPHRASE })
    await door.office.close()
  }
  return { folder, expectUntouched }
}
/** What an office that was moved from `from` says of it. */
const sayCameFrom = (folder: string, from: string) =>
  writeMovedFrom(folder, {
    ...{ from, to: folder, kept: `${from} (moved 2026-11-23)`, by: 'somebody' },
    ...{ at: '2026-11-23T09:00:00.000Z', size: 1, root: '', lacking: 0, logged: false },
  })

test('a mark that leads to a folder which is no office moved from here is not followed, and nothing is changed', async () => {
  const strange = temporaryFolder()
  writeFileSync(join(strange, 'remedy.keys'), 'x')
  const hidden = join(temporaryFolder(), 'hidden away')
  await (await forged(strange, hidden)).expectUntouched()
  expect(existsSync(hidden)).toBe(false)
})

test('nor is one that leads to another office, whatever that says of itself, in its place or beside it', async () => {
  const other = await readyOffice()
  await other.office.close()
  // Offices of tests are copies of one: this is another.
  const keys = readKeyFile(join(other.folder, 'remedy.keys'))!
  const id = 'another'
  writeKeyFile(join(other.folder, 'remedy.keys'), { ...keys, office: { ...keys.office, id } })
  const here = await forged(other.folder)
  sayCameFrom(other.folder, here.folder)
  expect(cameFrom(other.folder, here.folder)).toBe(false)
  await here.expectUntouched()
  const to = join(dirname(other.folder), 'place')
  const beneath = await forged(to)
  const making = join(dirname(to), '.place.moving')
  renameSync(other.folder, making)
  sayCameFrom(making, beneath.folder)
  await beneath.expectUntouched()
  expect(existsSync(to)).toBe(false)
})

test('nor one that leads to a copy of the office which was not moved from here', async () => {
  const copy = join(temporaryFolder(), 'copy')
  const here = await forged(copy)
  cpSync(here.folder, copy, { recursive: true })
  rmSync(join(copy, 'remedy.moved'))
  expect(cameFrom(copy, here.folder)).toBe(false)
  await here.expectUntouched()
})

test('an old folder gets its own name beside its place, and no other that the mark may say', async () => {
  const { folder, to, kept, clock, settings } = await halfMoved()
  const hidden = join(temporaryFolder(), 'hidden away')
  markMoved(folder, { to, kept: hidden, at: clock().toISOString() })
  expect(lastOffice(settings)).toBe(to)
  expect([existsSync(hidden), existsSync(kept), existsSync(folder)]).toEqual([false, false, true])
})
