import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { doubles, spotter } from '../../src-main/search/spelling.ts'
import { resources } from '../open-office.ts'

const sensitive = loadSensitive(resources)
const listed = sensitive.shipped.flatMap(({ class: about, groups }) =>
  groups.flatMap(({ words }) => words.map((word) => ({ word, about }))),
)
const tells = (text: string) => sensitive(text).map((one) => one.class)
const HIV = 'hiv-sexual-health'

const LOOK_ALIKES = new Map<string, string[]>()
for (const [like, letter] of doubles)
  LOOK_ALIKES.set(letter, [...(LOOK_ALIKES.get(letter) ?? []), like])
const between = (word: string, sign: string) =>
  [...word].map((letter, at) => (at === 0 || letter === ' ' ? letter : sign + letter)).join('')
const latin = (word: string) => /^[\p{Script=Latin}\p{N}\s]+$/u.test(word)

/** Ways to spell a word, each of which somebody who reads it takes for that word. */
const SPELLINGS: Record<string, (word: string, pick: number) => string> = {
  'as it is': (word) => word,
  'in capitals': (word) => word.toUpperCase(),
  'in small letters': (word) => word.toLowerCase(),
  'letter by letter with dots': (word) => [...word].filter((one) => one !== ' ').join('.'),
  'letter by letter with spaces': (word) => [...word].filter((one) => one !== ' ').join(' '),
  'letter by letter with hyphens': (word) => [...word].filter((one) => one !== ' ').join('-'),
  'with spaces that do not break': (word) => [...word].filter((one) => one !== ' ').join('\u00a0'),
  'with a hyphen within it': (word, pick) => {
    const at = 1 + (pick % (word.length - 1))
    return `${word.slice(0, at)}-${word.slice(at)}`
  },
  'with hyphens between its words': (word) => word.replaceAll(' ', '-'),
  'with marks nobody can see': (word, pick) =>
    between(word, ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u200d', '\u202a'][pick % 6]!),
  'in wide letters': (word) =>
    word.replace(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0)),
  'with marks over its letters': (word) =>
    latin(word) ? word.replace(/[a-z]/gi, (one) => `${one}\u0301`) : word,
  'with a letter of another script that looks the same': (word, pick) => {
    const places = [...word].flatMap((one, at) => (LOOK_ALIKES.has(one.toLowerCase()) ? [at] : []))
    if (places.length === 0 || !latin(word)) return word
    const letters = [...word]
    const at = places[pick % places.length]!
    const likes = LOOK_ALIKES.get(letters[at]!.toLowerCase())!
    letters[at] = likes[pick % likes.length]!
    return letters.join('')
  },
  'with bold letters': (word) => `**${word.slice(0, 1)}**${word.slice(1)}`,
}
/** Ways that can be laid one over another without writing another word. */
const ALONGSIDE = new Set([
  ...['in capitals', 'in small letters', 'with hyphens between its words', 'in wide letters'],
  ...['with marks nobody can see', 'with marks over its letters'],
])
const LEET: Record<string, string> = { o: '0', i: '1', e: '3', a: '4', s: '5', t: '7' }
const inFigures = (word: string) =>
  word.replace(/[oieast]/gi, (letter, at: number) =>
    at > 0 && at < word.length - 1 ? LEET[letter.toLowerCase()]! : letter,
  )
const FRAMES: ((word: string) => string)[] = [
  (word) => word,
  (word) => `The client told us of ${word} in March.`,
  (word) => `“${word}”, as the nurse wrote`,
  (word) => `records (${word}/others) of the unit`,
  (word) => `We ask about ${word}.\nYours`,
]

test('every listed word is found inside a sentence, in every way in which it can be spelled', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...listed),
      fc.constantFrom(...Object.keys(SPELLINGS)),
      fc.constantFrom(...FRAMES),
      fc.nat(1000),
      ({ word, about }, spelling, frame, pick) => {
        const text = frame(SPELLINGS[spelling]!(word, pick))
        expect(tells(text), `${spelling}: ${text}`).toContain(about)
      },
    ),
    { numRuns: 4000, seed: 7 },
  )
})

