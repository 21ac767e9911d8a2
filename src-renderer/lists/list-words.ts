import type { ListName } from '../../src-main/lists/contract.ts'

/** What each list is, where it is chosen. */
export const LIST_WORDS: Record<ListName, { label: string; description: string }> = {
  clients: { label: 'Clients', description: 'Particulars, and where each is now.' },
  stays: { label: 'Prison history', description: 'Every stay, a row each.' },
  contacts: {
    label: 'Who acts for them',
    description: 'Attorneys, deputies, executors and others.',
  },
  forms: { label: 'Signed forms', description: 'What each allows, and how it stands.' },
  matters: { label: 'Matters', description: 'With limitation dates.' },
  letters: { label: 'Letters', description: 'With the dates replies are due.' },
  'open-dates': { label: 'Open dates', description: 'Everything on the day, part by part.' },
  bodies: { label: 'Prison arrangements', description: 'What this office recorded of prisons.' },
  prisons: { label: 'Prisons', description: 'Every prison, former ones too.' },
}
