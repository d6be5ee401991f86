import { ActionIcon, Badge, Card, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamSummary, UserView } from '@/api/schema.gen'
import { Confirm } from '@/ui/confirm'
import { useFirst } from '@/ui/useFirst'
import type { Group as Team } from './board'
import { Caps } from './Caps'
import type { Cap } from './load'
import { MemberLine, type MovesProps } from './MemberLine'
import { useDeleteTeam } from './teams'
import classes from './teams.module.css'

type TeamCardProps = Team & MovesProps & { caps: Cap[]; busiest: number }

const KIND = 'application/x-evenhand-member'
/** So many members are shown until all are asked for. */
const FEW = 12
const LINE = 48 // pixels, with the gap

const HEAD = 92 // pixels, with what is around

/** About how high the card of so many people is. */
export function heightOf(people: number): number {
  return HEAD + LINE * Math.min(people, FEW) + (people > FEW ? LINE : 0)
}

/** Whether who is dropped is to stay in the other team as well. */
function adds(event: DragEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.altKey
}

/** A team and its members; whoever is dropped on it joins it. */
export function TeamCard({ team, people, caps, busiest, ...moves }: TeamCardProps) {
  const { t } = useTranslation('teams')
  const { teams, mayChange, onMove } = moves
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const { user, from } = JSON.parse(event.dataTransfer.getData(KIND)) as {
      user: UserView
      from: number | null
    }
    if (from === (team?.id ?? null)) return
    const origin = teams.find((each) => each.id === from) ?? null
    onMove({ user, from: team && adds(event) ? null : origin, to: team })
  }
  const drag = (user: UserView) => (event: DragEvent) => {
    event.dataTransfer.setData(KIND, JSON.stringify({ user, from: team?.id ?? null }))
    event.dataTransfer.effectAllowed = 'copyMove'
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
        event.dataTransfer.dropEffect = team && adds(event) ? 'copy' : 'move'
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
    >
      <Head team={team} people={people} mayChange={mayChange} />
      {people.length === 0 ? (
        <Text size="sm" c="dimmed" py="md">
          {t(mayChange ? 'nobodyManager' : 'nobody')}
        </Text>
      ) : (
        <>
          <Measure caps={caps} busiest={busiest} />
          <Members team={team} people={people} caps={caps} busiest={busiest} onDrag={drag} {...moves} />
        </>
      )}
    </Card>
  )
}

type MembersProps = TeamCardProps & { onDrag: (user: UserView) => (event: DragEvent) => void }

function Members({ people, onDrag, ...shared }: MembersProps) {
  const [shown, toggle] = useFirst(people, FEW)
  return (
    <>
      <Stack component="ul" gap={2} p={0} m={0} className={classes.list}>
        {shown.map((user) => (
          <MemberLine key={user.id} user={user} onDrag={onDrag(user)} {...shared} />
        ))}
      </Stack>
      {toggle && <Stack mt="xs">{toggle}</Stack>}
    </>
  )
}

/** What a full bar stands for. */
function Measure({ caps, busiest }: Pick<TeamCardProps, 'caps' | 'busiest'>) {
  const { t } = useTranslation('teams')
  if (caps.length === 0)
    return (
      <Text size="xs" c="dimmed" mb={4}>
        {busiest === 0 ? t('caps.nothing') : t('caps.none', { count: busiest })}
      </Text>
    )
  const sizes = [...new Set(caps.map((cap) => cap.size))]
  const label = t('caps.action', { count: sizes.length, sizes: sizes.join(' · ') })
  return (
    <Text size="xs" c="dimmed" mb={4} component="div">
      <Caps caps={caps} label={label}>
        {label}
      </Caps>
    </Text>
  )
}

function Head({ team, people, mayChange }: Pick<TeamCardProps, 'team' | 'people' | 'mayChange'>) {
  const { t } = useTranslation('teams')
  const { members, online } = team ?? {
    members: people.length,
    online: people.filter((user) => user.status === 'online').length,
  }
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" mb={4}>
      <Group gap="xs" miw={0}>
        <Title order={2} size="h4" className={classes.name}>
          {team?.name ?? t('teamless')}
        </Title>
        {team && members === 0 ? (
          <Badge color="red" variant="light">
            {t('emptyPool')}
          </Badge>
        ) : (
          <Badge color={online > 0 ? 'green' : 'gray'} variant="light">
            {t('online', { online, count: members })}
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
