import { recordsOf } from '../clients/records.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import type { Handlers } from '../wire/operation.ts'
import { earlierLetters } from './earlier-letters.ts'
import type { enclosables as contract } from './enclosable-contract.ts'
import type { LetterParts } from './record.ts'
import { seesAll } from './sight.ts'

/** What a draft can enclose of a client’s earlier letters, for whoever chooses. */
export const enclosables = ({
  vault,
  templates,
}: Pick<LetterParts, 'vault' | 'templates'>): Handlers<typeof contract> => ({
  enclosable: ({ clientId }, by) =>
    vault.read(async (tx) => {
      const all = await earlierLetters(tx, await recordsOf(tx, [clientId]), null)
      return (all.get(clientId) ?? [])
        .filter((one) => seesAll(by) || one.class !== RESTRICTED_CLASS)
        .map(({ id, name, class: about, sha256, ourRef, tells, kind }) => ({
          ...{ id, name, class: about, sha256, ourRef, tells: [...tells] },
          title: templates.get(kind)?.title ?? kind,
        }))
    }),
})
