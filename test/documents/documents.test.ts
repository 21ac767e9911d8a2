import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { RESTRICTED_CLASS } from '../../src-main/consents/contract.ts'
import type { DocumentsSorted } from '../../src-main/documents/contract.ts'
import { papersOf, sound } from '../office-papers.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { someJpeg, somePdf, somePng } from '../practice/some-picture.ts'
import { keepDocument, someDocument } from './some-document.ts'

async function officeWithClient() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  const matter = (of = clientId) =>
    office.ask.matters.open({
      ...{ clientId: of, kind: 'health-records', title: 'Copies of records' },
      ...{ responsible: office.partner, opponents: [], eventOn: '2026-02-14', knownOn: null },
      noEventReason: '',
    })
  return Object.assign(office, { clientId, matter })
}
const reason = 'It was recorded by mistake'

test('what comes in is kept with what is said of it, verified, and comes back as it came', async () => {
  const office = await officeWithClient()
  const { ask, clientId, platform } = office
  const kept = await keepDocument(office, clientId, { title: 'About the request of May' })
  expect(kept).toMatchObject({
    ...{ sender: 'Northgate Health, HMP Leeds', sort: 'letter', class: 'health', pages: 3 },
    ...{ name: 'reply.pdf', kind: 'pdf', size: somePdf('reply').length, version: 1 },
    ...{ by: 'Imogen Tark', removed: null, earlier: [] },
  })
  expect(platform.asked).toMatchObject([{ atMost: 500_000_000 }])
  expect(await ask.documents.list({ clientId })).toEqual([kept])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  await office.office.rebuild()
  expect(await ask.documents.list({ clientId })).toEqual([kept])
  expect(await papersOf(office)).toEqual(sound(1))
})

test('a look is an entry before anything is shown: in the reader, and as a copy', async () => {
  const office = await officeWithClient()
  const { ask, clientId, platform } = office
  const { id: documentId } = await keepDocument(office, clientId)
  await ask.documents.open({ documentId })
  expect(await ask.documents.saveCopy({ documentId })).toEqual({ saved: false })
  platform.choose = 'a folder'
  expect(await ask.documents.saveCopy({ documentId })).toEqual({ saved: true })
  expect(platform.paper).toMatchObject([
    { to: 'reader', name: 'pdf', title: 'document' },
    { to: 'file', name: 'reply.pdf' },
  ])
  for (const { pdf } of platform.paper) expect(Buffer.from(pdf).equals(somePdf('reply'))).toBe(true)
  const { entries } = await ask.audit.list({ limit: 3 })
  expect(entries.map(({ act }) => act)).toEqual([
    ...['document-opened', 'document-opened', 'document-kept'],
  ])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a document is corrected for a reason, and removed for one; both versions stay on record', async () => {
  const office = await officeWithClient()
  const { ask, clientId, matter } = office
  const { id: documentId } = await keepDocument(office, clientId)
  const { id: matterId } = await matter()
  const right = { ...someDocument({ matterId, sort: 'records', pages: 41 }), documentId }
  await refusalOf(
    ask.documents.correct({ ...someDocument(), documentId, version: 1, reason }),
    'invalid-input',
  )
  const now = await ask.documents.correct({ ...right, version: 1, reason })
  expect(now).toMatchObject({ pages: 41, sort: 'records', matterId, version: 2, reason })
  expect(now.earlier).toMatchObject([{ pages: 3, sort: 'letter', matterId: null, version: 1 }])
  expect(await ask.documents.list({ clientId, matterId })).toEqual([now])
  await refusalOf(ask.documents.correct({ ...right, version: 1, reason }), 'conflict')
  const gone = await ask.documents.remove({ documentId, reason })
  expect(gone.removed).toMatchObject({ reason, by: 'Imogen Tark' })
  await refusalOf(ask.documents.remove({ documentId, reason }), 'conflict')
  await refusalOf(ask.documents.correct({ ...right, version: 2, reason }), 'conflict')
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect(await papersOf(office)).toEqual(sound(1))
})

