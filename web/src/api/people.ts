import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body, everything } from './client'
import { settled } from './queryClient'
import type { TeamSummary, UserView } from './schema.gen'

/** Of people and teams so many come at a time: a workspace may have ten thousand. */
const PART = 1000
/** So many people can be asked for at a time. */
const MANY = 100
/** When more than these have changed, everybody is loaded again. */
const MOST = 5 * MANY

/** Everybody who is not deleted, with presence, open contacts and teams. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/users', { params: { query: { limit: PART, cursor } } }))),
})

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/teams', { params: { query: { limit: PART, cursor } } }))),
})

/** The published workflows that give contacts only to those who have few enough open. */
export const capsQuery = queryOptions({
  queryKey: ['caps'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/caps', { params: { query: { limit: 100, cursor } } }))),
})

/** Fetches anew what is shown of some people, and counts the teams by it. One call at a time. */
export async function refreshPeople(queries: QueryClient, ids: number[]): Promise<void> {
  const list = queries.getQueryCache().find<UserView[]>(usersQuery)
  if (list === undefined) return queries.invalidateQueries({ queryKey: teamsQuery.queryKey })
  const people = ids.length > MOST ? null : await somePeople(ids).catch(() => null)
  // A list on its way may have been read before them.
  await settled(list)
  if (people === null || list.state.data === undefined || list.state.isInvalidated)
    await queries.invalidateQueries({ queryKey: usersQuery.queryKey })
  else queries.setQueryData(usersQuery.queryKey, (users) => (users ? withPeople(users, ids, people) : users))
  await settled(queries.getQueryCache().find(teamsQuery))
  const users = queries.getQueryData(usersQuery.queryKey) ?? []
  queries.setQueryData(teamsQuery.queryKey, (teams) => (teams ? counted(teams, users) : teams))
}

async function somePeople(ids: number[]): Promise<UserView[]> {
  const people: UserView[] = []
  for (let from = 0; from < ids.length; from += MANY) {
    const query = { user: ids.slice(from, from + MANY), limit: MANY }
    people.push(...(await body(api.GET('/api/v1/users', { params: { query } }))).items)
  }
  return people
}

/** The list with some people as they are now; who is not among `people` is deleted. */
function withPeople(users: UserView[], ids: number[], people: UserView[]): UserView[] {
  const asked = new Set(ids)
  const kept = users.filter((user) => !asked.has(user.id))
  return [...kept, ...people].sort((a, b) => a.id - b.id)
}

/** The teams with as many members, and members online, as there are. */
export function counted(teams: TeamSummary[], users: UserView[]): TeamSummary[] {
  const members = new Map<number, number>()
  const online = new Map<number, number>()
  for (const user of users)
    for (const { id } of user.teams) {
      members.set(id, (members.get(id) ?? 0) + 1)
      if (user.status === 'online') online.set(id, (online.get(id) ?? 0) + 1)
    }
  return teams.map((team) => ({
    ...team,
    members: members.get(team.id) ?? 0,
    online: online.get(team.id) ?? 0,
  }))
}
