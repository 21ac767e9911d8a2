import type { LawBook } from '../law/law-book.ts'
import { authorityLine, toCheck } from '../law/provenance.ts'
import { asAt } from '../law/reference.ts'
import type { Day, z } from '../wire/schema.ts'
import type { Periods } from './contract.ts'

type Said = z.input<typeof Periods>['law'][number]

/** Where the edition says how long a firm keeps its files. */
const TOPIC = '2.11.2'
/** Rules of limitation that the years are customarily taken from: claims in negligence, from knowledge, and at most. */
const RULES = ['R56', 'R57', 'R58']

/** What no entry of the edition says; the instruments are to be opened before anybody relies on it. */
const BESIDES: readonly Said[] = [
  {
    text: 'Personal data are kept no longer than is necessary for what they are kept for, and the firm must be able to show it: that is why the years are the office’s own decision, recorded with its reason.',
    authority: 'UK GDPR, Article 5(1)(e) and 5(2)',
    check: 'The Articles were not opened for this program.',
  },
  {
    text: 'No limitation runs against a child, or against somebody without capacity: the time here runs from the day on which the client came of age, where the date of birth is recorded. Of capacity the office’s records say nothing certain: whoever looks at a file asks.',
    authority: 'Limitation Act 1980, section 28 and section 38(2)',
    check: 'To be confirmed by a partner for each client who lacked capacity.',
  },
  {
    text: 'A claim for injury runs three years from the injury or from knowledge of it, whichever is later, so that a file about treatment may matter long after it was closed.',
    authority: 'Limitation Act 1980, sections 11 and 14',
    check: '',
  },
]

/** What the law says of how long files are kept, from the edition in use where it says it. */
export function lawOfKeeping(book: LawBook, today: Day): Said[] {
  const topic = book.reference.topics.get(TOPIC)
  const said = topic && asAt(topic, today)
  const rules = RULES.flatMap((id) => {
    const rule = book.law.rules.get(id)
    const version = rule?.versions.at(-1)
    if (!rule || !version) return []
    const { period, authority, notes } = version
    const words = period ? `${period.count} ${period.unit}` : ''
    const text = [`${rule.title}: ${words}.`, ...notes].join(' ')
    return [{ text, authority: authorityLine(authority), check: toCheck(version) ?? '' }]
  })
  return [
    ...(said
      ? [
          {
            ...{ text: said.text, authority: authorityLine(said.authority) },
            check: toCheck(said) ?? '',
          },
        ]
      : []),
    ...BESIDES,
    ...rules,
  ]
}