test('what cannot be so is refused at its field, and the file waits for the correction', async () => {
  const office = await officeWithClient()
  const { ask, clientId, platform, matter } = office
  const { id: otherId } = await ask.clients.register(
    someClient({ surname: 'Other', prisonNumber: { number: 'A5678CD', exception: '' } }),
  )
  const { id: theirs } = await matter(otherId)
  platform.file = { name: 'reply.pdf', bytes: somePdf() }
  const { token } = (await ask.documents.choose({}))!
  const refused = async (changes: object) =>
    (
      await refusalOf(
        ask.documents.keep({ token, clientId, ...someDocument(changes) }),
        'invalid-input',
      )
    ).fields
  expect(await refused({ receivedOn: '2026-11-24' })).toHaveProperty('receivedOn')
  expect(await refused({ sort: 'other' })).toHaveProperty('title')
  expect(await refused({ sender: ' ' })).toHaveProperty('sender')
  expect(await refused({ matterId: theirs })).toHaveProperty('matterId')
  const letterId = '0190b6e2-7c7a-7000-8000-000000000000'
  expect(await refused({ letterId })).toHaveProperty('letterId')
  await ask.documents.keep({ token, clientId, ...someDocument() })
  await refusalOf(ask.documents.keep({ token, clientId, ...someDocument() }), 'conflict')
  expect(await papersOf(office)).toEqual(sound(1))
})

