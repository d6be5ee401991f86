/** Spans of a day such as `09:00-12:30`, as one fills them in. */

export type Span = { from: string; to: string }

const SPAN = /^\s*(\d\d:\d\d)\s*-\s*(\d\d:\d\d)\s*$/
const LONG = 4 * 60 // minutes of a span that follows another

/** The span that a text says; null where it says none (a parameter of a template). */
export function spanOf(text: unknown): Span | null {
  const found = typeof text === 'string' ? SPAN.exec(text) : null
  return found?.[1] && found[2] ? { from: found[1], to: found[2] } : null
}

/** Another span of the day: after the last one, or the usual hours. */
export function nextSpan(spans: readonly unknown[]): string {
  const last = spanOf(spans.at(-1))
  if (last === null) return '09:00-17:00'
  const [hours = 0, minutes = 0] = last.to.split(':').map(Number)
  const from = Math.min(hours * 60 + minutes + 60, 23 * 60)
  return `${clock(from)}-${clock(Math.min(from + LONG, 24 * 60))}`
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
