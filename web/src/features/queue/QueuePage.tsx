import { Button, Center, Stack, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/ui/Page'
import { type Pool, PoolSelect } from '@/ui/PoolSelect'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { queueQuery } from './queries'
import { WaitingCard } from './WaitingCard'

/** Who waits for somebody, for how long, and why nobody can take them now. */
export function QueuePage() {
  const { t } = useTranslation('queue')
  const [pool, setPool] = useState<Pool>()
  return (
    <Page
      title={t('title')}
      hint={t('hint')}
      actions={
        <PoolSelect
          label={t('filter')}
          all={t('everybody')}
          workspace={t('anybody')}
          value={pool}
          onChange={setPool}
        />
      }
    >
      <Waiting pool={pool} />
    </Page>
  )
}

function Waiting({ pool }: { pool?: Pool }) {
  const { t } = useTranslation('queue')
  const found = useInfiniteQuery(queueQuery(pool))
  if (found.isPending) return <RowsSkeleton rows={5} height={84} />
  if (found.isLoadingError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return <EmptyState icon={IconMoodSmile} title={t('empty.title')} hint={t('empty.hint')} />
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {t(found.hasNextPage ? 'countMore' : 'count', { count: items.length })}
      </Text>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((item) => (
          <WaitingCard key={item.id} item={item} />
        ))}
      </Stack>
      {found.hasNextPage && (
        <Center>
          <Button
            variant="default"
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
