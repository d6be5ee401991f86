import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../errors'
import type { EventView } from '../schema.gen'
import { type Connection, follow, parser } from './connection'
import type { Turns } from './turns'

function block(seq: number, type = 'message.received'): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ seq, type })}\n\n`
}

test('events are read in whatever parts the stream comes', () => {
  const text = `retry: 2000\n\n${block(1)}: nothing new\n\n${block(2)}${block(3)}`
  for (let size = 1; size < text.length; size++) {
    const seen: number[] = []
    const take = parser((event) => seen.push(event.seq))
    for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size))
    expect(seen).toEqual([1, 2, 3])
  }
})

describe('the connection', () => {
  const asked: string[] = []
  let answers: (() => Promise<Response>)[]
  let stop: AbortController
  let seen: number[]
  let states: Connection[]
  let gaps: number
  let loggedOut: number
  let mine: boolean
  let ended: boolean
  let told: Set<() => void>

  beforeEach(() => {
    vi.useFakeTimers()
    asked.length = 0
    answers = []
    stop = new AbortController()
    seen = []
    states = []
    gaps = 0
    loggedOut = 0
    mine = true
    ended = false
    told = new Set()
    vi.stubGlobal('fetch', (address: string, { signal }: RequestInit) => {
      asked.push(address)
      const answer = answers.shift()
      if (answer) return answer()
      return new Promise((_, refuse) => signal?.addEventListener('abort', () => refuse(new Error('aborted'))))
    })
  })

  afterEach(() => {
    stop.abort()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  const turns: Turns = {
    mine: () => mine,
    onChange(call, until) {
      told.add(call)
      until.addEventListener('abort', () => told.delete(call))
    },
  }

  async function turn(now: boolean) {
    mine = now
    for (const call of [...told]) call()
    await vi.advanceTimersByTimeAsync(10)
  }

  const begin = (seq: number) =>
    follow(seq, stop.signal, turns, {
      onEvent: (event: EventView) => seen.push(event.seq),
      onConnection: (state) => states.push(state),
      onGap: async () => {
        gaps++
        if (ended) throw new ApiError(401, {})
        return 500
      },
      onLoggedOut: () => {
        loggedOut++
      },
    })

  const streams = (text: string) => async () =>
    new Response(text, { headers: { 'content-type': 'text/event-stream' } })

  test('goes on behind the last event after a break, and tells none twice', async () => {
    answers = [streams(block(11) + block(12)), streams(block(12) + block(13))]
    void begin(10)
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked.slice(0, 3).map((address) => address.split('after=')[1])).toEqual(['10', '12', '13'])
    expect(seen).toEqual([11, 12, 13])
    expect(states).toContain('lost')
  })

  test('tries again, later and later, while nobody answers', async () => {
    answers = Array.from({ length: 50 }, () => async () => Promise.reject(new TypeError('no network')))
    void begin(10)
    await vi.advanceTimersByTimeAsync(50_000)
    expect(asked.length).toBeGreaterThan(4)
    expect(asked.length).toBeLessThan(20)
    expect(gaps).toBe(0)
  })

  test('begins anew where it was away for long', async () => {
    answers = Array.from({ length: 12 }, () => async () => Promise.reject(new TypeError('no network')))
    void begin(10)
    await vi.advanceTimersByTimeAsync(240_000)
    expect(gaps).toBeGreaterThan(0)
    expect(asked.at(-1)).toBe('/api/v1/events/stream?after=500')
  })

  test('gives a silent connection up', async () => {
    answers = [async () => new Response(new ReadableStream())]
    void begin(10)
    await vi.advanceTimersByTimeAsync(45_000)
    expect(asked.length).toBe(2)
  })

  test('ends where the log-in has ended while it was away for long', async () => {
    mine = false
    void begin(10)
    await vi.advanceTimersByTimeAsync(100_000)
    ended = true
    await turn(true)
    expect(loggedOut).toBe(1)
  })

  test('ends where the log-in has ended', async () => {
    answers = [async () => new Response(null, { status: 401 })]
    await begin(10)
    expect(loggedOut).toBe(1)
  })

  test('listens only while it is its turn, and goes on where it was', async () => {
    const left: unknown[] = []
    const open = (text: string) => async () =>
      new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode(text)),
          cancel: (reason) => void left.push(reason),
        }),
      )
    answers = [open(block(11)), open(block(12))]
    mine = false
    void begin(10)
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual([])
    await turn(true)
    expect(seen).toEqual([11])
    await turn(false)
    expect(left.length).toBe(1)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked.length).toBe(1)
    await turn(true)
    expect(asked[1]).toBe('/api/v1/events/stream?after=11')
    expect(seen).toEqual([11, 12])
    expect(states).not.toContain('lost')
    await turn(false)
    await vi.advanceTimersByTimeAsync(100_000)
    await turn(true)
    expect(gaps).toBe(1)
    expect(asked.at(-1)).toBe('/api/v1/events/stream?after=500')
  })

  test('does not wait its time out once the network is back', async () => {
    answers = Array.from({ length: 6 }, () => async () => Promise.reject(new TypeError('no network')))
    void begin(10)
    await vi.advanceTimersByTimeAsync(12_000)
    const before = asked.length
    await turn(true)
    expect(asked.length).toBe(before + 1)
  })
})
