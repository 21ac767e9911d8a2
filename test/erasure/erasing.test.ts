import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { readBack } from '../letters/pdf-tools.ts'
import { someClient, refusalOf } from '../open-office.ts'
import { filesIn, foundIn, pagesOf } from './decrypted.ts'
import { erased, plantedOffice } from './planted.ts'

vi.setConfig({ testTimeout: 120_000 })

describe('A client who is erased', () => {
  test('is in no page of the database, in no write-ahead log and in no file, and the rest verifies whole', async () => {
    const planted = await plantedOffice()
    const { office, words, key, closed, clientId, erasing } = planted
    await closed()
    const { folder, ask } = office
    writeFileSync(join(folder, 'remedy.db.before-3'), 'a copy from before a migration')
    const papers = readdirSync(join(folder, 'papers'))
    expect(foundIn(pagesOf(folder, key), words)).toEqual(words)
    const { cleared, seq } = await erased(planted, planted.plant())
    expect(cleared).toBe(true)
    expect(foundIn(pagesOf(folder, key), words)).toEqual([])
    expect(filesIn(folder).filter((name) => /before-|papers/.test(name))).toEqual([])
    expect(papers.length).toBeGreaterThan(1)
    for (const name of filesIn(folder))
      expect(words.filter((word) => readFileSync(join(folder, name)).includes(word))).toEqual([])
    await office.signIn(office.partner)
    const { findings, verdict, cannotShow } = await ask.audit.verify({})
    expect(findings).toEqual([])
    expect(verdict).toBe('consistent')
    expect(cannotShow.join()).toMatch(/The contents of \d+ entries: they were erased/)
    await refusalOf(ask.clients.get({ clientId: erasing }), 'not-found')
    expect((await ask.clients.find({ text: '' })).rows.map(({ id }) => id)).toEqual([clientId])
    const [stub] = await ask.erasure.list({})
    expect(stub).toMatchObject({
      ...{ seq, who: 'Ivo Tarn', proposedBy: 'Imogen Tark', ground: 'asked-by-client' },
      clientNumber: 2,
      went: { matters: 1, forms: 2, scans: 1, letters: 2, calls: 1, disclosures: 2, documents: 1 },
      told: [
        { on: '2026-11-23', route: 'telephone', role: 'family', basis: 'consent' },
        { on: '2026-11-23', route: 'first-class', role: 'records-holder', basis: 'consent' },
      ],
    })
    // The register shows what it keeps, and so does what is saved of it.
    const kept = (route: string, role: string) => ({
      ...{ seq, on: '2026-11-23', route, role, basis: 'consent' },
    })
    const [call, letter] = [kept('telephone', 'family'), kept('first-class', 'records-holder')]
    const gone = async (asked: object) => (await ask.disclosures.list(asked as never)).erased
    expect(await gone({})).toEqual({ all: 2, lines: [call, letter] })
    expect(await gone({ year: 2026, basis: 'consent' })).toMatchObject({ all: 2 })
    expect(await gone({ year: 2025 })).toEqual({ all: 0, lines: [] })
    expect(await gone({ basis: 'none' })).toMatchObject({ all: 0 })
    for (const asked of [{ clientId }, { reader: 'x' }, { class: 'health' }])
      expect(await gone(asked)).toBeNull()
    office.platform.choose = 'a folder'
    for (const kind of ['csv', 'pdf'] as const) {
      const { lines } = await ask.disclosures.export({ kind })
      const file = office.platform.paper.at(-1)!.pdf
      const text =
        kind === 'csv'
          ? Buffer.from(file).toString()
          : readBack(file, 'pdftotext', ['-layout', '$', '-'])
      expect(lines).toBe((await ask.disclosures.list({})).lines.length + 2)
      expect(text).toMatch(
        kind === 'csv' ? /"Erased","Erased","family","Erased"/ : /clients who were erased/,
      )
      expect(words.filter((word) => text.includes(word))).toEqual([])
    }
    const next = await ask.clients.register(
      someClient({ surname: 'Next', prisonNumber: { number: 'A9999ZZ', exception: '' } }),
    )
    const { ourRef } = await ask.matters.open({
      ...{ clientId: next.id, kind: 'health-records', title: 'x', responsible: office.partner },
      ...{ opponents: [], eventOn: null, knownOn: null, noEventReason: 'Not known' },
    })
    expect(ourRef).toContain('3')
    expect(await office.office.rebuild()).toMatchObject({})
    expect((await ask.audit.verify({})).findings).toEqual([])
    expect(existsSync(join(folder, 'remedy.erasures'))).toBe(true)
  })
})
