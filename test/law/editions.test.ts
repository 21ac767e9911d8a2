import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packEdition } from '../../src-main/law/edition-pack.ts'
import { day, letterAt, withAuthority } from '../letters/letter-office.ts'
import { papersOf, sound } from '../office-papers.ts'
import { refusalOf } from '../open-office.ts'
import { asFile, editionOffice } from './edition-office.ts'
import { laterEdition, packed, shippedTexts, somePublisher } from './some-edition.ts'
import { amendNow, checkNow } from './as-it-stands.ts'

/** R02 as it stands now gets two months; 2.1.1 says it in other words; a holiday is proclaimed. */
const twoMonths = laterEdition({
  'rights/rules.json': ({ rules }) => {
    rules[1].versions.at(-1).period.count = 2
  },
  'rights/topics.json': ({ topics }) => {
    topics[0].versions.at(-1).text = 'NHS England pays, in England alone.'
  },
  'holidays.json': ({ days }) => {
    days.push({ on: '2027-05-10', name: 'Jubilee' })
  },
})
const events = { receivedOn: day('2026-11-25') }
const R02 = 'rule:R02:UK GDPR, Article 12A'
const saying = (entry: string, change: object) => ({
  ...{ entry, change: change as never, source: 'SI 2026/999', note: '' },
  checkedOn: day('2026-11-23'),
})

