import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { Pool } from '@/ui/PoolSelect'
import type { Days } from './period'

export type AssignmentsBy = 'day' | 'user' | 'team' | 'kind'
export type ResponsesBy = 'day' | 'user' | 'team' | 'hour'
export type QueueBy = 'day' | 'team' | 'hour'

/** A report itself: the type of its route knows the file as well. */
function figures<Report extends object>(answer: Promise<{ data?: Report | string }>): Promise<Report> {
  return body(answer as Promise<{ data?: Report }>) as Promise<Report>
}

export function assignmentsQuery(days: Days, by: AssignmentsBy) {
  return queryOptions({
    queryKey: ['reports', 'assignments', { ...days, by }],
    queryFn: () => figures(api.GET('/api/v1/reports/assignments', { params: { query: { ...days, by } } })),
    placeholderData: keepPreviousData,
  })
}

export function responsesQuery(days: Days, by: ResponsesBy) {
  return queryOptions({
    queryKey: ['reports', 'responses', { ...days, by }],
    queryFn: () => figures(api.GET('/api/v1/reports/responses', { params: { query: { ...days, by } } })),
    placeholderData: keepPreviousData,
  })
}

export function queueReportQuery(days: Days, by: QueueBy, team?: Pool) {
  return queryOptions({
    queryKey: ['reports', 'queue', { ...days, by, team }],
    queryFn: () => figures(api.GET('/api/v1/reports/queue', { params: { query: { ...days, by, team } } })),
    placeholderData: keepPreviousData,
  })
}

/** The address at which a report comes as a file. */
export function csvOf(
  report: 'assignments' | 'responses' | 'queue',
  days: Days,
  by: string,
  team?: Pool,
): string {
  const query = new URLSearchParams({ ...days, by, format: 'csv' })
  if (team !== undefined) query.set('team', String(team))
  return `/api/v1/reports/${report}?${query}`
}
