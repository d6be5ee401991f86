import { infiniteQueryOptions, useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { QueueItem, UserView } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'
import type { Pool } from '@/ui/PoolSelect'

const PART = 50

/** Who waits, in order, for one pool or for any; page after page. */
export function queueQuery(team?: Pool) {
  return infiniteQueryOptions({
    queryKey: ['queue', { team }],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/queue', { params: { query: { team, limit: PART, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** Gives a waiting contact to somebody, whatever the rules of the queue. */
export function useAssignWaiting(item: QueueItem, name: string) {
  const { t } = useTranslation('queue')
  const notify = useNotify()
  return useMutation({
    mutationFn: (user: UserView) =>
      body(
        api.PUT('/api/v1/contacts/{contact_id}/assignee', {
          params: { path: { contact_id: item.contact } },
          body: { user: user.id },
        }),
      ),
    onSuccess: (_, user) => notify.done(t('assign.done', { contact: name, user: user.name })),
    onError: notify.failed,
  })
}

/** Takes a waiting contact out of the workflow in which it waits. */
export function useTakeOut(item: QueueItem, name: string) {
  const { t } = useTranslation('queue')
  const notify = useNotify()
  return useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/runs/{run_id}', { params: { path: { run_id: item.run } } }).then(() => null),
    onSuccess: () => notify.done(t('takeOut.done', { contact: name })),
    onError: notify.failed,
  })
}