describe('what a file is follows from its bytes, not from its name', () => {
  test.each([
    ['pdf', somePdf()],
    ['png', somePng()],
    ['jpeg', someJpeg()],
    ['tiff', someTiff()],
    ['text', Buffer.from('Dear Ms Tark,\r\n\tthank you.\f')],
    ['text', Buffer.from('\ufeffŁódź', 'utf8')],
    ['text', Buffer.from('\ufeffŁódź\n', 'utf16le')],
    ['docx', zipOf('[Content_Types].xml', 'word/document.xml')],
  ])('%s', async (kind, bytes) => {
    const { ask, platform } = await officeWithClient()
    platform.file = { name: 'paper.exe', bytes }
    expect(await ask.documents.choose({})).toMatchObject({ kind, size: bytes.length })
  })

  test.each([
    ['a program', Buffer.from('MZ\x90\0 a program'), 'not a PDF'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a photograph of a telephone', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'HEIC'],
    ['a PDF cut short', somePdf().subarray(0, -8), 'incomplete'],
    ['a PNG cut short', somePng().subarray(0, -12), 'incomplete'],
    ['a JPEG cut short', someJpeg().subarray(0, -2), 'incomplete'],
    ['a TIFF cut short', someTiff().subarray(0, 20), 'incomplete'],
    ['a Word document cut short', zipOf('word/document.xml').subarray(0, -30), 'incomplete'],
    ['a ZIP file', zipOf('readme.txt'), 'ZIP'],
    [
      'a document with macros',
      zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
      'macros',
    ],
  ])('%s is refused in words, and nothing is kept of it', async (_, bytes, why) => {
    const office = await officeWithClient()
    const { ask, platform } = office
    const { entries } = await ask.audit.health({})
    platform.file = { name: 'paper.pdf', bytes }
    expect((await refusalOf(ask.documents.choose({}), 'invalid-input')).message).toContain(why)
    expect((await ask.audit.health({})).entries).toBe(entries)
    expect(await papersOf(office)).toEqual(sound(0))
  })
})

describe('a file that is dropped comes piece by piece', () => {
  test('and is the same as one that was chosen', async () => {
    const office = await officeWithClient()
    const { ask, clientId, platform } = office
    const bytes = somePng({ width: 400, height: 300 })
    const { token } = await ask.documents.begin({ name: 'photo.png', size: bytes.length })
    for (let at = 0; at < bytes.length; at += 7)
      await ask.documents.piece({ token, bytes: new Uint8Array(bytes.subarray(at, at + 7)) })
    expect(await ask.documents.end({ token })).toMatchObject({ kind: 'png', size: bytes.length })
    const kept = await ask.documents.keep({ token, clientId, ...someDocument() })
    await ask.documents.open({ documentId: kept.id })
    expect(Buffer.from(platform.paper[0]!.pdf).equals(bytes)).toBe(true)
    expect(await papersOf(office)).toEqual(sound(1))
  })

  test('and leaves nothing when it is left, locked out, followed by another, or somebody else’s', async () => {
    const office = await officeWithClient()
    const { ask, hire, signIn, partner } = office
    const other = await hire('Ivo Tarn', 'caseworker')
    const begin = async () => {
      const { token } = await ask.documents.begin({ name: 'reply.pdf', size: 9 })
      await ask.documents.piece({ token, bytes: new Uint8Array(somePdf().subarray(0, 40)) })
      return token
    }
    await ask.documents.leave({ token: await begin() })
    const former = await begin()
    const token = await begin()
    await refusalOf(
      ask.documents.piece({ token: former, bytes: new Uint8Array(somePdf()) }),
      'conflict',
    )
    await office.office.lock()
    await signIn(other)
    await refusalOf(ask.documents.end({ token }), 'conflict')
    const theirs = await begin()
    await signIn(partner)
    await refusalOf(ask.documents.end({ token: theirs }), 'conflict')
    await ask.documents.leave({ token: theirs })
    expect(await papersOf(office)).toEqual(sound(0))
  })

  test('and is refused once it is larger than 500 MB, before and while it comes', async () => {
    const office = await officeWithClient()
    const { ask } = office
    const size = 500_000_001
    const refusal = await refusalOf(ask.documents.begin({ name: 'film.pdf', size }))
    expect(refusal.message).toContain('larger than 500 MB')
    expect(await papersOf(office)).toEqual(sound(0))
  })
})

describe('what is restricted', () => {
  const restricted = { class: 'hiv-sexual-health' as const }

  test('is not there for whoever may not open it: not in lists, and by its id as if it had never been', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn, partner } = office
    const { id: documentId } = await keepDocument(office, clientId, restricted)
    const open = await keepDocument(office, clientId, {}, { name: 'b.png', bytes: somePng() })
    await signIn(await hire('Hester Vane', 'secretary'))
    expect((await ask.documents.list({ clientId })).map(({ id }) => id)).toEqual([open.id])
    const never = '0190b6e2-7c7a-7000-8000-000000000000' as never
    const asked = (id: typeof documentId) => [
      () => ask.documents.open({ documentId: id }),
      () => ask.documents.saveCopy({ documentId: id }),
      () => ask.documents.remove({ documentId: id, reason }),
      () => ask.documents.correct({ ...someDocument(), documentId: id, version: 1, reason }),
    ]
    for (const [at, ask] of asked(documentId).entries())
      expect((await refusalOf(ask())).message).toBe((await refusalOf(asked(never)[at]!())).message)
    await signIn(partner)
    expect(await ask.documents.list({ clientId })).toHaveLength(2)
  })

  test('says what it is only when it is opened for a reason, which is an entry', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn } = office
    const { id: documentId } = await keepDocument(office, clientId, {
      ...{ ...restricted, title: 'Viral load', sender: 'The clinic' },
    })
    const [shown] = await ask.documents.list({ clientId })
    expect(shown).toMatchObject({ withheld: true, title: '', sender: '', name: '', earlier: [] })
    expect(JSON.stringify(shown)).not.toMatch(/viral|clinic|reply/i)
    const { entries } = await ask.audit.health({})
    const opened = await ask.documents.reveal({ documentId, reason: 'To answer the clinic' })
    expect(opened).toMatchObject({ withheld: false, title: 'Viral load', name: 'reply.pdf' })
    const [entry] = (await ask.audit.list({ limit: 1 })).entries
    expect(entry).toMatchObject({ seq: entries + 1, act: 'record-read' })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(ask.documents.reveal({ documentId, reason: 'Curious' }), 'not-allowed')
  })

  test('is shown and copied only for a reason, which is logged and hidden with the rest', async () => {
    const office = await officeWithClient()
    const { ask, clientId, platform, hire, signIn } = office
    const { id: documentId } = await keepDocument(office, clientId, restricted)
    platform.choose = 'a folder'
    for (const way of [ask.documents.open, ask.documents.saveCopy]) {
      const refused = await refusalOf(way({ documentId }), 'invalid-input')
      expect(refused.fields).toEqual({ reason: 'Give the reason for opening it.' })
    }
    expect(platform.paper).toEqual([])
    const why = 'To answer the clinic'
    await ask.documents.open({ documentId, reason: why })
    await ask.documents.saveCopy({ documentId, reason: why })
    expect(platform.paper.map(({ to }) => to)).toEqual(['reader', 'file'])
    const { entries } = await ask.audit.list({ limit: 2 })
    expect(entries.map(({ act }) => act)).toEqual(['document-opened', 'document-opened'])
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    await signIn(await hire('Hester Vane', 'secretary'))
    const { fields } = await ask.audit.entry({ seq: entries[0]!.seq })
    expect(JSON.stringify(fields)).not.toContain(why)
  })

  test('says in the log no more than that there is a document', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn } = office
    await keepDocument(office, clientId, { ...restricted, title: 'Viral load' })
    const { entries: seq } = await ask.audit.health({})
    await signIn(await hire('Hester Vane', 'secretary'))
    const entry = await ask.audit.entry({ seq })
    expect(entry).toMatchObject({ act: 'document-kept', withheld: true })
    expect(JSON.stringify(entry.fields)).not.toMatch(/viral|hiv|reply\.pdf|northgate/i)
  })

  test('is recorded by nobody who may not open it, and stays hidden once any version said so', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn, partner } = office
    const kept = await keepDocument(office, clientId, restricted)
    const right = { ...someDocument(), documentId: kept.id, version: 1, reason }
    await ask.documents.correct(right)
    const hester = await hire('Hester Vane', 'secretary')
    await signIn(hester)
    await refusalOf(keepDocument(office, clientId, restricted), 'not-allowed')
    expect(await ask.documents.list({ clientId })).toEqual([])
    await signIn(partner)
    expect(await ask.documents.list({ clientId })).toHaveLength(1)
  })
})

