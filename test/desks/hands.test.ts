import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Handy } from '../../src-main/far/hands.ts'
import { saving } from '../../src-main/shell/saving.ts'
import { someDocument } from '../documents/some-document.ts'
import {
  PASSPHRASE,
  refusalOf,
  temporaryFolder,
  testPlatform,
  type TestPlatform,
} from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { recordFirm } from '../practice/some-firm.ts'
import type { FarDesk } from './far-desk.ts'
import { relayTo } from './relay.ts'
import { servedOffice } from './served-office.ts'

const signIn = ({ ask }: Pick<FarDesk, 'ask'>, personId: string) =>
  ask.signIn.unlock({ personId: personId as never, passphrase: PASSPHRASE })
const SHEET = { id: '2.4.3', asAt: '2026-11-23' as never }
/** A PDF of so many bytes: what stands behind its end is kept. */
const pdfOf = (bytes: number) => Buffer.concat([somePdf('scan'), randomBytes(bytes)])

/** What a real desk saves with, its dialog answered by the test. */
function savingAt(folder: string) {
  const saved = saving({
    documents: folder,
    pickFile(proposed) {
      dialog.opened.resolve(proposed)
      return dialog.picked.promise
    },
  })
  const ended: Promise<unknown>[] = []
  const noted = <A extends unknown[], R>(act: (...given: A) => Promise<R>) => {
    return (...given: A): Promise<R> => {
      const one = act(...given)
      ended.push(one.catch(() => {}))
      return one
    }
  }
  const dialog = {
    opened: Promise.withResolvers<string>(),
    picked: Promise.withResolvers<string | null>(),
  }
  const hands: Handy = {
    ...testPlatform(''),
    saveReport: noted(saved.saveReport),
    savePieces: noted(saved.savePieces),
  }
  /** Settles once what the desk was asked for has come to its end there. */
  const handled = () => Promise.all(ended)
  return { dialog, hands, handled }
}
const actsOf = async ({ ask }: Pick<FarDesk, 'ask'>) =>
  (await ask.audit.list({ limit: 5 })).entries.map(({ act }) => act)

async function twoDesks() {
  const office = await servedOffice(['front', 'back'])
  const platforms = { front: testPlatform(''), back: testPlatform('') }
  const at = async (name: 'front' | 'back', who: string) => {
    const desk = await office.desk(name, { hands: platforms[name] })
    await signIn(desk, who)
    return { ...desk, platform: platforms[name] as TestPlatform }
  }
  const [front, back] = [await at('front', office.imogen), await at('back', office.hester)]
  await recordFirm(front.ask)
  const [client] = (await front.ask.clients.find({ text: 'Fenwright' })).rows
  return { ...office, front, back, clientId: client!.id }
}

test('a paper is printed, saved and shown at the desk that asks, and a file is chosen there', async () => {
  const { front, back, clientId } = await twoDesks()
  expect((await back.ask.letters.printers({})).map(({ name }) => name)).toEqual([
    ...['Back-office', 'Front-desk'],
  ])
  await back.ask.rights.printSheet({ ...SHEET, printer: 'Front-desk' })
  await back.ask.rights.openSheet(SHEET)
  back.platform.choose = 'a folder'
  expect(await back.ask.rights.saveSheet(SHEET)).toEqual({ saved: true })
  back.platform.choose = null
  expect(await back.ask.rights.saveSheet(SHEET)).toEqual({ saved: false })
  expect(front.platform.paper).toEqual([])
  expect(back.platform.paper.map(({ to, name }) => `${to} ${name}`)).toEqual([
    ...['printer Front-desk', 'reader ', 'file Information sheet 2.4.3, 2026-11-23.pdf'],
  ])
  for (const { pdf } of back.platform.paper)
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')

  // A scan of 20 MB goes in at one desk, and comes out whole at the other.
  const bytes = pdfOf(20_000_000)
  front.platform.file = { name: 'scan.pdf', bytes }
  const { token } = (await front.ask.documents.choose({}))!
  const kept = await front.ask.documents.keep({ token, clientId, ...someDocument() })
  back.platform.choose = 'a folder'
  await back.ask.documents.open({ documentId: kept.id, reason: 'To read it' })
  expect(await back.ask.documents.saveCopy({ documentId: kept.id, reason: 'For counsel' })).toEqual(
    {
      saved: true,
    },
  )
  const [shown, saved] = back.platform.paper.slice(-2)
  expect([shown?.to, saved?.to]).toEqual(['reader', 'file'])
  for (const one of [shown, saved]) expect(Buffer.from(one!.pdf).equals(bytes)).toBe(true)
  expect(front.platform.paper).toEqual([])
  // Folders are the office’s own computer’s.
  await refusalOf(front.ask.exports.clientFile({ clientId }), 'not-found')
})

