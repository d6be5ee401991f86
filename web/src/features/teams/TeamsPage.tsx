import { Button, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { may, useMe } from '@/api/me'
import { teamsQuery, usersQuery } from '@/api/people'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { NewTeamDialog } from './NewTeamDialog'
import { TeamCard } from './TeamCard'
import { useMove } from './teams'

/** The teams, who is in them, and how much everybody has to do. */
export function TeamsPage() {
  const { t } = useTranslation('teams')
  const mayChange = may(useMe().role, 'manager')
  const [opened, { open, close }] = useDisclosure(false)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('new.action')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      hint={t(mayChange ? 'hintManager' : 'hint')}
      actions={mayChange ? add : undefined}
      wide
    >
      <Teams mayChange={mayChange} />
      <NewTeamDialog opened={opened} onClose={close} />
    </Page>
  )
}

function Teams({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('teams')
  const teams = useQuery(teamsQuery)
  const users = useQuery(usersQuery)
  const { mutate: move } = useMove()
  if (teams.isPending || users.isPending) return <RowsSkeleton rows={3} height={180} />
  if (teams.isError) return <ErrorState error={teams.error} onRetry={() => void teams.refetch()} />
  if (users.isError) return <ErrorState error={users.error} onRetry={() => void users.refetch()} />
  const people = [...users.data].sort((a, b) => a.name.localeCompare(b.name))
  const teamless = people.filter((user) => user.teams.length === 0)
  if (teams.data.length === 0 && !mayChange)
    return <EmptyState icon={IconUsersGroup} title={t('empty.title')} hint={t('empty.hint')} />
  const shared = {
    teams: teams.data,
    busiest: Math.max(1, ...people.map((user) => user.open_contacts)),
    mayChange,
    onMove: move,
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {teams.data.map((team) => (
        <TeamCard
          key={team.id}
          team={team}
          people={people.filter((user) => user.teams.some((each) => each.id === team.id))}
          {...shared}
        />
      ))}
      {(teamless.length > 0 || teams.data.length === 0) && (
        <TeamCard team={null} people={teamless} {...shared} />
      )}
    </SimpleGrid>
  )
}
