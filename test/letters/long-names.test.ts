import { expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const formTo = {
  consentRequested: {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    purpose: 'inform' as const,
    classes: ['health' as const],
  },
}
const long = (words: string) => words.repeat(20).slice(0, 120).trim()

test.each([
  ['Vietnamese', long('Nguyễn Phước Hưng Thịnh Trần Đặng Quỳnh Hương ')],
  ['Polish', long('Brzęczyszczykiewicz-Źdźbłowska-Grzegżółkowa ')],
  ['one that cannot be divided', 'W'.repeat(120)],
])(
  'a %s name of 120 letters stands whole in every letter, and on its envelope',
  async (_, name) => {
    const office = await letterOffice()
    const { ask, platform, partner } = office
    const { id: clientId } = await ask.clients.register(
      someClient({
        ...{ surname: name, forenames: name, title: 'Professor' },
        prisonNumber: { number: 'A1234BD', exception: '' },
      }),
    )
    const { id: matterId } = await ask.matters.open({
      ...{
        clientId,
        kind: 'health-records',
        title: 'Records',
        responsible: partner,
        opponents: [],
      },
      ...{ eventOn: '2026-06-14' as never, knownOn: null, noEventReason: '' },
    })
    const of: LetterOffice = Object.assign(Object.create(office), { clientId, matterId })
    await withAuthority(of)
    const joined = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, '')
    const { addressee } = await ask.letters.propose({
      ...{ matterId, kind: 'L24', datedOn: day('2026-11-23') },
    })
    for (const changes of [
      { kind: 'L24' as const, addressee, ...formTo },
      { kind: 'L03' as const },
    ]) {
      const { id: letterId, content } = await letterAt(of, 'approved', changes)
      const print = { letterId, printer: 'Office', paper: 'letterhead' as const }
      await ask.letters.print({ ...print, what: 'letter' })
      const page = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-raw', '$', '-'])
      expect(joined(page)).toContain(joined(name))
      expect(joined(page)).toContain(joined(content.salutation))
      await ask.letters.print({ ...print, what: 'envelope' })
      const envelope = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-raw', '$', '-'])
      expect(joined(envelope)).toContain(joined(content.addressee.name))
    }
  },
)
