import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import type { LetterContent, LetterId } from '../../src-main/letters/contract.ts'
import { gate } from '../../src-main/letters/gate.ts'
import { gateCase } from '../../src-main/letters/gate-case.ts'
import { modelsOf } from '../../src-main/letters/model-of.ts'
import { printedOf } from '../../src-main/letters/printed.ts'
import { openBooks, openLetters, type LetterRecord } from '../../src-main/letters/record.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { loadTemplates } from '../../src-main/letters/template.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { lawStore } from '../../src-main/law/law-book.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { layOutEnvelope } from '../../src-main/typesetting/envelope.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LaidOut } from '../../src-main/typesetting/page.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { PASSPHRASE, refusalOf, resources, someClient } from '../open-office.ts'
import { someConsent } from '../consents/some-consent.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { filledIn, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'

const fonts = loadFonts(resources)
const HELD = 'hiv-sexual-health'
const shut = ({ gate: { decisions } }: { gate: ReturnType<typeof gate> }) =>
  decisions.filter(({ allowed }) => !allowed)

const sister = { name: 'Denise Fenwright', role: 'family' as const }
const copy = (name: string, lines: string[]): Pick<LetterContent, 'copies'> => ({
  copies: [{ addressee: { ...sister, name, lines, postcode: '' } }],
})
type Change = (content: LetterContent) => Partial<LetterContent>
/** Passages of their own, one after the other. */
const passages =
  (...texts: string[]): Change =>
  (content) => ({
    passages: [
      ...content.passages,
      ...texts.map((text, at) => ({
        ...content.passages[0]!,
        ...{ id: `own-${at}`, class: null, origin: 'written' as const, text },
      })),
    ],
  })
const to = (changes: Partial<LetterContent['addressee']>): Change => {
  return ({ addressee }) => ({ addressee: { ...addressee, ...changes } })
}

describe('a word that tells of HIV keeps a letter in the office, wherever it would be printed', () => {
  let office: LetterOffice
  const tidying: (() => Promise<void>)[] = []
  beforeAll(async () => {
    office = await letterOffice({}, { tidy: (clean) => void tidying.push(clean) })
    await withAuthority(office)
  })
  afterAll(async () => {
    for (const clean of tidying) await clean()
  })
  const places: [string, string, Change][] = [
    ['their reference', 'reference', () => ({ yourRef: 'HIV positive since 2019' })],
    ['the salutation', 'salutation', () => ({ salutation: 'Dear HIV clinic team' })],
    ['a line of the address', 'addressee', to({ lines: ['Re Mr Smith, who is HIV positive'] })],
    ['two lines of the address', 'addressee', to({ lines: ['Sexual', 'Health', 'Leeds'] })],
    ['the postcode of an address abroad', 'addressee', to({ lines: ['France'], postcode: 'HIV+' })],
    ['the heading', 'heading', ({ heading }) => ({ heading: `${heading} (H.I.V.)` })],
    ['the name of who gets a copy', 'copy', () => copy('HIV Clinic', ['1 Example Lane'])],
    ['the address of who gets a copy', 'copy', () => copy(sister.name, ['HIV Unit'])],
    [
      'an enclosure',
      'enclosure',
      ({ enclosures }) => ({
        enclosures: [...enclosures, { name: 'Letter about HIV', class: 'identity' }],
      }),
    ],
    ['two passages', 'passage', passages('He asked about sexual', 'health again.')],
    ['three passages', 'passage', passages('The human', 'immunodeficiency', 'virus test is due.')],
    ['passages that divide a word', 'passage', passages('He asked about sexu-', 'al health.')],
    ['the end of a paragraph', 'passage', passages('He asked about sexual\n\nhealth again.')],
    ['numbered items', 'passage', passages('1. sexual\n2. health')],
    ['a heading and its text', 'passage', passages('## Sexual\n\nHealth was asked about.')],
    [
      'a heading and its table',
      'passage',
      passages('## Sexual\n\n| Health | Day |\n| --- | --- |\n| a | b |'),
    ],
    [
      'two cells of a row',
      'passage',
      passages('| A | B |\n| --- | --- |\n| seen in sexual | health clinic |'),
    ],
    [
      'two cells of a column',
      'passage',
      passages('| Sexual | Day |\n| --- | --- |\n| health | 3 May |'),
    ],
    [
      'the heading of the letter and its first words',
      'passage',
      ({ passages: [first, ...rest], heading }) => ({
        heading: `${heading}, sexual`,
        passages: [{ ...first!, origin: 'written', text: 'Health was asked about.' }, ...rest],
      }),
    ],
    [
      'two enclosures',
      'enclosure',
      ({ enclosures }) => ({
        enclosures: [
          ...enclosures,
          { name: 'Notes of sexual', class: 'identity' },
          { name: 'health', class: 'identity' },
        ],
      }),
    ],
  ]
  test('a harmless phrase, or words that only stand near each other, run over two places as well', async () => {
    const content = await filledIn(office)
    const harmless = [
      ['He asked about sexual matters.', 'His health is good.'],
      ['| Sexual | Day |\n| --- | --- |\n| 3 May | health |'],
    ]
    for (const texts of harmless) {
      const typed = { ...content, ...passages(...texts)(content) }
      expect(shut((await office.ask.letters.draft(typed)) as never)).toEqual([])
    }
  })
  test.each(places)('%s', async (_, what, change) => {
    const content = await filledIn(office)
    const typed = { ...content, ...change(content) }
    const letter = await office.ask.letters.draft(typed)
    expect(shut(letter as never)).toContainEqual(expect.objectContaining({ what, class: HELD }))
    const { id: letterId, version } = letter
    const { message } = await refusalOf(office.ask.letters.approve({ letterId, version }))
    expect(message).toContain('may not be approved yet')
  })
})

