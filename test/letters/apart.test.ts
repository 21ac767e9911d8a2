import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { letterInWord } from '../../src-main/typesetting/word.ts'
import { day, letterOffice } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'
import { sampleDetails, sampleLetter } from './sample-letter.ts'

const WORDS = 'Suggested words for form COMP1'

test('the words for a prison complaint stand on a page of their own behind the letter, with nothing of the letter on it', async () => {
  const { ask, matterId } = await letterOffice()
  const [comp = {}] = sampleDetails(2026)['comp']!
  const rows = [{ ...comp, lastDay: '2026-12-20' }]
  await ask.details.record({ matterId, group: 'comp', version: 0, rows })
  const asked = { matterId, kind: 'L21' as const, datedOn: day('2026-11-23'), answers: null }
  const { id: letterId } = await ask.letters.draft(await ask.letters.propose(asked))
  const { pdf } = await ask.letters.preview({ letterId })
  const pages = readBack(pdf, 'pdftotext', ['-layout', '$', '-']).split('\f').slice(0, -1)
  const letter = pages.slice(0, -1).join('\n')
  expect(letter).toMatch(/Yours sincerely[^]*Enc: Reply envelope/)
  expect(letter).not.toContain(WORDS)
  const last = pages.at(-1)!
  expect(last).toMatch(new RegExp(`Our ref: [^]*${WORDS}[^]*${comp['draft']!.slice(0, 30)}`))
  expect(last).not.toMatch(/Tark & Prosser|23 November 2026|Yours sincerely|Page 2/)
})

test('a copy in Word has them in a section of their own', async () => {
  const docx = await letterInWord(sampleLetter('L21', 'uk-gdpr'))
  const xml = strFromU8(unzipSync(docx)['word/document.xml']!)
  const [letter, ...sheets] = xml.split(/<w:sectPr/)
  expect(letter).not.toContain(WORDS)
  expect(sheets).toHaveLength(2)
  expect(sheets[0]).toContain(WORDS)
})
