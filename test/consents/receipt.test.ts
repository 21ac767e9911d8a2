import { describe, expect, test } from 'vitest'
import { readBack } from '../letters/pdf-tools.ts'
import { letterOffice, withAuthority } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { someAuthority, someConsent } from './some-consent.ts'

const textOf = (pdf: Uint8Array) =>
  readBack(pdf, 'pdftotext', ['-layout', '$', '-']).replace(/\s+/g, ' ')

async function made(choices: object) {
  const office = await letterOffice()
  const { ask, clientId, platform } = office
  const { id: consentId } = await ask.consents.record(someConsent(clientId, choices))
  expect(await ask.consents.receipt({ consentId, way: 'reader' })).toEqual({ made: true })
  const [sheet] = platform.paper.slice(-1)
  return { office, consentId, sheet: sheet!, text: textOf(sheet!.pdf) }
}

describe('the sheet for the client', () => {
  test('says on one page what was signed, for whom, until when, and has a slip to withdraw it', async () => {
    const { sheet, text } = await made({})
    expect(text).toContain('We may tell Denise Fenwright about where you are and your health')
    expect(text).toContain('Dominic Fenwright, A1234BC')
    expect(text).toMatch(/It lasts until \d+ November 2027 at the latest/)
    expect(text).toContain('your offence')
    expect(text).toContain('I withdraw the form that I signed on 2 November 2026')
    expect(text).toContain('Page 1 of 1')
    expect(sheet.title).toBe('Your copy of a consent form')
  })

  test('never names what was signed for separately, and reads alike whether anything was', async () => {
    const held = { class: 'hiv-sexual-health', answer: 'given' }
    const location = { class: 'location', answer: 'given' }
    const office = await letterOffice()
    const { ask, clientId, platform, partner } = office
    const texts: string[] = []
    for (const choices of [[location], [location, held]]) {
      const consulted = { by: partner, on: '2026-11-01', said: 'He may.' } as never
      const { id: consentId } = await ask.consents.record(
        someConsent(clientId, {
          choices: choices as never,
          consulted: choices.length > 1 ? consulted : null,
        }),
      )
      await ask.consents.receipt({ consentId, way: 'printer', printer: 'Front-desk' })
      const text = textOf(platform.paper.at(-1)!.pdf)
      texts.push(text.replaceAll(consentId.slice(-8).toUpperCase(), 'MARK'))
    }
    expect(texts[0]).toBe(texts[1])
    expect(texts[1]).not.toMatch(/hiv|sexual/i)
  })

  test('of an authority says who is asked for what', async () => {
    const office = await letterOffice()
    const { id: consentId } = await withAuthority(office)
    await office.ask.consents.receipt({ consentId, way: 'reader' })
    const text = textOf(office.platform.paper.at(-1)!.pdf)
    expect(text).toContain('We may ask Northgate Health, HMP Leeds for what they hold')
  })

  test('is set in large print for a client who needs it', async () => {
    const office = await letterOffice()
    const { ask, platform } = office
    const heightOfText = async (largePrint: boolean) => {
      const { id: clientId } = await ask.clients.register(
        someClient({
          needs: { largePrint },
          prisonNumber: { number: `A12${largePrint ? 35 : 36}BC`, exception: '' },
        }),
      )
      const { id: consentId } = await ask.consents.record(someConsent(clientId))
      await ask.consents.receipt({ consentId, way: 'reader' })
      const boxes = readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['-bbox', '$', '-'])
      const [, top, bottom] = /yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Denise</.exec(boxes)!
      return Number(bottom) - Number(top)
    }
    const usual = await heightOfText(false)
    expect(await heightOfText(true)).toBeGreaterThan(usual * 1.3)
  })

  test('is logged when it was made, and not when the person thought better of it', async () => {
    const { office, consentId } = await made({})
    const { ask } = office
    expect((await ask.audit.list({ limit: 1 })).entries).toMatchObject([{ act: 'receipt-made' }])
    const { entries } = await ask.audit.health({})
    expect(await ask.consents.receipt({ consentId, way: 'file' })).toEqual({ made: false })
    expect((await ask.audit.health({})).entries).toBe(entries)
    await refusalOf(ask.consents.receipt({ consentId, way: 'printer' }), 'invalid-input')
  })

  test('waits for the firm’s details', async () => {
    const { ask } = await openTestOffice()
    const { id } = await ask.clients.register(someClient())
    const { id: consentId } = await ask.consents.record(someAuthority(id))
    const refused = await refusalOf(ask.consents.receipt({ consentId, way: 'reader' }), 'conflict')
    expect(refused.message).toContain('firm’s details')
  })
})
