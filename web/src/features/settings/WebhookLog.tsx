import { Badge, Button, Center, Checkbox, Stack, Table, Text, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { WebhookDelivery } from '@/api/schema.gen'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { TimeAgo } from '@/ui/time'
import { useChange } from './useChange'
import { webhookLogQuery } from './webhooks'

const COLOURS = { delivered: 'green', retrying: 'orange', failed: 'red' } as const

/** What was sent to a webhook; each can be sent again. */
export function WebhookLog({ webhook }: { webhook: number }) {
  const { t } = useTranslation('settings')
  const [failed, setFailed] = useState(false)
  const found = useInfiniteQuery(webhookLogQuery(webhook, failed))
  if (found.isPending) return <RowsSkeleton rows={4} height={32} />
  if (found.isLoadingError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const deliveries = found.data.pages.flatMap((page) => page.items)
  return (
    <Stack gap="xs" p="sm">
      <Checkbox
        label={t('webhooks.failedOnly')}
        checked={failed}
        onChange={(event) => setFailed(event.currentTarget.checked)}
      />
      {deliveries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('webhooks.logEmpty')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={460}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('webhooks.event')}</Table.Th>
                <Table.Th>{t('webhooks.state')}</Table.Th>
                <Table.Th>{t('webhooks.when')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{t('webhooks.replay')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {deliveries.map((delivery) => (
                <Delivery key={delivery.id} webhook={webhook} delivery={delivery} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {found.hasNextPage && (
        <Center>
          <Button
            variant="default"
            size="compact-sm"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Center>
      )}
    </Stack>
  )
}

function Delivery({ webhook, delivery }: { webhook: number; delivery: WebhookDelivery }) {
  const { t } = useTranslation('settings')
  const path = { webhook_id: webhook, delivery_id: delivery.id }
  const replay = useChange(
    () => api.POST('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', { params: { path } }),
    { renew: ['webhooks', webhook], said: () => t('webhooks.replayed') },
  )
  return (
    <Table.Tr>
      <Table.Td>
        {delivery.type} · {delivery.id}
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={COLOURS[delivery.state]} tt="none">
          {t(`webhooks.states.${delivery.state}`, { attempts: delivery.attempts })}
        </Badge>
        {delivery.error && (
          <Text size="xs" c="dimmed">
            {delivery.error}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <TimeAgo at={delivery.at} />
      </Table.Td>
      <Table.Td ta="end">
        <Button
          size="compact-sm"
          variant="default"
          loading={replay.isPending}
          onClick={() => replay.mutate(undefined)}
        >
          {t('webhooks.replay')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
