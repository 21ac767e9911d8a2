import type { z } from 'zod'
import {
  RESTRICTED_CLASS,
  type Answer,
  type Consent,
  type ConsentDraft,
  type InformationClass,
} from '../../src-main/consents/contract.ts'
import { OPEN_CLASSES } from '../words/disclosure-terms.ts'
import { standardWording } from './standard-wording.ts'

export type AnswerTyped = z.output<typeof Answer> | ''
type Draft = z.input<typeof ConsentDraft>

/** A form as it is typed: an empty answer means that the class is not on the form. */
export interface ConsentTyped {
  kind: ConsentDraft['kind']
  recipient: { name: string; role: string }
  purpose: string
  answers: Record<InformationClass, AnswerTyped>
  consulted: { by: string; on: string; said: string }
  signedOn: string
  receivedOn: string
  until: string | null
  wording: string
  how: string
  interpreter: boolean
  officerPresent: boolean
  note: string
  /** The form sent back that this one puts right. */
  replaces: string | null
  signedBy: {
    /** `CLIENT`, or somebody who acts for them. */
    representativeId: string
    lacks: { on: string; source: string }
    decided: string
  }
  /** The letter that the form went out with. */
  sentWith: string | null
}

/** A list offers no empty value: this stands for the client. */
export const CLIENT = 'client'

/** An empty form; every class but the one that stands apart is unanswered, and so is that. */
export const noConsent = (): ConsentTyped => ({
  kind: 'authority-to-obtain',
  recipient: { name: '', role: '' },
  purpose: '',
  answers: Object.fromEntries(
    [...OPEN_CLASSES, RESTRICTED_CLASS].map((about) => [about, '']),
  ) as Record<InformationClass, AnswerTyped>,
  consulted: { by: '', on: '', said: '' },
  signedOn: '',
  receivedOn: '',
  until: null,
  wording: standardWording('authority-to-obtain', ''),
  how: '',
  interpreter: false,
  officerPresent: false,
  note: '',
  ...{ replaces: null, sentWith: null },
  signedBy: { representativeId: CLIENT, lacks: { on: '', source: '' }, decided: '' },
})

/**
 * What is sent. A consultation goes along whenever HIV and sexual health is given, filled in or not, so that the
 * office asks for what is missing in it; with another answer only where something was typed.
 */
export function consentSent(typed: ConsentTyped, clientId: string): Draft {
  const { answers, consulted, signedBy, ...rest } = typed
  const asked = [...OPEN_CLASSES, RESTRICTED_CLASS] as InformationClass[]
  const choices = asked.flatMap((about) => {
    const answer = answers[about]
    return answer === '' ? [] : [{ class: about, answer }]
  })
  const anything = Object.values(consulted).some((value) => value !== '')
  const held = answers[RESTRICTED_CLASS]
  const sendsTalk = held === 'given' || (held !== '' && anything)
  return {
    ...rest,
    clientId,
    recipient: rest.recipient as Draft['recipient'],
    purpose: rest.purpose as Draft['purpose'],
    how: rest.how as Draft['how'],
    replaces: rest.replaces as Draft['replaces'],
    sentWith: rest.sentWith as Draft['sentWith'],
    choices,
    consulted: sendsTalk ? consulted : null,
    signedBy: signerSent(signedBy),
  }
}

/** Who signed, where it was not the client; a finding goes along once anything of it was typed. */
function signerSent({
  representativeId,
  lacks,
  decided,
}: ConsentTyped['signedBy']): Draft['signedBy'] {
  if (representativeId === CLIENT) return null
  const found = lacks.on !== '' || lacks.source !== ''
  return { representativeId, lacks: found ? lacks : null, decided }
}

/** A form to be typed again from the one sent back, with everything but the answers and the days filled in. */
export const consentAgain = (
  { id, kind, recipient, purpose, wording }: Consent,
  fresh: ConsentTyped = noConsent(),
): ConsentTyped => ({ ...fresh, kind, recipient, purpose, wording, replaces: id })
