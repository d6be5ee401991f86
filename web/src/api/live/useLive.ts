import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { meQuery } from '../me'
import { type Connection, follow } from './connection'
import { Updates } from './updates'

/** Keeps everything that is shown true while the page is open: events change or renew the query cache. */
export function useLive(seq: number): Connection {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  const [start] = useState(seq)
  useEffect(() => {
    const stop = new AbortController()
    const updates = new Updates(queries)
    void follow(start, stop.signal, {
      onEvent: (event) => updates.take(event),
      onConnection: setConnection,
      async onGap() {
        const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
        await queries.invalidateQueries()
        return me.seq
      },
      onLoggedOut: () => window.location.assign('/login'),
    })
    return () => {
      stop.abort()
      updates.stop()
    }
  }, [queries, start])
  return connection
}
