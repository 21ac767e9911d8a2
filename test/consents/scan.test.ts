import { expect, test } from 'vitest'
import { papersOf, sound } from '../office-papers.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { someJpeg, somePdf, somePng } from '../practice/some-picture.ts'
import { someConsent } from './some-consent.ts'

async function officeWithForm() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  const { id: consentId } = await office.ask.consents.record(someConsent(clientId))
  const choose = (bytes: Uint8Array, name = 'scan.pdf') => (office.platform.file = { name, bytes })
  return Object.assign(office, { clientId, consentId, choose })
}
const huge = Buffer.concat([somePdf(), Buffer.alloc(20_000_000), Buffer.from('%%EOF')])

test('a form has no scan until one is attached, and then says which', async () => {
  const office = await officeWithForm()
  const { ask, clientId, consentId, choose, platform } = office
  expect((await ask.consents.list({ clientId }))[0]?.scan).toBeNull()
  choose(somePdf())
  const { scan } = await ask.consents.attachScan({ consentId })
  expect(scan).toEqual({
    kind: 'pdf',
    size: somePdf().length,
    recordedAt: '2026-11-23T09:00:00.000Z',
    recordedBy: 'Imogen Tark',
  })
  expect(platform.asked).toMatchObject([{ kinds: ['pdf', 'png', 'jpeg'], atMost: 20_000_000 }])
  expect((await ask.consents.list({ clientId }))[0]?.scan).toEqual(scan)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  await office.office.rebuild()
  expect((await ask.consents.list({ clientId }))[0]?.scan).toEqual(scan)
  expect(await papersOf(office)).toEqual(sound(1))
})

test('what a scan is follows from its bytes, not from its name', async () => {
  const { ask, consentId, choose } = await officeWithForm()
  const kindOf = async (bytes: Uint8Array, name: string) => {
    choose(bytes, name)
    return (await ask.consents.attachScan({ consentId })).scan?.kind
  }
  expect(await kindOf(somePdf(), 'form.png')).toBe('pdf')
  expect(await kindOf(somePng(), 'form.pdf')).toBe('png')
  expect(await kindOf(someJpeg(), 'form.exe')).toBe('jpeg')
})

test.each([
  ['a program that is called form.pdf', Buffer.from('MZ\x90\0 a program'), 'whatever its name'],
  ['words before the PDF', Buffer.concat([Buffer.from('x'), somePdf()]), 'whatever its name'],
  ['an empty file', Buffer.alloc(0), 'empty'],
  ['more than 20 MB', huge, 'larger than 20 MB'],
  ['a PDF cut short', somePdf().subarray(0, -8), 'incomplete'],
  ['a PNG cut short', somePng().subarray(0, -12), 'incomplete'],
  ['a JPEG cut short', someJpeg().subarray(0, -2), 'incomplete'],
])('%s is refused, and nothing is kept of it', async (_, bytes, why) => {
  const office = await officeWithForm()
  const { ask, clientId, consentId, choose } = office
  const { entries } = await ask.audit.health({})
  choose(bytes, 'form.pdf')
  const refusal = await refusalOf(ask.consents.attachScan({ consentId }), 'invalid-input')
  expect(refusal.message).toContain(why)
  expect((await ask.audit.health({})).entries).toBe(entries)
  expect((await ask.consents.list({ clientId }))[0]?.scan).toBeNull()
  expect(await papersOf(office)).toEqual(sound(0))
})

test('whoever thinks better of it changes nothing', async () => {
  const { ask, consentId, platform } = await officeWithForm()
  const { entries } = await ask.audit.health({})
  expect(platform.file).toBeNull()
  expect((await ask.consents.attachScan({ consentId })).scan).toBeNull()
  expect((await ask.audit.health({})).entries).toBe(entries)
})

test('a newer scan stands before the older, the same file is not attached twice, and no paper is lost', async () => {
  const office = await officeWithForm()
  const { ask, consentId, choose, platform } = office
  choose(somePdf('wrong page'))
  await ask.consents.attachScan({ consentId })
  await refusalOf(ask.consents.attachScan({ consentId }), 'conflict')
  choose(somePng())
  expect((await ask.consents.attachScan({ consentId })).scan?.kind).toBe('png')
  await ask.consents.openScan({ consentId })
  expect(Buffer.from(platform.paper[0]!.pdf).equals(somePng())).toBe(true)
  expect(await papersOf(office)).toEqual(sound(2))
})

test('opening a scan shows the very bytes under a title that names nobody, and is logged as a read', async () => {
  const { ask, consentId, choose, platform } = await officeWithForm()
  await refusalOf(ask.consents.openScan({ consentId }), 'not-found')
  choose(someJpeg(), 'Fenwright.jpg')
  await ask.consents.attachScan({ consentId })
  const { entries } = await ask.audit.health({})
  await ask.consents.openScan({ consentId })
  expect(platform.paper).toMatchObject([{ to: 'reader', name: 'jpeg', title: 'signed form' }])
  expect(Buffer.from(platform.paper[0]!.pdf).equals(someJpeg())).toBe(true)
  const { entries: after } = await ask.audit.list({ limit: 1 })
  expect(after).toMatchObject([{ seq: entries + 1, act: 'record-read' }])
  expect(
    (await ask.audit.reveal({ seq: entries + 1, reason: 'To see why' })).fields.find(
      ({ name }) => name === 'reason',
    ),
  ).toMatchObject({ value: expect.stringContaining('The scan was opened.') })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a secretary attaches a scan, and does not open it: it shows what is held', async () => {
  const { ask, consentId, choose, platform, hire, partner, signIn } = await officeWithForm()
  await signIn(await hire('Hester Vane', 'secretary'))
  choose(somePdf())
  await ask.consents.attachScan({ consentId })
  await refusalOf(ask.consents.openScan({ consentId }), 'not-allowed')
  expect(platform.paper).toEqual([])
  await signIn(partner)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('somebody else who sat down while the dialog stood open attaches nothing, and no paper is left behind', async () => {
  const office = await officeWithForm()
  const { ask, clientId, consentId, platform, hire, signIn } = office
  const other = await hire('Ivo Tarn', 'caseworker')
  platform.chooseFile = async () => {
    await signIn(other)
    return { name: 'scan.pdf', bytes: somePdf() }
  }
  await refusalOf(ask.consents.attachScan({ consentId }))
  expect((await ask.consents.list({ clientId }))[0]?.scan).toBeNull()
  expect(await papersOf(office)).toEqual(sound(0))
})
