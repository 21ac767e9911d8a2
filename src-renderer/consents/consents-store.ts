import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  Consent,
  ConsentDraft,
  consents as asked,
  Withdrawal,
} from '../../src-main/consents/contract.ts'
import { office } from '../office.ts'

/** The consents of the client on the screen, newest first. What is revealed is never kept here. */
export const useConsents = defineStore('consents', () => {
  const shown = shallowRef<{ clientId: string; all: Consent[] } | null>(null)
  const load = async (clientId: string) => {
    if (shown.value?.clientId !== clientId) shown.value = null
    shown.value = { clientId, all: await office.consents.list({ clientId }) }
  }
  return {
    shown,
    load,
    of: (clientId: string) => (shown.value?.clientId === clientId ? shown.value.all : null),
    record: async (draft: z.input<typeof ConsentDraft>) => {
      const consent = await office.consents.record(draft)
      await load(draft.clientId)
      return consent
    },
    attachScan: async ({ id, clientId }: Consent) => {
      const consent = await office.consents.attachScan({ consentId: id })
      await load(clientId)
      return consent
    },
    openScan: async ({ id }: Consent) => void (await office.consents.openScan({ consentId: id })),
    /** The whole entry, for somebody else to compare with the paper; it is never kept here. */
    openToCheck: (consentId: Consent['id'], scan: boolean) =>
      office.consents.openToCheck({ consentId, scan }),
    check: async ({ id, clientId }: Consent, against: 'scan' | 'paper') => {
      await office.consents.check({ consentId: id, against })
      await load(clientId)
    },
    sendBack: async ({ id, clientId }: Consent, reason: string) => {
      await office.consents.sendBack({ consentId: id, reason })
      await load(clientId)
    },
    review: async (clientId: string, reviewed: z.input<typeof asked.review.input>) => {
      await office.consents.review(reviewed)
      await load(clientId)
    },
    receipt: (wanted: z.input<typeof asked.receipt.input>) => office.consents.receipt(wanted),
    /** What relied on a form, once it is taken back. */
    reliedOn: (consentId: Consent['id']) => office.day.reliedOn({ consentId }),
    withdraw: async (clientId: string, withdrawal: z.input<typeof Withdrawal>) => {
      await office.consents.withdraw(withdrawal)
      await load(clientId)
    },
  }
})
