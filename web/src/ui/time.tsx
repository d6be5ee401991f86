import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const STEPS: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [7 * 86_400, 'day', 86_400],
]

type Formats = {
  ago: Intl.RelativeTimeFormat
  day: Intl.DateTimeFormat
  full: Intl.DateTimeFormat
  clock: Intl.DateTimeFormat
}

const formats = new Map<string, Formats>()

/** The formats of a language. To make one takes longer than to draw the line in which it is used. */
function formatsOf(language: string): Formats {
  const known = formats.get(language)
  if (known !== undefined) return known
  const made = {
    // The narrowest German says “vor 5 m”, as if it were metres.
    ago: new Intl.RelativeTimeFormat(language, {
      numeric: 'auto',
      style: language === 'de' ? 'short' : 'narrow',
    }),
    day: new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }),
    full: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
    clock: new Intl.DateTimeFormat(language, { timeStyle: 'short' }),
  }
  formats.set(language, made)
  return made
}

/** “3 min ago” in the language, whole units of what is past and the nearest of what is to come; beyond a week the date. */
export function relative(at: string, language: string, now = Date.now()): string {
  const moment = new Date(at)
  const seconds = (moment.getTime() - now) / 1000
  const { ago, day } = formatsOf(language)
  // Seconds would be wrong before they are written anew.
  if (seconds > -60 && seconds < 30) return ago.format(0, 'second')
  const whole = seconds < 0 ? Math.trunc : Math.round
  const step = STEPS.find(([limit, , size]) => Math.abs(whole(seconds / size)) * size < limit)
  if (step === undefined) return day.format(moment)
  const [, unit, size] = step
  return ago.format(whole(seconds / size), unit)
}

/** Date and time in full. */
export function full(at: string, language: string): string {
  return formatsOf(language).full.format(new Date(at))
}

/** The time of day. */
export function clock(at: string, language: string): string {
  return formatsOf(language).clock.format(new Date(at))
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

type Clock = { now: () => number; subscribe: (listener: () => void) => () => void }

const clocks = new Map<number, Clock>()

/** One timer for all who want to know as often. */
function clockOf(every: number): Clock {
  const known = clocks.get(every)
  if (known !== undefined) return known
  const listeners = new Set<() => void>()
  let ticks = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const made: Clock = {
    now: () => ticks,
    subscribe(listener) {
      listeners.add(listener)
      timer ??= setInterval(() => {
        ticks++
        for (const each of listeners) each()
      }, every)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
  clocks.set(every, made)
  return made
}

/** Renders again every so many milliseconds. */
export function useTick(every: number): number {
  const { subscribe, now } = clockOf(every)
  return useSyncExternalStore(subscribe, now)
}
