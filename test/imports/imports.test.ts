import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../src-main/imports/read-file.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { chosenList, importList, manyClients } from './some-list.ts'

const HEAD =
  'Surname,Forenames,Date of birth,Prison number,Former prison numbers,Other names,Prison,There since,Interpreter,Title of the matter,Kind of matter,Responsible solicitor,When it happened'
const ROWS = [
  'Okonkwo,Adaeze,24/07/1979,A7001KK,AB1234,"Smith, Ada",HMP Leeds,14/03/2025,yes,Records of 2019,health records,Imogen Tark,13/02/2019',
  'Brzęk,Zofia,30/01/1990,A7002KK,,,HMYOI Wetherby,01/06/2024,,,,,',
]
const LIST = [HEAD, ...ROWS].join('\n')
const shown = (office: Awaited<ReturnType<typeof openTestOffice>>) =>
  office.ask.clients.find({ text: '' }).then(({ rows }) => rows.map(({ surname }) => surname))

describe('an import of clients', () => {
  test(
    'records each row as if typed, with former numbers, names and a matter, and each is an entry of the log',
    { timeout: 120_000 },
    async () => {
      const office = await openTestOffice()
      const { ask } = office
      const before = (await ask.audit.health({})).entries
      const { counts } = await importList(office, LIST)
      expect(counts).toMatchObject({ rows: 2, recorded: 2, refused: 0 })
      const { rows } = await ask.clients.find({ text: 'Okonkwo' })
      const client = await ask.clients.get({ clientId: rows[0]!.id })
      expect(client).toMatchObject({
        ...{ surname: 'Okonkwo', forenames: 'Adaeze', bornOn: '1979-07-24' },
        prisonNumber: { number: 'A7001KK', exception: '' },
        aliases: [{ surname: 'Smith', forenames: 'Ada' }],
        needs: { interpreter: true },
        stays: [{ establishmentId: 'leeds', from: '2025-03-14' }],
        earlier: [{ prisonNumber: { number: 'AB1234' } }],
      })
      // Found by the number of before, and similar to whoever is typed with it.
      expect(await ask.clients.similar({ prisonNumber: 'AB1234' })).toHaveLength(1)
      const matters = await ask.matters.list({ clientId: client.id })
      expect(matters.rows).toMatchObject([{ title: 'Records of 2019', kind: 'health-records' }])
      const { entries } = await ask.audit.list({ limit: 10 })
      expect(entries.map(({ act }) => act).slice(0, 5)).toEqual([
        ...['import-completed', 'client-registered', 'matter-opened', 'client-corrected'],
        'client-registered',
      ])
      expect(await ask.imports.list({})).toMatchObject([
        {
          ...{ what: 'clients', by: 'Imogen Tark', counts },
          sha256: createHash('sha256').update(LIST).digest('hex'),
          entries: { from: before + 1, to: before + 4 },
        },
      ])
      const verdict = await ask.audit.verify({ codes: [] })
      expect(verdict.findings).toEqual([])
      const rebuilt = await ask.clients.find({ text: '' })
      await office.office.rebuild()
      expect(await ask.clients.find({ text: '' })).toEqual(rebuilt)
      expect(await ask.imports.list({})).toHaveLength(1)
    },
  )

  test('gives a client on file the former numbers that the office has not, without another number of today', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const { id: clientId } = await ask.clients.register(someClient())
    const list =
      'Surname,Forenames,Date of birth,Prison number,Former prison numbers,Prison,There since\nFenwright,Dominic,17/04/1981,A1234BC,"AB1234; A9876XY",HMP Leeds,2 March 2026'
    const { counts } = await importList(office, list, { choices: { otherwise: 'add' } })
    expect(counts).toMatchObject({ added: 1, refused: 0 })
    const client = await ask.clients.get({ clientId })
    expect(client.prisonNumber.number).toBe('A1234BC')
    expect(client).toMatchObject({ surname: 'Fenwright', bornOn: '1981-04-17' })
    for (const former of ['AB1234', 'A9876XY'])
      expect((await ask.clients.similar({ prisonNumber: former })).map(({ id }) => id)).toEqual([
        clientId,
      ])
    // What is there now is not recorded again.
    const { token, mapping } = await chosenList(office, list)
    const again = { token, mapping, choices: { otherwise: 'add' as const, rows: {} } }
    expect((await ask.imports.check(again)).counts).toMatchObject({ nothingNew: 1, added: 0 })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is read from a file that was dropped as from one that was chosen, and not if it is too large or no list', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const bytes = Buffer.from(LIST)
    const dropped = await ask.imports.take({ name: 'list.csv', bytes })
    const chosen = await chosenList(office, LIST)
    expect({ ...dropped, token: '' }).toEqual({ ...chosen, token: '' })
    const again = await ask.imports.take({ name: 'list.csv', bytes })
    const { counts } = await ask.imports.run({ token: again.token, mapping: again.mapping })
    expect(counts).toMatchObject({ recorded: 2 })
    const large = new Uint8Array(30_000_001)
    await refusalOf(ask.imports.take({ name: 'l.csv', bytes: large }), 'invalid-input')
    const pdf = Buffer.from('%PDF-1.7\u0000\u0001')
    await refusalOf(ask.imports.take({ name: 'l.csv', bytes: pdf }), 'invalid-input')
    await office.signIn(await office.hire('Hester Vane', 'secretary'))
    await refusalOf(ask.imports.take({ name: 'list.csv', bytes }), 'not-allowed')
  })

  test('is checked by doing it: nothing of a check stands, and what it says is what happens', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const { token, mapping } = await chosenList(
      office,
      `${LIST}\n,,,,,,,,,,,,\nFen,,,A7003KK,,,HMP Leeds,3/3/2099,,,,,`,
    )
    const before = await ask.audit.health({})
    const checked = await ask.imports.check({ token, mapping })
    expect(await ask.audit.health({})).toEqual(before)
    expect(await shown(office)).toEqual([])
    expect(checked.recorded.map((row) => row.shown)).toEqual([
      'Adaeze Okonkwo, A7001KK, born 24 July 1979, HMP Leeds, since 14 March 2025, matter Records of 2019, Imogen Tark',
      'Zofia Brzęk, A7002KK, born 30 January 1990, HMYOI Wetherby, since 1 June 2024',
    ])
    expect(checked.refused).toMatchObject([{ number: 5 }])
    const { counts, refused } = await ask.imports.run({ token, mapping })
    expect({ counts, refused }).toEqual({ counts: checked.counts, refused: checked.refused })
  })

  test('leaves out a row with a fault, says why, and gives a table of them that can be corrected and imported again', async () => {
    const office = await openTestOffice()
    const { ask, platform } = office
    const list = [
      HEAD,
      ROWS[0],
      'Fen,=cmd(),31/02/1980,A7004KK,,,HMP Leeds,01/01/2020,,,,,',
      'Ash,Noel,12/12/1980,12345,,,HMP Leeds,01/01/2020,,,,,',
      'Elm,Ida,13/12/1980,A7005KK,,,HMP Leeds,01/01/2020,maybe,,,,',
    ].join('\n')
    const { token, mapping } = await chosenList(office, list)
    const { counts, refused } = await ask.imports.run({ token, mapping })
    expect(counts).toMatchObject({ recorded: 1, refused: 3 })
    expect(refused.map(({ number, why }) => [number, why])).toEqual([
      [3, 'Date of birth: “31/02/1980” is not a date. Write it like 29/11/2026.'],
      [4, expect.stringContaining('A prison number looks like A1234BC')],
      [5, 'Interpreter: “maybe” is neither yes nor no.'],
    ])
    platform.choose = 'a folder'
    expect(await ask.imports.saveReport({ token })).toEqual({ saved: true })
    const saved = Buffer.from(platform.paper.at(-1)!.pdf)
    expect(platform.paper.at(-1)!.name).toBe('Not imported from list.csv')
    // No cell of it is run as a formula, and it is read again as it was.
    expect(saved.toString()).toContain(`"'=cmd()"`)
    const again = await readFile(saved)
    expect(again.header.slice(-2)).toEqual(['Row in the file', 'Why it was not imported'])
    expect(again.rows[0]!.cells.slice(0, 2)).toEqual(['Fen', '=cmd()'])
    const corrected = saved
      .toString()
      .replace('31/02/1980', '28/02/1980')
      .replace('12345', 'A7006KK')
      .replace('maybe', 'no')
    expect((await importList(office, corrected)).counts).toMatchObject({ recorded: 3, refused: 0 })
  })

  test('refuses a row whose matter names something restricted, as the form does, and nothing of that row stands', async () => {
    const office = await openTestOffice()
    const list = `${HEAD}\n${ROWS[0]!.replace('Records of 2019', 'HIV treatment')}\n${ROWS[1]}`
    const { counts, refused } = await importList(office, list)
    expect(counts).toMatchObject({ recorded: 1, refused: 1 })
    expect(refused[0]!.why).toContain(
      '“HIV” tells everybody who sees this title of something restricted',
    )
    expect(await shown(office)).toEqual(['Brzęk'])
  })

  test('asks once which way days are written where the file does not say, and which prison is meant', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const list = `Surname,Forenames,DOB,Prison number,Prison,Since\nFen,Ada,03/04/1980,A7004KK,HMP Leedz,25/01/2020\nAsh,Bo,05/06/1981,A7005KK,HMP Leedz,26/01/2020\n`
    const { token, mapping } = await chosenList(office, list)
    const { questions, counts } = await ask.imports.check({ token, mapping })
    expect(counts.rows).toBe(0)
    expect(questions.days).toEqual([
      {
        ...{ key: 'bornOn', label: 'Date of birth', example: '03/04/1980' },
        ...{ dayFirst: '3 April 1980', monthFirst: '4 March 1980', onlyMonthFirst: false },
      },
    ])
    expect(questions.prisons).toMatchObject([{ written: 'HMP Leedz', rows: 2 }])
    expect(questions.prisons[0]!.offered[0]).toEqual({ id: 'leeds', name: 'HMP Leeds' })
    expect((await refusalOf(ask.imports.run({ token, mapping }))).message).toContain('Questions')
    const answered = {
      ...mapping,
      ...{ days: { bornOn: 'month-first' as const }, prisons: { 'HMP Leedz': 'leeds' } },
    }
    await ask.imports.run({ token, mapping: answered })
    const { rows } = await ask.clients.find({ text: 'Fen' })
    expect(rows).toMatchObject([{ bornOn: '1980-03-04', whereNow: 'HMP Leeds' }])
  })

  test('remembers how the columns of such a file were taken, in the log and without what was typed for all rows', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const list = (number: string) => `Client;Nr;Ort;Von\nFen, Ada;${number};Leeds;25.01.2020\n`
    const columns = ['name', 'prisonNumber', 'prison', 'since']
    const first = await chosenList(office, list('A7004KK'))
    expect(first.remembered).toBeNull()
    await ask.imports.run({
      token: first.token,
      mapping: { what: 'clients', columns, always: { language: 'Polish' } },
    })
    const next = await chosenList(office, list('A7005KK'))
    expect(next.mapping).toMatchObject({ what: 'clients', columns, always: {} })
    expect(next.remembered).toBe('2026-11-23T09:00:00.000Z')
    const { rows } = await ask.clients.find({ text: 'Fen' })
    expect((await ask.clients.get({ clientId: rows[0]!.id })).needs.language).toBe('Polish')
  })
})

