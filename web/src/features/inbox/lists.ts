import type { ConversationFilter } from '@/api/conversations'
import type { InboxView } from '@/api/schema.gen'
import type { InboxSearch } from '@/app/router'

/** What the address asks for, as the server takes it. */
export function filterOf(search: InboxSearch, inbox: InboxView | undefined): ConversationFilter {
  const filter = { ...base(search, inbox) }
  if (search.status) filter.status = search.status
  if (search.channel) filter.channel = search.channel
  if (search.q) filter.q = search.q
  return filter
}

function base(
  { view = 'mine', team, person }: InboxSearch,
  inbox: InboxView | undefined,
): ConversationFilter {
  if (view === 'team' && team) return { team, status: 'open' }
  if (view === 'person' && person) return { assignee: String(person), status: 'open' }
  if (view === 'unassigned') return { assignee: 'none', status: 'open' }
  if (view === 'all') return { status: 'open' }
  const kept = keptOf(view, inbox)
  if (kept !== undefined) return { ...kept.filter } as ConversationFilter
  return { assignee: 'me', status: 'open' }
}

/** The kept list that the address names, such as `kept-3`. */
export function keptOf(view: string | undefined, inbox: InboxView | undefined) {
  return inbox?.views.find((each) => `kept-${each.id}` === view)
}
