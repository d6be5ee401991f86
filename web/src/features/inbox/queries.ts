import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'

const THREAD_PART = 100

export function contactQuery(contact: number) {
  return queryOptions({
    queryKey: ['contact', contact, 'profile'],
    queryFn: () =>
      body(api.GET('/api/v1/contacts/{contact_id}', { params: { path: { contact_id: contact } } })),
  })
}

/** Everything that happened with a contact, newest first, with the texts of messages and notes. */
export function threadQuery(contact: number) {
  return infiniteQueryOptions({
    queryKey: ['contact', contact, 'events'],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/contacts/{contact_id}/events', {
          params: {
            path: { contact_id: contact },
            query: { order: 'desc', limit: THREAD_PART, cursor: pageParam },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** The newest messages: what became of those to the contact is not in the log. */
export function deliveriesQuery(contact: number) {
  return queryOptions({
    queryKey: ['contact', contact, 'messages'],
    queryFn: () =>
      body(
        api.GET('/api/v1/contacts/{contact_id}/messages', {
          params: { path: { contact_id: contact }, query: { order: 'desc', limit: 50 } },
        }),
      ),
    // Arriving is no event; a message on its way is asked after.
    refetchInterval: ({ state }) =>
      state.data?.items.some((message) => message.delivery === 'pending') ? 3000 : false,
  })
}

export function decisionsQuery(contact: number) {
  return queryOptions({
    queryKey: ['contact', contact, 'decisions'],
    queryFn: () =>
      body(
        api.GET('/api/v1/contacts/{contact_id}/decisions', {
          params: { path: { contact_id: contact }, query: { order: 'desc', limit: 20 } },
        }),
      ),
  })
}

export function contactRunsQuery(contact: number) {
  return queryOptions({
    queryKey: ['contact', contact, 'runs'],
    queryFn: () => body(api.GET('/api/v1/runs', { params: { query: { contact, limit: 20 } } })),
  })
}
