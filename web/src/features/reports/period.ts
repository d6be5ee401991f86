/** The stretch of days of a report: the last so many, or from one day to another. */
export type Choice = { days?: number; from?: string; to?: string }

/** Days as YYYY-MM-DD, both included. */
export type Days = { from: string; to: string }

export const PRESETS = [7, 30, 90]
const USUAL = 30
const DAY = 86_400_000

/** Which days are meant, as seen from a moment in a time zone. */
export function daysOf({ days = USUAL, from, to }: Choice, zone: string, now = new Date()): Days {
  if (from !== undefined && to !== undefined) return { from, to }
  const today = dayIn(zone, now)
  return { from: plus(today, 1 - days), to: today }
}

/** The preset that a choice stands for; null for days of one's own. */
export function presetOf({ days = USUAL, from }: Choice): number | null {
  return from === undefined ? days : null
}

/** The day that it is in a time zone. */
export function dayIn(zone: string, now: Date): string {
  // The Swedish way to write a day is YYYY-MM-DD.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now)
}

function plus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}