test.each([
  ['a sheet', 'rights.saveSheet', async () => SHEET],
  ['a table', 'lists.save', async () => ({ list: 'clients', kind: 'csv' })],
])(
  'a desk that goes while its dialog stands leaves no paper of %s and no entry, and the answer is that it was busy',
  async (_, name, input) => {
    const office = await servedOffice(['front'])
    const relay = await relayTo(office.serving.port)
    const folder = temporaryFolder()
    const { dialog, hands, handled } = savingAt(folder)
    const front = await office.desk('front', { port: relay.port, hands })
    await signIn(front, office.imogen)
    await recordFirm(front.ask)
    const before = await actsOf(front)
    const asked = front.dispatch(name, await input())
    expect(path.dirname(await dialog.opened.promise)).toBe(folder)
    relay.cut()
    expect(await asked).toMatchObject({ refusal: { code: 'busy' } })
    relay.mend()
    await expect.poll(() => front.reach().is).toBe('reachable')
    dialog.picked.resolve(path.join(folder, 'copy'))
    // What was chosen so late is written nowhere: its desk was told that it came to nothing.
    await handled()
    expect(await actsOf(front)).toEqual(before)
    expect(readdirSync(folder)).toEqual([])
    expect(office.faults).toEqual([])
  },
)

test('a copy that the office does not record is not there', async () => {
  const office = await servedOffice(['front'])
  const folder = temporaryFolder()
  const { dialog, hands, handled } = savingAt(folder)
  const front = await office.desk('front', { hands })
  await signIn(front, office.hester)
  const own = office.at('')
  await own.signIn(office.imogen)
  const asked = front.dispatch('lists.save', { list: 'clients', kind: 'csv' })
  await dialog.opened.promise
  // Whoever asked is removed while the dialog stands.
  await own.ask.people.remove({ personId: office.hester, passTo: null })
  dialog.picked.resolve(path.join(folder, 'clients.csv'))
  expect(await asked).toMatchObject({ ok: false })
  await handled()
  expect(readdirSync(folder)).toEqual([])
})

test('a copy that is recorded is there whole', async () => {
  const office = await servedOffice(['front'])
  const folder = temporaryFolder()
  const { dialog, hands } = savingAt(folder)
  const front = await office.desk('front', { hands })
  await signIn(front, office.imogen)
  await recordFirm(front.ask)
  dialog.picked.resolve(path.join(folder, 'sheet'))
  expect(await front.ask.rights.saveSheet(SHEET)).toEqual({ saved: true })
  expect(readFileSync(path.join(folder, 'sheet.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a slow reader of a long answer is slowed down, and not cut off', async () => {
  const office = await servedOffice(['front', 'back'], { heartbeatMs: 1_000 })
  const relay = await relayTo(office.serving.port)
  const front = await office.desk('front', { port: relay.port, heartbeatMs: 60_000 })
  await signIn(front, office.hester)
  const forms = Array.from({ length: 10 }, (_, nth) => ({
    ...{ form: `note ${nth}`, screen: '/', title: 'Note', typed: 'x'.repeat(400_000) },
  }))
  await front.ask.platform.keepUnfinished({ forms })
  const before = relay.fromOffice()
  relay.slow(1_000_000)
  const began = performance.now()
  const asked = front.ask.platform.unfinished({})
  // Nobody else waits for it meanwhile.
  const back = await office.desk('back')
  await signIn(back, office.imogen)
  expect((await back.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
  expect((await asked).forms).toEqual(forms)
  expect(relay.fromOffice() - before).toBeGreaterThan(4_000_000)
  expect(performance.now() - began).toBeGreaterThan(3 * 1_000)
  expect(front.reached).toEqual(['reachable'])
})
