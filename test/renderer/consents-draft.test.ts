import { describe, expect, test } from 'vitest'
import { ConsentDraft } from '../../src-main/consents/contract.ts'
import { consentSent, noConsent } from '../../src-renderer/consents/consent-draft.ts'
import { safeSentence } from '../../src-renderer/consents/safe-sentence.ts'
import { standardWording } from '../../src-renderer/consents/standard-wording.ts'

const CLIENT = '01930000-0000-7000-8000-000000000001'
const faultsOf = (typed: ReturnType<typeof noConsent>) => {
  const parsed = ConsentDraft.safeParse(consentSent(typed, CLIENT))
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

describe('a consent form as it is typed', () => {
  test('starts with no answer and no day, and the office asks for both', () => {
    expect(faultsOf(noConsent())).toEqual(
      expect.arrayContaining(['choices', 'signedOn', 'receivedOn', 'recipient.name', 'how']),
    )
  })

  test('sends only the classes that stand on the form', () => {
    const typed = noConsent()
    typed.answers.identity = 'given'
    typed.answers.health = 'not-chosen'
    expect(consentSent(typed, CLIENT).choices).toEqual([
      { class: 'identity', answer: 'given' },
      { class: 'health', answer: 'not-chosen' },
    ])
  })

  test('cannot give HIV and sexual health without who consulted, when, and what was said', () => {
    const typed = noConsent()
    typed.answers['hiv-sexual-health'] = 'given'
    expect(faultsOf(typed)).toEqual(
      expect.arrayContaining(['consulted.by', 'consulted.on', 'consulted.said']),
    )
  })

  test('needs no consultation for a refusal, and sends none that was typed for nothing', () => {
    const typed = noConsent()
    typed.answers['hiv-sexual-health'] = 'refused'
    expect(consentSent(typed, CLIENT).consulted).toBeNull()
    typed.answers['hiv-sexual-health'] = ''
    typed.consulted.said = 'He was told.'
    expect(consentSent(typed, CLIENT).consulted).toBeNull()
  })
})

describe('the office’s own words', () => {
  test('name the recipient and differ by the form', () => {
    const words = standardWording('consent-to-tell', 'Mrs Ruth Fenwright')
    expect(words).toMatch(/^I consent to my solicitors telling Mrs Ruth Fenwright/)
    expect(words).not.toContain('[')
    expect(standardWording('authority-to-obtain', 'HMP Leeds')).toMatch(/^I authorise .*HMP Leeds/)
  })
})

describe('what may be said on the telephone', () => {
  test('is nothing at all where nothing is allowed, not even that there is a client', () => {
    expect(safeSentence([])).toBe(
      '“I can neither confirm nor deny that we act for anyone of that name.”',
    )
  })

  test('names what is allowed and is silent about the rest in the same words', () => {
    expect(safeSentence(['location'])).toBe(
      '“I can tell you where our client is. I can neither confirm nor deny anything else.”',
    )
  })
})
