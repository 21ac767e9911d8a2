import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readZip } from '../../src-main/audit/pack/pack-zip.ts'
import { verifyPack } from '../../src-main/audit/pack/verify-pack.ts'
import { InformationClass } from '../../src-main/consents/contract.ts'
import { keepDocument } from '../documents/some-document.ts'
import { basisAt } from '../bases/some-basis.ts'
import {
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { refusalOf, resources, someClient, type TestOffice } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { readBack } from '../letters/pdf-tools.ts'

const told = {
  to: { name: 'Legal Ombudsman', role: 'ombudsman' as const },
  purpose: 'complaint' as const,
  reason: 'The ombudsman asked for the file',
}
const madeAt = (office: TestOffice) => office.platform.paper.at(-1)!.pdf
const none = { fingerprint: '', codes: [] }
const member = (zip: Uint8Array, name: string) =>
  readZip(zip).find((one) => one.name === name)!.bytes
const reportOf = (zip: Uint8Array) =>
  readBack(member(zip, 'report.pdf'), 'pdftotext', ['-raw', '$', '-']).replaceAll(/\s+/g, ' ')
const linesOf = (zip: Uint8Array): Record<string, unknown>[] =>
  Buffer.from(member(zip, 'entries.jsonl'))
    .toString()
    .trim()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const actsOf = (zip: Uint8Array) =>
  linesOf(zip).map(({ leaf }) => (JSON.parse(String(leaf)) as { act: string }).act)

/** An office that told two recipients of one client, with a scan and a letter, and has another client. */
async function livedIn() {
  const office = await letterOffice({}, { tidy: afterAll })
  const { ask, platform, folder } = office
  const { id: consentId } = await withAuthority(office)
  platform.file = { name: 'form.pdf', bytes: somePdf('the signed form') }
  await ask.consents.attachScan({ consentId })
  await withRestrictedConsent(office)
  await letterAt(office, 'sent')
  const other = await ask.clients.register(
    someClient({ surname: 'Zuckermandel', prisonNumber: { number: 'A5678CD', exception: '' } }),
  )
  platform.choose = folder
  return Object.assign(office, { other: other.id })
}

// Each pack verifies the whole log first, in a worker that has to start.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let office: Awaited<ReturnType<typeof livedIn>>
beforeAll(async () => {
  office = await livedIn()
})
beforeEach(() => {
  office.platform.choose = office.folder
})

describe('a redacted pack', () => {
  test('holds no name and no class anywhere in its bytes, and its proofs hold', async () => {
    const made = await office.ask.packs.makeRedacted({ reason: 'For the yearly audit' })
    const zip = madeAt(office)
    expect(verifyPack(zip, none)).toMatchObject({ verdict: 'consistent', faults: [] })
    expect(made).toMatchObject({ papers: 0, entries: made!.seq - 1, bytes: zip.length })
    // The page is the same in every pack, and speaks of nobody.
    const page = readFileSync(join(resources, 'verify.html'))
    expect(page.equals(Buffer.from(member(zip, 'verify.html')))).toBe(true)
    const text = [
      ...readZip(zip)
        .filter(({ name }) => name !== 'verify.html')
        .map(({ name, bytes }) => {
          const raw = Buffer.from(bytes).toString('latin1')
          // A word of PDF for how glyphs are numbered, in every file.
          return `${name}\n${name === 'report.pdf' ? raw.replaceAll(/[(/]Identity/g, '') : raw}`
        }),
      reportOf(zip),
      readBack(member(zip, 'report.pdf'), 'pdfinfo', ['$']),
      readBack(member(zip, 'report.pdf'), 'pdfinfo', ['-meta', '$']),
    ].join('\n')
    // Long enough that chance does not spell them in base 64.
    const names = [
      'Fenwright',
      'Dominic',
      'Northgate',
      'Zuckermandel',
      'Imogen',
      'A1234BC',
      'Prosser',
    ]
    for (const word of [...names, ...InformationClass.options])
      expect(text.toLowerCase().includes(word.toLowerCase()), word).toBe(false)
    expect(linesOf(zip).every(({ disclosures }) => disclosures === null)).toBe(true)
  })

  test('is made by an auditor too, who may choose by year alone, and never a full one', async () => {
    const { ask, hire, signIn, clientId, partner } = office
    await signIn(await hire('Ada Quill', 'auditor'))
    expect(await ask.packs.makeRedacted({ year: 2026 })).toMatchObject({ papers: 0 })
    await refusalOf(ask.packs.makeRedacted({ clientId }), 'not-allowed')
    await refusalOf(ask.packs.makeRedacted({ recipient: HOLDER }), 'not-allowed')
    await refusalOf(ask.packs.makeFull(told), 'not-allowed')
    await signIn(partner)
  })

  test('tells nobody anything, so the register has no line of it', async () => {
    const { ask, clientId } = office
    const before = await ask.disclosures.list({ clientId })
    await ask.packs.makeRedacted({})
    expect((await ask.disclosures.list({ clientId })).count).toEqual(before.count)
  })
})

describe('a full pack', () => {
  test('holds contents, scans and letters, and is an entry with the hash of the file', async () => {
    const made = await office.ask.packs.makeFull({ ...told, scans: true, letters: true })
    const zip = madeAt(office)
    const hash = createHash('sha256').update(zip).digest('hex')
    expect(made).toMatchObject({ sha256: hash, papers: 2 })
    const { keyFingerprint: fingerprint } = await office.ask.audit.verify({ codes: [] })
    const { code, entries } = await office.ask.audit.health({})
    expect(verifyPack(zip, { fingerprint, codes: [] }).verdict).toBe('consistent')
    // The log has grown by the entries of the pack itself.
    expect(verifyPack(zip, { fingerprint, codes: [code] }).faults[0]?.what).toContain(
      `entry ${entries}`,
    )
    const { seq } = made!
    const { fields: open } = await office.ask.audit.entry({ seq })
    const held = await office.ask.audit.reveal({ seq, reason: 'To see to whom' })
    const fields = [...open!, ...held.fields]
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject({
      ...{ sha256: hash, kind: 'full', to: 'Legal Ombudsman', reason: told.reason },
    })
    expect(reportOf(zip)).toContain('Dominic Fenwright')
    expect(linesOf(zip).every(({ disclosures }) => disclosures !== null)).toBe(true)
  })

  test('holds the paper of another basis with the other scans', async () => {
    const { ask, platform, folder, clientId } = await letterOffice()
    await basisAt({ ask, platform }, clientId)
    platform.choose = folder
    expect(await ask.packs.makeFull({ ...told, clientId, scans: true })).toMatchObject({
      papers: 1,
    })
  })

  test('is a disclosure of every client in it, by the partner who decided, and stays so in a rebuilt office', async () => {
    const { ask, clientId, other } = office
    await ask.packs.makeFull(told)
    for (const id of [clientId, other]) {
      const { lines } = await ask.disclosures.list({ clientId: id, reader: 'ombudsman' })
      expect(lines[0]).toMatchObject({
        ...{ route: 'audit-pack', reader: 'Legal Ombudsman', basis: 'other', by: 'Imogen Tark' },
      })
      const { bases } = await ask.disclosures.get({ id: lines[0]!.id })
      expect(bases[0]!.why).toBe(`Decided by a partner: ${told.reason}`)
      const { lines: happened } = await ask.day.chronology({ clientId: id, kinds: ['told'] })
      expect(happened[0]).toMatchObject({
        act: 'pack-told',
        name: 'Legal Ombudsman',
        who: 'Imogen Tark',
      })
    }
    const verdict = await ask.audit.verify({ codes: [] })
    expect(verdict).toMatchObject({ verdict: 'consistent', findings: [] })
    const before = await ask.disclosures.list({})
    await office.office.rebuild()
    expect(await ask.disclosures.list({})).toEqual(before)
  })

  test('of one client has that client’s entries alone, and tells of nobody else', async () => {
    const { ask, other } = office
    const { count: before } = await ask.disclosures.list({ reader: 'ombudsman' })
    await ask.packs.makeFull({ ...told, clientId: other })
    const zip = madeAt(office)
    expect(actsOf(zip).filter((act) => act !== 'pack-told')).toEqual(['client-registered'])
    expect(verifyPack(zip, none).manifest!.scope.by).toEqual(['client'])
    expect(Buffer.from(zip).includes('Fenwright')).toBe(false)
    const { count } = await ask.disclosures.list({ reader: 'ombudsman' })
    expect(count!.all).toBe(before!.all + 1)
  })

  test('has the documents that came in, restricted ones and those of other programs too, where scans are chosen', async () => {
    const { ask, clientId } = office
    const note = { name: 'note.txt', bytes: Buffer.from('Seen on 3 June.') as Uint8Array }
    const kept = [
      await keepDocument(office, clientId, { class: 'hiv-sexual-health' }),
      await keepDocument(office, clientId, {}, note),
    ]
    const names = [`papers/${kept[0]!.sha256}.pdf`, `papers/${kept[1]!.sha256}.txt`]
    const papersIn = (zip: Uint8Array) =>
      readZip(zip).flatMap(({ name }) => (names.includes(name) ? name : []))
    await ask.packs.makeFull({ ...told, clientId, scans: true })
    const zip = madeAt(office)
    expect(papersIn(zip).toSorted()).toEqual(names.toSorted())
    expect(verifyPack(zip, none)).toMatchObject({ verdict: 'consistent', faults: [] })
    await ask.packs.makeFull({ ...told, clientId })
    expect(papersIn(madeAt(office))).toEqual([])
    await ask.packs.makeRedacted({})
    expect(papersIn(madeAt(office))).toEqual([])
  })

  test('of one recipient has what was told to them, its letter and the forms relied on', async () => {
    await office.ask.packs.makeFull({ ...told, recipient: 'northgate' })
    const acts = new Set(actsOf(madeAt(office)))
    for (const act of ['consent-recorded', 'scan-attached', 'letter-approved', 'letter-sent'])
      expect(acts).toContain(act)
    expect(acts).not.toContain('client-registered')
  })

  test('needs a reason, somebody it is for and a purpose', async () => {
    const { ask } = office
    const { fields } = await refusalOf(
      ask.packs.makeFull({ ...told, reason: ' ', to: { name: '', role: 'ombudsman' } }),
      'invalid-input',
    )
    expect(Object.keys(fields!)).toEqual(['to.name', 'reason'])
  })
})

describe('the report', () => {
  test('begins with the exceptions, and ends with how to check it on paper', async () => {
    await office.ask.packs.makeFull(told)
    const text = reportOf(madeAt(office))
    const places = ['Exceptions', 'Summary', 'Register of disclosures', 'How to check'].map(
      (part) => text.indexOf(part),
    )
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places[0]).toBeGreaterThan(0)
    const { keyFingerprint } = await office.ask.audit.verify({ codes: [] })
    expect(text.replaceAll(' ', '')).toContain(keyFingerprint)
    expect(text).toContain('None: every disclosure has a recorded basis')
  })
})

describe('nothing is recorded that was not made', () => {
  test('where the dialog is closed', async () => {
    const { ask, platform } = office
    platform.choose = null
    const before = await ask.audit.health({})
    expect(await ask.packs.makeFull(told)).toBeNull()
    expect((await ask.audit.health({})).entries).toBe(before.entries)
  })

  test('where it is cancelled on the way, and then another can be made', async () => {
    const { ask } = office
    const before = await ask.audit.health({})
    const making = refusalOf(ask.packs.makeFull(told), 'conflict')
    while (!(await ask.packs.progress({})).running) await new Promise((turn) => setImmediate(turn))
    await refusalOf(ask.packs.makeRedacted({}), 'busy')
    await ask.packs.cancel({})
    expect((await making).message).toContain('Nothing was recorded')
    expect((await ask.audit.health({})).entries).toBe(before.entries)
    expect(await ask.packs.makeRedacted({})).not.toBeNull()
  })

  test('where no entry is of the choice', async () => {
    const { ask } = office
    const { message } = await refusalOf(ask.packs.makeRedacted({ year: 1999 }), 'not-found')
    expect(message).toContain('empty pack')
  })
})
