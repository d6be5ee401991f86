import {
  type InfiniteData,
  infiniteQueryOptions,
  type Query,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query'
import { api, body } from './client'
import { settled } from './queryClient'
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

const PART = 100
/** So many contacts can be asked for at a time. */
const MANY = 50

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

/** How many conversations are in each list, and the lists that one keeps. */
export const inboxQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: () => body(api.GET('/api/v1/inbox')),
})

/** Loads them again; no event tells of the lists that one keeps. */
export async function renewInbox(queries: QueryClient): Promise<void> {
  // The first load would be waited for, though it may be older than what was changed.
  await queries.cancelQueries(inboxQuery)
  await queries.invalidateQueries(inboxQuery)
}

/** What is still to be asked for, by the list; as long as one is at it, there is an entry. */
const waiting = new WeakMap<Query, Set<number>>()

/** Fetches anew what the lists that are shown say of some contacts: the server says who still belongs. */
export async function refreshLines(queries: QueryClient, contacts: number[]): Promise<void> {
  const all = queries.getQueryCache().findAll({ queryKey: ['conversations'] })
  await Promise.all(
    all.map(async (query) => {
      const later = waiting.get(query)
      if (later !== undefined) for (const contact of contacts) later.add(contact)
      else if (query.isActive()) await refreshList(queries, query, contacts)
      else await forget(queries, query)
    }),
  )
}

/** Of a list that nobody sees only the beginning is kept, to be loaded again when somebody does. */
async function forget(queries: QueryClient, query: Query): Promise<void> {
  queries.setQueryData<Conversations>(query.queryKey, (list) =>
    list ? { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) } : list,
  )
  await queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
}

/** One request at a time for each list, so that no older answer comes after a newer. */
async function refreshList(queries: QueryClient, query: Query, contacts: number[]): Promise<void> {
  const wanted = new Set(contacts)
  waiting.set(query, wanted)
  try {
    while (wanted.size > 0) {
      const some = [...wanted].slice(0, MANY)
      for (const contact of some) wanted.delete(contact)
      await refreshSome(queries, query, some)
    }
  } finally {
    waiting.delete(query)
  }
}

async function refreshSome(queries: QueryClient, query: Query, contacts: number[]): Promise<void> {
  const filter = query.queryKey[1] as ConversationFilter
  const found = await body(
    api.GET('/api/v1/conversations', {
      params: { query: { ...filter, contact: contacts, limit: 100 } },
    }),
  ).catch(() => null)
  // A part on its way is added to the list as it was when it was asked for.
  await settled(query)
  const unsure = found === null || found.next_cursor !== null || query.state.fetchStatus !== 'idle'
  if (unsure) await queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
  else
    queries.setQueryData<Conversations>(query.queryKey, (list) =>
      list ? withLines(list, contacts, found.items) : list,
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
