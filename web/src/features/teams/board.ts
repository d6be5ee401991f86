import type { TeamSummary, UserView } from '@/api/schema.gen'
import { plain, rank } from '@/ui/search'

/** A team (null: no team) and those of its people who are shown. */
export type Group = { team: TeamSummary | null; people: UserView[] }

/** Everybody by team, in order of their names, and at the end those who are in none. */
export function grouped(teams: TeamSummary[], users: UserView[]): Group[] {
  const { compare } = new Intl.Collator()
  const people = new Map<number, UserView[]>(teams.map((team) => [team.id, []]))
  const teamless: UserView[] = []
  for (const user of users.toSorted((a, b) => compare(a.name, b.name))) {
    if (user.teams.length === 0) teamless.push(user)
    for (const team of user.teams) people.get(team.id)?.push(user)
  }
  const groups: Group[] = teams.map((team) => ({ team, people: people.get(team.id) ?? [] }))
  if (teamless.length > 0 || teams.length === 0) groups.push({ team: null, people: teamless })
  return groups
}

/** The teams of that name with everybody, and the others with whoever has it in name or address. */
export function matching(groups: Group[], search: string): Group[] {
  const wanted = plain(search.trim())
  if (wanted === '') return groups
  const has = (text: string) => rank(plain(text), wanted) > 0
  return groups
    .map((group) =>
      group.team && has(group.team.name)
        ? group
        : { ...group, people: group.people.filter((user) => has(`${user.name} ${user.email}`)) },
    )
    .filter(({ team, people }) => people.length > 0 || (team && has(team.name)))
}
