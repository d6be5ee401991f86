/** The time on a clock on the wall in a zone, such as `2026-03-02T09:00`, in milliseconds; NaN if it is none. */
export function moment(wall: string, zone: string): number {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(wall) ? Date.parse(`${wall.slice(0, 16)}:00Z`) : Number.NaN
  if (Number.isNaN(wanted)) return wanted
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wanted - (wallTime(wanted, zone) - wanted)
  return guess - (wallTime(guess, zone) - wanted)
}

/** What a clock on the wall shows in a zone at a moment, as if it were UTC. */
function wallTime(at: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at)
  return Date.parse(`${shown.replace(' ', 'T')}Z`)
}

/** Nine in the morning of today, or of the Monday that follows. */
export function workingMorning(now: Date): string {
  const day = new Date(now)
  if (day.getDay() === 0) day.setDate(day.getDate() + 1)
  if (day.getDay() === 6) day.setDate(day.getDate() + 2)
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${date.join('-')}T09:00`
}
