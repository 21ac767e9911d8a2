import { formatList } from '../../src-main/dates/words.ts'
import { SPOKEN, type Spoken } from '../words/disclosure-terms.ts'

/** What can be said aloud to somebody: it names what may be told and is silent, always alike, about all else. */
export function safeSentence(allowed: Spoken[]): string {
  if (allowed.length === 0)
    return '“I can neither confirm nor deny that we act for anyone of that name.”'
  const told = formatList(allowed.map((about) => SPOKEN[about]))
  return `“I can tell you ${told}. I can neither confirm nor deny anything else.”`
}
