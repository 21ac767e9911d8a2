import { ClientId } from '../clients/contract.ts'
import { EstablishmentId } from '../establishments/contract.ts'
import { operation } from '../wire/operation.ts'
import { Nothing, z } from '../wire/schema.ts'

/** By what the screen of each list is filtered. */
const FILTERS = {
  clients: ['text'],
  stays: ['text'],
  contacts: ['text'],
  forms: ['text', 'clientId'],
  matters: ['text'],
  letters: ['which'],
  'open-dates': [],
  prisons: [],
  bodies: ['establishmentId'],
} as const satisfies Record<string, readonly string[]>

/** Every list that can be saved. */
export const ListName = z.enum(Object.keys(FILTERS) as [keyof typeof FILTERS], 'Choose the list.')
export type ListName = z.output<typeof ListName>

const Filter = z.strictObject({
  /** As it is typed into the search of the screen. */
  text: z.string().max(200).default(''),
  clientId: ClientId.nullable().default(null),
  which: z.enum(['open', 'all', 'discarded']).default('all'),
  establishmentId: EstablishmentId.nullable().default(null),
})
export type Filter = z.output<typeof Filter>

/** Lists as they are filtered on the screen, saved whole for a spreadsheet; each one saved is an entry. */
export const lists = {
  save: operation(
    z
      .strictObject({
        list: ListName,
        kind: z.enum(['xlsx', 'csv'], 'Choose the kind of file.').default('xlsx'),
        filter: Filter.prefault({}),
      })
      .refine(
        ({ list, filter }) => {
          const taken: readonly string[] = FILTERS[list]
          const { which, ...rest } = filter
          const used = Object.entries(rest).flatMap(([name, value]) => (value ? name : []))
          if (which !== 'all') used.push('which')
          return used.every((name) => taken.includes(name))
        },
        { path: ['filter'], error: 'This list is not filtered by that.' },
      ),
    z.object({ saved: z.boolean(), rows: z.number() }),
    { may: 'save-lists' },
  ),
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'save-lists' },
  ),
  /** Breaks off the list that is being saved: nothing of it is kept. */
  cancel: operation(Nothing, Nothing, { may: 'save-lists' }),
}