describe('a row like somebody on file', () => {
  const row = (changes: Partial<Record<'number' | 'born' | 'since' | 'surname', string>> = {}) => {
    const {
      number = 'A1234BC',
      born = '17/04/1981',
      since = '21/09/2026',
      surname = 'Fenwright',
    } = changes
    return `Surname,Forenames,DOB,Prison number,Prison,Since\n${surname},Dominic,${born},${number},HMP Wakefield,${since}\n`
  }
  async function withFenwright() {
    const office = await openTestOffice()
    const { id } = await office.ask.clients.register(someClient() as never)
    return { ...office, ask: office.ask, platform: office.platform, id }
  }

  test('is shown beside them, and left out unless somebody chooses', async () => {
    const { ask, platform, id } = await withFenwright()
    const { token, mapping } = await chosenList(
      { ask, platform },
      `${row()}Elm,Ida,25/05/1985,A7009KK,HMP Leeds,20/02/2020\n`,
    )
    const { alike, counts } = await ask.imports.check({ token, mapping })
    expect(counts).toMatchObject({ recorded: 1, skipped: 1, alike: 1 })
    expect(alike).toMatchObject([
      {
        ...{ number: 2, did: 'skipped' },
        matches: [
          { clientId: id, row: null, name: 'Dominic Fenwright', why: 'Same prison number' },
        ],
      },
    ])
  })

  test('is added to them: a stay that is not on file, and nothing a second time', async () => {
    const { ask, platform, id } = await withFenwright()
    const add = { choices: { otherwise: 'add' as const } }
    expect((await importList({ ask, platform }, row(), add)).counts).toMatchObject({ added: 1 })
    const { stays } = await ask.clients.get({ clientId: id })
    expect(stays.map(({ name, from }) => [name, from])).toEqual([
      ['HMP Leeds', '2026-03-02'],
      ['HMP Wakefield', '2026-09-21'],
    ])
    const again = await refusalOf(importList({ ask, platform }, row(), add))
    expect(again.message).toContain('No row of this file can be recorded')
  })

  test('with another number than is on file is not added, and says so', async () => {
    const { ask, platform } = await withFenwright()
    const { token, mapping } = await chosenList({ ask, platform }, row({ number: 'A9999ZZ' }))
    const choices = { otherwise: 'skip' as const, rows: { 2: 'add' as const } }
    const { refused } = await ask.imports.check({ token, mapping, choices })
    expect(refused[0]!.why).toContain('The number of this client on file is A1234BC')
    // For all rows at once only whoever is certainly meant.
    const all = await ask.imports.check({ token, mapping, choices: { otherwise: 'add', rows: {} } })
    expect(all.alike[0]).toMatchObject({
      did: 'skipped',
      why: expect.stringContaining('choose for this row'),
    })
  })

  test('is recorded as a new client where that is chosen, with the reason beside a number that is taken', async () => {
    const { ask, platform } = await withFenwright()
    const { counts } = await importList({ ask, platform }, row(), { choices: { otherwise: 'new' } })
    expect(counts).toMatchObject({ recorded: 1, alike: 1 })
    const { rows } = await ask.clients.find({ text: 'A1234BC' })
    expect(rows).toHaveLength(2)
  })

  test('of the same file is known by its row, and may be added to it', async () => {
    const office = await openTestOffice()
    const two = `${row()}Fenwright,Dominic,17/04/1981,A1234BC,HMP Leeds,22/10/2026\n`
    const { token, mapping } = await chosenList(office, two)
    const skipped = await office.ask.imports.check({ token, mapping })
    expect(skipped.alike).toMatchObject([{ number: 3, matches: [{ clientId: null, row: 2 }] }])
    const choices = { otherwise: 'add' as const, rows: {} }
    expect((await office.ask.imports.run({ token, mapping, choices })).counts).toMatchObject({
      ...{ recorded: 1, added: 1 },
    })
    const { rows } = await office.ask.clients.find({ text: 'Fenwright' })
    expect(rows).toMatchObject([{ whereNow: 'HMP Leeds' }])
  })
})

