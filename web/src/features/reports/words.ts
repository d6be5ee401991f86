import { useTranslation } from 'react-i18next'
import type { Fairness } from '@/api/schema.gen'

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const
const SECOND = UNITS[3]

export type Unit = (typeof UNITS)[number]

/** The largest unit of which so many seconds are at least one. */
export function unitOf(seconds: number): Unit {
  return UNITS.find((each) => seconds >= each.seconds) ?? SECOND
}

/** A number as people read it: with one decimal below ten, where there is one. */
export function plain(value: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}

/** “3.5 min”; a dash for what has not happened yet. */
export function duration(seconds: number | null, language: string): string {
  if (seconds === null) return '–'
  const { unit, seconds: size } = unitOf(Math.round(seconds))
  const value = seconds / size
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}

/** “22 Nov”, with the year where it is long ago. */
export function shortDay(day: string, language: string, year = false): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(day))
}

/** “Sat, 22 November 2026”. */
export function longDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(day))
}

/** The names of the days of the week, Monday first. */
export function weekdays(language: string, weekday: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, day) => format.format(new Date(Date.UTC(2024, 0, 1 + day))))
}

const NAMELESS = ['none', 'workspace', 'round_robin', 'least_open', 'user', 'hand'] as const

/** What a row of a report is called; what is no name of somebody's own is translated. */
export function useRowName(): (row: { key: string; name: string }, nobody?: boolean) => string {
  const { t } = useTranslation('reports')
  return (row, nobody = false) => {
    const known = NAMELESS.find((each) => each === row.key)
    if (known === undefined) return row.name
    if (known === 'none' && nobody) return t('rows.nobody')
    return t(`rows.${known}`)
  }
}

/** What the figures of a pool say about how evenly its people were given contacts. */
export function useFairnessText(): (pool: Fairness) => string {
  const { t, i18n } = useTranslation('reports')
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  return ({ team, users, assignments: total, spread }) => {
    const [most, fewest] = [users[0], users.at(-1)]
    if (most === undefined || fewest === undefined) return ''
    const pool = team?.name ?? t('rows.workspace')
    const people = users.length
    if (people === 1) return t('fair.only', { name: most.user.name, pool, total })
    if (spread === 0) return t('fair.even', { people, pool, each: most.assignments, total })
    if (spread === 1)
      return t('fair.almost', { people, pool, few: fewest.assignments, many: most.assignments, total })
    return t('fair.uneven', {
      total,
      pool,
      most: most.user.name,
      mostCount: most.assignments,
      mostShare: percent.format(most.share),
      fewest: fewest.user.name,
      fewestCount: fewest.assignments,
      fewestShare: percent.format(fewest.share),
      equal: plain(total / people, i18n.language),
    })
  }
}
