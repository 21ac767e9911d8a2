import { unzipSync, strFromU8 } from 'fflate'
import { describe, expect, test, vi } from 'vitest'
import { IMPORTABLE } from '../../src-main/imports/fields.ts'
import { proposed } from '../../src-main/imports/mapping.ts'
import { prisonReader } from '../../src-main/imports/values.ts'
import { ListName } from '../../src-main/lists/contract.ts'
import { prisonNamed } from '../../src-main/lists/importable.ts'
import { LISTS } from '../../src-main/lists/lists.ts'
import { someConsent } from '../consents/some-consent.ts'
import { importList, manyClients } from '../imports/some-list.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { rowsOf, savedList } from './saved-list.ts'

vi.setConfig({ testTimeout: 120_000 })

async function officeAtWork() {
  const office = await letterOffice()
  await withAuthority(office)
  await office.ask.consents.record(someConsent(office.clientId))
  await letterAt(office, 'sent')
  await letterAt(office, 'draft')
  return office
}

describe('a list that is saved', () => {
  test('is the same rows as a table and as a workbook, under the same headings, and an entry of the log', async () => {
    const office = await officeAtWork()
    await importList(
      office,
      'Prison number of the client,Surname,In what capacity,Began on\nA1234BC,Fenwright,executor,2026-01-05',
    )
    await office.ask.establishments.recordArrangement({
      ...{ establishmentId: 'leeds' as never, sort: 'provider', name: 'Wolds Health' },
      ...{ lines: ['1 High Street', 'Leeds'], postcode: 'LS1 1AA', from: null, to: null },
      ...{ source: 'Letter', note: '', verified: true },
    })
    for (const list of ListName.options) {
      const table = await savedList(office, list)
      const workbook = await savedList(office, list, { kind: 'xlsx' })
      expect(table.rows, list).toBeGreaterThan(0)
      expect(table.name).toBe(`${LISTS[list].name} 2026-11-23.csv`)
      const rows = await rowsOf(table)
      expect(rows).toHaveLength(table.rows)
      expect(await rowsOf(workbook), list).toEqual(rows)
      expect(Object.keys(rows[0]!)).toEqual(LISTS[list].heads.map(({ name }) => name))
      const [newest] = (await office.ask.audit.list({ limit: 1 })).entries
      expect(newest).toMatchObject({ act: 'list-exported' })
    }
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('says what the screen says: the state of a letter, of an answer on a form, the next limitation date, what is open', async () => {
    const office = await officeAtWork()
    const saved = async (list: ListName) => rowsOf(await savedList(office, list))
    const letters = await saved('letters')
    const forms = await saved('forms')
    expect(await saved('clients')).toMatchObject([
      {
        ...{ Surname: 'Fenwright', Forenames: 'Dominic', 'Date of birth': '1981-04-17' },
        ...{ 'Prison number': 'A1234BC', Prison: 'HMP Leeds', 'There since': '2026-03-02' },
      },
    ])
    const { rows } = await office.ask.letters.list({ limit: 50 })
    expect(letters.map((row) => row['Our reference'])).toEqual(rows.map(({ ourRef }) => ourRef))
    expect(letters.map(({ State }) => State)).toContain('Sent')
    expect(letters.find(({ State }) => State === 'Sent')!['Reply due']).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(await saved('matters')).toMatchObject([{ 'Responsible solicitor': 'Imogen Tark' }])
    expect(forms.map(({ Form }) => Form)).toEqual([
      'Consent to disclose information',
      'Authority to obtain records',
    ])
    expect(forms.every(({ Information }) => Information!.endsWith('Restricted'))).toBe(true)
    const { groups } = await office.ask.day.view({})
    expect(await saved('open-dates')).toHaveLength(
      groups.reduce((sum, { total }) => sum + total, 0),
    )
  })

  test('is filtered as the screen is, and whole however few are shown at once', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await importList(office, manyClients(130))
    await ask.clients.register(someClient())
    expect((await savedList(office, 'clients')).rows).toBe(131)
    expect((await savedList(office, 'clients', { filter: { text: 'fenwr' } })).rows).toBe(1)
    const { rows } = await ask.clients.find({ text: 'qxaaab' })
    const saved = await rowsOf(
      await savedList(office, 'clients', { filter: { text: 'qxaaab' }, kind: 'xlsx' }),
    )
    expect(saved.map(({ Surname }) => Surname)).toEqual(rows.map(({ surname }) => surname))
    expect((await savedList(office, 'stays', { filter: { text: 'fenwr' } })).rows).toBe(1)
    await refusalOf(ask.lists.save({ list: 'matters', filter: { text: 'nothing' } }), 'conflict')
    await refusalOf(ask.lists.save({ list: 'letters', filter: { text: 'x' } }), 'invalid-input')
    await refusalOf(ask.lists.save({ list: 'clients', filter: { which: 'open' } }), 'invalid-input')
  })

  test('keeps zeros, and holds no formula, whatever a name begins with', async () => {
    const office = await openTestOffice()
    const surname = '=HYPERLINK("http://x","y")'
    await office.ask.clients.register(
      someClient({
        surname,
        forenames: '+1',
        prisonNumber: { number: '00123', exception: 'Scotland' },
      }),
    )
    const table = await savedList(office, 'clients')
    expect(Buffer.from(table.bytes).toString()).toContain(`"'=HYPERLINK(""http://x"",""y"")","'+1"`)
    const workbook = await savedList(office, 'clients', { kind: 'xlsx' })
    const sheet = strFromU8(unzipSync(workbook.bytes)['xl/worksheets/sheet1.xml']!)
    expect(sheet).not.toMatch(/<f[ >/]/)
    const [row] = await rowsOf(workbook)
    expect(row).toMatchObject({ Surname: surname, Forenames: '+1', 'Prison number': '00123' })
  })

  test('is of whoever may read it: an auditor saves none, and nothing that a role may not read leaves by a list', async () => {
    const office = await officeAtWork()
    const { ask, hire, signIn } = office
    await signIn(await hire('Hester Vane', 'secretary'))
    expect((await savedList(office, 'letters')).rows).toBe(2)
    await signIn(office.partner)
    await signIn(await hire('Ada Quill', 'auditor'))
    for (const list of ListName.options) await refusalOf(ask.lists.save({ list }), 'not-allowed')
  })

  test('leaves no entry where the dialog is closed, and none where it is cancelled', async () => {
    const office = await openTestOffice()
    const { ask, platform } = office
    await importList(office, manyClients(1_500))
    const before = (await ask.audit.health({})).entries
    platform.choose = null
    expect(await ask.lists.save({ list: 'clients', filter: { text: 'qxaaab' } })).toMatchObject({
      saved: false,
    })
    const going = ask.lists.save({ list: 'clients' }).catch((error: unknown) => error)
    await vi.waitUntil(async () => (await ask.lists.progress({})).running)
    await refusalOf(ask.lists.save({ list: 'stays' }), 'busy')
    await ask.lists.cancel({})
    expect(await going).toMatchObject({ code: 'conflict' })
    expect(await ask.lists.progress({})).toMatchObject({ running: false })
    expect((await ask.audit.health({})).entries).toBe(before)
  })

  test('is an entry about the client where the search finds one alone, since it names them, and of nobody else', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await ask.clients.register(someClient())
    await ask.clients.register(
      someClient({ surname: 'Okafor', prisonNumber: { number: 'A9999BC', exception: '' } }),
    )
    await savedList(office, 'clients', { filter: { text: 'Fenwright' } })
    await savedList(office, 'clients')
    const [all, one] = (await ask.audit.list({ limit: 2 })).entries
    const subjects = await Promise.all(
      [all!, one!].map(
        async ({ seq }) => JSON.parse((await ask.audit.entry({ seq })).leaf).subject,
      ),
    )
    expect(subjects[0]).toBeNull()
    expect(subjects[1]).toEqual(expect.any(String))
  })
})

