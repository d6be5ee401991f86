import { expect, test } from 'vitest'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { grouped, matching } from './board'

const team = (id: number, name: string): TeamSummary => ({ id, name, members: 0, online: 0, created_at: '' })
const [support, sales, empty] = [team(1, 'Support'), team(2, 'Sales'), team(3, 'Élite')]
const person = (name: string, ...teams: TeamSummary[]): UserView => ({
  id: 1,
  email: `${name}@x.test`,
  name,
  role: 'agent',
  status: 'online',
  open_contacts: 0,
  teams,
  created_at: '',
})
const [zoe, ana, ben] = [person('Zoe', support), person('Ana', support, sales), person('Ben')]
const names = (groups: ReturnType<typeof grouped>) =>
  groups.map((group) => [group.team?.name, group.people.map((user) => user.name)])

test('everybody stands in each of their teams, or at the end', () => {
  expect(names(grouped([support, sales, empty], [zoe, ana, ben]))).toEqual([
    ['Support', ['Ana', 'Zoe']],
    ['Sales', ['Ana']],
    ['Élite', []],
    [undefined, ['Ben']],
  ])
  expect(names(grouped([support], [zoe]))).toEqual([['Support', ['Zoe']]])
  expect(names(grouped([], []))).toEqual([[undefined, []]])
})

test('a search finds teams with all of their people, and people wherever they are', () => {
  const groups = grouped([support, sales, empty], [zoe, ana, ben])
  expect(matching(groups, ' ')).toBe(groups)
  expect(names(matching(groups, 'supp'))).toEqual([['Support', ['Ana', 'Zoe']]])
  expect(names(matching(groups, 'ANA'))).toEqual([
    ['Support', ['Ana']],
    ['Sales', ['Ana']],
  ])
  expect(names(matching(groups, 'éli'))).toEqual([['Élite', []]])
  expect(names(matching(groups, 'eli'))).toEqual([['Élite', []]])
  expect(names(matching(groups, 'ben@x'))).toEqual([[undefined, ['Ben']]])
})
