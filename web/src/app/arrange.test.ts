import { expect, test } from 'vitest'
import { arrange, type Entries } from './arrange'

const entry = (label: string, more: object = {}) => ({ id: label, label, run: () => {}, ...more })
const GROUPS: Entries[] = [
  { title: 'Go to', entries: [entry('Inbox'), entry('Settings'), entry('Users', { words: 'Settings' })] },
  { title: 'You', entries: [entry('Dark mode'), entry('Log out')] },
  { title: 'People', most: 2, entries: [entry('Ana Settimi'), entry('Uma Usher'), entry('Ugo Usai')] },
  { title: 'Conversations', most: 6, found: true, entries: [entry('Zoe', { hint: 'about my parcel' })] },
]
const shown = (search: string, groups = GROUPS) =>
  arrange(groups, search).map(({ title, entries }) => [title, ...entries.map(({ label }) => label)])

test('before one searches there is what can be done, and not everybody', () => {
  expect(shown('')).toEqual([
    ['Go to', 'Inbox', 'Settings', 'Users'],
    ['You', 'Dark mode', 'Log out'],
  ])
})

test('what begins with the words comes before what only has them, in groups and among them', () => {
  expect(shown('us')).toEqual([
    ['Go to', 'Users'],
    ['People', 'Uma Usher', 'Ugo Usai'],
    ['Conversations', 'Zoe'],
  ])
  expect(shown('set')[0]).toEqual(['Go to', 'Settings', 'Users'])
  expect(shown('settimi')[0]).toEqual(['People', 'Ana Settimi'])
})

test('of a large group only the best are shown', () => {
  const crowd = Array.from({ length: 5000 }, (_, place) => entry(`Person ${place}`))
  expect(shown('person 4999', [{ title: 'People', most: 3, entries: crowd }])).toEqual([
    ['People', 'Person 4999'],
  ])
  expect(shown('person', [{ title: 'People', most: 3, entries: crowd }])[0]).toHaveLength(4)
})

test('what the server has found stays, whatever its label', () => {
  expect(shown('rare word')).toEqual([['Conversations', 'Zoe']])
})

test('what two places offer stands there once', () => {
  const twice = [
    { title: 'Lists', entries: [entry('Mine')] },
    { title: 'Go to', entries: [entry('Mine'), entry('Inbox')] },
  ]
  expect(shown('', twice)).toEqual([
    ['Lists', 'Mine'],
    ['Go to', 'Inbox'],
  ])
})
