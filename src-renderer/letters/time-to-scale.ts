import { daysBetween } from './deadline-words.ts'

interface Times {
  sentOn: string
  receivedOn: string
  receiptEstimated: boolean
  due: string
  daysLate: number
  today: string
}

/** A point on the bar, in hundredths of its length. */
export interface Point {
  name: string
  day: string
  at: number
}

/** The days of a request on one bar: posting and today above it, receipt and due date below, so that none covers another. */
export function timeToScale({ sentOn, receivedOn, receiptEstimated, due, daysLate, today }: Times) {
  const now = today < sentOn ? sentOn : today
  const end = now > due ? now : due
  const whole = Math.max(1, daysBetween(sentOn, end))
  const at = (day: string) => Math.min(100, Math.max(0, (daysBetween(sentOn, day) / whole) * 100))
  const above: Point[] = [
    { name: 'Sent', day: sentOn, at: 0 },
    { name: 'Today', day: now, at: at(now) },
  ]
  const below: Point[] = [
    {
      name: receiptEstimated ? 'Received, as estimated' : 'Received',
      day: receivedOn,
      at: at(receivedOn),
    },
    { name: 'Due', day: due, at: at(due) },
  ]
  return {
    received: at(receivedOn),
    due: Math.max(at(receivedOn), at(due)),
    /** Only what is late is drawn beyond the due date. */
    now: daysLate > 0 ? at(now) : 0,
    above: above.filter((point, index) => index === 0 || point.at > 12),
    below,
  }
}
