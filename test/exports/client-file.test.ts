import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { html } from '../../src-main/exports/markup.ts'
import { begunFolders } from '../../src-main/exports/begun.ts'
import { newFolderIn, notWritten, wholeFolder } from '../../src-main/exports/new-folder.ts'
import { someConsent } from '../consents/some-consent.ts'
import {
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { clock, newVault, random } from '../vault/new-vault.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { manyScans } from './many-scans.ts'

vi.setConfig({ testTimeout: 120_000 })
const HELD = 'hiv-sexual-health' as const
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const pageIn = (folder: string) => readFileSync(path.join(folder, 'index.html'), 'utf8')
const documentsIn = (folder: string) => readdirSync(path.join(folder, 'documents')).toSorted()

/** An office with a letter that was approved, one in draft, a form with its scan and somebody who acts for the client. */
async function withAFile() {
  const office = await letterOffice()
  const { ask, platform, clientId, matterId } = office
  const form = await withAuthority(office)
  platform.file = { name: 'form.pdf', bytes: somePdf() }
  await ask.consents.attachScan({ consentId: form.id })
  await letterAt(office, 'sent')
  await letterAt(office, 'draft')
  await ask.representatives.record(someRepresentative(clientId))
  await ask.matters.note({ matterId, text: 'Telephoned the wing.' })
  platform.choose = temporaryFolder()
  return office
}

test('a client’s file is a page with particulars, stays, forms, matters, letters and chronology, its documents beside it, and an entry with the hash of the list of them', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const made = (await ask.exports.clientFile({ clientId }))!
  expect(made).toMatchObject({ documents: 1, lacking: 0 })
  expect(path.basename(made.folder)).toBe('Dominic Fenwright, file of 2026-11-23')
  const page = pageIn(made.folder)
  for (const said of [
    ...[
      '<h1>Dominic Fenwright</h1>',
      'A1234BC',
      'HMP Leeds',
      'Copies of records',
      'Telephoned the wing.',
    ],
    ...[
      'Northgate Health, HMP Leeds',
      'Health records request',
      'Letter sent',
      'Draft',
      'Limitation',
    ],
    ...['In force: ', 'Restricted: HIV and sexual health'],
  ])
    expect(page, said).toContain(said)
  expect(documentsIn(made.folder)).toEqual([
    '01 2026-11-23 Health records request, Northgate Health, HMP Leeds.pdf',
  ])
  const files = JSON.parse(readFileSync(path.join(made.folder, 'files.json'), 'utf8'))
  expect(Object.keys(files).toSorted()).toEqual([
    ...documentsIn(made.folder).map((name) => `documents/${name}`),
    'index.html',
  ])
  for (const [name, hash] of Object.entries(files)) {
    expect(hashOf(path.join(made.folder, name))).toBe(hash)
    if (name !== 'index.html') expect(page).toContain(hash)
  }
  const [newest] = (await ask.audit.list({ limit: 1 })).entries
  expect(newest?.act).toBe('client-file-exported')
  const { fields } = await ask.audit.entry({ seq: newest!.seq })
  expect(JSON.stringify(fields)).toContain(hashOf(path.join(made.folder, 'files.json')))
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('the page fetches nothing and runs nothing, and what was typed is text in it, whatever it says', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  const hostile = '<img src=x onerror=alert(1)>"\'&lt;'
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: hostile, prisonNumber: { number: 'A9999BC', exception: '' } },
      ...{
        needs: { note: hostile },
        stay: { establishmentId: 'leeds', from: '2026-03-02', source: hostile },
      },
    }),
  )
  await ask.consents.record(someConsent(clientId, { recipient: { name: hostile, role: 'family' } }))
  platform.choose = temporaryFolder()
  const page = pageIn((await ask.exports.clientFile({ clientId }))!.folder)
  expect(page).not.toContain('<img')
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;lt;')
  expect(page).not.toMatch(/<script|https?:|<[^>]*(src|\son\w+)=/)
  expect(page).toContain('default-src &#39;none&#39;')
})

