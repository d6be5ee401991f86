import { expect, test } from 'vitest'
import { relative } from './time'

const NOW = Date.parse('2026-03-02T12:00:00Z')
const said = (seconds: number, language = 'en') =>
  relative(new Date(NOW + seconds * 1000).toISOString(), language, NOW)

test.each([
  [-59, 'now'],
  [20, 'now'],
  [-119, '1m ago'],
  [-3599, '59m ago'],
  [-7199, '1h ago'],
  [7199, 'in 2h'],
  [3590, 'in 1h'],
  [899, 'in 15m'],
  [-86_399, '23h ago'],
  [-2 * 86_400, '2d ago'],
  [-8 * 86_400, 'Feb 22'],
])('%d seconds from now are %s', (seconds, words) => {
  expect(said(seconds)).toBe(words)
})

test('in the language', () => {
  expect(said(-5, 'de')).toBe('jetzt')
  expect(said(-300, 'de')).toBe('vor 5 Min.')
})
