import { expect, test, vi } from 'vitest'
import { IMPORTABLE } from '../../src-main/imports/fields.ts'
import { chosenList, drawnBy } from '../imports/some-list.ts'
import { openTestOffice, someClient, type TestOffice } from '../open-office.ts'
import { rowsOf, savedList } from './saved-list.ts'

vi.setConfig({ testTimeout: 600_000 })

/** What is typed into a name by whoever means no good, or has an unusual one. */
const NAMES = [
  ...['=HYPERLINK("http://x","y")', '+44 20', '-1', '@SUM(A1)', '%x', '|x', "'=already", "'plain"],
  ...[
    'O"Brien',
    "O'Neil, Jr",
    'a;b',
    'a|b',
    'back\\slash',
    'end\\',
    '\\,',
    '007',
    '1e9',
    '3/4/1980',
  ],
  ...[
    'Łukasz Ø',
    'אברהם',
    'محمد',
    '😀',
    '李小龍',
    'van der Berg',
    '=',
    '-',
    'ＦＵＬＬ',
    '١٢٣',
    'true',
  ],
] as const
const LISTS = ['clients', 'stays', 'matters', 'bodies', 'contacts'] as const

/** An office whose clients, with what hangs on them, follow from a seed. */
async function hostileOffice(seed: number): Promise<TestOffice> {
  const office = await openTestOffice()
  const { ask, partner } = office
  const draw = drawnBy(seed)
  const any = <T>(all: readonly T[]): T => all[draw(all.length)]!
  const prisons = (await ask.establishments.list({})).filter(({ current }) => current)
  const day = (year: number) =>
    `${year}-${String(1 + draw(12)).padStart(2, '0')}-${String(1 + draw(28)).padStart(2, '0')}` as never
  const lines = () =>
    any([[], ['Flat 2, Elm House'], ['1 =High Street', 'Leeds, West'], ['@ home']])
  for (const [at, surname] of NAMES.entries()) {
    // By a name without a letter nobody is found who has no number either.
    const numbered = draw(4) > 0 || !/[\p{L}\p{N}]/u.test(surname)
    const client = await ask.clients.register({
      ...someClient({
        ...{ surname, forenames: any([...NAMES, '', '']), bornOn: day(1950 + at) },
        ...{ title: any(['', 'Mr', 'Dr', 'Revd']), pronouns: any([null, 'he', 'she', 'they']) },
        aliases: Array.from({ length: draw(3) }, () => ({
          ...{ surname: any(NAMES), forenames: any([...NAMES, '']) },
        })),
        prisonNumber: numbered
          ? { number: `A${String(1000 + at)}BC`, exception: '' }
          : any([
              { number: '', exception: '=not given' },
              { number: `00${at}`, exception: 'Scottish number' },
            ]),
        nhsNumber: any(['', '943 476 5919', '4010232137']),
        needs: {
          ...{ language: any(['', '+Polski', 'Cymraeg']), interpreter: draw(2) === 0 },
          ...{ largePrint: draw(2) === 0, easyWords: draw(2) === 0, readAloud: draw(2) === 0 },
          note: any(['', '-5 in the left eye; reads "slowly"', 'two\nlines, =x']),
        },
      }),
      stay: {
        ...{ kind: 'prison', establishmentId: any(prisons).id, from: day(2019) },
        source: any(['Letter from the client', '=source', 'a, b; c']),
      },
    } as never)
    const clientId = client.id as never
    if (draw(3) === 0)
      await ask.clients.correct({
        ...{ clientId, version: client.version, reason: 'A new number' },
        ...{ surname, forenames: client.forenames, aliases: client.aliases },
        ...{ bornOn: client.bornOn, needs: client.needs, nhsNumber: client.nhsNumber },
        ...{ pronouns: client.pronouns, title: client.title },
        prisonNumber: { number: `A${String(3000 + at)}BD`, exception: '' },
      } as never)
    for (let year = 2020; year < 2020 + draw(4); year++)
      await ask.clients.recordMove({
        clientId,
        stay: any(
          [
            {
              kind: 'prison',
              establishmentId: any(prisons).id,
              place: '',
              lines: [],
              postcode: '',
            },
            {
              kind: 'released',
              establishmentId: '',
              place: any(['', '=Elm', 'a\\b']),
              lines: lines(),
              postcode: '',
            },
            {
              kind: 'hospital',
              establishmentId: any(prisons).id,
              place: 'LGI',
              lines: [],
              postcode: '',
            },
            { kind: 'unknown', establishmentId: '', place: '', lines: [], postcode: '' },
          ].map((one) => ({ ...one, from: day(year), source: any(['@source', 'Visit']) })),
        ),
      } as never)
    for (let matter = draw(3); matter > 0; matter--)
      await ask.matters.open({
        ...{ clientId, kind: any(['treatment', 'other', 'prison-records']), responsible: partner },
        ...{ title: any(['=Title', 'Records, 2019; "copies"', '+1']), opponents: [] },
        ...any([
          { eventOn: day(2018), knownOn: null, noEventReason: '' },
          { eventOn: day(2018), knownOn: day(2019), noEventReason: '' },
          { eventOn: null, knownOn: null, noEventReason: '-unknown' },
        ]),
      } as never)
    if (draw(2) === 0)
      await ask.representatives.record({
        ...{ clientId, capacity: any(['deputy', 'executor', 'litigation-friend']), title: 'Mrs' },
        ...{
          surname: any(NAMES),
          forenames: any(NAMES),
          lines: lines(),
          postcode: any(['', 'LS1 1AA']),
        },
        ...{ telephone: any(['', '+44 113 496 0000', '0113 496 0000']), from: day(2021) },
        ...{ until: null, covers: ['health', 'property'], together: any(['', '=together']) },
        ...{ limits: any(['', 'a; b, "c"']), provedOn: null, seenBy: null, source: '@source' },
      } as never)
  }
  for (const [at, name] of NAMES.entries())
    await ask.establishments.recordArrangement({
      ...{ establishmentId: any(prisons).id, sort: any(['provider', 'commissioner', 'operator']) },
      ...{ name, lines: lines(), postcode: '', from: draw(2) === 0 ? null : day(2010), to: null },
      ...{
        seenOn: null,
        source: any(['=s', 'Site']),
        note: any(['', '"n"; =x']),
        verified: at % 2 === 0,
      },
    } as never)
  return office
}

