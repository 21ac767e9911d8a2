import type { HELD_CLASS, InformationClass } from '../../src-main/consents/contract.ts'
import { listed } from '../parts/words.ts'

type Spoken = Exclude<InformationClass, typeof HELD_CLASS>

const SPOKEN: Record<Spoken, string> = {
  identity: 'that we act for our client',
  location: 'where our client is',
  health: 'about our client’s health',
  'mental-health': 'about our client’s mental health',
  'substance-use': 'about drugs and alcohol',
  offence: 'about the offence',
  'legal-advice': 'about our advice',
}

/** What can be said aloud to somebody: it names what may be told and is silent, always alike, about all else. */
export function safeSentence(allowed: Spoken[]): string {
  if (allowed.length === 0)
    return '“I can neither confirm nor deny that we act for anybody of that name.”'
  const told = listed(allowed.map((about) => SPOKEN[about]))
  return `“I can tell you ${told}. I can neither confirm nor deny anything else.”`
}
