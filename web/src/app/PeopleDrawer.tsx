import { Badge, Drawer, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usersQuery } from '@/api/people'
import type { UserView } from '@/api/schema.gen'
import { PersonAvatar, STATUSES, type Status } from '@/ui/PersonAvatar'
import { SearchField } from '@/ui/SearchField'
import { found } from '@/ui/search'
import { ErrorState, RowsSkeleton } from '@/ui/states'

const SHOWN = 50 // people of one status; the others are found by searching
const MANY = 12 // people; from there on one can search

/** Everybody with presence and load, as it is at this moment. */
export function PeopleDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="left"
      size={340}
      title={t('people.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Everybody />
    </Drawer>
  )
}

function Everybody() {
  const { t } = useTranslation()
  const users = useQuery(usersQuery)
  const [search, setSearch] = useState('')
  if (users.isPending) return <RowsSkeleton rows={6} />
  if (users.isError) return <ErrorState error={users.error} onRetry={() => void users.refetch()} />
  const fitting = found(users.data, search, (user) => `${user.name} ${user.email}`)
  return (
    <Stack gap="md">
      {users.data.length > MANY && (
        <SearchField label={t('ui:person.search')} value={search} onChange={setSearch} />
      )}
      {STATUSES.map((status) => (
        <OfStatus key={status} status={status} users={fitting.filter((user) => user.status === status)} />
      ))}
    </Stack>
  )
}

function OfStatus({ status, users }: { status: Status; users: UserView[] }) {
  const { t } = useTranslation()
  if (users.length === 0) return null
  return (
    <section>
      <Title order={3} size="h6" mb={6}>
        {t(`ui:status.${status}`)} ({users.length})
      </Title>
      <Stack gap={8} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {users.slice(0, SHOWN).map((user) => (
          <Group key={user.id} component="li" gap="sm" wrap="nowrap">
            <PersonAvatar name={user.name} status={status} size={32} />
            <div style={{ flex: 1, minWidth: 0 }}>
              <Text size="sm">{user.name}</Text>
              <Text size="xs" c="dimmed">
                {user.teams.map((team) => team.name).join(', ')}
              </Text>
            </div>
            <Badge variant="light" tt="none">
              {t('ui:person.open', { count: user.open_contacts })}
            </Badge>
          </Group>
        ))}
      </Stack>
      {users.length > SHOWN && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('ui:person.more', { count: users.length - SHOWN })}
        </Text>
      )}
    </section>
  )
}
