import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Establishment } from '../../src-main/establishments/contract.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { z } from '../../src-main/wire/schema.ts'

const resources = resolve(import.meta.dirname, '../../resources')
const prisons = establishments({ resources })
const list = async (text = '') =>
  z.array(Establishment).parse(await prisons.list({ text }, { id: '', name: '', role: 'partner' }))

/** The tables, one line changed by `change`, in a folder that goes when the test does. */
function changed(file: string, change: (lines: string[]) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'remedy-prisons-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['establishments.csv', 'establishment-operators.csv'])
    copyFileSync(join(resources, name), join(folder, name))
  const lines = readFileSync(join(folder, file), 'utf8').split('\n')
  change(lines)
  writeFileSync(join(folder, file), lines.join('\n'))
  return folder
}

describe('the list of prisons (establishments.list)', () => {
  test('has every prison of England and Wales and those of the years from 2003 that are no more', async () => {
    const all = await list()
    expect(all.filter(({ current }) => current)).toHaveLength(124)
    expect(all.filter(({ current }) => !current)).toHaveLength(33)
    expect(all.filter(({ country }) => country === 'Wales').map(({ id }) => id)).toEqual([
      ...['berwyn', 'cardiff', 'parc', 'prescoed', 'swansea', 'usk'],
    ])
    for (const { country, nhsRegion } of all)
      expect(nhsRegion === 'Wales').toBe(country === 'Wales')
  })

  test('gives each an id made of its short name, once, that never changes', async () => {
    const all = await list()
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, shortName, name } of all) {
      expect(id).toBe(shortName.toLowerCase().replace(/[^a-z]+/g, '-'))
      expect(name).toMatch(
        new RegExp(`^(HMP|HMYOI|HMP & YOI) ${shortName}$|^${shortName} Secure Training Centre$`),
      )
    }
    const ids = all.map(({ id }) => id)
    for (const id of ['leeds', 'isle-of-wight', 'holloway', 'albany', 'low-newton', 'the-mount'])
      expect(ids).toContain(id)
  })

  test('calls each by its official name, and knows Stoke Heath and the secure training centres', () => {
    const names = ['bedford', 'isle-of-wight', 'stoke-heath', 'oakhill', 'leeds', 'werrington']
    expect(names.map((id) => prisons.byId(id)!.name)).toEqual([
      ...['HMP & YOI Bedford', 'HMP & YOI Isle of Wight', 'HMP & YOI Stoke Heath'],
      ...['Oakhill Secure Training Centre', 'HMP Leeds', 'HMYOI Werrington'],
    ])
    for (const id of ['rainsbrook', 'medway', 'hassockfield'])
      expect(prisons.byId(id)).toMatchObject({ current: false })
  })

  test.each([
    ['HMP Bedford', 'bedford'],
    ['HMYOI Bedford', 'bedford'],
    ['HMP/YOI Bedford', 'bedford'],
    ['hmp & yoi wrin', null],
    ['HMYOI Stoke H', 'stoke-heath'],
    ['Oakhill STC', 'oakhill'],
    ['HMP Werrington', 'werrington'],
  ])('finds %s by whatever style is typed', async (typed, id) => {
    expect((await list(typed)).map((one) => one.id)).toEqual(id === null ? [] : [id])
  })

  test('names successors that exist and are in use, and only for prisons that are no more', async () => {
    for (const { successors, current } of await list()) {
      if (current) expect(successors).toEqual([])
      for (const id of successors) expect(prisons.byId(id)).toMatchObject({ current: true })
    }
    expect(prisons.byId('albany')?.successors).toEqual(['isle-of-wight'])
  })

  test('says in its note wherever a day is not known, and asks for a check of what is uncertain', async () => {
    const all = await list()
    const partly = all.filter(
      ({ opened, closed, current }) =>
        [opened, closed].some((day) => day !== null && day.length < 10) ||
        (!current && closed === null),
    )
    const uncertain = all.filter(({ confidence }) => confidence === 'uncertain')
    expect(partly.length).toBeGreaterThan(0)
    expect(uncertain.length).toBeGreaterThan(0)
    for (const { note } of partly) expect(note).toMatch(/(not|neither day is) known here/)
    for (const { note } of uncertain) expect(note).toMatch(/check|not known/)
  })

  test('knows who ran a prison, as far as it is known', () => {
    const spans = prisons.byId('lowdham-grange')!.operators
    expect(spans.map(({ operator, from }) => `${operator} ${from ?? '?'}`)).toEqual([
      'Serco ?',
      'Sodexo 2023-02',
      'Public prison service 2023-12-18',
    ])
    expect(prisons.byId('altcourse')!.operators[0]).toMatchObject({
      operator: 'G4S',
      to: '2023-05-31',
    })
    expect(prisons.byId('leeds')!.operators).toEqual([])
  })

  test('is searched by the beginning of any word of name or area', async () => {
    expect((await list('wight')).map(({ id }) => id)).toEqual([
      ...['albany', 'camp-hill', 'isle-of-wight', 'parkhurst'],
    ])
    expect((await list('hmp lee')).map(({ id }) => id)).toEqual(['leeds'])
    expect(await list('zz')).toEqual([])
  })

  test('gives no prison for an id it does not have', () => {
    expect(prisons.byId('atlantis')).toBeUndefined()
    expect(prisons.byId('constructor')).toBeUndefined()
  })
})

describe('a table that is wrong is refused, never mended', () => {
  const prison = 'establishments.csv'
  const leeds = (lines: string[]) => lines.findIndex((line) => line.startsWith('leeds,'))
  const refused = (file: string, change: (lines: string[]) => void) => {
    const folder = changed(file, change)
    return () => establishments({ resources: folder })
  }

  test.each([
    ['a country that is neither', /,England,/, ',Scotland,', 'country'],
    ['a day that does not exist', /,England,,/, ',England,2023-02-30,', 'opened'],
    ['an id in capitals', /^leeds/, 'Leeds', 'id'],
    ['an unknown word for current', /,yes,/, ',maybe,', 'current'],
    ['an unknown confidence', /,known,/, ',sure,', 'confidence'],
    ['a successor that is not there', /,yes,,/, ',yes,atlantis,', 'successors'],
    ['an id that is there twice', /^leeds/, 'lewes', 'id'],
    ['a current prison with a closing day', /,,yes,/, ',2020,yes,', 'closed'],
  ])('%s is named with file, line and column', (_, from, to, column) => {
    let line = 0
    const load = refused(prison, (lines) => {
      line = leeds(lines)
      const before = lines[line]!
      lines[line] = before.replace(from, to)
      expect(lines[line]).not.toBe(before)
    })
    // The second of two equal ids is the one named.
    const at = from.source === '^leeds' && to === 'lewes' ? line + 3 : line + 1
    expect(load).toThrow(`establishments.csv, line ${at}, column ${column}:`)
  })

  test('a missing column, a row too short and a missing file are refused', () => {
    const heading = refused(prison, (lines) => (lines[0] = lines[0]!.replace(',area', ',place')))
    expect(heading).toThrow('establishments.csv, line 1, column area')
    const short = refused(prison, (lines) => (lines[leeds(lines)] = 'leeds,Leeds'))
    expect(short).toThrow('establishments.csv, line')
    expect(() => establishments({ resources: '/nowhere' })).toThrow('establishments.csv is missing')
    const operator = refused('establishment-operators.csv', (lines) =>
      lines.splice(1, 0, 'atlantis,X,,,known,'),
    )
    expect(operator).toThrow('establishment-operators.csv, line 2, column id')
  })
})
