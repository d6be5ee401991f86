import { Button, Center, Text } from '@mantine/core'
import {
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactView, EventView, MessageView } from '@/api/schema.gen'
import { isolated, nameOf } from '@/ui/names'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { EventLine } from './EventLine'
import { Bubble, Note, Unsent } from './MessageBubble'
import { deliveriesQuery, threadQuery } from './queries'
import { type Sending, sendingKey, useSend } from './sending'
import { daysOf } from './thread'
import classes from './thread.module.css'

/** Messages, notes and what happened, in one line of time; the newest at the foot. */
export function Thread({ contact }: { contact: ContactView }) {
  const { t, i18n } = useTranslation('inbox')
  const thread = useInfiniteQuery(threadQuery(contact.id))
  const days = useMemo(() => daysOf(thread.data?.pages ?? []), [thread.data])
  const day = useMemo(() => new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }), [i18n.language])
  const frame = useRef<HTMLDivElement>(null)
  const older = useOlder(frame, thread)
  if (thread.isPending) {
    return (
      <div className={classes.instead}>
        <RowsSkeleton rows={6} height={52} />
      </div>
    )
  }
  if (thread.isError && days.length === 0) {
    return (
      <div className={classes.instead}>
        <ErrorState error={thread.error} onRetry={() => void thread.refetch()} />
      </div>
    )
  }
  return (
    <div
      ref={frame}
      className={classes.frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t('thread.title')}
      onScroll={older}
    >
      <div className={classes.thread}>
        {thread.hasNextPage && (
          <Center>
            <Button
              size="xs"
              variant="subtle"
              loading={thread.isFetchingNextPage}
              onClick={() => void thread.fetchNextPage()}
            >
              {t('thread.earlier')}
            </Button>
          </Center>
        )}
        {days.map(({ day: date, events }) => (
          <section key={date} className={classes.day}>
            <Text component="h3" size="xs" c="dimmed" ta="center" fw={500}>
              {day.format(new Date(`${date}T12:00`))}
            </Text>
            <Events events={events} contact={contact} />
          </section>
        ))}
        <OnTheirWay contact={contact.id} />
      </div>
    </div>
  )
}

/** Asks for older messages as one comes near the oldest that are there; again when those were not enough. */
function useOlder(
  frame: RefObject<HTMLDivElement | null>,
  thread: UseInfiniteQueryResult<unknown, Error>,
): () => void {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage, data } = thread
  const older = () => {
    const element = frame.current
    if (element === null || !hasNextPage || isFetching || isFetchNextPageError) return
    // Upside down: its foot is at zero, and what comes above moves nothing.
    const above = element.scrollHeight - element.clientHeight + element.scrollTop
    if (above < element.clientHeight) void fetchNextPage()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something has come, or was done with
  useEffect(older, [data, isFetching])
  return older
}

function Events({ events, contact }: { events: EventView[]; contact: ContactView }) {
  const { t } = useTranslation('inbox')
  const { data: deliveries } = useQuery(deliveriesQuery(contact.id))
  const name = nameOf(contact, t)
  const messages = useMemo(
    () => new Map<number, MessageView>(deliveries?.items.map((message) => [message.id, message])),
    [deliveries],
  )
  return events.map((event) => {
    if (event.type === 'message.received' || event.type === 'message.sent')
      return <Bubble key={event.seq} event={event} contact={name} message={messages.get(event.seq)} />
    if (event.type === 'comment.created') return <Note key={event.seq} event={event} contact={name} />
    return <EventLine key={event.seq} event={event} contact={isolated(name)} />
  })
}

/** What one has just written and the server has not confirmed. */
function OnTheirWay({ contact }: { contact: number }) {
  const queries = useQueryClient()
  const send = useSend(contact)
  const sending = useMutationState({
    filters: { mutationKey: sendingKey(contact), predicate: ({ state }) => state.status !== 'success' },
    select: (mutation) => ({ id: mutation.mutationId, state: mutation.state }),
  })
  const drop = (id: number) => {
    const cache = queries.getMutationCache()
    const found = cache.getAll().find((each) => each.mutationId === id)
    if (found) cache.remove(found)
  }
  return sending.map(({ id, state }) => {
    const said = state.variables as Sending
    return (
      <Unsent
        key={id}
        sending={said}
        failed={state.status === 'error'}
        waits={state.isPaused}
        onDrop={() => drop(id)}
        onRetry={() => {
          drop(id)
          send.mutate(said)
        }}
      />
    )
  })
}
