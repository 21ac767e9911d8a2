import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { readBack } from './pdf-tools.ts'
import { day, filledIn, letterAt, needing, withAuthority } from './letter-office.ts'

const consentRequested = {
  recipient: { name: 'Ruth Danvers', role: 'family' as const },
  ...{ purpose: 'inform' as const, classes: ['health' as const] },
}

test('the form for a client who needs easy words is written in them, which answers the need', async () => {
  const office = await needing({ easyWords: true })
  const { ask, matterId } = office
  const proposed = await ask.letters.propose({ matterId, kind: 'L24', datedOn: day('2026-11-23') })
  expect(proposed.easyRead).toBe(true)
  const request = await ask.letters.propose({ matterId, kind: 'L03', datedOn: day('2026-11-23') })
  expect(request.easyRead).toBeUndefined()
  const easy = await filledIn(office, { kind: 'L24', easyRead: true, consentRequested })
  const { id: letterId, version, content, gate } = await ask.letters.draft(easy)
  expect(gate.missing).toEqual([])
  expect(content.passages.find(({ id }) => id === 'refuse')?.text).toMatch(
    /^\*\*You can say no\*\*\n/,
  )
  expect(gate.decisions.every(({ allowed }) => allowed)).toBe(true)
  await ask.letters.approve({ letterId, version })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('easy words are changed for one letter: what was typed stays, and the need is then answered', async () => {
  const office = await needing({ easyWords: true })
  const { ask } = office
  const easy = await filledIn(office, { kind: 'L24', easyRead: true, consentRequested })
  const typed = { id: 'own', text: 'Mr Prosser will call you.', class: 'identity' as const }
  const draft = await ask.letters.draft({
    ...easy,
    passages: [...easy.passages, { ...typed, origin: 'written' }],
  })
  const { easyRead: _, ...usual } = draft.content
  const asked = { letterId: draft.id, version: draft.version }
  const redrafted = await ask.letters.redraft({ ...asked, content: usual })
  const textOf = (id: string) => redrafted.content.passages.find((one) => one.id === id)?.text
  expect(textOf('refuse')).toMatch(/^\*\*You may say no\.\*\*/)
  expect(textOf('own')).toBe(typed.text)
  expect([easy, usual, redrafted.content].map(({ heading }) => heading)).toEqual([
    ...Array.from({ length: 2 }, () => 'Your consent: can we tell somebody about you?'),
    'Your consent: what we may tell other people',
  ])
  expect(redrafted.gate.missing).toMatchObject([
    { what: 'The client needs: plain, short sentences.', where: 'communication' },
  ])
  const back = await ask.letters.redraft({
    ...{ letterId: draft.id, version: redrafted.version },
    content: { ...redrafted.content, easyRead: true },
  })
  expect(back.content.passages.find(({ id }) => id === 'refuse')?.text).toContain('can say no')
  expect(back.content.heading).toBe(easy.heading)
  const own = { ...back.content, heading: 'About your consent' }
  const ours = await ask.letters.redraft({
    letterId: draft.id,
    version: back.version,
    content: own,
  })
  const { easyRead: __, ...plain } = ours.content
  const kept = await ask.letters.redraft({
    ...{ letterId: draft.id, version: ours.version, content: plain },
  })
  expect(kept.content.heading).toBe('About your consent')
  expect(back.gate.missing).toEqual([])
})

test('a kind of letter without a text in easy words is not said to be in them, which would answer the need', async () => {
  const office = await needing({ easyWords: true })
  const { ask } = office
  const content = await filledIn(office, { kind: 'L34' })
  const easily = { ...content, easyRead: true as const }
  const { fields } = await refusalOf(ask.letters.draft(easily), 'invalid-input')
  expect(fields).toHaveProperty('easyRead')
  const { id: letterId, version, gate } = await ask.letters.draft(content)
  expect(gate.missing.map(({ what }) => what)).toContain(
    'The client needs: plain, short sentences.',
  )
  await refusalOf(ask.letters.redraft({ letterId, version, content: easily }), 'invalid-input')
})

test('large print is left out of a letter only with an answer of why', async () => {
  const office = await needing({ largePrint: true })
  const { ask } = office
  const content = await filledIn(office, { kind: 'L24', largePrint: false, consentRequested })
  const { id: letterId, version, gate, clientNeeds } = await ask.letters.draft(content)
  expect(gate.missing).toMatchObject([{ what: 'The client needs large print.', where: 'wording' }])
  expect(clientNeeds).toBe('large print')
  const communication = { needs: '', how: 'Read to the client at the visit of 1 December' }
  const answered = await ask.letters.redraft({
    ...{ letterId, version, content: { ...content, communication } },
  })
  expect(answered.gate.missing).toEqual([])
  await ask.letters.approve({ letterId, version: answered.version })
})

test('the client’s own copy of a letter to somebody else is printed large, and no other', async () => {
  const office = await needing({ largePrint: true })
  await withAuthority(office)
  const { ask, matterId, platform } = office
  const { addressee } = await ask.letters.propose({
    ...{ matterId, kind: 'L24', datedOn: day('2026-11-23') },
  })
  const { id: letterId } = await letterAt(office, 'approved', { copies: [{ addressee }] })
  const heights = async (what: 'copy' | 'file-copy') => {
    const reader = what === 'copy' ? 0 : null
    await ask.letters.print({ letterId, what, reader, paper: 'letterhead', printer: 'Front-desk' })
    const boxes = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-bbox', '$', '-'])
    const [, from, to] = /yMin="([\d.]+)" [^>]*yMax="([\d.]+)">Yours</.exec(boxes)!
    return Number(to) - Number(from)
  }
  expect(await heights('copy')).toBeGreaterThan(18)
  expect(await heights('file-copy')).toBeLessThan(16)
})
