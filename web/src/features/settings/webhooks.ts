import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body, everything } from '@/api/client'

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/webhooks', { params: { query: { limit: 100, cursor } } }))),
})

/** What was sent to a webhook and what came of it, newest first. */
export function webhookLogQuery(webhook: number, failed: boolean) {
  return infiniteQueryOptions({
    queryKey: ['webhooks', webhook, 'deliveries', { failed }],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
          params: {
            path: { webhook_id: webhook },
            query: { limit: 30, cursor: pageParam, ...(failed && { failed }) },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Deliveries are no events: while the log is looked at, it is asked for again.
    refetchInterval: 5_000,
  })
}
