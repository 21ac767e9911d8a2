import type { What } from './contract.ts'
import { divided, undivided } from './parts.ts'
import type { RowRead } from './read-row.ts'

/** A postcode at the end of an address that is written in one cell. */
const AT_THE_END = /^(.*?)[\s,]*\b([A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})$/i
const TITLE_FIRST =
  /^(Mr|Mrs|Miss|Ms|Mx|Dr|Professor|Prof|Revd|Rev|Sir|Dame|Lord|Lady)\.?\s+(?=\S)/i
const TITLES: Readonly<Record<string, string>> = { prof: 'Professor', rev: 'Revd' }

/** Who is named in a row, from columns of their own or from a whole name: `Fenwright, Dominic` or `Dominic Fenwright`. */
export function nameIn({ said }: Pick<RowRead, 'said'>): {
  surname: string
  forenames: string
  title: string
} {
  const own = { surname: said('surname'), forenames: said('forenames'), title: said('title') }
  if (own.surname !== '' || said('name') === '') return own
  const found = TITLE_FIRST.exec(said('name'))
  const whole = found ? said('name').slice(found[0].length) : said('name')
  const spoken = found?.[1]?.toLowerCase() ?? ''
  const title = TITLES[spoken] ?? spoken.replace(/^./, (letter) => letter.toUpperCase())
  return { ...wholeName(whole), title: own.title || title }
}

/** A whole name taken apart. */
export function wholeName(whole: string): { surname: string; forenames: string } {
  const [surname = '', ...rest] = divided(whole, ',').map((part) => part.trim())
  if (rest.length > 0 && surname !== '') return { surname, forenames: rest.join(', ') }
  const words = whole.trim().split(/\s+/)
  return { surname: words.at(-1) ?? '', forenames: words.slice(0, -1).join(' ') }
}

/** A whole name as it is taken apart again: `Fenwright, Dominic`. */
export const nameWhole = ({ surname, forenames }: { surname: string; forenames: string }): string =>
  `${undivided(surname, ',')}, ${undivided(forenames, ',')}`.trim()

function addressIn({ said, many }: RowRead): { lines: string[]; postcode: string } {
  const lines = many('lines')
  const last = AT_THE_END.exec(lines.at(-1) ?? '')
  if (said('postcode') !== '' || !last) return { lines, postcode: said('postcode') }
  const [, before = '', postcode = ''] = last
  return { lines: [...lines.slice(0, -1), ...(before === '' ? [] : [before])], postcode }
}

const dayOrNone = (day: string) => (day === '' ? null : day)

/** The stay of a row as it would be typed; `source` where the row names none. */
export function stayIn(row: RowRead, source: string) {
  const { said } = row
  return {
    ...{ kind: said('where') || 'prison', establishmentId: said('prison') },
    ...{ from: said('since'), source: said('source') || source, place: said('place') },
    ...addressIn(row),
  }
}

/** The client of a row as they would be typed into the form. */
export function clientIn(row: RowRead, source: string) {
  const { said, many } = row
  return {
    ...nameIn(row),
    aliases: many('aliases').map(wholeName),
    pronouns: said('pronouns') || null,
    bornOn: dayOrNone(said('bornOn')),
    prisonNumber: { number: said('prisonNumber'), exception: said('noNumber') },
    nhsNumber: said('nhsNumber'),
    needs: {
      language: said('language'),
      interpreter: said('interpreter') === 'yes',
      largePrint: said('largePrint') === 'yes',
      easyWords: said('easyWords') === 'yes',
      readAloud: said('readAloud') === 'yes',
      note: said('needsNote'),
    },
    stay: stayIn(row, source),
  }
}

/** The matter of a row; null where it names none. */
export function matterIn({ said }: RowRead, what: What, clientId: string) {
  const key = (name: string) => (what === 'clients' ? `matter.${name}` : name)
  if (said(key('title')) === '' && what === 'clients') return null
  return {
    ...{ clientId, title: said(key('title')), kind: said(key('kind')) },
    ...{ responsible: said(key('responsible')), opponents: [] },
    ...{ eventOn: dayOrNone(said(key('eventOn'))), knownOn: dayOrNone(said(key('knownOn'))) },
    noEventReason: said(key('noEventReason')),
  }
}

/** What a row says of a prison; nobody here has checked it. */
export function bodyIn(row: RowRead, source: string) {
  const { said } = row
  return {
    ...{ establishmentId: said('prison') || null, sort: said('sort'), name: said('name') },
    ...addressIn(row),
    ...{ from: dayOrNone(said('since')), to: dayOrNone(said('until')) },
    ...{ seenOn: dayOrNone(said('seenOn')), source: said('source') || source },
    ...{ note: said('note'), verified: false },
  }
}

/** Who acts for a client, by a row. */
export function contactIn(row: RowRead, clientId: string, source: string) {
  const { said, many } = row
  return {
    ...{ clientId, capacity: said('capacity'), ...nameIn(row), ...addressIn(row) },
    ...{ telephone: said('telephone'), from: said('since'), until: dayOrNone(said('until')) },
    ...{ covers: many('covers'), together: said('together'), limits: said('limits') },
    ...{ provedOn: dayOrNone(said('provedOn')), seenBy: null, source: said('source') || source },
  }
}
