import { expect, test } from 'vitest'
import type { CappingWorkflow } from '@/api/schema.gen'
import { capsOf, loadOf, stateOf } from './load'

const support = { id: 7, name: 'Support' }
const sales = { id: 8, name: 'Sales' }
const FOUND: CappingWorkflow[] = [
  {
    id: 1,
    name: 'Line',
    caps: [
      { step: 'b', team: support, max_open_contacts: 2 },
      { step: 'a', team: support, max_open_contacts: 5 },
      { step: 'c', team: support, max_open_contacts: 5 },
      { step: 'd', team: sales, max_open_contacts: 1 },
    ],
  },
  { id: 2, name: 'All', caps: [{ step: 'a', team: null, max_open_contacts: 4 }] },
]
const line = { id: 1, name: 'Line' }
const all = { size: 4, workflow: { id: 2, name: 'All' }, everybody: true }
const SUPPORT = [
  { size: 2, workflow: line, everybody: false },
  all,
  { size: 5, workflow: line, everybody: false },
]

test('the caps of a team are its own and those of the workspace, each once', () => {
  expect(capsOf(FOUND, 7)).toEqual(SUPPORT)
  expect(capsOf(FOUND, 8)).toEqual([{ size: 1, workflow: line, everybody: false }, all])
  expect(capsOf(FOUND, null)).toEqual([all])
  expect(capsOf([], 7)).toEqual([])
})

test('the largest cap is the full bar, smaller ones are ticks', () => {
  expect(loadOf(3, SUPPORT, 40)).toMatchObject({ cap: 5, percent: 60, ticks: [40, 80], over: 0 })
  expect(loadOf(8, SUPPORT, 40)).toMatchObject({ percent: 100, over: 3 })
  const two = [all, { ...all, workflow: line }]
  expect(loadOf(1, two, 40)).toMatchObject({ cap: 4, percent: 25, ticks: [] })
})

test('who has as many as a cap is full for its workflow', () => {
  const states = [0, 1, 2, 4, 5, 6].map((open) => stateOf(loadOf(open, SUPPORT, 6), SUPPORT))
  expect(states).toEqual(['free', 'free', 'some', 'some', 'full', 'over'])
  expect(loadOf(4, SUPPORT, 6).reached.map((cap) => cap.size)).toEqual([2, 4])
})

test('without a cap the bar is against the busiest', () => {
  expect(loadOf(3, [], 12)).toEqual({ cap: null, percent: 25, ticks: [], reached: [], over: 0 })
  expect(loadOf(0, [], 0).percent).toBe(0)
  expect(stateOf(loadOf(12, [], 12), [])).toBe('free')
})