describe('an import of what hangs on clients', () => {
  async function withClient() {
    const office = await openTestOffice()
    const { id } = await office.ask.clients.register(someClient() as never)
    return { office, ask: office.ask, clientId: id }
  }

  test('stays: a history with its ends, where nothing follows an end nobody knows where the client is', async () => {
    const { office, ask, clientId } = await withClient()
    const list = [
      'Prison number,Prison,From,To',
      'A1234BC,HMP Wakefield,13/01/2019,14/02/2020',
      'A1234BC,HMP Hull,15/02/2020,16/03/2021',
      'A0000AA,HMP Hull,15/02/2020,',
    ].join('\n')
    const { counts, refused } = await importList(office, list)
    expect(counts).toMatchObject({ recorded: 2, refused: 1 })
    expect(refused[0]).toMatchObject({
      number: 4,
      why: expect.stringContaining('No client A0000AA is on file'),
    })
    const { stays } = await ask.clients.get({ clientId })
    expect(stays.map(({ name, from }) => `${name} ${from}`)).toEqual([
      'HMP Wakefield 2019-01-13',
      'HMP & YOI Hull 2020-02-15',
      'Whereabouts unknown 2021-03-16',
      'HMP Leeds 2026-03-02',
    ])
  })

  test('matters, with a note; a name that is not the number’s is refused', async () => {
    const { office, ask, clientId } = await withClient()
    const list = [
      'Prison number;Client;Matter title;Kind;Solicitor;Event date;Notes',
      'A1234BC;Fenwright, Dominic;Records of 2020;Medical records;IT;17/05/2020;Rang the wing',
      'A1234BC;Smith, Ada;Other records;Medical records;Imogen Tark;17/05/2020;',
      'A1234BC;;Other records;Medical records;Nobody Here;17/05/2020;',
    ].join('\n')
    const { counts, refused } = await importList(office, list)
    expect(counts).toMatchObject({ recorded: 1, refused: 2 })
    expect(refused[0]!.why).toContain(
      'A1234BC is the number of Dominic Fenwright, not of Smith, Ada',
    )
    expect(refused[1]!.why).toContain('“Nobody Here” is nobody who works here')
    const { rows } = await ask.matters.list({ clientId })
    const matter = await ask.matters.get({ matterId: rows[0]!.id })
    expect(matter).toMatchObject({
      ...{ title: 'Records of 2020', eventOn: '2020-05-17', responsibleName: 'Imogen Tark' },
      notes: [{ text: 'Rang the wing' }],
    })
  })

  test('bodies of prisons, which nobody has verified', async () => {
    const office = await openTestOffice()
    const list =
      'Prison,What it is,Name,Address,Post code,From,Source\nHMP Leeds,Healthcare provider,Aire Health,"1 High Street, Leeds",LS1 1AA,13/01/2024,Their letter\n'
    await importList(office, list)
    const { arrangements } = await office.ask.establishments.arrangements({
      establishmentId: 'leeds' as never,
    })
    expect(arrangements).toMatchObject([
      {
        ...{ sort: 'provider', name: 'Aire Health', from: '2024-01-13', verified: false },
        ...{ lines: ['1 High Street', 'Leeds'], postcode: 'LS1 1AA' },
      },
    ])
  })

  test('representatives from contacts of a vCard file, with what is said for all of them', async () => {
    const { office, ask, clientId } = await withClient()
    const card =
      'BEGIN:VCARD\nVERSION:3.0\nN:Ferrer;Ana;;Ms;\nFN:Ana Ferrer\nADR:;;1 High Street;Leeds;;LS1 1AA;\nTEL:0113 496 0000\nEND:VCARD\n'
    const { token, mapping } = await chosenList(office, card, 'contacts.vcf')
    const columns = (await ask.imports.propose({ token, what: 'contacts' })).columns
    expect(mapping.columns).toHaveLength(columns.length)
    const always = { clientNumber: 'A1234BC', capacity: 'Litigation friend', since: '2/3/2026' }
    await ask.imports.run({ token, mapping: { what: 'contacts', columns, always } })
    const { rows } = await ask.representatives.list({ clientId })
    expect(rows).toMatchObject([
      {
        ...{ capacity: 'litigation-friend', surname: 'Ferrer', title: 'Ms', from: '2026-03-02' },
        ...{ lines: ['1 High Street', 'Leeds'], telephone: '0113 496 0000' },
      },
    ])
  })
})