test('a word of five letters or more is found with figures for some of its letters', () => {
  const long = listed.filter(({ word }) => /^[a-z]{5,}$/i.test(word))
  expect(long.length).toBeGreaterThan(200)
  for (const { word, about } of long)
    expect(tells(`no ${inFigures(word)} since March`), inFigures(word)).toContain(about)
})

test('several disguises of one word at once are seen through', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...listed.filter(({ word }) => latin(word))),
      fc.array(fc.constantFrom(...Object.keys(SPELLINGS).filter((name) => ALONGSIDE.has(name))), {
        minLength: 2,
        maxLength: 4,
      }),
      fc.nat(1000),
      ({ word, about }, spellings, pick) => {
        const text = spellings.reduce((now, name) => SPELLINGS[name]!(now, pick), word)
        expect(tells(`He has had ${text} since.`), `${spellings.join(', ')}: ${text}`).toContain(
          about,
        )
      },
    ),
    { numRuns: 1500, seed: 11 },
  )
})

test('every listed word has its source, and says whether it was looked up there', () => {
  const hiv = sensitive.shipped.find((one) => one.class === HIV)!
  const looked = hiv.groups.filter(({ checkedOn }) => checkedOn !== null)
  expect(looked.flatMap(({ words }) => words).length).toBeGreaterThan(120)
  expect(hiv.groups.filter(({ source }) => source.length < 10)).toEqual([])
  const words = hiv.groups.flatMap((group) => group.words.map((word) => word.toLowerCase()))
  expect(words.length).toBe(new Set(words).size)
})

test('every listed word is found in each spelling at least once', () => {
  for (const [spelling, write] of Object.entries(SPELLINGS))
    for (const { word, about } of listed) {
      const text = `We were told of ${write(word, word.length)} there.`
      expect(tells(text), `${spelling}: ${text}`).toContain(about)
    }
})

test.each([
  ['a full stop after each letter', 'He has had H.I.V. since 2019.'],
  ['Cyrillic look-alikes', 'He has НІV.'],
  ['Greek look-alikes', 'He has ΗΙV.'],
  ['small capitals', 'He has ʜɪᴠ.'],
  ['an end of the line', 'He takes Tru-\nvada.'],
  ['a drug', 'He has had no efavirenz since March.'],
  ['a brand', 'no Biktarvy since March'],
  ['a clinic', 'the BBV clinic at the prison'],
  ['a full name', 'human immunodeficiency virus'],
  ['a test', 'after his seroconversion illness'],
  ['Spanish', 'el VIH'],
  ['Polish', 'zakażenie wirusem niedoboru odporności'],
  ['Arabic, with its article', 'مرض الإيدز'],
  ['Arabic, with a word before it that is written on', 'مصاب بالإيدز'],
  ['Urdu', 'ایڈز کا مریض'],
  ['Vietnamese', 'nhiễm vi rút suy giảm miễn dịch'],
  ['Welsh', 'clinig iechyd rhywiol'],
  ['Chinese, which has no spaces', '他感染艾滋病毒'],
])('HIV is known by %s', (_, text) => {
  expect(tells(text)).toContain(HIV)
})

test.each([
  'The cell has aids to daily living: a rail and a raised seat.',
  'His hearing aids were lost on transfer.',
  'walking aids and adaptations',
  'Whoever aids, abets, counsels or procures',
  'The officer gave the wing a pep talk.',
  'There was no bowel prep before the colonoscopy.',
  'legal aid s 10 and legal aid’s rules',
  'He chews gum; the dentist treated gum disease.',
  'The hero in the story. A pip, a visit. I said hi. Vera came.',
  'nirmatrelvir and ritonavir for Covid',
  'HIVE Housing, Shivering, archived',
])('nothing of HIV is found in: %s', (text) => {
  expect(tells(text)).not.toContain(HIV)
})

