import { isIdle } from '../activity'
import { isLoggedOut } from '../queryClient'
import type { EventView } from '../schema.gen'
import type { Turns } from './turns'

export type Connection = 'connecting' | 'live' | 'lost'

type Listener = {
  /** Called with each event once, in order. */
  onEvent: (event: EventView) => void
  onConnection: (connection: Connection) => void
  /** The log has moved too far on: what is shown is to be loaded afresh; gives the log's newest number. */
  onGap: () => Promise<number>
  onLoggedOut: () => void
}

/** A connection that was away for longer is not caught up with, event by event, but begun anew. */
const TOO_LONG = 60_000
/** The server sends a sign of life every 15 seconds. */
const SILENCE = 40_000
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 15_000
const STREAM = '/api/v1/events/stream'

/** Follows the event stream from `seq` on until the signal, while it is this page's turn; comes back after every break. */
export async function follow(
  seq: number,
  signal: AbortSignal,
  turns: Turns,
  listener: Listener,
): Promise<void> {
  let last = seq
  let pause = FIRST_PAUSE
  let heard = Date.now()
  let broken = false
  while (!signal.aborted) {
    if (!turns.mine()) {
      await change(turns, signal)
      continue
    }
    if (Date.now() - heard > TOO_LONG) {
      try {
        last = await listener.onGap()
        heard = Date.now()
      } catch (error) {
        if (isLoggedOut(error)) return listener.onLoggedOut()
        await rest(pause, turns, signal)
        continue
      }
    }
    try {
      listener.onConnection(broken ? 'lost' : 'connecting')
      await read(last, turns, signal, {
        onOpen() {
          pause = FIRST_PAUSE
          broken = false
          heard = Date.now()
          listener.onConnection('live')
        },
        onPart() {
          heard = Date.now()
        },
        onEvent(event) {
          if (event.seq <= last) return
          last = event.seq
          listener.onEvent(event)
        },
      })
    } catch (error) {
      if (error instanceof LoggedOut) return listener.onLoggedOut()
    }
    if (signal.aborted) return
    if (!turns.mine()) continue
    broken = true
    listener.onConnection('lost')
    await rest(pause * (0.5 + Math.random()), turns, signal)
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }
}

class LoggedOut extends Error {}

type Reader = { onOpen: () => void; onPart: () => void; onEvent: (event: EventView) => void }

async function read(after: number, turns: Turns, signal: AbortSignal, reader: Reader): Promise<void> {
  const stop = new AbortController()
  turns.onChange(() => turns.mine() || stop.abort(), stop.signal)
  const ending = AbortSignal.any([signal, stop.signal])
  let watchdog = setTimeout(() => stop.abort(), SILENCE)
  try {
    const response = await fetch(`${STREAM}?after=${after}`, {
      // That the page comes back by itself is no sign of a person.
      headers: { accept: 'text/event-stream', ...(isIdle() ? { 'Evenhand-Idle': '1' } : {}) },
      signal: ending,
      cache: 'no-store',
    })
    if (response.status === 401) throw new LoggedOut()
    if (!response.ok || response.body === null) return
    reader.onOpen()
    const parts = response.body.pipeThrough(new TextDecoderStream()).getReader()
    ending.addEventListener('abort', () => void parts.cancel().catch(() => {}))
    const parse = parser(reader.onEvent)
    for (;;) {
      const { done, value } = await parts.read()
      if (done) return
      clearTimeout(watchdog)
      watchdog = setTimeout(() => stop.abort(), SILENCE)
      reader.onPart()
      parse(value)
    }
  } finally {
    clearTimeout(watchdog)
    stop.abort()
  }
}

/** Takes the stream's text in whatever parts it comes; hands on the events. */
export function parser(onEvent: (event: EventView) => void): (part: string) => void {
  let rest = ''
  return (part) => {
    const blocks = (rest + part).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice('data: '.length))
      if (data.length > 0) onEvent(JSON.parse(data.join('\n')))
    }
  }
}

/** Waits; a change of turns, or the network that is back, ends it early. */
async function rest(milliseconds: number, turns: Turns, signal: AbortSignal): Promise<void> {
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), milliseconds)
  await change(turns, AbortSignal.any([signal, end.signal]))
  clearTimeout(timer)
  end.abort()
}

/** Waits for the next change of turns, or the end. */
function change(turns: Turns, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = new AbortController()
    const done = () => {
      end.abort()
      resolve()
    }
    turns.onChange(done, end.signal)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
