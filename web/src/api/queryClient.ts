import { type FetchStatus, QueryClient } from '@tanstack/react-query'
import { ApiError, mayPass } from './errors'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The event stream says what has changed (live/updates.ts); time alone makes nothing stale.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => mayPass(error) && count < 3,
      retryDelay: (count) => 400 * 2 ** count + Math.random() * 200,
    },
    mutations: { retry: false },
  },
})

type Fetched = { state: { fetchStatus: FetchStatus }; promise: Promise<unknown> | undefined }

/** Waits until a query is not being fetched any more, however that ends. */
export async function settled(query: Fetched | undefined): Promise<void> {
  while (query?.state.fetchStatus === 'fetching' && query.promise) await query.promise.catch(() => null)
}

/** Whether the log-in is over. */
export function isLoggedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}