describe('the columns of a list that can be imported', () => {
  const IMPORTS = [...(['clients', 'stays', 'matters', 'bodies', 'contacts'] as const)]
  test.each(IMPORTS)(
    '%s: are known to the import without being told, each as its own field',
    (what) => {
      const header = LISTS[what].heads.map(({ name }) => name)
      const { what: taken, columns } = proposed(header)
      expect(taken).toBe(what)
      const fields = IMPORTABLE[what]
      for (const [at, name] of header.entries()) {
        const own = fields.find(({ label }) => label === name)
        expect([name, columns[at]]).toEqual([name, own?.key ?? ''])
      }
      // A whole name stands in its two parts, matters and earlier stays in lists of their own, notes in the export of everything.
      const apart = what === 'clients' ? /^(name|until|matter\..+)$/ : /^(name|note)$/
      const written = fields.filter(({ label }) => header.includes(label)).map(({ key }) => key)
      const left = fields.map(({ key }) => key).filter((key) => !written.includes(key))
      expect(left.filter((key) => !apart.test(key))).toEqual([])
    },
  )

  test('name every prison so that it is found again', async () => {
    const { ask } = await openTestOffice()
    const all = await ask.establishments.list({})
    const [named, read] = [prisonNamed(all), prisonReader(all)]
    for (const { id } of all) expect(read(named(id)).id).toBe(id)
  })
})
