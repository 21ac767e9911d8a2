import type { Whereabouts } from '../../src-main/clients/whereabouts.ts'
import type { Client, Pronouns, Stay, TITLES } from '../../src-main/clients/contract.ts'
import type { NEEDS } from './client-words.ts'

/** What a form about a client holds while it is typed. */
export interface ParticularsDraft {
  title: (typeof TITLES)[number]
  pronouns: Pronouns | null
  surname: string
  forenames: string
  aliases: { surname: string; forenames: string }[]
  bornOn: string | null
  prisonNumber: { number: string; exception: string }
  nhsNumber: string
  needs: Record<keyof typeof NEEDS, boolean> & { language: string; note: string }
}

/** An empty form. */
export const noParticulars = (): ParticularsDraft => ({
  title: '',
  pronouns: null,
  surname: '',
  forenames: '',
  aliases: [],
  bornOn: null,
  prisonNumber: { number: '', exception: '' },
  nhsNumber: '',
  needs: {
    language: '',
    interpreter: false,
    largePrint: false,
    easyWords: false,
    readAloud: false,
    note: '',
  },
})

/** A form filled with what is recorded. */
export function particularsOf(client: Client['earlier'][number]): ParticularsDraft {
  const { title, pronouns, surname, forenames, aliases, bornOn, prisonNumber, nhsNumber, needs } =
    client
  return structuredClone({
    ...{ title, pronouns, surname, forenames, aliases, bornOn, prisonNumber, nhsNumber, needs },
  })
}

/** A stay as it is typed. */
export interface StayTyped {
  kind: Whereabouts
  establishmentId: string
  place: string
  lines: string[]
  postcode: string
  from: string
  source: string
}

/** An empty stay. */
export const noStay = (): StayTyped => ({
  ...{ kind: 'prison', establishmentId: '', from: '', source: '' },
  ...{ place: '', lines: [], postcode: '' },
})

/** A form filled with a stay that is recorded. */
export const stayTyped = (stay: Stay): StayTyped => ({
  ...{ kind: stay.kind, establishmentId: stay.establishmentId ?? '', from: stay.from },
  ...{ source: stay.source, place: stay.place, lines: [...stay.lines], postcode: stay.postcode },
})
