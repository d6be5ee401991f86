import { ActionIcon, Group, Menu, Progress, Text } from '@mantine/core'
import { IconArrowsExchange, IconDotsVertical, IconUserMinus, IconUserPlus } from '@tabler/icons-react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import type { Move } from './teams'
import classes from './teams.module.css'

type MemberLineProps = {
  user: UserView
  team: TeamSummary | null
  teams: TeamSummary[]
  /** The most open contacts that anybody has: a full bar. */
  busiest: number
  mayChange: boolean
  onMove: (move: Move) => void
  onDrag: (event: DragEvent) => void
}

/** A member with presence and load; can be dragged, or moved by the menu. */
export function MemberLine({ user, team, teams, busiest, mayChange, onMove, onDrag }: MemberLineProps) {
  const { t } = useTranslation('teams')
  const load = t('load', { count: user.open_contacts })
  return (
    <li className={classes.member} draggable={mayChange} onDragStart={onDrag}>
      <PersonAvatar name={user.name} status={user.status} size={30} />
      <div className={classes.who}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text size="sm" truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" className={classes.load}>
            {load}
          </Text>
        </Group>
        <Progress
          value={(100 * user.open_contacts) / busiest}
          size="sm"
          color={user.status === 'online' ? 'teal.7' : 'gray.5'}
          aria-label={t('loadOf', { name: user.name, load })}
        />
      </div>
      {mayChange && <Moves user={user} team={team} teams={teams} onMove={onMove} />}
    </li>
  )
}

function Moves({ user, team, teams, onMove }: Pick<MemberLineProps, 'user' | 'team' | 'teams' | 'onMove'>) {
  const { t } = useTranslation('teams')
  const others = teams.filter((each) => !user.teams.some((own) => own.id === each.id))
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('move.menu', { name: user.name })}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {team &&
          others.map((to) => (
            <Menu.Item
              key={`move-${to.id}`}
              leftSection={<IconArrowsExchange size={16} aria-hidden />}
              onClick={() => onMove({ user, from: team, to })}
            >
              {t('move.to', { team: to.name })}
            </Menu.Item>
          ))}
        {others.map((to) => (
          <Menu.Item
            key={`add-${to.id}`}
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => onMove({ user, from: null, to })}
          >
            {t('move.add', { team: to.name })}
          </Menu.Item>
        ))}
        {team && (
          <Menu.Item
            color="red"
            leftSection={<IconUserMinus size={16} aria-hidden />}
            onClick={() => onMove({ user, from: team, to: null })}
          >
            {t('move.out', { team: team.name })}
          </Menu.Item>
        )}
        {!team && others.length === 0 && <Menu.Label>{t('move.nowhere')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
