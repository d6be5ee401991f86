import { expect, test } from 'vitest'
import { moveOf } from './lines'

const list = (...ids: number[]) => ids.map((id) => ({ id }))
const BEFORE = list(1, 2, 3, 4, 5, 6, 7, 8)

test('lines that are read stay where nothing happens above them', () => {
  expect(moveOf(BEFORE, [...BEFORE, ...list(9, 10)], 3, 4)).toBe(0)
  expect(moveOf(BEFORE, list(2, 1, 3, 4, 5, 6, 7, 8), 3, 4)).toBe(0)
})

test('they are followed when others come or go above them', () => {
  expect(moveOf(BEFORE, [...list(9, 10), ...BEFORE], 3, 4)).toBe(2)
  expect(moveOf(BEFORE, list(2, 3, 4, 5, 6, 7, 8), 3, 4)).toBe(-1)
  expect(moveOf(BEFORE, list(8, 1, 2, 3, 4, 5, 6, 7), 3, 4)).toBe(1)
})

test('one of them that itself goes away takes nobody along', () => {
  expect(moveOf(BEFORE, list(4, 1, 2, 3, 5, 6, 7, 8), 3, 4)).toBe(0)
  expect(moveOf(BEFORE, list(1, 2, 3, 5, 6, 7, 8), 3, 4)).toBe(-1)
  expect(moveOf(BEFORE, list(20, 21), 3, 4)).toBe(0)
})