/** The rows of a list as far as an import can give them back, in no order. */
async function comparable(office: TestOffice, list: (typeof LISTS)[number]) {
  const labels = new Set(IMPORTABLE[list].map(({ label }) => label))
  return (await rowsOf(await savedList(office, list)))
    .map((row) => JSON.stringify(Object.entries(row).filter(([name]) => labels.has(name))))
    .toSorted()
}

test.each([
  [1, 'csv'],
  [2, 'xlsx'],
] as const)(
  'the lists of a hostile office (%i, as %s) come into a new one as they were, with nothing matched or asked',
  async (seed, kind) => {
    const from = await hostileOffice(seed)
    const to = await openTestOffice()
    const files = []
    for (const list of LISTS) files.push({ list, ...(await savedList(from, list, { kind })) })
    for (const { list, bytes, rows } of files) {
      const { token, mapping } = await chosenList(to, bytes)
      expect(mapping.what).toBe(list)
      const choices = { otherwise: 'new' as const, rows: {} }
      const { questions } = await to.ask.imports.check({ token, mapping, choices })
      expect(questions).toEqual({ faults: [], days: [], prisons: [] })
      const { counts, refused } = await to.ask.imports.run({ token, mapping, choices })
      expect(refused).toEqual([])
      expect(counts).toMatchObject({ rows, skipped: 0 })
      expect(await comparable(to, list)).toEqual(await comparable(from, list))
    }
    expect(await comparable(to, 'clients')).toEqual(await comparable(from, 'clients'))
    expect((await to.ask.audit.verify({})).findings).toEqual([])
  },
)
