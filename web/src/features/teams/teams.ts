import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { teamsQuery, usersQuery } from '@/api/people'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'

/** Somebody goes from one team (or none) to another (or none). */
export type Move = { user: UserView; from: TeamSummary | null; to: TeamSummary | null }

async function membersOf(team: TeamSummary): Promise<number[]> {
  const path = { team_id: team.id }
  const { members } = await body(api.GET('/api/v1/teams/{team_id}', { params: { path } }))
  return members.map((member) => member.id)
}

function setMembers(team: TeamSummary, users: number[]) {
  const path = { team_id: team.id }
  return body(api.PUT('/api/v1/teams/{team_id}/members', { params: { path }, body: { users } }))
}

/** Joins first, so that nobody is without a team for a moment and contacts who wait lose no chance. */
async function move({ user, from, to }: Move) {
  if (to) {
    const members = await membersOf(to)
    if (!members.includes(user.id)) await setMembers(to, [...members, user.id])
  }
  if (from) {
    const members = await membersOf(from)
    await setMembers(
      from,
      members.filter((id) => id !== user.id),
    )
  }
}

/** Moves people between teams; each move can be undone. */
export function useMove() {
  const { t } = useTranslation('teams')
  const queries = useQueryClient()
  const notify = useNotify()
  const settle = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
      queries.invalidateQueries({ queryKey: usersQuery.queryKey }),
    ])
  return useMutation({
    mutationFn: move,
    onSuccess: (_, done) => {
      const { user, from, to } = done
      const name = user.name
      const said = to ? t('moved.into', { name, team: to.name }) : t('moved.out', { name, team: from?.name })
      notify.done(said, () => {
        move({ user, from: to, to: from }).then(settle, notify.failed)
      })
      return settle()
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
