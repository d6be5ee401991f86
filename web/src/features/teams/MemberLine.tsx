import { ActionIcon, Badge, Group, Menu, Progress, Text } from '@mantine/core'
import {
  IconArrowsExchange,
  IconDotsVertical,
  IconSearch,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { Caps } from './Caps'
import { type Choosing, otherTeams } from './ChooseTeam'
import { type Cap, type Load, loadOf, stateOf } from './load'
import { lineId, type Move } from './teams'
import classes from './teams.module.css'

export type MovesProps = {
  teams: TeamSummary[]
  mayChange: boolean
  onMove: (move: Move) => void
  onChoose: (choosing: Choosing) => void
}

type MemberLineProps = MovesProps & {
  user: UserView
  team: TeamSummary | null
  caps: Cap[]
  /** The most open contacts that anybody has: a full bar where there is no cap. */
  busiest: number
  onDrag: (event: DragEvent) => void
}

const COLOURS = { free: 'teal.7', some: 'orange.7', full: 'red.7', over: 'red.7' } as const

/** A member with presence and load; can be dragged, or moved by the menu. */
export function MemberLine({ user, caps, busiest, onDrag, ...moves }: MemberLineProps) {
  const { t } = useTranslation('teams')
  const { name, open_contacts: open } = user
  const load = loadOf(open, caps, busiest)
  const state = stateOf(load, caps)
  const said = load.cap === null ? t('load', { count: open }) : t('loadOfCap', { count: open, cap: load.cap })
  const colour = state === 'free' && user.status !== 'online' ? 'gray.6' : COLOURS[state]
  return (
    <li
      id={lineId(moves.team, user)}
      className={classes.member}
      draggable={moves.mayChange}
      onDragStart={onDrag}
    >
      <PersonAvatar name={name} status={user.status} size={30} />
      <div className={classes.who}>
        <div className={classes.words}>
          <Text size="sm" truncate title={name}>
            {name}
          </Text>
          <Group gap={6} wrap="nowrap" flex="none">
            {state !== 'free' && <Full name={name} open={open} caps={caps} load={load} state={state} />}
            <Text size="xs" c="dimmed">
              {said}
            </Text>
          </Group>
        </div>
        <div className={classes.bar}>
          <Progress
            value={load.percent}
            size="sm"
            color={colour}
            aria-label={t('loadOf', { name, load: said })}
          />
          {load.ticks.map((tick) => (
            <span key={tick} className={classes.tick} style={{ insetInlineStart: `${tick}%` }} />
          ))}
        </div>
      </div>
      {moves.mayChange && <Moves user={user} {...moves} />}
    </li>
  )
}

type FullProps = {
  name: string
  open: number
  caps: Cap[]
  load: Load
  state: 'some' | 'full' | 'over'
}

/** Says that somebody is given no more, and by which workflows. */
function Full({ name, open, caps, load, state }: FullProps) {
  const { t, i18n } = useTranslation('teams')
  const names = [...new Set(load.reached.map((cap) => cap.workflow.name))]
  const workflows = new Intl.ListFormat(i18n.language).format(names)
  return (
    <Caps caps={caps} open={open} label={t('full.because', { name, workflows })}>
      <Badge component="span" size="sm" variant="light" color={state === 'some' ? 'orange' : 'red'}>
        {t(`full.${state}`, { count: load.over })}
      </Badge>
    </Caps>
  )
}

type UserMovesProps = Omit<MovesProps, 'mayChange'> & { user: UserView; team: TeamSummary | null }

function Moves({ user, team, ...moves }: UserMovesProps) {
  const { t } = useTranslation('teams')
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('move.menu', { name: user.name })}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} maw="min(340px, calc(100vw - 16px))" style={{ overflowY: 'auto' }}>
        <Ways user={user} team={team} {...moves} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** So many teams are shown in the menu; more are searched. */
const FEW = 8

function Ways({ user, team, teams, onMove, onChoose }: UserMovesProps) {
  const { t } = useTranslation('teams')
  const others = otherTeams(user, teams)
  const shown = others.length > FEW ? [] : others
  return (
    <>
      {team &&
        shown.map((to) => (
          <Menu.Item
            key={`move-${to.id}`}
            leftSection={<IconArrowsExchange size={16} aria-hidden />}
            onClick={() => onMove({ user, from: team, to })}
          >
            {t('move.to', { team: to.name })}
          </Menu.Item>
        ))}
      {shown.map((to) => (
        <Menu.Item
          key={`add-${to.id}`}
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => onMove({ user, from: null, to })}
        >
          {t('move.add', { team: to.name })}
        </Menu.Item>
      ))}
      {others.length > FEW && (
        <Menu.Item
          leftSection={<IconSearch size={16} aria-hidden />}
          onClick={() => onChoose({ user, from: team })}
        >
          {t('move.other')}
        </Menu.Item>
      )}
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
    </>
  )
}
