import { expect, test } from 'vitest'
import { daysOf, presetOf } from './period'

const NOW = new Date('2026-03-01T02:30:00Z')

test('the last days end today, where the workspace is', () => {
  expect(daysOf({}, 'UTC', NOW)).toEqual({ from: '2026-01-31', to: '2026-03-01' })
  expect(daysOf({ days: 7 }, 'UTC', NOW)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
  expect(daysOf({ days: 7 }, 'America/New_York', NOW)).toEqual({ from: '2026-02-22', to: '2026-02-28' })
})

test('each preset has as many days as it says', () => {
  for (const days of [7, 30, 90]) {
    const { from, to } = daysOf({ days }, 'Europe/Rome', NOW)
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1).toBe(days)
  }
})

test('days of one’s own are taken as they are', () => {
  const own = { from: '2026-01-05', to: '2026-01-09' }
  expect(daysOf(own, 'UTC', NOW)).toEqual(own)
  expect([presetOf(own), presetOf({}), presetOf({ days: 90 })]).toEqual([null, 30, 90])
})
