const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day, `2026-11-22`, on which `moment` falls in England and Wales. */
export const londonDay = (moment: Date): string => london.format(moment)
