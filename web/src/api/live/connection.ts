import type { EventView } from '../schema.gen'

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

/** Follows the event stream from `seq` on until the signal; comes back after every break. */
export async function follow(seq: number, signal: AbortSignal, listener: Listener): Promise<void> {
  let last = seq
  let pause = FIRST_PAUSE
  let heard = Date.now()
  while (!signal.aborted) {
    if (Date.now() - heard > TOO_LONG) {
      try {
        last = await listener.onGap()
        heard = Date.now()
      } catch {
        await rest(pause, signal)
        continue
      }
    }
    try {
      listener.onConnection(last === seq ? 'connecting' : 'lost')
      await read(last, signal, {
        onOpen() {
          pause = FIRST_PAUSE
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
    listener.onConnection('lost')
    await rest(pause * (0.5 + Math.random()), signal)
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }
}

class LoggedOut extends Error {}

type Reader = { onOpen: () => void; onPart: () => void; onEvent: (event: EventView) => void }

async function read(after: number, signal: AbortSignal, reader: Reader): Promise<void> {
  const stop = new AbortController()
  const ending = AbortSignal.any([signal, stop.signal])
  let watchdog = setTimeout(() => stop.abort(), SILENCE)
  try {
    const response = await fetch(`${STREAM}?after=${after}`, {
      headers: { accept: 'text/event-stream' },
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

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