test('an auditor reads none of it', async () => {
  const office = await officeWithClient()
  const { ask, clientId, hire, signIn } = office
  const { id: documentId } = await keepDocument(office, clientId)
  await signIn(await hire('Aude Iting', 'auditor'))
  await refusalOf(ask.documents.list({ clientId }), 'not-allowed')
  await refusalOf(ask.documents.open({ documentId }), 'not-allowed')
})

test('a file whose bytes were changed in the folder is not shown, and is found', async () => {
  const office = await officeWithClient()
  const { ask, clientId, folder, platform } = office
  const { id: documentId } = await keepDocument(office, clientId)
  await spoilPapers(folder)
  expect((await refusalOf(ask.documents.open({ documentId }))).code).toBe('damaged')
  expect(platform.paper).toEqual([])
  const { findings } = await ask.audit.verify({ codes: [] })
  expect(findings[0]?.what).toMatch(
    /The document of the document kept in entry .* failed its check/,
  )
})

/** One picture that is described behind its bytes, as scanners write it. */
function someTiff(): Buffer {
  const head = Buffer.alloc(8)
  head.write('II*\0', 'latin1')
  head.writeUInt32LE(40, 4)
  return Buffer.concat([head, Buffer.alloc(32, 7), Buffer.alloc(14)])
}

