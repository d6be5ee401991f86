import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const STEPS: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
]

/** “3 min ago” in the language; beyond a week the date. */
export function relative(at: string, language: string, now = Date.now()): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000)
  const step = STEPS.find(([limit]) => Math.abs(seconds) < limit)
  if (step === undefined)
    return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(at))
  const [, unit, size] = step
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' }).format(
    Math.trunc(seconds / size),
    unit,
  )
}

/** Date and time in full. */
export function full(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
}

/** A moment, as long ago as it is; renewed as time goes by. */
export function TimeAgo({ at }: { at: string }) {
  const { i18n } = useTranslation()
  useTick(30_000)
  return (
    <time dateTime={at} title={full(at, i18n.language)}>
      {relative(at, i18n.language)}
    </time>
  )
}

/** Renders again every so many milliseconds. */
export function useTick(every: number): number {
  const [tick, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), every)
    return () => clearInterval(timer)
  }, [every])
  return tick
}
