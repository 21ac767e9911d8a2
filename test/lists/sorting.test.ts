import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { columnsIn } from '../../src-main/shell/hidden-columns.ts'
import { MOST_LISTS, settingsIn } from '../../src-main/shell/settings.ts'
import { someConsent } from '../consents/some-consent.ts'
import {
  HOLDER,
  letterAt,
  letterOffice,
  type LetterOffice,
  withAuthority,
} from '../letters/letter-office.ts'
import { copyOf, openTestOffice, refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { somePdf } from '../practice/some-picture.ts'

const SISTER = { name: 'Denise Fenwright', role: 'family' as const }

const PEOPLE = [
  ['Ashdown', 'A1007BC', '1990-02-01'],
  ['Élan', '', null],
  ['de Vries', 'A1001BC', '1985-07-30'],
  ['Okoro', 'A1003BC', null],
  ['Ŵyn', '', '1979-12-31'],
] as const

/** Five clients with a matter each, in the charge of two people by turns. */
async function officeOfFive() {
  const office = await copyOf('five clients with matters', async ({ ask, hire, partner }) => {
    await recordFirm(ask)
    const other = await hire('abel Quill', 'caseworker')
    for (const [at, [surname, number, bornOn]] of PEOPLE.entries()) {
      const exception = number === '' ? 'Not given yet' : ''
      const { id: clientId } = await ask.clients.register(
        someClient({ surname, bornOn, prisonNumber: { number, exception } }),
      )
      await ask.matters.open({
        ...{ clientId, kind: 'treatment', title: ['Teeth', 'asthma', 'Back'][at % 3]! },
        ...{ responsible: at % 2 === 0 ? partner : other, opponents: [] },
        ...{ eventOn: '2026-02-14', knownOn: null, noEventReason: '' },
      })
    }
  })
  return office
}

/** The whole of a list, asked for in pages of two. */
async function inPages<Row>(
  ask: (page: { offset: number; limit: number }) => Promise<{ rows: Row[] }>,
): Promise<Row[]> {
  const all: Row[] = []
  for (;;) {
    const { rows } = await ask({ offset: all.length, limit: 2 })
    if (rows.length === 0) return all
    all.push(...rows)
  }
}

const bothWays = async (ask: (down: boolean) => Promise<unknown[]>) => [
  await ask(false),
  await ask(true),
]
/** Downward is the same the other way round. */
const upAndDown = (upward: readonly unknown[]) => [upward, upward.toReversed()]

describe('the whole list is sorted, page after page', () => {
  test.each([
    ['name', ['Ashdown', 'de Vries', 'Élan', 'Okoro', 'Ŵyn']],
    ['number', ['Élan', 'Ŵyn', 'de Vries', 'Okoro', 'Ashdown']],
    ['born', ['Élan', 'Okoro', 'Ŵyn', 'de Vries', 'Ashdown']],
  ] as const)('clients by %s', async (by, surnames) => {
    const { ask } = await officeOfFive()
    const sorted = (down: boolean) =>
      inPages((page) => ask.clients.find({ sort: { by, down }, ...page }))
    expect(
      await bothWays(async (down) => (await sorted(down)).map(({ surname }) => surname)),
    ).toEqual(upAndDown([...surnames]))
  })

  test('clients that a search finds, who otherwise come by nearness', async () => {
    const { ask } = await officeOfFive()
    const found = async (down: boolean) =>
      (await ask.clients.find({ text: 'Dominic', sort: { by: 'born', down } })).rows.map(
        ({ surname }) => surname,
      )
    expect(await bothWays(found)).toEqual(
      upAndDown(['Élan', 'Okoro', 'Ŵyn', 'de Vries', 'Ashdown']),
    )
  })

  test.each([
    ['client', ['Ashdown', 'de Vries', 'Élan', 'Okoro', 'Ŵyn']],
    ['title', ['Élan', 'Ŵyn', 'de Vries', 'Okoro', 'Ashdown']],
    ['responsible', ['Élan', 'Okoro', 'Ashdown', 'de Vries', 'Ŵyn']],
  ] as const)('matters by %s', async (by, surnames) => {
    const { ask } = await officeOfFive()
    const sorted = (down: boolean) =>
      inPages((page) => ask.matters.list({ sort: { by, down }, ...page }))
    expect(
      await bothWays(async (down) =>
        (await sorted(down)).map(({ clientName }) => clientName.split(',')[0]),
      ),
    ).toEqual(upAndDown([...surnames]))
  })

  test('matters that a search finds, by reference', async () => {
    const { ask } = await officeOfFive()
    const found = async (down: boolean) =>
      (await ask.matters.list({ text: 'teeth', sort: { by: 'ref', down } })).rows.map(
        ({ ourRef }) => ourRef,
      )
    expect((await found(false)).toSorted()).toEqual(await found(false))
    expect(await bothWays(found)).toEqual(upAndDown((await found(true)).toReversed()))
    expect(await found(false)).toHaveLength(2)
  })

  test('a matter of a joined record stands by the name of the record that is kept', async () => {
    const { ask } = await officeOfFive()
    const { rows } = await ask.clients.find({ sort: { by: 'name', down: false } })
    const [ashdown, , , , wyn] = rows
    await ask.clients.join({
      ...{ keptId: ashdown!.id, otherId: wyn!.id, confirmed: true, reason: 'One person' },
    })
    const sorted = await ask.matters.list({ sort: { by: 'client', down: false } })
    expect(sorted.rows.slice(0, 2).map(({ clientName }) => clientName)).toEqual([
      'Ashdown, Dominic',
      'Ashdown, Dominic',
    ])
    expect(sorted.total).toBe(5)
  })
})

describe('letters and disclosures', () => {
  let office: LetterOffice
  beforeAll(async () => {
    office = await letterOffice({}, { tidy: () => {} })
  })

  test('letters are one list across their groups, by recipient, kind, date, client and reference', async () => {
    const { ask } = office
    for (const [step, changes] of [
      ['approved', { datedOn: '2026-11-21' }],
      ['draft', { kind: 'L05', datedOn: '2026-11-23' }],
      ['draft', { datedOn: '2026-11-20' }],
    ] as const)
      await letterAt(office, step === 'approved' ? 'draft' : step, changes as never)
    const by = async (name: 'dated' | 'kind' | 'to' | 'client' | 'ref', down: boolean) =>
      inPages((page) => ask.letters.list({ sort: { by: name, down }, ...page }))
    expect(
      await bothWays(async (down) => (await by('dated', down)).map(({ datedOn }) => datedOn)),
    ).toEqual(upAndDown(['2026-11-20', '2026-11-21', '2026-11-23']))
    expect(
      await bothWays(async (down) => (await by('kind', down)).map(({ kind }) => kind)),
    ).toEqual(upAndDown(['L03', 'L03', 'L05']))
    const readers = (await by('to', false)).map(({ to }) => to)
    expect(readers).toEqual(
      readers.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
    )
    for (const name of ['client', 'ref'] as const) expect(await by(name, true)).toHaveLength(3)
    const { groups } = await ask.letters.list({ sort: { by: 'to', down: false } })
    expect(groups).toMatchObject([{ name: 'unsent', total: 3 }])
  })

  test('the register goes on where its page ended, and an auditor may sort it by day alone', async () => {
    const { ask, clientId, hire, signIn, platform } = office
    platform.file = { name: 'scan.pdf', bytes: somePdf('first page') }
    for (const { id } of [
      await withAuthority(office),
      await ask.consents.record(someConsent(clientId)),
    ])
      await ask.consents.attachScan({ consentId: id })
    await letterAt(office, 'sent')
    for (const asked of ['How he is', 'How he was'])
      await ask.disclosures.recordCall({
        ...{ clientId, caller: SISTER, purpose: 'inform', asked, told: ['health'] },
      })
    const register = async (by: 'on' | 'reader' | 'client', down: boolean) => {
      const all = []
      for (;;) {
        const sort = { by, down }
        const page = await ask.disclosures.list({ sort, offset: all.length, limit: 2 })
        all.push(...page.lines)
        if (!page.next) return all
      }
    }
    expect(
      await bothWays(async (down) => (await register('reader', down)).map(({ reader }) => reader)),
    ).toEqual(upAndDown([SISTER.name, SISTER.name, HOLDER]))
    const days = (await register('on', false)).map(({ on }) => on)
    expect(days).toEqual(days.toSorted())
    await signIn(await hire('Ada Quill', 'auditor'))
    expect(await register('on', true)).toHaveLength(3)
    for (const by of ['reader', 'client'] as const)
      await refusalOf(ask.disclosures.list({ sort: { by, down: false } }), 'not-allowed')
  })
})

test('a list is sorted by no column that is not offered', async () => {
  const { ask } = await openTestOffice()
  await refusalOf(ask.clients.find({ sort: { by: 'tag' as never, down: false } }), 'invalid-input')
})

describe('columns', () => {
  test('are left out for one person on this computer, and come back by a reset', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn, partner, platform } = office
    const settings = settingsIn(path.join(temporaryFolder(), 'settings.json'))
    Object.assign(platform, columnsIn(settings))
    await ask.platform.hideColumns({ list: 'clients', hidden: ['born'] })
    await ask.platform.hideColumns({ list: 'clients', hidden: ['born', 'where'] })
    expect(await ask.platform.columns({})).toEqual([{ list: 'clients', hidden: ['born', 'where'] }])
    await signIn(await hire('Hester Vane', 'secretary'))
    expect(await ask.platform.columns({})).toEqual([])
    await ask.platform.hideColumns({ list: 'matters', hidden: ['title'] })
    await signIn(partner)
    await ask.platform.hideColumns({ list: 'clients', hidden: [] })
    expect(await ask.platform.columns({})).toEqual([])
    expect(settings.read().hidden).toMatchObject([{ list: 'matters' }])
  })

  test('that name a row, or are of another list, stay', async () => {
    const { ask } = await openTestOffice()
    await refusalOf(
      ask.platform.hideColumns({ list: 'clients', hidden: ['name' as never] }),
      'invalid-input',
    )
    await refusalOf(
      ask.platform.hideColumns({ list: 'clients', hidden: ['limitation'] }),
      'invalid-input',
    )
  })

  test('are remembered of so many lists, the newest choices first', () => {
    const settings = settingsIn(path.join(temporaryFolder(), 'settings.json'))
    const { hideColumns, hiddenColumns } = columnsIn(settings)
    for (let nth = 0; nth <= MOST_LISTS; nth++)
      hideColumns(`person-${nth}`, { list: 'letters', hidden: ['state'] })
    expect(hiddenColumns('person-0')).toEqual([])
    expect(hiddenColumns(`person-${MOST_LISTS}`)).toHaveLength(1)
  })
})
