import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConversationFilter, conversationsQuery, inboxQuery } from '@/api/conversations'
import { useMe } from '@/api/me'
import { channelsQuery } from '@/api/workspace'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { FilterBar } from './FilterBar'
import { Lines } from './Lines'
import { PickView } from './Views'

/** A list of conversations, with what narrows it. */
export function ConversationList({ filter }: { filter: ConversationFilter }) {
  const { data: inbox } = useQuery(inboxQuery)
  return (
    <>
      <PickView inbox={inbox} />
      <FilterBar filter={filter} />
      <Found filter={filter} />
    </>
  )
}

function Found({ filter }: { filter: ConversationFilter }) {
  const list = useInfiniteQuery(conversationsQuery(filter))
  const { isFetchingNextPage, fetchNextPage } = list
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage({ cancelRefetch: false })
  }, [isFetchingNextPage, fetchNextPage])
  if (list.isPending) return <RowsSkeleton rows={9} height={60} />
  if (items.length > 0)
    return (
      <Lines
        items={items}
        more={list.hasNextPage}
        failed={list.isFetchNextPageError}
        onMore={onMore}
        showClosed={filter.status !== 'closed'}
      />
    )
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  return <Nothing searched={filter.q !== undefined} />
}

/** Why there is nothing; a new workspace is told what comes first. */
function Nothing({ searched }: { searched: boolean }) {
  const { t } = useTranslation('inbox')
  const { role } = useMe()
  const { data: channels } = useQuery(channelsQuery)
  if (searched) return <EmptyState title={t('list.nothingFound')} />
  if (role === 'owner' && channels?.length === 0) {
    const connect = (
      <Button renderRoot={(props) => <Link to="/settings" search={{ section: 'channels' }} {...props} />}>
        {t('list.connect')}
      </Button>
    )
    return <EmptyState title={t('list.noChannel')} hint={t('list.noChannelHint')} action={connect} />
  }
  return <EmptyState title={t('list.empty')} hint={t('list.emptyHint')} />
}
