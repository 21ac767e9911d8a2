import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  Consent,
  ConsentDraft,
  consents as asked,
  Withdrawal,
} from '../../src-main/consents/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

/** The consents of the client on the screen, newest first. What is revealed is never kept here. */
export const useConsents = defineStore('consents', () => {
  const shown = shallowRef<{ clientId: string; all: Consent[] } | null>(null)
  const list = (clientId: string) => office.consents.list({ clientId })
  const ask = newestOnly()
  /** Puts what the office answered in its place among the client's forms. */
  function take(consent: Consent): Consent {
    const { clientId, all } = shown.value ?? {}
    if (!all || clientId !== consent.clientId) return consent
    const known = all.some(({ id }) => id === consent.id)
    const put = all.map((one) => (one.id === consent.id ? consent : one))
    ask()
    shown.value = { clientId, all: known ? put : [consent, ...all] }
    return consent
  }
  return {
    shown,
    /** Another client's forms, which do not come on the screen. */
    list,
    load: async (clientId: string) => {
      if (shown.value?.clientId !== clientId) shown.value = null
      const isNewest = ask()
      const all = await list(clientId)
      if (isNewest()) shown.value = { clientId, all }
    },
    of: (clientId: string) => (shown.value?.clientId === clientId ? shown.value.all : null),
    record: async (draft: z.input<typeof ConsentDraft>) =>
      take(await office.consents.record(draft)),
    attachScan: async ({ id }: Consent) =>
      take(await office.consents.attachScan({ consentId: id })),
    openScan: async (consentId: string) => void (await office.consents.openScan({ consentId })),
    /** The whole entry, for somebody else to compare with the paper; it is never kept here. */
    openToCheck: (consentId: Consent['id'], scan: boolean) =>
      office.consents.openToCheck({ consentId, scan }),
    check: async ({ id }: Consent, against: 'scan' | 'paper') =>
      take(await office.consents.check({ consentId: id, against })),
    sendBack: async ({ id }: Consent, reason: string, ofAnother = false) =>
      take(await office.consents.sendBack({ consentId: id, reason, ofAnother })),
    undoReview: async ({ id }: Consent, reason: string) =>
      take(await office.consents.undoReview({ consentId: id, reason })),
    review: async (reviewed: z.input<typeof asked.review.input>) =>
      take(await office.consents.review(reviewed)),
    reveal: (consentId: string, reason: string) => office.consents.reveal({ consentId, reason }),
    mayTell: (question: z.input<typeof asked.mayTell.input>) => office.consents.mayTell(question),
    receipt: (wanted: z.input<typeof asked.receipt.input>) => office.consents.receipt(wanted),
    /** What relied on a form, once it is taken back. */
    reliedOn: (consentId: Consent['id']) => office.day.reliedOn({ consentId }),
    correctWithdrawal: async (corrected: z.input<typeof asked.correctWithdrawal.input>) =>
      take(await office.consents.correctWithdrawal(corrected)),
    withdraw: async (withdrawal: z.input<typeof Withdrawal>) =>
      take(await office.consents.withdraw(withdrawal)),
  }
})
