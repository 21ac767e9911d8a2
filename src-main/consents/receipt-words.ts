import { spokenOf, standingOn } from '../representatives/standing.ts'
import { formatDay, formatList } from '../dates/words.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import { RESTRICTED_CLASS, type InformationClass, type Purpose } from './contract.ts'
import type { ConsentRecord } from './grants.ts'

/** What a form gives, in the words of a sheet that may be seen; what is signed for separately is never named. */
const SAID: Record<Exclude<InformationClass, typeof RESTRICTED_CLASS>, string> = {
  identity: 'who you are',
  location: 'where you are',
  health: 'your health',
  'mental-health': 'your mental health',
  'substance-use': 'drugs and alcohol',
  offence: 'your offence',
  'legal-advice': 'the advice we gave you',
}
const WHY: Record<Purpose, string> = {
  'obtain-records': 'so that we can get your records',
  treatment: 'for your treatment',
  complaint: 'for a complaint',
  'legal-claim': 'for a legal claim',
  inform: 'so that they are kept informed',
}
type Firm = InformationSheet['firm'] & { address: string[] }

/** The sheet for a client about one of their forms, with the slip to withdraw it. Pure. */
export function receiptOf(
  { form, signature }: Pick<ConsentRecord, 'form' | 'signature'>,
  about: {
    name: string
    number: string
    firm: Firm
    today: string
    /** From prison a letter to a solicitor bears its mark. */
    inPrison: boolean
    lastDay: string
    ourMark: string
    largePrint: boolean
  },
): InformationSheet {
  const { name, number, firm, today, inPrison, lastDay, ourMark, largePrint } = about
  const { recipient, purpose, choices, kind } = form
  const of = (answer: string) =>
    choices.flatMap(({ class: one, answer: said }) =>
      said === answer && one !== RESTRICTED_CLASS ? [SAID[one]] : [],
    )
  const given = of('given')
  const kept = [...of('refused'), ...of('not-chosen')]
  const may =
    kind === 'authority-to-obtain'
      ? `We may ask ${recipient.name} for what they hold about ${formatList(given)}. To ask, we tell them who you are and where you are.`
      : `We may tell ${recipient.name} about ${formatList(given)}, ${WHY[purpose]}.`
  const standing = signature && standingOn(signature.representative, today)
  // Not even a mistaken entry of who signed makes it the client’s own signature.
  const signer = standing ? spokenOf(standing.appointment) : 'somebody else'
  const nothing = `On this form ${signature ? 'they' : 'you'} did not allow ${firm.name} to tell ${recipient.name} anything.`
  return {
    title: 'Your copy of a consent form',
    madeOn: today,
    firm: { name: firm.name, contact: firm.contact, stated: firm.stated },
    group: 'For you to keep',
    heading: signature ? 'What was signed for you' : 'What you signed',
    asAt: `${name}, ${number}. Signed ${signature ? `for you by ${signer}, ` : ''}on ${formatDay(form.signedOn)}, received on ${formatDay(form.receivedOn)}.`,
    notice: signature
      ? 'Keep this sheet. You can say no to it at any time, whoever signed for you. You do not have to give a reason.'
      : 'Keep this sheet. You can withdraw your consent at any time. You do not have to give a reason.',
    parts: [
      {
        heading: signature ? 'What they said yes to for you' : 'What you said yes to',
        paragraphs: [
          given.length > 0 ? may : nothing,
          `It lasts until ${formatDay(lastDay)} at the latest.`,
        ],
      },
      ...(kept.length > 0
        ? [
            {
              heading: signature ? 'What they did not say yes to' : 'What you did not say yes to',
              paragraphs: [
                `On this form ${signature ? 'they' : 'you'} said no, or left the box empty, for ${formatList(kept)}. We will not pass that on.`,
              ],
            },
          ]
        : []),
      {
        heading: 'Anything you signed separately',
        paragraphs: [
          'Anything that you signed for separately is governed by what you signed there, and not by this sheet. We tell nobody else about it.',
        ],
      },
      {
        heading: 'How to withdraw it',
        paragraphs: [
          'Send us the slip below, write to us, telephone us or tell us at a visit. From the day we hear from you we will pass on nothing more under this form and stop every letter that has not been sent. We cannot undo what was passed on before then; we will tell you what it was.',
        ],
      },
      {
        cut: `Cut here and send this part to us${inPrison ? ', marked Rule 39' : ''}`,
        heading: `To ${[firm.name, ...firm.address].join(', ')}`,
        paragraphs: [
          `I withdraw the form that ${signature ? `${signer}, signed for me` : 'I signed'} on ${formatDay(form.signedOn)} for ${recipient.name} (reference ${ourMark}).`,
          'All of it, or only this part of it:',
        ],
        fields: ['Only: ____', `Name: ____ | Prison number: ____`, 'Signed: ____ | Date: ____'],
      },
    ],
    foot: `Made on ${formatDay(today)}. Reference of the form: ${ourMark}.`,
    largePrint,
    close: true,
  }
}
