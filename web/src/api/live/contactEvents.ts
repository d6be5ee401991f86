import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { EventView, PageEventView } from '../schema.gen'

type Thread = InfiniteData<PageEventView, string | undefined>

/** A contact's log, newest first, with one more event; one that is there already is replaced. */
export function withEvent(thread: Thread, event: EventView): Thread {
  const [first, ...older] = thread.pages
  if (first === undefined) return thread
  const others = first.items.filter((each) => each.seq !== event.seq)
  const at = others.findIndex((each) => each.seq < event.seq)
  const items = [...others]
  items.splice(at < 0 ? items.length : at, 0, event)
  return { ...thread, pages: [{ ...first, items }, ...older] }
}

/** Adds an event to its contact's log where that is kept; the log begins with what the stream carries. */
export function addToLog(queries: QueryClient, event: EventView): void {
  if (event.contact === null) return
  const key = ['contact', event.contact, 'events']
  // An answer on its way may have been read before this event, and would put the log back.
  if (queries.getQueryState(key)?.fetchStatus === 'fetching') {
    void queries.invalidateQueries({ queryKey: key })
    return
  }
  queries.setQueryData<Thread>(key, (thread) => thread && withEvent(thread, event))
}
