import type { z } from 'zod'
import type { Basis, BasisDraft, bases } from '../../src-main/bases/contract.ts'
import type { InformationClass } from '../../src-main/consents/contract.ts'
import { ALL_CLASSES } from '../words/disclosure-terms.ts'

type Sent = Omit<z.input<typeof BasisDraft>, 'clientId'>
type Opened = z.output<(typeof bases)['open']['output']>

/** A basis as typed: nothing is chosen for the person. */
export interface BasisTyped {
  kind: string
  authority: string
  recipient: { name: string; role: string }
  purpose: string
  classes: Record<InformationClass, boolean>
  from: string
  until: string
  reasons: string
  client: string
  clientOn: string | null
  whyNot: string
}

/** An empty form, or one filled with what is recorded and was opened. */
export const basisTyped = (one: Basis | null, opened: Opened | null): BasisTyped => ({
  kind: one?.kind ?? '',
  authority: one?.authority ?? '',
  recipient: { name: one?.recipient.name ?? '', role: one?.recipient.role ?? '' },
  purpose: one?.purpose ?? '',
  classes: Object.fromEntries(
    ALL_CLASSES.map((about) => [about, opened?.classes.includes(about) ?? false]),
  ) as BasisTyped['classes'],
  from: one?.from ?? '',
  until: one?.until ?? '',
  reasons: opened?.reasons ?? '',
  client: one?.client ?? '',
  clientOn: one?.clientOn ?? null,
  whyNot: opened?.whyNot ?? '',
})

/** What is sent of it. */
export const basisSent = ({ classes, ...typed }: BasisTyped): Sent =>
  ({
    ...typed,
    classes: ALL_CLASSES.filter((about) => classes[about]),
    clientOn: typed.client === 'not-told' ? null : typed.clientOn,
    whyNot: typed.client === 'not-told' ? typed.whyNot : '',
  }) as Sent
