import { kindThat } from '../../src-main/letters/contract.ts'
import type { z } from 'zod'
import type { day, DayItem, OfficeNotice } from '../../src-main/day/contract.ts'
import { daysBetween, londonDay } from '../../src-main/dates/days.ts'
import { clockBadge } from '../letters/deadline-words.ts'
import { actOf, placeOf, type Act } from '../letters/next-act.ts'
import { limitationBadge } from '../matters/limitation-words.ts'
import { STATES } from '../words/letters.ts'
import type { BadgeKind } from '../words/states.ts'
import type { WorkRow } from '../parts/WorkLine.vue'
import {
  formatDay,
  formatMoment,
  formatDayAndMonth,
  formatWeekday,
  countOf,
  CountOf,
  sentence,
  formatList,
} from '../../src-main/dates/words.ts'

export type DayView = z.output<typeof day.view.output>
export type GroupName = DayView['groups'][number]['name']

/** What is said of the office itself. */
export function noticeWords(notice: OfficeNotice): string {
  const { kind, at, who, reason, times, client, count, letters } = notice
  const day = formatDay(londonDay(at))
  const of = client?.name ?? ''
  if (kind === 'failed-sign-ins')
    return `${CountOf(times, 'wrong passphrase', 'wrong passphrases')} for ${who}, the last on ${formatMoment(at)}. Ask them whether it was they.`
  if (kind === 'failed-sign-ins-lost')
    return `Somebody removed the file that keeps wrong passphrases, remedy.tries, before ${formatMoment(at)}: how many there were is not known.`
  if (kind === 'work-passed')
    return `${countOf(count, 'open matter', 'open matters')} of ${who} passed to you on ${day}${letters > 0 ? `, with ${countOf(letters, 'letter', 'letters')} that did not leave yet` : ''}. They are under Matters.`
  const words = {
    'check-off': `The second check of forms is off since ${day}, by ${who}.`,
    'check-off-proposed': `${who} asked on ${day} to turn off the second check of forms. Another partner agrees or keeps it on, under Office.`,
    'erasure-proposed': `${who} proposed on ${day} that ${of} is erased. A second person confirms or withdraws it.`,
    'basis-to-confirm': `${who} decided on ${day} that something about ${of} may be disclosed without the client’s consent. A second person confirms it under Other bases on the client’s page.`,
    'erasures-owed': `An older copy of this office was put back: ${countOf(count, 'client who was', 'clients who were')} erased since ${count === 1 ? 'is' : 'are'} in it again. Erase again, under Office, Erasures.`,
    'no-backup':
      'There is no backup. If this computer fails, everything in the office is lost. See under Office, Backups.',
    'no-sheet':
      'Nobody has a recovery sheet of this office on paper that is known to be right. Make one under Office, Recovery sheet.',
    'backup-old': `The last backup is of ${day}. See under Office, Backups, why none was made since.`,
    'backup-of-former-key': `The office key was changed on ${day}, and no backup was made since: the newest one needs a passphrase of its day or the previous recovery sheet. Make one under Office, Backups.`,
    'backup-untried': `No backup was tested since ${day}. Test the newest under Office, Backups.`,
    'files-to-review': `The time for keeping ${countOf(count, 'client’s file', 'clients’ files')} has run. Keep ${count === 1 ? 'it' : 'each'} longer for a reason, or propose its erasure, under Office, Files to review.`,
    'hold-review': `The legal hold on ${of}, recorded by ${who} on ${day}, is to be looked at again.`,
  }[kind]
  return reason === '' ? words : `${words} Reason: ${reason}`
}

/** The acts of forms and matters as their buttons say them; those of letters are the same in every list. */
const ACTS = {
  check: { verb: 'Check', icon: 'i-lucide-search-check' },
  'record-again': { verb: 'Record again', icon: 'i-lucide-file-pen-line' },
  review: { verb: 'Review', icon: 'i-lucide-message-circle-question' },
  'send-form': { verb: 'Send a form', icon: 'i-lucide-send' },
  'set-date': { verb: 'Set date', icon: 'i-lucide-calendar-plus' },
  'answer-access': { verb: 'Answer', icon: 'i-lucide-folder-search' },
}
const isOwn = (act: DayItem['act']): act is keyof typeof ACTS => act in ACTS

/** `Monday 9 November`, under a title that gives the year; the year is added where it is another. */
export function dayInList(day: string, today: string): string {
  const written = `${formatWeekday(day)} ${formatDayAndMonth(day)}`
  return day.slice(0, 4) === today.slice(0, 4) ? written : `${written} ${day.slice(0, 4)}`
}

