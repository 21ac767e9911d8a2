import { waitingErasures } from '../erasure/read-erasure.ts'
import { allows } from '../people/permissions.ts'
import { secondCheckNow } from '../practice/second-check.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { OfficeNotice } from './contract.ts'

type Notice = z.input<typeof OfficeNotice>

/** What whoever asks is to know of the office: that nobody checks forms, and what a partner has to agree to. */
export async function officeNotices(tx: Readable, by: Actor, today: string): Promise<Notice[]> {
  const { chosen, proposed, required } = await secondCheckNow(tx)
  const of = (kind: Notice['kind'], { by: who, at, reason }: NonNullable<typeof chosen>) => ({
    ...{ kind, at, who, reason },
  })
  const waiting = allows(by.role, 'confirm-erasures') ? await waitingErasures(tx, today) : null
  return [
    ...(waiting?.proposed ?? []).map((one) => ({ kind: 'erasure-proposed' as const, ...one })),
    ...(waiting?.held ?? []).map((one) => ({ kind: 'hold-review' as const, ...one })),
    ...(chosen && !required ? [of('check-off', chosen)] : []),
    ...(proposed && allows(by.role, 'manage-practice') ? [of('check-off-proposed', proposed)] : []),
  ]
}
