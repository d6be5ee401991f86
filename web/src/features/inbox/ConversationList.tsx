import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConversationFilter, conversationsQuery } from '@/api/conversations'
import { useMe } from '@/api/me'
import type { ConversationView } from '@/api/schema.gen'
import { channelsQuery } from '@/api/workspace'
import { useCommands } from '@/ui/commands'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { ConversationLine } from './ConversationLine'
import { FilterBar } from './FilterBar'
import classes from './inbox.module.css'
import { inboxQuery } from './queries'
import { PickView } from './Views'

const HEIGHT = 76 // of a line, as in inbox.module.css
const route = getRouteApi('/shell/inbox')

/** A list of conversations, as long as it may be: only the lines in view are there. */
export function ConversationList({ filter }: { filter: ConversationFilter }) {
  const { data: inbox } = useQuery(inboxQuery)
  const list = useInfiniteQuery(conversationsQuery(filter))
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return (
    <>
      <PickView inbox={inbox} />
      <FilterBar filter={filter} />
      {list.isPending && <RowsSkeleton rows={9} height={60} />}
      {list.isError && items.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && items.length === 0 && <Nothing searched={filter.q !== undefined} />}
      {items.length > 0 && (
        <Lines
          items={items}
          more={list.hasNextPage && !list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          open={filter.status !== 'closed'}
        />
      )}
    </>
  )
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

type LinesProps = { items: ConversationView[]; more: boolean; onMore: () => void; open: boolean }

function Lines({ items, more, onMore, open }: LinesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { contact } = route.useSearch()
  const lines = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? index,
  })
  const shown = lines.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= items.length - 10) onMore()
  }, [more, last, items.length, onMore])
  useMoves(items, (index) => lines.scrollToIndex(index))
  return (
    <div ref={frame} className={classes.lines}>
      <ul style={{ height: lines.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const conversation = items[index]
          if (conversation === undefined) return null
          return (
            <li
              key={key}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={more ? -1 : items.length}
              aria-posinset={index + 1}
            >
              <ConversationLine
                conversation={conversation}
                here={conversation.contact.id === contact}
                showClosed={open}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** j and k: to the next and the one before. */
function useMoves(items: ConversationView[], scrollTo: (index: number) => void) {
  const { t } = useTranslation('inbox')
  const navigate = route.useNavigate()
  const { contact } = route.useSearch()
  const move = (by: number) => {
    const at = items.findIndex((item) => item.contact.id === contact)
    const index = at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)
    const next = items[index]
    if (next === undefined) return
    scrollTo(index)
    void navigate({ search: (before) => ({ ...before, contact: next.contact.id }), replace: at >= 0 })
  }
  useCommands(t('list.title'), [
    { id: 'next', label: t('list.next'), keys: 'j', run: () => move(1) },
    { id: 'previous', label: t('list.previous'), keys: 'k', run: () => move(-1) },
  ])
}