test('what is filled into a template counts as typed: another name of the client that tells of HIV', async () => {
  const office = await letterOffice()
  const { id } = await office.ask.clients.register(
    someClient({
      surname: 'Aliased',
      prisonNumber: { number: 'A9876BC', exception: '' },
      aliases: [{ surname: 'positive since 2010', forenames: 'Big Al HIV' }],
    }),
  )
  const { id: matterId } = await office.ask.matters.open({
    ...{ clientId: id, kind: 'health-records', title: 'Records', responsible: office.partner },
    ...{ opponents: [], eventOn: '2026-06-14' as never, knownOn: null, noEventReason: '' },
  })
  await withAuthority({ ...office, clientId: id } as LetterOffice)
  const letter = await office.ask.letters.draft(
    await filledIn({ ...office, matterId, ask: office.ask }),
  )
  expect(letter.content.passages.every(({ origin }) => origin === 'template')).toBe(true)
  expect(shut(letter as never)).toContainEqual(
    expect.objectContaining({ what: 'passage', at: 'instructions', class: HELD }),
  )
})

test('what the firm says of itself and how its references are made is read as well', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  await recordFirm(office.ask, { company: 'HIV Advice Limited' })
  const letter = await office.ask.letters.draft(await filledIn(office))
  expect(shut(letter as never)).toContainEqual(
    expect.objectContaining({ what: 'firm', class: HELD }),
  )
  await recordFirm(office.ask, { referencePattern: 'HIV/{clientNumber}-{matterNumber}' })
  const { id: matterId } = await office.ask.matters.open({
    ...{ clientId: office.clientId, kind: 'health-records', title: 'More records' },
    ...{ responsible: office.partner, opponents: [], eventOn: '2026-06-14' as never },
    ...{ knownOn: null, noEventReason: '' },
  })
  const referred = await office.ask.letters.draft(
    await filledIn({ ...office, matterId, ask: office.ask }),
  )
  expect(shut(referred as never)).toContainEqual(
    expect.objectContaining({ what: 'reference', at: 'ours', class: HELD }),
  )
})

