import { ActionIcon, Badge, Card, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { Confirm } from '@/ui/confirm'
import { MemberLine } from './MemberLine'
import { type Move, useDeleteTeam } from './teams'
import classes from './teams.module.css'

type TeamCardProps = {
  /** Null: those who are in no team. */
  team: TeamSummary | null
  people: UserView[]
  teams: TeamSummary[]
  busiest: number
  mayChange: boolean
  onMove: (move: Move) => void
}

const KIND = 'application/x-evenhand-member'

/** A team and its members; whoever is dropped on it joins it. */
export function TeamCard({ team, people, teams, busiest, mayChange, onMove }: TeamCardProps) {
  const { t } = useTranslation('teams')
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { user, from } = JSON.parse(event.dataTransfer.getData(KIND)) as {
      user: UserView
      from: number | null
    }
    if (from === (team?.id ?? null)) return
    onMove({ user, from: teams.find((each) => each.id === from) ?? null, to: team })
  }
  const drag = (user: UserView) => (event: DragEvent) => {
    event.dataTransfer.setData(KIND, JSON.stringify({ user, from: team?.id ?? null }))
    event.dataTransfer.effectAllowed = 'move'
  }
  return (
    <Card
      component="section"
      withBorder
      radius="md"
      aria-label={team?.name ?? t('teamless')}
      className={over ? classes.over : undefined}
      onDragOver={(event) => {
        if (!mayChange || !event.dataTransfer.types.includes(KIND)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Head team={team} people={people} mayChange={mayChange} />
      {people.length === 0 ? (
        <Text size="sm" c="dimmed" py="md">
          {t(mayChange ? 'nobodyManager' : 'nobody')}
        </Text>
      ) : (
        <Stack component="ul" gap={2} p={0} m={0} className={classes.members}>
          {people.map((user) => (
            <MemberLine
              key={user.id}
              user={user}
              team={team}
              teams={teams}
              busiest={busiest}
              mayChange={mayChange}
              onMove={onMove}
              onDrag={drag(user)}
            />
          ))}
        </Stack>
      )}
    </Card>
  )
}

function Head({ team, people, mayChange }: Pick<TeamCardProps, 'team' | 'people' | 'mayChange'>) {
  const { t } = useTranslation('teams')
  const online = people.filter((user) => user.status === 'online').length
  return (
    <Group justify="space-between" wrap="nowrap" mb="xs">
      <Group gap="xs" miw={0}>
        <Title order={2} size="h4" className={classes.name}>
          {team?.name ?? t('teamless')}
        </Title>
        {team && people.length === 0 ? (
          <Badge color="red" variant="light" tt="none">
            {t('emptyPool')}
          </Badge>
        ) : (
          <Badge color={online > 0 ? 'green' : 'gray'} variant="light" tt="none">
            {t('online', { online, count: people.length })}
          </Badge>
        )}
      </Group>
      {team && mayChange && <TeamMenu team={team} />}
    </Group>
  )
}

function TeamMenu({ team }: { team: TeamSummary }) {
  const { t } = useTranslation('teams')
  const { mutate } = useDeleteTeam()
  return (
    <Confirm
      title={t('delete.title', { team: team.name })}
      text={t('delete.text')}
      action={t('delete.action')}
      onConfirm={() => mutate(team)}
    >
      {(open) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('more', { team: team.name })}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={open}>
              {t('delete.action')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Confirm>
  )
}
