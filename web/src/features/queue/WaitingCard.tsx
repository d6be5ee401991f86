import { Anchor, Badge, Button, Card, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '@/api/schema.gen'
import { Confirm } from '@/ui/confirm'
import { full, relative, TimeAgo, useTick } from '@/ui/time'
import { AssignTo } from './AssignTo'
import { useAssignWaiting, useTakeOut } from './queries'
import { Reasons, WhyNobody } from './WhyNobody'

/** One contact in the queue, with what can be done about it. */
export function WaitingCard({ item }: { item: QueueItem }) {
  const { t } = useTranslation('queue')
  const [opened, { toggle }] = useDisclosure(false)
  const details = useId()
  const name = useNameOf(item)
  return (
    // What opens from it may be taller than it is.
    <Card component="li" withBorder padding="sm" radius="md" style={{ overflow: 'visible' }}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 260px" miw={0}>
          <Heading item={item} name={name} />
          <Times item={item} />
          <Reasons item={item} />
        </Stack>
        {item.name !== null && <Actions item={item} name={name} />}
      </Group>
      <Button
        mt="xs"
        size="compact-sm"
        variant="subtle"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={opened}
        aria-controls={details}
        rightSection={
          <IconChevronDown
            size={14}
            aria-hidden
            style={{ transform: opened ? 'rotate(180deg)' : undefined }}
          />
        }
        onClick={toggle}
      >
        {t('why.action')}
      </Button>
      <Collapse id={details} expanded={opened}>
        <WhyNobody item={item} />
      </Collapse>
    </Card>
  )
}

function useNameOf(item: QueueItem): string {
  const { t } = useTranslation('queue')
  return item.name === null || item.name === '' ? t('ui:unnamed', { id: item.contact }) : item.name
}

function Heading({ item, name }: { item: QueueItem; name: string }) {
  const { t } = useTranslation('queue')
  const pool = item.pool.team?.name ?? t('workspace')
  return (
    <Group gap="xs">
      {item.name === null ? (
        <Text fw={600}>{name}</Text>
      ) : (
        <Anchor
          fw={600}
          renderRoot={(props) => <Link to="/inbox" search={{ contact: item.contact }} {...props} />}
        >
          {name}
        </Anchor>
      )}
      <Text size="sm">{t('waitsFor', { pool })}</Text>
      <Badge variant="light" color={item.place === 1 ? 'teal' : 'gray'} tt="none">
        {t('place', { place: item.place })}
      </Badge>
      {item.priority !== 0 && (
        <Badge variant="light" color="grape" tt="none">
          {t('priority', { priority: item.priority })}
        </Badge>
      )}
    </Group>
  )
}

function Times({ item }: { item: QueueItem }) {
  const { t, i18n } = useTranslation('queue')
  useTick(10_000)
  return (
    <Text size="sm" c="dimmed">
      {t('since')} <TimeAgo at={item.since} /> ·{' '}
      <time dateTime={item.until} title={full(item.until, i18n.language)}>
        {t('until', { when: relative(item.until, i18n.language) })}
      </time>
    </Text>
  )
}

function Actions({ item, name }: { item: QueueItem; name: string }) {
  const { t } = useTranslation('queue')
  const assign = useAssignWaiting(item, name)
  const takeOut = useTakeOut(item, name)
  return (
    <Group gap="xs">
      <AssignTo
        label={t('assign.to', { contact: name })}
        loading={assign.isPending}
        onChoose={assign.mutate}
      />
      <Confirm
        title={t('takeOut.title', { contact: name })}
        text={t('takeOut.text')}
        action={t('takeOut.action')}
        onConfirm={() => takeOut.mutate()}
      >
        {(open) => (
          <Button size="sm" variant="default" loading={takeOut.isPending} onClick={open}>
            {t('takeOut.action')}
          </Button>
        )}
      </Confirm>
    </Group>
  )
}
