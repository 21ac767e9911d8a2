import type { NamedDay, Stretch } from '../deadlines/time-to-scale.ts'

interface Times {
  sentOn: string
  receivedOn: string
  receiptEstimated: boolean
  due: string
  daysLate: number
  today: string
}

/** The days of a request for its bar: posting, receipt, due date and today; only what is late is drawn beyond the due date. */
export function requestTime({
  sentOn,
  receivedOn,
  receiptEstimated,
  due,
  daysLate,
  today,
}: Times): {
  days: NamedDay[]
  stretches: Stretch[]
} {
  const now = today < sentOn ? sentOn : today
  const stretches: Stretch[] = [{ kind: 'counted', from: receivedOn, to: due }]
  if (daysLate > 0) stretches.push({ kind: 'late', from: due, to: now, words: 'late' })
  return {
    days: [
      { name: 'Sent', day: sentOn },
      { name: receiptEstimated ? 'Received (estimated)' : 'Received', day: receivedOn },
      { name: 'Due', day: due },
      ...(now === sentOn ? [] : [{ name: 'Today', day: now }]),
    ],
    stretches,
  }
}
