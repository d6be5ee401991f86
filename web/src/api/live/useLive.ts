import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keepPresent } from '../client'
import { meQuery } from '../me'
import type { EventView } from '../schema.gen'
import { type Connection, follow } from './connection'
import { takeTurns } from './turns'
import { Updates } from './updates'

type Listener = (event: EventView) => void
const listeners = new Set<Listener>()

/** Calls back with each event as it comes, for what is more than showing the new state. */
export function onLiveEvent(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Keeps everything that is shown true while the page is open: events change or renew the query cache. */
export function useLive(seq: number): Connection {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  const [start] = useState(seq)
  useEffect(() => {
    const stop = new AbortController()
    const updates = new Updates(queries)
    void follow(start, stop.signal, takeTurns(stop.signal), {
      onEvent(event) {
        updates.take(event)
        for (const listener of listeners) listener(event)
      },
      onConnection: setConnection,
      async onGap() {
        const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
        await queries.invalidateQueries()
        return me.seq
      },
      onLoggedOut() {
        const { pathname, search } = window.location
        window.location.assign(`/login?${new URLSearchParams({ to: pathname + search })}`)
      },
    })
    const presence = keepPresent()
    return () => {
      presence()
      stop.abort()
      updates.stop()
    }
  }, [queries, start])
  return connection
}
