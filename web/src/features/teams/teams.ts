import { notifyManager, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { refreshPeople, teamsQuery } from '@/api/people'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'

/** Somebody goes from one team (or none) to another (or none). */
export type Move = { user: UserView; from: TeamSummary | null; to: TeamSummary | null }

/** Puts somebody into a team, or takes them out; whether they were on the other side before. */
async function change(team: TeamSummary | null, user: UserView, inside: boolean): Promise<boolean> {
  if (team === null) return false
  const params = { path: { team_id: team.id, user_id: user.id } }
  await (inside
    ? api.PUT('/api/v1/teams/{team_id}/members/{user_id}', { params })
    : api.DELETE('/api/v1/teams/{team_id}/members/{user_id}', { params }))
  return user.teams.some(({ id }) => id === team.id) !== inside
}

/** What undoes a move: who was in both teams before stays in the one that was gone to. */
type Undoing = Move

/** Joins first, so that nobody is without a team for a moment and contacts who wait lose no chance. */
async function move({ user, from, to }: Move): Promise<Undoing> {
  const joined = await change(to, user, true)
  const left = await change(from, user, false)
  return { user: withTeams(user, from, to), from: joined ? to : null, to: left ? from : null }
}

/** Somebody as they are after a move. */
function withTeams(user: UserView, from: TeamSummary | null, to: TeamSummary | null): UserView {
  const others = user.teams.filter(({ id }) => id !== from?.id && id !== to?.id)
  return { ...user, teams: to ? [...others, to] : others }
}

/** The id of somebody's line in a team. */
export function lineId(team: Pick<TeamSummary, 'id'> | null, user: UserView): string {
  return `moves-${team?.id ?? 0}-${user.id}`
}

/** Who moves somebody by keyboard goes with them where the line with the menu is gone, else back to it. */
function follow({ user, from, to }: Move): void {
  if (document.activeElement !== document.body) return
  const others = user.teams.filter((team) => team.id !== from?.id)
  const places = from === null ? [...others, to] : [to, null, ...others]
  const lines = places.map((team) => document.getElementById(lineId(team, user)))
  const menu = lines.find((line) => line !== null)?.querySelector('[aria-haspopup="menu"]')
  if (menu instanceof HTMLElement) menu.focus()
}

/** Moves people between teams; each move can be undone. */
export function useMove() {
  const { t } = useTranslation('teams')
  const queries = useQueryClient()
  const notify = useNotify()
  const [moved, setMoved] = useState<Move | null>(null)
  useEffect(() => {
    if (moved !== null) follow(moved)
  }, [moved])
  return useMutation({
    mutationFn: move,
    async onSuccess(undoing, done) {
      const { user, from, to } = done
      const name = user.name
      const said = to ? t('moved.into', { name, team: to.name }) : t('moved.out', { name, team: from?.name })
      const changed = undoing.from !== null || undoing.to !== null
      const settle = () => refreshPeople(queries, [user.id])
      notify.done(said, changed ? () => void move(undoing).then(settle, notify.failed) : undefined)
      await settle()
      // Behind what has come by then, so that the lines are where they belong, however long that takes.
      notifyManager.schedule(() => setMoved(done))
    },
    onError: notify.failed,
  })
}

export function useCreateTeam() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => body(api.POST('/api/v1/teams', { body: { name } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
  })
}

export function useDeleteTeam() {
  const { t } = useTranslation('teams')
  const queries = useQueryClient()
  const notify = useNotify()
  return useMutation({
    mutationFn: (team: TeamSummary) =>
      api.DELETE('/api/v1/teams/{team_id}', { params: { path: { team_id: team.id } } }),
    onSuccess: (_, team) => {
      notify.done(t('delete.done', { team: team.name }))
      return queries.invalidateQueries({ queryKey: teamsQuery.queryKey })
    },
    onError: notify.failed,
  })
}
