import type { QueryClient, QueryFilters } from '@tanstack/react-query'
import { refreshLines } from '../conversations'
import { meQuery } from '../me'
import { refreshPeople } from '../people'
import type { EventView, InboxView } from '../schema.gen'
import { addToLog } from './contactEvents'
import { type ContactPart, effectsOf, type Root } from './effects'

/** Events of one burst are taken together. */
const GATHER = 40
/** What belongs to everybody (counts, people, the queue) is loaded again at most once in that time. */
const CALM = 1000
/** Reports count many events; nobody reads them by the second. */
const CALMER: Partial<Record<Root, number>> = { reports: 30_000 }
/** What is being fetched is not begun anew, or it would never come to its end; it is looked at again so soon. */
const AGAIN = 100

/** Brings the query cache up to date with the events, a burst at a time. */
export class Updates {
  private readonly queries: QueryClient
  private readonly roots = new Set<Root>()
  private readonly parts = new Map<number | null, Set<ContactPart>>()
  private readonly lines = new Set<number>()
  private readonly people = new Set<number>()
  private readonly renewed = new Map<Root, number>()
  private askingForPeople = false
  private stopped = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private later: ReturnType<typeof setTimeout> | undefined

  constructor(queries: QueryClient) {
    this.queries = queries
  }

  /** Notes what an event changes; it is done a moment later. */
  take(event: EventView): void {
    const found = effectsOf(event)
    if (found === null) {
      void this.queries.invalidateQueries()
      return
    }
    for (const root of found.roots) this.note(root, event)
    addToLog(this.queries, event)
    const parts = this.parts.get(event.contact) ?? new Set()
    for (const part of found.parts) parts.add(part)
    this.parts.set(event.contact, parts)
    if (event.contact !== null && found.line) {
      this.lines.add(event.contact)
      if (this.searches()) this.roots.add('counts')
    }
    this.timer ??= setTimeout(() => this.flush(), GATHER)
  }

  /** Does at once what is noted, and later what is too early to do again. */
  flush(): void {
    this.timer = undefined
    if (this.lines.size > 0) {
      void refreshLines(this.queries, [...this.lines])
      this.lines.clear()
    }
    this.renew()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    clearTimeout(this.later)
    this.timer = undefined
  }

  /** Whether one keeps a list of what is found by words, which any message may change. */
  private searches(): boolean {
    const inbox = this.queries.getQueryData<InboxView>(['counts'])
    return inbox?.views?.some((view) => view.filter.q) ?? false
  }

  /** A root is loaded again as a whole, unless the event tells whom alone it changes. */
  private note(root: Root, event: EventView): void {
    const about = event.user
    const me = this.queries.getQueryData(meQuery.queryKey)?.user?.id
    if (root === 'me' && about !== null && me !== undefined && me !== about) return
    if (root === 'users' || (root === 'teams' && about !== null)) {
      const people = peopleOf(event)
      for (const id of people ?? []) this.people.add(id)
      if (people !== null) return
    }
    this.roots.add(root)
  }

  private renew(): void {
    clearTimeout(this.later)
    const now = Date.now()
    const waits = [this.renewParts(), this.renewPeople(now)]
    for (const root of this.roots) waits.push(this.renewRoot(root, now))
    const wait = Math.min(...waits)
    if (wait < Number.POSITIVE_INFINITY) this.later = setTimeout(() => this.renew(), wait)
  }

  /** Each gives in how many milliseconds it is to be called again. */
  private renewRoot(root: Root, now: number): number {
    const wait = this.early(root, now)
    if (wait > 0) return wait
    if (!this.invalidate({ queryKey: [root] })) return AGAIN
    this.roots.delete(root)
    this.renewed.set(root, now)
    return Number.POSITIVE_INFINITY
  }

  private renewPeople(now: number): number {
    // Whoever asks for people comes back by itself.
    if (this.people.size === 0 || this.askingForPeople) return Number.POSITIVE_INFINITY
    const wait = this.early('users', now)
    if (wait > 0) return wait
    const ids = [...this.people]
    this.people.clear()
    this.renewed.set('users', now)
    this.askingForPeople = true
    void refreshPeople(this.queries, ids).finally(() => {
      this.askingForPeople = false
      if (!this.stopped) this.renew()
    })
    return Number.POSITIVE_INFINITY
  }

  private renewParts(): number {
    for (const [contact, parts] of this.parts) {
      const queryKey = contact === null ? ['contact'] : ['contact', contact]
      for (const part of parts)
        if (this.invalidate({ queryKey, predicate: (query) => query.queryKey[2] === part }))
          parts.delete(part)
      if (parts.size === 0) this.parts.delete(contact)
    }
    return this.parts.size > 0 ? AGAIN : Number.POSITIVE_INFINITY
  }

  private early(root: Root, now: number): number {
    return (this.renewed.get(root) ?? 0) + (CALMER[root] ?? CALM) - now
  }

  /** Loads again what is shown of these, and what is not shown when it is; false while one is being fetched. */
  private invalidate(wanted: QueryFilters): boolean {
    if (this.queries.isFetching(wanted) > 0) return false
    void this.queries.invalidateQueries(wanted)
    return true
  }
}

/** Who is shown otherwise after an event; null: anybody may be. */
function peopleOf({ type, seq, user, data }: EventView): number[] | null {
  // Who joins or leaves has an event of their own.
  if (type === 'team.members_changed' || type === 'team.deleted') return []
  if (type === 'user.created') return [seq]
  // A contact may be nobody's.
  if (user === null) return type.startsWith('contact.') || type.startsWith('conversation.') ? [] : null
  const previous = data?.previous
  return typeof previous === 'number' ? [user, previous] : [user]
}
