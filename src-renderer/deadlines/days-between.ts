const DAY = 86_400_000

/** Days from one day to another; the days late come from the office, never from here. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