test('a body that the client’s own form names may be written to by its name, and others may not read it', async () => {
  const office = await letterOffice()
  const recipient = { name: 'Leeds Sexual Health Clinic', role: 'records-holder' as const }
  await withAuthority(office, { recipient })
  const content = await filledIn(office)
  const addressee = { ...content.addressee, name: recipient.name }
  const letter = await office.ask.letters.draft({ ...content, addressee })
  expect(letter.gate.open).toBe(true)
  await office.ask.consents.record(
    someConsent(office.clientId, {
      ...{ recipient: sister, purpose: 'obtain-records' },
      choices: (['identity', 'location', 'health'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
    }),
  )
  const copied = await office.ask.letters.draft({
    ...{ ...content, addressee },
    ...copy(sister.name, ['1 Example Lane']),
  })
  expect(shut(copied as never).map(({ what, reader }) => [what, reader])).toEqual([
    ['addressee', sister.name],
  ])
})

test('an envelope tells nobody anything, not even the client’s own information to the client', async () => {
  const office = await letterOffice()
  const content = await filledIn(office, { kind: 'L24' })
  const consentRequested = {
    ...{ recipient: sister, purpose: 'inform' as const, classes: ['health' as const] },
  }
  const inside = await office.ask.letters.draft({
    ...{ ...content, consentRequested },
    heading: 'About HIV',
  })
  expect(shut(inside as never)).toEqual([])
  const { addressee } = content
  const lines = [...addressee.lines.slice(0, -1), 'HIV clinic', ...addressee.lines.slice(-1)]
  const outside = await office.ask.letters.draft({
    ...{ ...content, consentRequested },
    addressee: { ...addressee, lines },
  })
  expect(shut(outside as never)).toMatchObject([
    { what: 'addressee', class: HELD, reader: 'Whoever handles the envelope' },
  ])
})

describe('nothing is laid out that was not read', () => {
  const drafted: LetterRecord[] = []
  beforeAll(async () => {
    const tidying: (() => Promise<void>)[] = []
    const office = await letterOffice({}, { tidy: (clean) => void tidying.push(clean) })
    await withAuthority(office)
    const ids: LetterId[] = []
    for (const kind of ['L03', 'L05', 'L24'] as const) {
      const content = await filledIn(office, { kind, yourRef: 'YR/17' })
      const consentRequested =
        kind === 'L24' ? { recipient: sister, purpose: 'inform', classes: ['health'] } : null
      const more = kind === 'L24' ? {} : copy(sister.name, ['1 Example Lane'])
      ids.push(
        (await office.ask.letters.draft({ ...content, ...more, consentRequested } as never)).id,
      )
    }
    const { folder, clock, partner } = office
    await office.office.close()
    const vault = createVault({ folder, clock, random: randomBytes, cost: 2 ** 4 })
    await vault.unlock(partner, PASSPHRASE)
    const edition = loadEdition(editionTexts(resources))
    const parts = {
      ...{ templates: loadTemplates(resources), sensitive: loadSensitive(resources), clock },
      ...{ law: lawStore({ editionIn: async () => edition }) },
      establishments: establishments({ resources }),
    }
    await vault.read(async (tx) => {
      const opened = await openLetters(tx, { letterIds: ids }, await openBooks(tx, parts))
      drafted.push(...ids.map((id) => opened.letter(id)))
    })
    await vault.lock()
    for (const clean of tidying) await clean()
  }, 60_000)

  /** Words of the layout itself, which say nothing of any letter. */
  const LAYOUT = new Set(
    words(
      'Our ref Your ref Date Telephone DX SRA number Page of Enclosures Enclosure Copy to Copies cc Enc Encs From Signed Legally privileged correspondence Please pass to the addressee unopened If undelivered return to Packing',
    ),
  )
  function words(text: string): string[] {
    return (
      text
        .normalize('NFC')
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    )
  }
  const laidOut = ({ pages }: LaidOut) =>
    pages.flatMap(({ pieces, across }) => [
      across ?? '',
      ...pieces.flatMap(({ lines }) => lines.map((line) => line.map(({ text }) => text).join(''))),
    ])
  const facesFor = (model: object) => fonts.facesFor([JSON.stringify(model)])
  const typed = fc
    .array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(' '))

  /** The letter with other words wherever a person or a record could have put them. */
  const changed = (one: LetterRecord, words: () => string): LetterRecord => ({
    ...one,
    matter: { ...one.matter, ourRef: words() },
    firm: {
      ...{ ...one.firm!, name: words(), address: [words(), words()], company: words() },
      signatories: one.firm!.signatories.map((signs) => ({ ...signs, capacity: words() })),
    },
    content: {
      ...one.content,
      ...{ heading: words(), salutation: words(), yourRef: words() },
      addressee: { ...one.content.addressee, name: words(), lines: [words(), words()] },
      passages: one.content.passages.map((passage) => ({ ...passage, text: words() })),
      enclosures: [{ name: words(), class: 'identity' }],
      copies: one.content.copies.map(({ addressee }) => ({
        addressee: { ...addressee, name: words(), lines: [words()] },
      })),
    },
  })

  test('every word on the page and on the envelope stands in the list that the gate reads', () => {
    fc.assert(
      fc.property(fc.infiniteStream(typed), fc.integer({ min: 0, max: 2 }), (stream, which) => {
        const next = () => stream.next().value as string
        for (const one of [drafted[which]!, changed(drafted[which]!, next)]) {
          const { letter, envelope } = modelsOf(one)
          const listed = new Set(printedOf(one).flatMap(({ text }) => words(text)))
          const seen = [
            ...laidOut(layOut(letter, facesFor(letter))),
            ...laidOut(layOutEnvelope(envelope, facesFor(envelope))),
          ]
          // A word that is too long for its line is cut, so words are compared as they were before.
          const unread = words(seen.join(' ')).filter(
            (word) => !listed.has(word) && !LAYOUT.has(word) && !/^\d{1,2}$/.test(word),
          )
          expect(unread).toEqual([])
        }
      }),
      { numRuns: 40, seed: 20261129 },
    )
  })

  test('a telling word in any of these places shuts the gate for whoever may not be told', () => {
    const tellings = loadSensitive(resources)
      .shipped.filter((one) => one.class === HELD)
      .flatMap(({ groups }) => groups.flatMap((group) => group.words))
    fc.assert(
      fc.property(
        fc.constantFrom(...tellings),
        fc.nat(),
        fc.integer({ min: 0, max: 1 }),
        (word, place, which) => {
          let places = 0
          changed(drafted[which]!, () => String(places++))
          let at = 0
          const one = changed(drafted[which]!, () =>
            at++ === place % places ? `a ${word} b` : 'plain words',
          )
          const { decisions } = gate(gateCase(one, one.today))
          expect(decisions).toContainEqual(expect.objectContaining({ class: HELD, allowed: false }))
        },
      ),
      { numRuns: 300, seed: 20261129 },
    )
  })
})
