import type { ClientId } from '../../src-main/clients/contract.ts'
import type { consents } from '../../src-main/consents/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'

type Draft = z.input<(typeof consents)['record']['input']>

/** His signed authority that can be recorded as it stands; `changes` in place of what is said here. */
export const someAuthority = (clientId: ClientId, changes: Partial<Draft> = {}): Draft => ({
  clientId,
  kind: 'authority-to-obtain',
  recipient: { name: 'Northgate Health, HMP Leeds', role: 'records-holder' },
  purpose: 'obtain-records',
  choices: [{ class: 'health', answer: 'given' }],
  consulted: null,
  signedOn: '2026-11-02',
  receivedOn: '2026-11-06',
  until: null,
  wording: 'I authorise my solicitors to obtain a copy of my health records.',
  how: 'post',
  ...changes,
})

/** His consent that his sister may be told where he is and how he is. */
export const someConsent = (clientId: ClientId, changes: Partial<Draft> = {}): Draft => ({
  ...someAuthority(clientId),
  kind: 'consent-to-tell',
  recipient: { name: 'Denise Fenwright', role: 'family' },
  purpose: 'inform',
  choices: [
    { class: 'location', answer: 'given' },
    { class: 'health', answer: 'given' },
    { class: 'offence', answer: 'refused' },
    { class: 'mental-health', answer: 'not-chosen' },
  ],
  wording: 'My sister may be told where I am and how I am. I may take this back at any time.',
  ...changes,
})
