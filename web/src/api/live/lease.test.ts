import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LASTS, leased, RENEWED } from './lease'

const NAME = 'evenhand.tested'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.removeItem(NAME)
})

afterEach(() => {
  for (const each of pages.splice(0)) each.stop.abort()
  vi.useRealTimers()
})

type Opened = { stop: AbortController; holds: boolean }
const pages: Opened[] = []

function open(): Opened {
  const page = { stop: new AbortController(), holds: false }
  pages.push(page)
  leased(NAME, page.stop.signal, (now) => {
    page.holds = now
  })
  return page
}

/** What a browser tells its other pages when one of them writes. */
function told() {
  window.dispatchEvent(new StorageEvent('storage', { key: NAME }))
}

test('one page holds it, and the next one as soon as that closes', () => {
  const [first, second] = [open(), open()]
  vi.advanceTimersByTime(10 * LASTS)
  expect([first.holds, second.holds]).toEqual([true, false])
  first.stop.abort()
  told()
  expect([first.holds, second.holds]).toEqual([false, true])
})

test('the lease of a page that crashed runs out', () => {
  const until = Date.now() + LASTS
  localStorage.setItem(NAME, JSON.stringify({ page: 'crashed', until }))
  const page = open()
  expect(page.holds).toBe(false)
  vi.advanceTimersByTime(LASTS + RENEWED)
  expect(page.holds).toBe(true)
})

test('of two that take it at once the one that wrote last has it', () => {
  const page = open()
  localStorage.setItem(NAME, JSON.stringify({ page: 'other', until: Date.now() + LASTS }))
  told()
  expect(page.holds).toBe(false)
})

test('a clock that is put back by an hour holds nobody up', () => {
  localStorage.setItem(NAME, JSON.stringify({ page: 'crashed', until: Date.now() + 3_600_000 }))
  expect(open().holds).toBe(true)
})

test('where nothing can be kept no page holds it', () => {
  vi.stubGlobal('localStorage', undefined)
  expect(open().holds).toBe(false)
  vi.unstubAllGlobals()
})
