import { formatDay, formatList } from '../dates/words.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import { HELD_CLASS, type InformationClass, type Purpose } from './contract.ts'
import type { ConsentRecord } from './grants.ts'

/** What a form gives, in the words of a sheet that may be seen; what is signed for apart is never named. */
const SAID: Record<Exclude<InformationClass, typeof HELD_CLASS>, string> = {
  identity: 'who you are',
  location: 'where you are',
  health: 'your health',
  'mental-health': 'how you are in your mind',
  'substance-use': 'drugs and alcohol',
  offence: 'your offence',
  'legal-advice': 'what we advised you',
}
const WHY: Record<Purpose, string> = {
  'obtain-records': 'so that we can get your records',
  treatment: 'for your treatment',
  complaint: 'for a complaint',
  'legal-claim': 'for a legal claim',
  inform: 'so that they know how things stand',
}
type Firm = InformationSheet['firm'] & { address: string[] }

/** The sheet for a client about one of their forms, with the slip to withdraw it. Pure. */
export function receiptOf(
  { form }: Pick<ConsentRecord, 'form'>,
  about: {
    name: string
    number: string
    firm: Firm
    today: string
    lastDay: string
    ourMark: string
    largePrint: boolean
  },
): InformationSheet {
  const { name, number, firm, today, lastDay, ourMark, largePrint } = about
  const { recipient, purpose, choices, kind } = form
  const of = (answer: string) =>
    choices.flatMap(({ class: one, answer: said }) =>
      said === answer && one !== HELD_CLASS ? [SAID[one]] : [],
    )
  const given = of('given')
  const kept = [...of('refused'), ...of('not-chosen')]
  const may =
    kind === 'authority-to-obtain'
      ? `We may ask ${recipient.name} for what they hold about ${formatList(given)}. To ask, we tell them who you are and where you are.`
      : `We may tell ${recipient.name} about ${formatList(given)}, ${WHY[purpose]}.`
  const nothing = `You gave ${firm.name} no leave to tell ${recipient.name} anything on this form.`
  return {
    title: 'Sheet about a form',
    madeOn: today,
    firm: { name: firm.name, contact: firm.contact, stated: firm.stated },
    group: 'For you to keep',
    heading: 'What you signed',
    asAt: `${name}, ${number}. Signed on ${formatDay(form.signedOn)}, received on ${formatDay(form.receivedOn)}.`,
    notice: 'Keep this sheet. You can take your form back at any time, for any reason or for none.',
    parts: [
      {
        heading: 'What you said yes to',
        paragraphs: [
          given.length > 0 ? may : nothing,
          `It lasts until ${formatDay(lastDay)} at the latest.`,
        ],
      },
      ...(kept.length > 0
        ? [
            {
              heading: 'What you did not say yes to',
              paragraphs: [
                `On this form you said no, or left the box empty, for ${formatList(kept)}. We keep that to ourselves.`,
              ],
            },
          ]
        : []),
      {
        heading: 'What stays apart',
        paragraphs: [
          'Any matter that you signed for separately follows what you signed there, and nothing on this sheet. It is told to nobody else.',
        ],
      },
      {
        heading: 'How to take it back',
        paragraphs: [
          'Send us the slip below, write to us, telephone us or tell us at a visit. From the day it reaches us we tell nothing more on this form and stop every letter that has not left. What was told before cannot be untold; we will say what that was.',
        ],
      },
      {
        cut: 'Cut here and send this part to us, marked Rule 39',
        heading: `To ${[firm.name, ...firm.address].join(', ')}`,
        paragraphs: [
          `I take back the form that I signed on ${formatDay(form.signedOn)} for ${recipient.name} (mark ${ourMark}).`,
          'All of it, or only this part of it:',
        ],
        fields: ['Only: ____', `Name: ____ | Prison number: ____`, 'Signed: ____ | Date: ____'],
      },
    ],
    foot: `Made on ${formatDay(today)}. Mark of the form: ${ourMark}.`,
    largePrint,
    close: true,
  }
}