describe('a new edition is shown before it is brought in', () => {
  test('with everything it says differently, in words, and nothing is recorded', async () => {
    const { ask, offer, platform } = await editionOffice()
    const { entries } = await ask.audit.health({})
    offer(twoMonths)
    const news = (await ask.law.previewEdition({}))!
    expect(platform.asked.at(-1)).toMatchObject({ kinds: ['edition'], atMost: 8_000_000 })
    expect(news.edition).toMatchObject({ id: '2027-01-15', publishedOn: '2027-01-15' })
    expect(news.inUse).toMatchObject({ publishedOn: '2026-11-28' })
    expect(news.changes).toEqual([
      {
        ...{ sort: 'holiday', what: 'added', title: 'Jubilee, 10 May 2027' },
        fields: [{ field: 'name', before: '', after: 'Jubilee' }],
      },
      {
        ...{ sort: 'rule', what: 'changed' },
        title: 'R02 Answer to a request for records, from 5 February 2026',
        fields: [{ field: 'period', before: '1 month', after: '2 months' }],
      },
      {
        ...{ sort: 'topic', what: 'changed', title: '2.1.1 Who pays, from 1 April 2013' },
        fields: [
          {
            field: 'text',
            before: 'NHS England holds the money for prisons in England.',
            after: 'NHS England pays, in England alone.',
          },
        ],
      },
    ])
    expect([news.edits, news.moved]).toEqual([[], []])
    expect((await ask.audit.health({})).entries).toBe(entries)
    expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2026-12-29')
  })

  test('with the open deadlines that it moves, and just those move when it is brought in', async () => {
    const office = await editionOffice()
    office.clock.set('2026-11-23T09:00:00.000Z')
    await withAuthority(office)
    const { id: letterId, deadline } = await letterAt(office, 'sent')
    office.clock.set('2027-02-01T09:00:00.000Z')
    office.offer(twoMonths)
    const news = (await office.ask.law.previewEdition({}))!
    expect(news.moved).toMatchObject([
      {
        ...{ what: 'letter', letterId, rule: 'R02' },
        before: { due: deadline!.due, prudent: deadline!.prudent },
        after: { due: '2027-01-25' },
      },
    ])
    const { moved, edition } = await office.ask.law.importEdition({ token: news.token })
    expect(moved).toEqual(news.moved)
    expect(edition).toMatchObject({ id: '2027-01-15', imported: true, fault: null })
    expect((await office.ask.letters.get({ letterId })).deadline?.due).toBe('2027-01-25')
  })

  test('with what becomes of the office’s own changes, and which checks lapse', async () => {
    const { ask, offer, bringIn } = await editionOffice()
    await amendNow(ask, saying(R02, { sort: 'rule', name: 'Article 12A' }))
    await amendNow(ask, saying('receipt:second-class', { sort: 'receipt', workingDaysAfter: 6 }))
    await amendNow(ask, saying('topic:2.5.6:2003-04-01', { sort: 'topic', text: 'Two parts.' }))
    const jubilee = { what: 'added' as const, on: day('2027-05-10'), name: 'Jubilee' }
    await ask.deadlines.recordHoliday({ change: jubilee, source: 'Gazette', note: '' })
    const checked = { checkedOn: day('2026-11-23'), source: 'The Act itself', note: '' }
    await checkNow(ask, { entry: 'row:C10', ...checked })
    await checkNow(ask, { entry: 'row:K5', ...checked })
    const next = laterEdition({
      'rights/rules.json': ({ rules }) => (rules[1].versions.at(-1).period.count = 2),
      'rights/routes.json': ({ rows }) => {
        rows.find(({ id }: { id: string }) => id === 'C10').uncertain = 'One contract was read.'
      },
      'rights/topics.json': ({ topics }) => {
        topics.find(({ id }: { id: string }) => id === '2.5.6').versions[0].from = '2003-04-02'
      },
      'holidays.json': ({ days }) => days.push({ on: '2027-05-10', name: 'Jubilee' }),
    })
    offer(next)
    const { edits, lapses } = (await ask.law.previewEdition({}))!
    expect(edits).toMatchObject([
      {
        ...{ entry: R02, outcome: 'shipped-differs', by: 'Imogen Tark' },
        fields: [{ field: 'period', before: '1 month', after: '2 months' }],
      },
      { entry: 'receipt:second-class', outcome: 'holds', fields: [] },
      { entry: 'topic:2.5.6:2003-04-01', outcome: 'entry-gone', fields: [] },
      { title: 'Jubilee, 10 May 2027', outcome: 'now-shipped' },
    ])
    expect(lapses).toEqual([
      {
        ...{ entry: 'row:C10', by: 'Imogen Tark', checkedOn: '2026-11-23' },
        title: expect.stringContaining('C10'),
      },
    ])
    const { edition } = await bringIn(next)
    expect(edition).toMatchObject({ edits: 2, orphans: 2 })
    const worked = await ask.deadlines.work({ rule: 'R02', events })
    expect([worked.due, worked.version]).toEqual(['2027-01-25', 'Article 12A'])
    const listed = await ask.law.amendable({})
    expect(listed.find(({ entry }) => entry === 'receipt:second-class')).toMatchObject({
      now: { workingDaysAfter: 6 },
    })
  })

  test('and what was opened under the one before is neither changed nor checked over what the new one says', async () => {
    const { ask, bringIn, clock } = await editionOffice()
    const before = await ask.law.amendable({})
    const versionOf = (key: string) => before.find(({ entry }) => entry === key)!.version
    const read = (await ask.law.toCheck({})).find(({ entry }) => entry === R02)!
    await bringIn(twoMonths)
    const unseen = { ...saying(R02, { sort: 'rule', name: '12A' }), version: versionOf(R02) }
    expect((await refusalOf(ask.law.amend(unseen), 'conflict')).message).toContain('new edition')
    await refusalOf(ask.law.previewAmendment(unseen), 'conflict')
    const said = { checkedOn: day('2027-01-20'), source: 'legislation.gov.uk', note: '' }
    const check = ask.law.recordCheck({ entry: R02, version: read.version, ...said })
    expect((await refusalOf(check, 'conflict')).message).toContain('was changed after')
    const now = (await ask.law.amendable({})).find(({ entry }) => entry === R02)!
    expect(now.since).toEqual({ at: clock().toISOString(), by: 'Imogen Tark' })
    // What the new one says as the one before goes on as it was opened.
    const dx = saying('receipt:dx', { sort: 'receipt', workingDaysAfter: 6 })
    await ask.law.amend({ ...dx, version: versionOf('receipt:dx') })
  })

  test('whoever thinks better of it, or is no partner, sees and changes nothing', async () => {
    const { ask, platform, hire, signIn, offer } = await editionOffice()
    platform.file = null
    expect(await ask.law.previewEdition({})).toBeNull()
    const other = await hire('Ivo Tarn', 'caseworker')
    offer(twoMonths)
    const { token } = (await ask.law.previewEdition({}))!
    await signIn(other)
    await refusalOf(ask.law.previewEdition({}), 'not-allowed')
    await refusalOf(ask.law.importEdition({ token }), 'not-allowed')
    expect((await ask.law.editions({})).map(({ imported }) => imported)).toEqual([false])
  })

  test('what one partner was shown, another does not bring in, nor does anybody twice', async () => {
    const { ask, hire, signIn, offer, partner } = await editionOffice()
    const other = await hire('Ivo Tarn', 'partner')
    offer(twoMonths)
    const { token } = (await ask.law.previewEdition({}))!
    await signIn(other)
    await refusalOf(ask.law.importEdition({ token }), 'conflict')
    await signIn(partner)
    await ask.law.importEdition({ token })
    await refusalOf(ask.law.importEdition({ token }), 'conflict')
    await refusalOf(ask.law.importEdition({ token: '' }), 'conflict')
  })
})

