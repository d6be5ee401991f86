import { Button, SimpleGrid, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useMe } from '@/api/me'
import { capsQuery, teamsQuery, usersQuery } from '@/api/people'
import type { CappingWorkflow, TeamSummary, UserView } from '@/api/schema.gen'
import { Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { grouped, matching } from './board'
import { ChooseTeam, type Choosing } from './ChooseTeam'
import { Lazily } from './Lazily'
import { capsOf } from './load'
import { NewTeamDialog } from './NewTeamDialog'
import { heightOf, TeamCard } from './TeamCard'
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
      <Loaded mayChange={mayChange} />
      <NewTeamDialog opened={opened} onClose={close} />
    </Page>
  )
}

function Loaded({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('teams')
  const teams = useQuery(teamsQuery)
  const users = useQuery(usersQuery)
  const caps = useQuery(capsQuery)
  const failed = [teams, users, caps].find((found) => found.isLoadingError)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!teams.data || !users.data || !caps.data) return <RowsSkeleton rows={3} height={180} />
  if (teams.data.length === 0 && !mayChange)
    return <EmptyState icon={IconUsersGroup} title={t('empty.title')} hint={t('empty.hint')} />
  return <Board teams={teams.data} users={users.data} workflows={caps.data} mayChange={mayChange} />
}

type BoardProps = {
  teams: TeamSummary[]
  users: UserView[]
  workflows: CappingWorkflow[]
  mayChange: boolean
}

/** With more cards or people than these, one wants to search. */
const MANY = { teams: 6, users: 30 }

function Board({ teams, users, workflows, mayChange }: BoardProps) {
  const { t } = useTranslation('teams')
  const { mutate: move } = useMove()
  const [search, setSearch] = useState('')
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const everybody = useMemo(() => grouped(teams, users), [teams, users])
  // What one types shows at once, also where thousands are looked through.
  const wanted = useDeferredValue(search)
  const groups = useMemo(() => matching(everybody, wanted), [everybody, wanted])
  const busiest = users.reduce((most, user) => Math.max(most, user.open_contacts), 0)
  return (
    <Stack gap="md">
      {(teams.length > MANY.teams || users.length > MANY.users) && (
        <SearchField label={t('search.label')} maw={360} value={search} onChange={setSearch} />
      )}
      {groups.length === 0 && <EmptyState icon={IconSearch} title={t('search.nothing')} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {groups.map(({ team, people }) => (
          <Lazily key={team?.id ?? 0} height={heightOf(people.length)}>
            <TeamCard
              team={team}
              people={people}
              caps={capsOf(workflows, team?.id ?? null)}
              busiest={busiest}
              teams={teams}
              mayChange={mayChange}
              onMove={move}
              onChoose={setChoosing}
            />
          </Lazily>
        ))}
      </SimpleGrid>
      <ChooseTeam choosing={choosing} teams={teams} onMove={move} onClose={() => setChoosing(null)} />
    </Stack>
  )
}
