import { expect, test } from 'vitest'
import { found, plain, rank } from './search'

const PEOPLE = ['Joana Silva', 'Ana Duarte', 'Émile Zöller', 'Mariana Costa', 'Ben Anaya']
const names = (search: string) => found(PEOPLE, search, (name) => name)

test('what begins with the search comes first, then words that do, then the rest', () => {
  expect(names('ana')).toEqual(['Ana Duarte', 'Ben Anaya', 'Joana Silva', 'Mariana Costa'])
})

test('every word must occur, in any order; capitals and accents do not matter', () => {
  expect(names('duarte ANA')).toEqual(['Ana Duarte'])
  expect(names('emile zoller')).toEqual(['Émile Zöller'])
  expect(names('ana zoller')).toEqual([])
})

test('an empty search finds all as they are', () => {
  expect(names('  ')).toEqual(PEOPLE)
})

test('signs are taken as they are', () => {
  expect(rank(plain('a+b (new)'), '(new')).toBeGreaterThan(0)
  expect(rank(plain('ab'), '.*')).toBe(0)
})
