import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api, body } from './client'
import type { MeView } from './schema.gen'

export type Role = MeView['role']

/** From the one that may least to the one that may everything. */
export const ROLES: Role[] = ['agent', 'manager', 'owner']

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => body(api.GET('/api/v1/me')),
  retry: false,
})

/** Who is logged in. Only for pages inside the shell, which has loaded it. */
export function useMe(): MeView {
  return useSuspenseQuery(meQuery).data
}

/** Whether somebody may do what managers (or only owners) may. */
export function may(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}
