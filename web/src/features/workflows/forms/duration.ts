/** Durations as the format writes them: `45s`, `1h30m`, `7d`. */

export const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const
export type Unit = keyof typeof UNITS

/** A number of the largest unit that fits; null for what is no duration. */
export function readDuration(text: string): { number: number; unit: Unit } | null {
  const found = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/.exec(text)
  if (text === '' || found === null) return null
  const [, days, hours, minutes, seconds] = found.map((part) => Number(part ?? 0))
  const total = (days ?? 0) * UNITS.d + (hours ?? 0) * UNITS.h + (minutes ?? 0) * UNITS.m + (seconds ?? 0)
  const unit =
    (['d', 'h', 'm'] as const).find((each) => total >= UNITS[each] && total % UNITS[each] === 0) ?? 's'
  return { number: total / UNITS[unit], unit }
}