/** A row's state as a badge. */
export function badgeOf(
  group: GroupName,
  item: DayItem,
  today: string,
): { kind: BadgeKind; word: string } {
  if (group === 'recall') return { kind: 'blocked', word: 'Recall needed' }
  if (group === 'to-approve') return { kind: 'draft', word: 'Ready to approve' }
  if (group === 'to-decide') return { kind: 'check', word: 'To decide' }
  if (group === 'drafts') return { kind: 'draft', word: 'Draft' }
  if (group === 'to-sign') return { kind: 'sign', word: 'To sign' }
  if (group === 'forms-out') return { kind: 'sent', word: 'Not returned' }
  if (group === 'not-sent' && item.state) {
    const { badge, word } = STATES[item.state]
    return { kind: badge, word }
  }
  if (group === 'access' && item.on === null) return { kind: 'sent', word: 'Awaiting client' }
  if (group === 'expiring') return { kind: 'expiring', word: 'Expiring' }
  if (group === 'to-check')
    return item.act === 'record-again'
      ? { kind: 'sent-back', word: 'Returned for correction' }
      : { kind: 'awaiting-check', word: 'Awaiting check' }
  if (group === 'ask-again') return { kind: 'review-due', word: 'Review due' }
  if (group === 'no-date' || item.on === null) return { kind: 'no-date', word: 'No date' }
  if (group === 'limitation-now') return limitationBadge(item.on, today)
  if (group === 'limitation')
    return { kind: 'due', word: `${daysBetween(today, item.on)} days left` }
  return clockBadge({ due: item.on, provisional: item.provisional, daysLate: item.daysLate }, today)
}

/** The date of a row, in the words of its group. */
export function whenOf(group: GroupName, item: DayItem, today: string): string {
  if (item.on === null) return group === 'no-date' ? 'No date in the diary' : ''
  const day = dayInList(item.on, today)
  if (group === 'late' || group === 'access') return `Due ${day}`
  if (group === 'limitation' || group === 'limitation-now') return `Prudent ${day}`
  if (group === 'ask-again' || group === 'expiring') return `Ends ${day}`
  if (
    group === 'to-check' ||
    group === 'to-decide' ||
    group === 'to-sign' ||
    group === 'not-sent' ||
    group === 'recall'
  )
    return `Since ${day}`
  return day
}

/** A row as the list draws it. */
export function workOf(
  group: GroupName,
  item: DayItem,
  today: string,
  may: (permission: string) => boolean,
): WorkRow {
  const { clientName: who, ourRef: ref, what } = item
  const named = isOwn(item.act) || may(actOf(item.act).may) ? item.act : 'open'
  const to = placeOfItem(item, named)
  const {
    verb,
    icon,
    short = verb,
  }: Pick<Act, 'verb' | 'icon' | 'short'> = isOwn(named) ? ACTS[named] : actOf(named)
  return {
    badge: badgeOf(group, item, today),
    ...{ who, ref, what },
    when: whenOf(group, item, today),
    act: { verb: short, icon, label: `${who}, ${what}`, to },
    to: placeOfItem(item, 'open'),
  }
}

/** The sentence under the date: true to the groups, the danger first. */
export function daySentence({ groups, ahead }: Pick<DayView, 'groups' | 'ahead'>): string {
  const size = (name: GroupName) => groups.find((group) => group.name === name)?.total ?? 0
  const whole = groups.reduce((sum, { total }) => sum + total, 0)
  if (whole === 0)
    return ahead.length > 0
      ? `${CountOf(ahead.length, 'step', 'steps')} before the first letter.`
      : 'Nothing to do today.'
  const late = size('late')
  const recall = size('recall')
  const limitation = size('limitation-now')
  const dangers = [
    ...(limitation > 0
      ? [countOf(limitation, 'limitation date is near', 'limitation dates are near')]
      : []),
    ...(late > 0 ? [countOf(late, 'is late', 'are late')] : []),
    ...(recall > 0 ? [countOf(recall, 'letter needs recall', 'letters need recall')] : []),
  ]
  const first = `${CountOf(whole, 'thing', 'things')} to do.`
  return dangers.length === 0
    ? `${first} None is late.`
    : `${first} ${sentence(formatList(dangers))}.`
}

/** Where a row's act is done, and where the row itself opens. */
export function placeOfItem(item: DayItem, act: DayItem['act'] | 'open') {
  const { letterId: letter, matterId, clientId } = item
  if (act === 'send-form')
    return { path: '/letters/new', query: { client: clientId, kind: kindThat('form') } }
  if (item.consentId) return placeOfForm(item, act)
  if (item.act === 'answer-access') return { path: `/clients/${clientId}/access`, query: {} }
  if (!letter || isOwn(act)) return { path: `/matters/${matterId}`, query: {} }
  return placeOf(act, { matterId: String(matterId), clientId, letterId: letter })
}

/** A form's act is done on the page of its client's forms. */
function placeOfForm({ clientId, consentId }: DayItem, act: DayItem['act'] | 'open') {
  const page = `/clients/${clientId}/consents`
  if (act === 'record-again') return { path: `${page}/new`, query: { replaces: String(consentId) } }
  const query = { form: String(consentId), ...(act === 'open' ? {} : { act }) }
  return { path: page, query }
}