test('the program’s own words, letters and handbook give no false alarm of HIV, the words themselves apart', () => {
  const root = resolve(import.meta.dirname, '../..')
  const texts = ['docs/handbook.md', 'docs/law.md', 'README.md', 'resources/letters/L09.txt']
  const found = texts.flatMap((name) =>
    readFileSync(resolve(root, name), 'utf8')
      .split('\n')
      .flatMap((line) => sensitive(line).filter((one) => one.class === HIV))
      .map(({ word }) => word),
  )
  expect(found.filter((word) => !/^(hiv|sexual health)$/i.test(word))).toEqual([])
})

/** Sentences of a prison-law office's day, none of which tells of HIV or sexual health. */
const INNOCENT = [
  (word: string) => `The client asked for ${word} on 3 March and was told to wait.`,
  (word: string) => `Please send us the notes about ${word}, with the dates of each entry.`,
  (word: string) => `The officer did not unlock ${word}; the nurse came at 14:30.`,
  (word: string) => `We refer to ${word} at paragraph 4.1 of your letter (our reference ST1/A55).`,
  (word: string) => `His cell at B1-15 had no ${word}, and the hearing is listed for 17 May.`,
  (word: string) => `Counsel advised on ${word} under section 33(3)(d) of the Limitation Act 1980.`,
  (word: string) => `There is no record of ${word} between 4 July and 31 August 2005.`,
  (word: string) => `The Governor replied about ${word} by first class post to S1 7ST.`,
]
const THINGS = [
  ...['a second mattress', 'hearing aids', 'his walking stick', 'daily living aids', 'chewing gum'],
  ...['paracetamol', 'amoxicillin', 'insulin', 'the asthma pump', 'physiotherapy', 'an MRI scan'],
  ...[
    'the blood pressure reading',
    'a CT scan',
    'an X-ray of the wrist',
    'the dentist',
    'gum disease',
  ],
  ...[
    'glasses',
    'an optician',
    'a hernia operation',
    'a knee brace',
    'his special diet',
    'the escort',
  ],
  ...['the cancelled hospital appointment', 'legal aid', 'prep for the hearing', 'a pep talk'],
  ...['use of force', 'the ACCT document', 'CCTV', 'body-worn video', 'adjudication papers'],
  ...['the complaint form COMP1', 'a Rule 39 letter', 'the property card', 'visits', 'his canteen'],
  ...[
    'a bowel prep kit',
    'warfarin',
    'steroid cream',
    'a wheelchair',
    'the shower',
    'the hives rash',
  ],
].slice(0, 40)

test('three hundred innocent sentences raise no alarm of HIV', () => {
  const sentences = THINGS.flatMap((thing) => INNOCENT.map((say) => say(thing)))
  expect(sentences.length).toBeGreaterThanOrEqual(300)
  const alarms = sentences.flatMap((text) =>
    sensitive(text).flatMap((one) => (one.class === HIV ? [`${one.word}: ${text}`] : [])),
  )
  expect(alarms).toEqual([])
})

test('nor do the sentences of the law itself, but those that speak of it', () => {
  const topics = readFileSync(resolve(resources, 'rights/topics.json'), 'utf8')
  const texts = [...topics.matchAll(/"text": "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!)
  const sentences = texts.flatMap((text) => text.split(/(?<=\.) /))
  expect(sentences.length).toBeGreaterThan(300)
  const alarms = sentences.flatMap((text) =>
    sensitive(text).flatMap((one) => (one.class === HIV ? [one.word] : [])),
  )
  expect(alarms.filter((word) => !/HIV|sexual health|AIDS|venereal|sexually/i.test(word))).toEqual(
    [],
  )
})

test('what is found is quoted as it stands in the text', () => {
  expect(sensitive('He has H.I.V. and is well')[0]?.word).toBe('H.I.V')
})

test('words of two letters alone stand apart only where all of them do, and one word is never two', () => {
  const find = spotter([
    { word: 'G U M', of: 1 },
    { word: 'heroin', of: 2 },
  ])
  const found = (text: string) => find(text).map((one) => one.of)
  expect(found('gum')).toEqual([])
  expect(found('G.U.M.')).toEqual([1])
  expect(found('the hero in it')).toEqual([])
  expect(found('her-oin')).toEqual([2])
})