/** A ZIP of empty parts of these names. */
function zipOf(...names: string[]): Buffer {
  const packed = deflateRawSync(Buffer.alloc(0))
  const list: Buffer[] = []
  const parts: Buffer[] = []
  for (const name of names) {
    const at = Buffer.concat(parts).length
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(name.length, 26)
    parts.push(local, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    list.push(entry, Buffer.from(name))
  }
  const [body, directory] = [Buffer.concat(parts), Buffer.concat(list)]
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(body.length, 16)
  return Buffer.concat([body, directory, end])
}

async function spoilPapers(folder: string): Promise<void> {
  const { readdirSync, readFileSync, writeFileSync } = await import('node:fs')
  for (const name of readdirSync(`${folder}/papers`)) {
    const bytes = readFileSync(`${folder}/papers/${name}`)
    bytes[30]! ^= 1
    writeFileSync(`${folder}/papers/${name}`, bytes)
  }
}

test('what everybody reads of a document that is not restricted names nothing restricted', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const { id: clientId } = await ask.clients.register(someClient())
  const keep = (changes: Parameters<typeof keepDocument>[2], name = 'reply.pdf') =>
    keepDocument(office, clientId, changes, { name, bytes: somePdf('reply') })
  for (const field of ['title', 'sender'] as const) {
    const { fields } = await refusalOf(keep({ [field]: 'HIV clinic, Leeds' }), 'invalid-input')
    expect(fields?.[field]).toContain('something restricted')
  }
  const file = await refusalOf(keep({}, 'HIV results.pdf'), 'invalid-input')
  expect(file.fields).toHaveProperty('title')
  const { id: documentId } = await keep({})
  const reason = 'It is about HIV'
  const correction = { ...someDocument({ title: 'Results' }), documentId, version: 1 }
  await refusalOf(ask.documents.correct({ ...correction, reason } as never), 'invalid-input')
  await refusalOf(ask.documents.remove({ documentId, reason }), 'invalid-input')
  const restricted = { class: 'hiv-sexual-health' as const, title: 'HIV clinic, Leeds' }
  expect(await keep(restricted, 'HIV results.pdf')).toMatchObject({ withheld: true })
  // Kept as something else by mistake, it is corrected for its own reason.
  const as = { ...correction, ...restricted, reason }
  expect(await ask.documents.correct(as as never)).toMatchObject({ withheld: true })
})

test('the whole list comes in the order that is asked for, and back in its own', async () => {
  const office = await officeWithClient()
  const { ask, clientId } = office
  const keep = (sender: string, receivedOn: string, title: string) =>
    keepDocument(office, clientId, { sender, receivedOn, title })
  await keep('émile Vane', '2026-03-02', 'Reply 10')
  await keep('Zed Clinic', '2026-01-05', 'reply 9')
  await keep('Emma Ward', '2026-02-01', 'Reply 2')
  const asked = async (sort: DocumentsSorted) =>
    (await ask.documents.list({ clientId, sort })).map(({ title }) => title)
  const up = {
    received: ['reply 9', 'Reply 2', 'Reply 10'],
    sender: ['Reply 10', 'Reply 2', 'reply 9'],
  }
  expect(await asked(null)).toEqual(['Reply 2', 'reply 9', 'Reply 10'])
  for (const by of ['received', 'sender'] as const) {
    expect([by, await asked({ by, down: false })]).toEqual([by, up[by]])
    expect([by, await asked({ by, down: true })]).toEqual([by, up[by].toReversed()])
  }
  expect(await asked({ by: 'what', down: false })).toEqual(['Reply 2', 'reply 9', 'Reply 10'])
  expect(await asked({ by: 'what', down: true })).toEqual(['Reply 10', 'reply 9', 'Reply 2'])
})

test('the place of a restricted document tells nothing of what is not shown of it', async () => {
  const office = await officeWithClient()
  const { ask, clientId } = office
  const restricted = { class: RESTRICTED_CLASS, sender: 'AAA Clinic', title: 'AAA' } as const
  await keepDocument(office, clientId, { sender: 'Middle Clinic', title: 'Middle' })
  await keepDocument(office, clientId, restricted)
  await keepDocument(office, clientId, { ...restricted, sender: 'ZZZ Clinic', title: 'ZZZ' })
  await keepDocument(office, clientId, { sender: 'Other Clinic', title: 'Other' })
  const own = (await ask.documents.list({ clientId })).filter(({ withheld }) => withheld)
  for (const by of ['sender', 'what'] as const)
    for (const down of [false, true]) {
      const rows = await ask.documents.list({ clientId, sort: { by, down } })
      expect(rows.slice(0, 2).map(({ withheld }) => withheld)).toEqual([false, false])
      expect(rows.slice(2)).toEqual(own)
    }
})
