import { formatDay } from '../dates/words.ts'
import type { Firm } from '../practice/contract.ts'
import type { z } from '../wire/schema.ts'
import type { EditionBadge } from '../law/contract.ts'
import type { TopicSheet } from './contract.ts'
import type { InformationSheet, SheetPart } from '../typesetting/model.ts'
import { authorityLine } from '../law/provenance.ts'

interface Told {
  asAt: string
  today: string
  firm: Pick<
    z.input<typeof Firm>,
    'name' | 'address' | 'postcode' | 'telephone' | 'regulatedBy' | 'sraNumber'
  >
  edition: Pick<z.input<typeof EditionBadge>, 'id' | 'title'>
  largePrint: boolean
}
type Topic = z.input<typeof TopicSheet>
type Version = Topic['versions'][number]

const NOTICE = 'This is general information, not advice about your case.'
const CERTAIN: Record<Version['confidence'], string> = {
  verified: 'Read in the law itself or in an official source.',
  secondary: 'Taken from a book or page about the law, not from the law itself.',
  known: 'Not yet checked against the source.',
  uncertain: 'Not certain.',
}

/** From when to when a version holds, as a client reads it. */
export function whenItApplies(
  { from, to }: { from: string | null; to: string | null },
  today: string,
): string {
  const begun = from === null || from <= today
  if (to === null) {
    if (from === null) return 'Always, as far as is known here.'
    return begun
      ? `Since ${formatDay(from)}, and still today.`
      : `From ${formatDay(from)}, a date in the future.`
  }
  return from === null ? `Until ${formatDay(to)}.` : `From ${formatDay(from)} to ${formatDay(to)}.`
}

/** A topic in the words that a client is given, as at a day; what held before is told too, for an older event. */
export function sheetOf(topic: Topic, told: Told): InformationSheet {
  const { asAt, today, firm, edition, largePrint } = told
  const at = topic.versions.findIndex(({ current }) => current)
  const now = topic.versions[at]
  const earlier = topic.versions.slice(0, Math.max(at, 0)).reverse()
  const stands = asAt < today ? 'stood' : asAt > today ? 'will stand' : 'stands'
  return {
    title: `Information sheet ${topic.id}`,
    madeOn: today,
    firm: {
      name: firm.name,
      contact: [[...firm.address, firm.postcode].join(', '), `Telephone ${firm.telephone}`],
      stated: `${firm.name}. ${firm.regulatedBy.replace(/\.$/, '')}. SRA number ${firm.sraNumber}.`,
    },
    group: topic.group,
    heading: topic.heading,
    asAt: `The law as it ${stands} on ${formatDay(asAt)}`,
    notice: NOTICE,
    parts: [
      { heading: 'What the law says', paragraphs: [now?.text ?? nothingOn(asAt)] },
      ...(now ? nowParts(now, today) : []),
      ...(earlier.length > 0 ? [earlierPart(earlier, today)] : []),
      {
        heading: 'If you want to ask us',
        paragraphs: [
          `Write to ${firm.name} at the address above, or telephone. What this means for you depends on your own case.`,
        ],
      },
      ...(now ? [authorityPart(now)] : []),
    ],
    foot: `Sheet ${topic.id}. ${edition.title}, edition ${edition.id}, as at ${formatDay(asAt)}.`,
    largePrint,
  }
}

const nothingOn = (asAt: string) => `This edition has nothing for ${formatDay(asAt)}.`

const nowParts = (now: Version, today: string): SheetPart[] => [
  { heading: 'When it applies', paragraphs: [whenItApplies(now, today)] },
  ...(now.uncertain ? [{ heading: 'What is not certain', paragraphs: [now.uncertain] }] : []),
]

const earlierPart = (earlier: Version[], today: string): SheetPart => ({
  heading: 'The law before',
  paragraphs: earlier.map(
    (version) => `${whenItApplies(version, today).replace(/\.$/, '')}: ${version.text}`,
  ),
})

function authorityPart({ authority, confidence, checkedOn, sources }: Version): SheetPart {
  const checked = checkedOn ? ` Checked on ${formatDay(checkedOn)}.` : ''
  return {
    heading: 'Where it is written',
    paragraphs: [
      authorityLine(authority),
      ...(sources.length > 0 ? [sources.map(({ title }) => title).join('; ')] : []),
      `${CERTAIN[confidence]}${checked}`,
    ],
    small: true,
  }
}
