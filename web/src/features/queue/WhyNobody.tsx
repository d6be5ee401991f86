import { Badge, Group, List, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QueueItem } from '@/api/schema.gen'

const REASONS = ['not_online', 'full', 'excluded'] as const
const COLOURS = { not_online: 'gray', full: 'orange', excluded: 'red' } as const

/** How many of the pool are left out, and by which rule first. */
export function Reasons({ item }: { item: QueueItem }) {
  const { t } = useTranslation('queue')
  return (
    <Group gap={6}>
      {REASONS.filter((reason) => item.left_out[reason]).map((reason) => (
        <Badge key={reason} variant="dot" color={COLOURS[reason]} tt="none" fw={500}>
          {t(`reason.${reason}`, { count: item.left_out[reason] })}
        </Badge>
      ))}
    </Group>
  )
}

/** Each candidate with what keeps the contact from that person, and what would let somebody take it. */
export function WhyNobody({ item }: { item: QueueItem }) {
  const { t } = useTranslation('queue')
  const all = REASONS.reduce((sum, reason) => sum + (item.left_out[reason] ?? 0), 0)
  return (
    <Stack gap="sm" pt="sm">
      <Text size="sm">
        {t(`logic.${item.logic}`)}
        {item.only_online && ` · ${t('onlyOnline')}`}
        {item.max_open_contacts !== null && ` · ${t('fewerThan', { count: item.max_open_contacts })}`}
      </Text>
      {item.why.length > 0 && (
        <Table.ScrollContainer minWidth={260}>
          <Table withRowBorders={false} verticalSpacing={4} captionSide="top">
            <Table.Caption ta="start">
              {item.why.length < all ? t('why.nearest', { count: item.why.length, all }) : t('why.all')}
            </Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('why.person')}</Table.Th>
                <Table.Th>{t('why.reason')}</Table.Th>
                <Table.Th ta="end">{t('why.open')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {item.why.map((left) => (
                <Table.Tr key={left.user}>
                  <Table.Td>{left.name}</Table.Td>
                  <Table.Td>{t(`because.${left.reason}`)}</Table.Td>
                  <Table.Td ta="end">{left.open_contacts}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <div>
        <Text size="sm" fw={600}>
          {t('unblocks')}
        </Text>
        <List size="sm">
          {item.unblocks.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </div>
    </Stack>
  )
}
