import type { QueryClient } from '@tanstack/react-query'
import { refreshLines } from '../conversations'
import type { EventView, InboxView } from '../schema.gen'
import { addToLog } from './contactEvents'
import { type ContactPart, effectsOf, type Root } from './effects'

/** Events of one burst are taken together. */
const GATHER = 40
/** What belongs to everybody (counts, people, the queue) is loaded again at most once in that time. */
const CALM = 1000
/** Reports count many events; nobody reads them by the second. */
const CALMER: Partial<Record<Root, number>> = { reports: 30_000 }

/** Brings the query cache up to date with the events, a burst at a time. */
export class Updates {
  private readonly queries: QueryClient
  private readonly roots = new Set<Root>()
  private readonly parts = new Map<number | null, Set<ContactPart>>()
  private readonly lines = new Set<number>()
  private readonly renewed = new Map<Root, number>()
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
    for (const root of found.roots) this.roots.add(root)
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
    for (const [contact, parts] of this.parts) {
      void this.queries.invalidateQueries({
        queryKey: contact === null ? ['contact'] : ['contact', contact],
        predicate: ({ queryKey }) => parts.has(queryKey[2] as ContactPart),
      })
    }
    this.parts.clear()
    if (this.lines.size > 0) {
      void refreshLines(this.queries, [...this.lines])
      this.lines.clear()
    }
    this.renew()
  }

  stop(): void {
    clearTimeout(this.timer)
    clearTimeout(this.later)
    this.timer = undefined
  }

  /** Whether one keeps a list of what is found by words, which any message may change. */
  private searches(): boolean {
    const inbox = this.queries.getQueryData<InboxView>(['counts'])
    return inbox?.views?.some((view) => view.filter.q) ?? false
  }

  private renew(): void {
    clearTimeout(this.later)
    const now = Date.now()
    let next = Number.POSITIVE_INFINITY
    for (const root of this.roots) {
      const due = (this.renewed.get(root) ?? 0) + (CALMER[root] ?? CALM)
      if (due > now) {
        next = Math.min(next, due)
        continue
      }
      this.roots.delete(root)
      this.renewed.set(root, now)
      void this.queries.invalidateQueries({ queryKey: [root] })
    }
    if (next < Number.POSITIVE_INFINITY) this.later = setTimeout(() => this.renew(), next - now)
  }
}
