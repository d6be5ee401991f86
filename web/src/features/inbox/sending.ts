import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { mayPass } from '@/api/errors'
import { withEvent } from '@/api/live/contactEvents'
import { useMe } from '@/api/me'
import type { EventView, PageEventView } from '@/api/schema.gen'
import { threadQuery } from './queries'

/** Something to say; `key` makes a repetition harmless. */
export type Sending = { key: string; kind: 'reply' | 'note'; text: string }

export const sendingKey = (contact: number) => ['send', contact]

/** Sends replies and notes. They stand in the thread at once; what failed stays there to be sent again. */
export function useSend(contact: number) {
  const queries = useQueryClient()
  const { user } = useMe()
  return useMutation({
    mutationKey: sendingKey(contact),
    mutationFn: async ({ key, kind, text }: Sending): Promise<EventView> => {
      const params = { path: { contact_id: contact } }
      const headers = { 'Idempotency-Key': key }
      const said =
        kind === 'note'
          ? await body(
              api.POST('/api/v1/contacts/{contact_id}/comments', { params, headers, body: { text } }),
            )
          : await body(
              api.POST('/api/v1/contacts/{contact_id}/messages', { params, headers, body: { text } }),
            )
      return {
        seq: said.id,
        at: said.at,
        type: kind === 'note' ? 'comment.created' : 'message.sent',
        actor: user ? `user:${user.id}` : 'api',
        contact,
        conversation: said.conversation,
        user: null,
        subject: null,
        data: null,
        text: said.text,
      }
    },
    // In order, as they were written.
    scope: { id: `send-${contact}` },
    retry: (count, error) => mayPass(error) && count < 5,
    retryDelay: (count) => 500 * 2 ** count,
    onSuccess: (event) => put(queries, contact, event),
  })
}

function put(queries: QueryClient, contact: number, event: EventView) {
  queries.setQueryData<InfiniteData<PageEventView, string | undefined>>(
    threadQuery(contact).queryKey,
    (thread) => thread && withEvent(thread, event),
  )
}
