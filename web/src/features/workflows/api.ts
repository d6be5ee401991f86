/** What the server knows of workflows and their runs. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body, everything } from '@/api/client'
import type { VersionView, WorkflowView } from '@/api/schema.gen'
import { askedFor } from './catalogue/variables'
import type { JsonObject } from './model/json'

export function workflowQuery(id: number) {
  return queryOptions({
    queryKey: ['workflows', id],
    queryFn: () =>
      body(api.GET('/api/v1/workflows/{workflow_id}', { params: { path: { workflow_id: id } } })),
  })
}

export function versionsQuery(id: number) {
  return queryOptions({
    queryKey: ['workflows', id, 'versions'],
    queryFn: () =>
      everything((cursor) =>
        body(
          api.GET('/api/v1/workflows/{workflow_id}/versions', {
            params: { path: { workflow_id: id }, query: { limit: 100, cursor } },
          }),
        ),
      ),
  })
}

/** A version never changes: kept as long as the page is open. */
export function versionQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['versions', id, version],
    queryFn: () =>
      body(
        api.GET('/api/v1/workflows/{workflow_id}/versions/{version}', {
          params: { path: { workflow_id: id, version } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

const asked = ({ document }: VersionView) => askedFor(document as JsonObject)

/** What whoever starts a version may give it, by name. */
export function askedForQuery(id: number, version: number) {
  return queryOptions({ ...versionQuery(id, version), select: asked })
}

export function runQuery(id: number) {
  return queryOptions({
    queryKey: ['runs', id],
    queryFn: () => body(api.GET('/api/v1/runs/{run_id}', { params: { path: { run_id: id } } })),
  })
}

export type RunState = 'waiting' | 'completed' | 'failed' | 'stopped'

export function runsQuery(workflow: number, state?: RunState) {
  return infiniteQueryOptions({
    queryKey: ['runs', 'of', workflow, state ?? null],
    queryFn: ({ pageParam }) =>
      body(api.GET('/api/v1/runs', { params: { query: { workflow, state, limit: 30, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
}

/** Saves the draft, if it is still the revision given. */
export function saveDraft(id: number, document: JsonObject, revision: number | null): Promise<WorkflowView> {
  return body(
    api.PUT('/api/v1/workflows/{workflow_id}', {
      params: { path: { workflow_id: id } },
      body: { document: nameable(document) },
      headers: revision === null ? {} : { 'If-Match': `"${revision}"` },
    }),
  )
}

export function createWorkflow(document: JsonObject): Promise<WorkflowView> {
  return body(api.POST('/api/v1/workflows', { body: { document: nameable(document) } }))
}

/** Says what publishing would say of a document, or of a file: then with lines and columns. */
export function lint(document: JsonObject | string) {
  if (typeof document !== 'string') return body(api.POST('/api/v1/workflows/lint', { body: { document } }))
  return body(
    api.POST('/api/v1/workflows/lint', {
      body: document as never,
      bodySerializer: (text: unknown) => String(text),
      headers: { 'Content-Type': 'application/yaml' },
    }),
  )
}

/** The server says what is wrong with a name that is none. */
function nameable(document: JsonObject): JsonObject & { name: string } {
  return { ...document, name: typeof document.name === 'string' ? document.name : '' }
}
