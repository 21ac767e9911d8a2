import { afterEach, describe, expect, test } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { formatMoment } from '../../src-main/dates/words.ts'
import { today } from '../../src-renderer/parts/today.ts'

const here = process.env['TZ']
afterEach(() => {
  if (here === undefined) delete process.env['TZ']
  else process.env['TZ'] = here
})

describe.each(['Europe/London', 'Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'])(
  'on a computer set to %s',
  (zone) => {
    test('the day turns with the midnight of London, in summer and in winter', () => {
      process.env['TZ'] = zone
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
      expect(londonDay('2026-06-30T22:59:59.999Z')).toBe('2026-06-30')
      expect(londonDay('2026-06-30T23:00:00.000Z')).toBe('2026-07-01')
      expect(londonDay('2026-12-31T23:59:59.999Z')).toBe('2026-12-31')
      expect(londonDay('2027-01-01T00:00:00.000Z')).toBe('2027-01-01')
      expect(formatMoment('2026-06-30T23:30:00.000Z')).toBe('1 July 2026, 00:30')
    })

    test('the window’s today is the office’s', () => {
      process.env['TZ'] = zone
      const before = londonDay(new Date())
      expect([before, londonDay(new Date())]).toContain(today())
    })
  },
)
