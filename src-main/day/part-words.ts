import type { z } from '../wire/schema.ts'
import type { Group } from './contract.ts'

/** Each part of the day as its heading says it. */
export const PARTS: Record<z.output<typeof Group>, string> = {
  'limitation-now': 'Limitation within 14 days',
  late: 'Late',
  recall: 'Recall needed',
  'to-decide': 'Replies to decide or answer',
  access: 'Subject access requests to answer',
  due: 'Due in the next 14 days',
  'to-approve': 'Ready to approve',
  'to-check': 'Forms awaiting check',
  'to-sign': 'Awaiting signature',
  'not-sent': 'Not sent yet',
  drafts: 'Drafts to complete',
  limitation: 'Limitation dates ahead',
  'forms-out': 'Forms sent and not returned',
  expiring: 'Consents that end within 30 days',
  'ask-again': 'Forms due for review',
  'no-date': 'Files with no next date',
}