describe('an edition that was brought in', () => {
  test('stands in the log with its hashes, lasts, is drawn again, and verifies', async () => {
    const office = await editionOffice()
    await office.bringIn(twoMonths)
    const file = createHash('sha256').update(packed(twoMonths, office.publisher)).digest('hex')
    const { entries } = await office.ask.audit.list({ limit: 1 })
    expect(entries[0]?.act).toBe('edition-imported')
    await office.restart()
    await office.signIn(office.partner)
    await office.office.rebuild()
    const { ask } = office
    expect(await ask.law.editions({})).toMatchObject([
      {
        ...{ id: '2027-01-15', imported: true, inUse: true, by: 'Imogen Tark', file, note: null },
        at: '2027-02-01T09:00:00.000Z',
      },
      {
        ...{ id: '2026-11-28', imported: false, inUse: false, at: null, file: null },
        note: 'The imported edition is newer.',
      },
    ])
    expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2027-01-25')
    const { verdict, findings } = await ask.audit.verify({})
    expect([verdict, findings]).toEqual(['consistent', []])
    const { kept, ...faults } = await papersOf(office)
    expect(faults).toEqual({ missing: [], damaged: [], orphans: [] })
    expect(kept).toBeGreaterThan(0)
  })

  test('changes no letter that was approved before: it keeps the edition it was made under', async () => {
    const office = await editionOffice()
    await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'approved', { datedOn: day('2027-02-01') })
    await office.ask.letters.openInReader({ letterId })
    await office.bringIn(twoMonths)
    await office.ask.letters.openInReader({ letterId })
    const [before, after] = office.platform.paper.slice(-2)
    expect(Buffer.from(after!.pdf).equals(before!.pdf)).toBe(true)
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('is followed by a newer one, and the list says so', async () => {
    const { ask, bringIn } = await editionOffice()
    await bringIn(twoMonths)
    await bringIn(laterEdition({}, '2027-01-20'))
    expect(
      (await ask.law.editions({})).map(({ publishedOn, inUse, note }) => [
        publishedOn,
        inUse,
        note,
      ]),
    ).toEqual([
      ['2027-01-20', true, null],
      ['2026-11-28', false, 'The imported edition is newer.'],
      ['2027-01-15', false, 'A newer edition was imported after it.'],
    ])
    expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2026-12-29')
  })

  test('gives way to the edition of a later program, and the list says so', async () => {
    const office = await editionOffice()
    await office.bringIn(twoMonths)
    office.shipAnew(laterEdition({}, '2027-01-31'))
    await office.restart()
    await office.signIn(office.partner)
    expect(await office.ask.law.editions({})).toMatchObject([
      { publishedOn: '2027-01-31', imported: false, inUse: true, note: null },
      { inUse: false, note: 'The edition supplied with the program is newer.' },
    ])
    expect(await office.ask.law.edition({})).toMatchObject({ imported: false, fault: null })
  })

  test.each<[string, (file: string) => void]>([
    ['lost', (file) => rmSync(file)],
    ['damaged', (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
  ])(
    'whose file is %s leaves the office working by what came with the program; verify names it, and the file can be brought in again',
    async (_, harm) => {
      const office = await editionOffice()
      const there = new Set(papersIn(office.folder))
      await office.bringIn(twoMonths)
      const paper = papersIn(office.folder).find((name) => !there.has(name))!
      harm(join(office.folder, 'papers', paper))
      await office.restart()
      await office.signIn(office.partner)
      const { ask } = office
      expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2026-12-29')
      const { fault } = await ask.law.edition({})
      expect(fault).toContain('“The law of 2027-01-15”, imported on 1 February 2027')
      expect((await ask.law.editions({})).map(({ note }) => note)).toEqual([fault, fault])
      const { verdict, findings } = await ask.audit.verify({})
      expect(verdict).toBe('finding')
      expect(findings[0]?.what).toMatch(/edition of the law imported by entry \d+ failed its check/)
      await office.bringIn(twoMonths)
      expect(await ask.law.edition({})).toMatchObject({ imported: true, fault: null })
      expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2027-01-25')
    },
  )
})

const papersIn = (folder: string): string[] => {
  try {
    return readdirSync(join(folder, 'papers'))
  } catch {
    return []
  }
}

describe('is refused, and nothing is kept of it:', () => {
  const ruined = laterEdition({
    'rights/rules.json': ({ rules }) => (rules[1].versions[0].from = '2018-02-30'),
  })
  const strange = laterEdition({
    'rights/topics.json': ({ topics }) => (topics[0].__proto__ = { text: 1 }),
    'rights/bodies.json': ({ bodies }) => (bodies[3].names = 'king'),
  })
  const noTitle = laterEdition({ 'rights/edition.json': (data) => delete data.title })
  const fewer = new Map([...laterEdition()].filter(([name]) => name !== 'rights/days.json'))
  const noJson = new Map([...laterEdition(), ['rights/seed.json', '{"facts":']])

  test.each<[string, (by: ReturnType<typeof somePublisher>) => Uint8Array, string]>([
    [
      'an edition by somebody else',
      () => packed(laterEdition(), somePublisher()),
      'not signed by the',
    ],
    ['a file cut short', (by) => packed(laterEdition(), by).subarray(0, 200_000), 'damaged'],
    ['a letter', () => Buffer.from('%PDF-1.7 letter'), 'not an edition of the law'],
    ['the edition in use', (by) => packed(shippedTexts, by), 'already in use'],
    ['one as old', (by) => packed(laterEdition({}, '2026-11-28'), by), 'not newer than the one'],
    ['an older one', (by) => packed(laterEdition({}, '2026-01-01'), by), 'of 28 November 2026'],
    ['one from the future', (by) => packed(laterEdition({}, '2027-02-02'), by), 'in the future'],
    ['a day that is none', (by) => packed(ruined, by), 'rules.json, entry R02, versions, 1, from'],
    ['words where a list must be', (by) => packed(strange, by), 'bodies.json, entry operator'],
    ['no title', (by) => packed(noTitle, by), 'edition.json'],
    ['a file missing', (by) => packed(fewer, by), 'days.json, the whole file: it is missing'],
    ['a file that is no JSON', (by) => packed(noJson, by), 'seed.json, the whole file: it is not'],
    [
      'a newer format',
      ({ name, key }) =>
        Buffer.from(
          packEdition(laterEdition(), name, key).replace('remedy-edition/1', 'remedy-edition/9'),
        ),
      'newer version of the program',
    ],
  ])('%s', async (_, made, why) => {
    const office = await editionOffice()
    const { ask, platform, publisher } = office
    const { entries } = await ask.audit.health({})
    platform.file = asFile(made(publisher))
    expect((await refusalOf(ask.law.previewEdition({}), 'invalid-input')).message).toContain(why)
    expect((await ask.audit.health({})).entries).toBe(entries)
    expect(await ask.law.editions({})).toHaveLength(1)
    expect(await papersOf(office)).toEqual(sound(0))
  })
})

test('a letter that was approved by a law which a newer edition ended is to be recalled before it leaves, and a draft says what to do', async () => {
  const office = await editionOffice()
  const { ask, clock } = office
  clock.set('2027-01-11T09:00:00.000Z')
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'signed')
  const { id: draft } = await letterAt(office, 'draft')
  clock.set('2027-01-18T09:00:00.000Z')
  await office.bringIn(
    laterEdition({
      'rights/rules.json': ({ rules }) => {
        for (const rule of rules)
          for (const version of rule.versions)
            if (version.authority.instrument === 'UK GDPR' && version.to === null)
              version.to = '2027-01-17'
      },
    }),
  )
  const stopped = await ask.letters.get({ letterId })
  expect(stopped.state).toBe('to-recall')
  expect(stopped.gate.missing.map(({ what }) => what)).toContainEqual(
    'The letter cites the UK GDPR, which was in force until 17 January 2027.',
  )
  const on = day('2027-01-18')
  await refusalOf(ask.letters.send({ letterId, route: 'first-class', on }), 'conflict')
  const { groups } = await ask.day.view({})
  const toRecall = groups.find(({ name }) => name === 'recall')?.items
  expect(toRecall?.map((one) => one.letterId)).toContain(letterId)
  expect((await ask.letters.get({ letterId: draft })).gate.open).toBe(false)
})
