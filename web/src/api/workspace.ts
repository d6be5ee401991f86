import { queryOptions } from '@tanstack/react-query'
import { api, body, everything } from './client'

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: () => body(api.GET('/api/v1/workspace')),
})

export const categoriesQuery = queryOptions({
  queryKey: ['closing_categories'],
  queryFn: () =>
    everything((cursor) =>
      body(api.GET('/api/v1/closing_categories', { params: { query: { limit: 100, cursor } } })),
    ),
})

export const customFieldsQuery = queryOptions({
  queryKey: ['custom_fields'],
  queryFn: () =>
    everything((cursor) =>
      body(api.GET('/api/v1/custom_fields', { params: { query: { limit: 100, cursor } } })),
    ),
})

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/channels', { params: { query: { limit: 100, cursor } } }))),
})

export const workflowsQuery = queryOptions({
  queryKey: ['workflows', 'all'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/workflows', { params: { query: { limit: 100, cursor } } }))),
})

/** What workflows are called, by their ids. */
export const workflowNamesQuery = queryOptions({
  ...workflowsQuery,
  select: (workflows) => new Map(workflows.map(({ id, name }) => [id, name])),
})

/** What people start for a contact by choosing it, with the form to fill in. */
export const shortcutsQuery = queryOptions({
  queryKey: ['workflows', 'shortcuts'],
  queryFn: () =>
    everything((cursor) => body(api.GET('/api/v1/shortcuts', { params: { query: { limit: 100, cursor } } }))),
})
