import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, body } from '@/api/client'
import type { Watcher } from '@/api/schema.gen'

const EVERY = 4000 // milliseconds; the server takes who says nothing for twelve seconds for gone
const STILL_TYPING = 5000

/** Says that one looks here and whether one writes; knows who else does. */
export function useAttention(contact: number): { others: Watcher[]; typing: () => void } {
  const typed = useRef(0)
  const said = useRef(false)
  const { data, refetch } = useQuery({
    queryKey: ['contact', contact, 'attention'],
    queryFn: async () => {
      const typing = Date.now() - typed.current < STILL_TYPING
      said.current = typing
      const found = await body(
        api.PUT('/api/v1/contacts/{contact_id}/attention', {
          params: { path: { contact_id: contact } },
          body: { typing },
        }),
      )
      return found.users
    },
    refetchInterval: EVERY, // a page in the background does not ask
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  return {
    others: data ?? [],
    typing() {
      typed.current = Date.now()
      if (!said.current) void refetch()
    },
  }
}
