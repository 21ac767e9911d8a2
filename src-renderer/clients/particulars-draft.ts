import type { Client } from '../../src-main/clients/contract.ts'
import type { NEEDS } from './client-words.ts'

/** What a form about a client holds while it is typed. */
export interface ParticularsDraft {
  surname: string
  forenames: string
  aliases: { surname: string; forenames: string }[]
  bornOn: string | null
  prisonNumber: { number: string; exception: string }
  needs: Record<keyof typeof NEEDS, boolean> & { language: string; note: string }
}

/** An empty form. */
export const noParticulars = (): ParticularsDraft => ({
  surname: '',
  forenames: '',
  aliases: [],
  bornOn: null,
  prisonNumber: { number: '', exception: '' },
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
export function particularsOf(client: Client): ParticularsDraft {
  const { surname, forenames, aliases, bornOn, prisonNumber, needs } = client
  return structuredClone({ surname, forenames, aliases, bornOn, prisonNumber, needs })
}

/** A stay as it is typed. */
export interface StayTyped {
  establishmentId: string
  from: string
  source: string
}

/** An empty stay. */
export const noStay = (): StayTyped => ({ establishmentId: '', from: '', source: '' })
