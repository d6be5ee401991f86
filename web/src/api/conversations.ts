import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { api, body } from './client'
import type { ConversationView, PageConversationView } from './schema.gen'

/** What a list of conversations is narrowed to. */
export type ConversationFilter = {
  status?: 'open' | 'closed'
  assignee?: string
  team?: number
  channel?: number
  q?: string
}

export type Conversations = InfiniteData<PageConversationView, string | undefined>

const PART = 50
/** So many lines are fetched alone; with more the list is loaded again. */
const MANY = 25

/** Conversations, newest activity first, page after page. */
export function conversationsQuery(filter: ConversationFilter) {
  return infiniteQueryOptions({
    queryKey: ['conversations', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/conversations', {
          params: { query: { ...filter, limit: PART, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** Fetches anew what the lists that are shown say of some contacts: the server says who still belongs. */
export async function refreshLines(queries: QueryClient, contacts: number[]): Promise<void> {
  const all = queries.getQueryCache().findAll({ queryKey: ['conversations'] })
  await Promise.all(
    all.map(async (query) => {
      if (!query.isActive() || contacts.length > MANY || query.state.fetchStatus === 'fetching') {
        await queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
        return
      }
      const filter = query.queryKey[1] as ConversationFilter
      const found = await body(
        api.GET('/api/v1/conversations', {
          params: { query: { ...filter, contact: contacts, limit: 100 } },
        }),
      ).catch(() => null)
      if (found === null) await queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
      else
        queries.setQueryData<Conversations>(query.queryKey, (list) =>
          list ? withLines(list, contacts, found.items) : list,
        )
    }),
  )
}

/** The list with the lines of some contacts replaced by those given, in order of activity. */
export function withLines(list: Conversations, contacts: number[], lines: ConversationView[]): Conversations {
  const gone = new Set(contacts)
  const end = list.pages.at(-1)
  const kept = list.pages.flatMap((page) => page.items)
  const last = kept.at(-1)?.activity ?? 0
  // What belongs below the loaded part comes with it when it is loaded.
  const fitting = lines.filter((line) => end?.next_cursor == null || line.activity >= last)
  const items = [...kept.filter((line) => !gone.has(line.contact.id)), ...fitting].sort(
    (a, b) => b.activity - a.activity,
  )
  const sizes = list.pages.map((page) => page.items.length)
  let from = 0
  const pages = list.pages.map((page, index) => {
    const to = index === list.pages.length - 1 ? items.length : from + (sizes[index] ?? 0)
    const part = { ...page, items: items.slice(from, to) }
    from = to
    return part
  })
  return { ...list, pages }
}