describe('while an import goes on', () => {
  test('others read what was before it, its progress is told, and when it is cancelled nothing of it is kept', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const { token, mapping } = await chosenList(office, manyClients(400))
    const before = await ask.audit.health({})
    const running = refusalOf(ask.imports.run({ token, mapping }), 'conflict')
    const seen: number[] = []
    for (;;) {
      const { running: what, done, of } = await ask.imports.progress({})
      if (what === '' && seen.length > 0) throw new Error('It ended before it was cancelled.')
      if (what !== '') seen.push(done)
      expect(await shown(office)).toEqual([])
      if (of === 400 && done > 20) break
      await new Promise((later) => setTimeout(later, 5))
    }
    expect((await refusalOf(ask.imports.check({ token, mapping }))).code).toBe('busy')
    await ask.imports.cancel({})
    expect((await running).message).toBe('The import was cancelled. Nothing of it was recorded.')
    expect(seen.length).toBeGreaterThan(1)
    expect(await ask.audit.health({})).toEqual(before)
    expect(await shown(office)).toEqual([])
    expect(await ask.imports.progress({})).toEqual({ running: '', done: 0, of: 0 })
    // The same file can be imported afterwards.
    expect((await ask.imports.run({ token, mapping })).counts.recorded).toBeGreaterThan(390)
  })

  test('an act that somebody asks for waits and follows it', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const { token, mapping } = await chosenList(office, manyClients(45))
    const running = ask.imports.run({ token, mapping })
    while ((await ask.imports.progress({})).done === 0)
      await new Promise((later) => setTimeout(later, 1))
    const client = await ask.clients.register(
      someClient({ prisonNumber: { number: 'B1234BC' } }) as never,
    )
    const { counts } = await running
    const [newest, before] = (await ask.audit.list({ limit: 2 })).entries
    expect([newest!.act, before!.act]).toEqual(['client-registered', 'import-completed'])
    expect(client.surname).toBe('Fenwright')
    expect((await shown(office)).length).toBe(counts.recorded + 1)
  })

  test('a lock breaks it off, and the file is forgotten', async () => {
    const office = await openTestOffice()
    const { ask } = office
    const { token, mapping } = await chosenList(office, manyClients(300))
    const running = refusalOf(ask.imports.run({ token, mapping }))
    while ((await ask.imports.progress({})).done < 10)
      await new Promise((later) => setTimeout(later, 5))
    await office.office.lock()
    expect((await running).message).toContain('cancelled')
    await office.signIn(office.partner)
    expect(await shown(office)).toEqual([])
    expect((await refusalOf(ask.imports.check({ token, mapping }))).message).toContain(
      'Choose it again',
    )
  })
})

describe('who may import', () => {
  test('is a partner alone', async () => {
    const { ask, hire, signIn, platform } = await openTestOffice()
    const caseworker = await hire('Ada Quill', 'caseworker')
    await signIn(caseworker)
    platform.file = { name: 'list.csv', bytes: Buffer.from(LIST) }
    const refusal = await refusalOf(ask.imports.choose({}), 'not-allowed')
    expect(refusal.message).toBe('A caseworker may not import a list. Ask a partner.')
  })

  test('and a file is open to whoever chose it, with another sheet only where it has one', async () => {
    const office = await openTestOffice()
    const { token } = await chosenList(office, LIST)
    const refusal = await refusalOf(office.ask.imports.chooseSheet({ token, sheet: 'Other' }))
    expect(refusal.code).toBe('invalid-input')
    expect((await refusalOf(office.ask.imports.propose({ token: 'x', what: 'stays' }))).code).toBe(
      'conflict',
    )
    office.platform.file = null
    expect(await office.ask.imports.choose({})).toBeNull()
  })
})
