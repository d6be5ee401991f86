import { queryOptions } from '@tanstack/react-query'
import { api, body, everything } from './client'

/** Everybody who is not deleted, with presence, open contacts and teams. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/users', { params: { query: { limit: 100, cursor } } }))),
})

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/teams', { params: { query: { limit: 100, cursor } } }))),
})

/** The published workflows that give contacts only to those who have few enough open. */
export const capsQuery = queryOptions({
  queryKey: ['caps'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/caps', { params: { query: { limit: 100, cursor } } }))),
})
