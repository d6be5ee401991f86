import { expect, test } from 'vitest'
import { duration, plain, unitOf, weekdays } from './words'

test('durations are read in the unit that fits', () => {
  expect([0, 0.75, 42, 60, 200, 5400, 36_000, 172_800].map((each) => duration(each, 'en'))).toEqual([
    '0 sec',
    '0.8 sec',
    '42 sec',
    '1 min',
    '3.3 min',
    '1.5 hr',
    '10 hr',
    '2 days',
  ])
  expect(duration(null, 'en')).toBe('–')
  expect(duration(59.7, 'en')).toBe('1 min')
  expect(unitOf(3599).unit).toBe('minute')
})

test('numbers and days are those of the language', () => {
  expect(plain(1234, 'de')).toBe('1.234')
  expect(plain(2.345, 'it')).toBe('2,3')
  expect(weekdays('de', 'long')).toHaveLength(7)
  expect(weekdays('en', 'short')[0]).toBe('Mon')
})