test('no value gets into markup unescaped', () => {
  const text = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (said) => {
      const { text: written } = html`${said}`
      expect(written).not.toMatch(/[<>"']/)
      expect(
        written.replaceAll(/&(amp|lt|gt|quot|#39);/g, (sign) => text[sign as keyof typeof text]),
      ).toBe(said)
    }),
  )
})

/** The page without what is of one office alone: ids are in none of it, hashes of letters are. */
const withoutHashes = (page: string) => page.replaceAll(/[0-9a-f]{64}/g, '#')

describe('what is restricted', () => {
  test('is left out of a file that is made without it: two offices that differ only in that give the same file, and the same sentence says so', async () => {
    const one = await withAFile()
    const other = await withAFile()
    const written = { id: 'w', text: 'Wxq.', class: HELD, origin: 'written' } as const
    await withRestrictedConsent(one)
    await withRestrictedConsent(other)
    const { passages } = (await letterAt(one, 'draft')).content
    await letterAt(other, 'draft')
    await letterAt(one, 'approved', { passages: [...passages, written] })
    await letterAt(one, 'draft', { passages: [...passages, written] })
    const file = async ({ ask, clientId }: typeof one) => {
      const { folder } = (await ask.exports.clientFile({ clientId }))!
      return { page: pageIn(folder), documents: documentsIn(folder) }
    }
    const [with_, without] = [await file(one), await file(other)]
    expect(with_.documents).toEqual(without.documents)
    expect(withoutHashes(with_.page)).toBe(withoutHashes(without.page))
    expect(with_.page).toContain('Whatever concerns HIV or sexual health')
    expect(with_.page).not.toContain('Wxq')
  })

  test('is in a file made for a reason, with the scans, and the entry has the reason; without one it is refused', async () => {
    const office = await withAFile()
    const { ask, clientId } = office
    await withRestrictedConsent(office)
    const plain = (await ask.exports.clientFile({ clientId }))!
    await refusalOf(ask.exports.clientFile({ clientId, restricted: true }), 'invalid-input')
    const whole = (await ask.exports.clientFile({
      clientId,
      restricted: true,
      reason: 'For counsel',
    }))!
    expect(whole.folder).not.toBe(plain.folder)
    expect(whole.documents).toBe(plain.documents + 1)
    expect(documentsIn(whole.folder).join()).toContain('Form, Northgate Health')
    expect(pageIn(plain.folder)).not.toContain('HIV and sexual health: given')
    expect(pageIn(whole.folder)).toContain('HIV and sexual health: given')
    expect(pageIn(whole.folder)).toContain('Whatever concerns HIV or sexual health')
    const [newest] = (await ask.audit.list({ limit: 1 })).entries
    const shown = await ask.audit.entry({ seq: newest!.seq })
    expect(JSON.stringify(shown.fields)).not.toContain('For counsel')
    const opened = await ask.audit.reveal({ seq: newest!.seq, reason: 'Review' })
    expect(JSON.stringify(opened)).toContain('For counsel')
  })
})

test('partners and caseworkers export a file; a secretary and an auditor may not', async () => {
  const { ask, clientId, hire, signIn } = await withAFile()
  const staff = {
    caseworker: await hire('Owain Prosser', 'caseworker'),
    secretary: await hire('Hester Vane', 'secretary'),
    auditor: await hire('Ada Quill', 'auditor'),
  }
  await signIn(staff.caseworker)
  expect(
    await ask.exports.clientFile({ clientId, restricted: true, reason: 'For a visit' }),
  ).not.toBeNull()
  for (const who of [staff.secretary, staff.auditor]) {
    await signIn(who)
    await refusalOf(ask.exports.clientFile({ clientId }), 'not-allowed')
  }
})

test('a document that the office no longer has whole is counted and said on the page', async () => {
  const { ask, clientId, folder } = await withAFile()
  const papers = path.join(folder, 'papers')
  for (const name of readdirSync(papers)) rmSync(path.join(papers, name))
  const made = (await ask.exports.clientFile({ clientId }))!
  expect(made).toMatchObject({ documents: 0, lacking: 1 })
  expect(pageIn(made.folder)).toContain('the office no longer has this document whole')
})

describe('a file that is not written', () => {
  test('because no folder was chosen, or none can be made there, leaves nothing and no entry', async () => {
    const { ask, clientId, platform, folder } = await withAFile()
    const before = (await ask.audit.health({})).entries
    const chosen = platform.choose!
    platform.choose = null
    expect(await ask.exports.clientFile({ clientId })).toBeNull()
    platform.choose = path.join(folder, 'papers')
    await refusalOf(ask.exports.clientFile({ clientId }), 'not-allowed')
    platform.choose = path.join(chosen, 'a file')
    writeFileSync(platform.choose, 'no folder')
    await refusalOf(ask.exports.clientFile({ clientId }), 'conflict')
    expect(readdirSync(chosen)).toEqual(['a file'])
    expect((await ask.audit.health({})).entries).toBe(before)
  })

  test('because the disk is full, or because its entry cannot be written, leaves nothing of the folder', async () => {
    const above = temporaryFolder()
    const into = await newFolderIn(above, '/nowhere', 'File')
    const { vault } = await newVault()
    const folders = begunFolders({ vault, clock, random })
    const ready = async () => {}
    const begun = async (unnamed: string) => {
      mkdirSync(unnamed)
      writeFileSync(path.join(unnamed, 'page.html'), 'something')
    }
    const full = async (unnamed: string) => {
      await begun(unnamed)
      const error = new Error('ENOSPC: no space left on device, write')
      throw notWritten(Object.assign(error, { code: 'ENOSPC', syscall: 'write' }))
    }
    const refusal = await refusalOf(
      wholeFolder(into, folders, { ready, write: full, record: ready }),
      'conflict',
    )
    expect(refusal.message).toContain('no room')
    expect(readdirSync(above)).toEqual([])
    const record = () => Promise.reject(new Error('not recorded'))
    const unrecorded = wholeFolder(into, folders, { ready, write: begun, record })
    await expect(unrecorded).rejects.toThrow('not recorded')
    expect(readdirSync(above)).toEqual([])
  })

  test('because it was cancelled, while it was read or while it was written, leaves nothing and no entry', async () => {
    const { ask, clientId, platform } = await manyScans()
    const before = (await ask.audit.health({})).entries
    for (const least of [0, 2]) {
      const going = ask.exports
        .clientFile({ clientId, restricted: true, reason: 'For counsel' })
        .catch((error: unknown) => error)
      const isFar = async () => {
        const { running, done } = await ask.exports.progress({})
        return running && done >= least
      }
      await vi.waitUntil(isFar, { interval: 1, timeout: 30_000 })
      await refusalOf(ask.exports.clientFile({ clientId }), 'busy')
      await ask.exports.cancel({})
      expect(await going).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/was cancelled/),
      })
      expect(readdirSync(platform.choose!)).toEqual([])
      expect(await ask.exports.left({})).toEqual([])
    }
    expect((await ask.audit.health({})).entries).toBe(before)
    expect(await ask.exports.clientFile({ clientId })).not.toBeNull()
  })

  test('because the office was locked leaves nothing of it', async () => {
    const { ask, clientId, platform, office, signIn, partner } = await manyScans()
    const going = ask.exports
      .clientFile({ clientId, restricted: true, reason: 'For counsel' })
      .catch((error: unknown) => error)
    await vi.waitUntil(async () => (await ask.exports.progress({})).running, { interval: 1 })
    await office.lock()
    expect(readdirSync(platform.choose!)).toEqual([])
    expect(await going).toMatchObject({ code: 'conflict' })
    await signIn(partner)
    expect(await ask.exports.left({})).toEqual([])
  })

  test('removes no folder that has another name than it gives, whatever is remembered', async () => {
    const { vault } = await newVault()
    const folders = begunFolders({ vault, clock, random })
    const folder = temporaryFolder()
    const at = clock().toISOString()
    await vault.write((tx) => tx.insertInto('export_begun').values({ folder, at }).execute())
    expect(await folders.clear()).toEqual([])
    expect(readdirSync(path.dirname(folder))).toContain(path.basename(folder))
  })
})
