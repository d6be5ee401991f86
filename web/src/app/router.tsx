import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from '@/api/me'
import { isLoggedOut, queryClient } from '@/api/queryClient'
import { RowsSkeleton } from '@/ui/states'
import { Crashed, NotFound } from './Crashed'
import { loadTexts } from './i18n'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crashed })

/** An address of this site; a key that is left out would be read from the address bar as it stands there. */
function page(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}

/** A page outside the shell. */
const logIn = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { to?: string } => ({ to: page(search.to) }),
  loader: () => loadTexts('auth'),
  component: lazyRouteComponent(() => import('@/features/auth/LogInPage'), 'LogInPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  loader: () => loadTexts('auth'),
  component: lazyRouteComponent(() => import('@/features/auth/SetUpPage'), 'SetUpPage'),
})

/** Everything for which one must be logged in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (isLoggedOut(error)) throw redirect({ to: '/login', search: { to: location.href } })
      throw error
    }
  },
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' })
  },
})

export type InboxSearch = {
  view?: string
  status?: 'open' | 'closed'
  team?: number
  person?: number
  channel?: number
  q?: string
  contact?: number
}

function id(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    view: typeof search.view === 'string' ? search.view : undefined,
    status: search.status === 'closed' || search.status === 'open' ? search.status : undefined,
    team: id(search.team),
    person: id(search.person),
    channel: id(search.channel),
    q: typeof search.q === 'string' && search.q !== '' ? search.q : undefined,
    contact: id(search.contact),
  }),
  loader: () => loadTexts('inbox'),
  component: lazyRouteComponent(() => import('@/features/inbox/InboxPage'), 'InboxPage'),
})

const workflows = createRoute({
  getParentRoute: () => shell,
  path: '/workflows',
  loader: () => loadTexts('workflows'),
  component: lazyRouteComponent(() => import('@/features/workflows/WorkflowsPage'), 'WorkflowsPage'),
})

const gallery = createRoute({
  getParentRoute: () => shell,
  path: '/workflows/templates',
  loader: () => loadTexts('workflows'),
  component: lazyRouteComponent(() => import('@/features/workflows/GalleryPage'), 'GalleryPage'),
})

const builder = createRoute({
  getParentRoute: () => shell,
  path: '/workflows/$workflowId',
  loader: () => loadTexts('workflows'),
  component: lazyRouteComponent(() => import('@/features/workflows/BuilderPage'), 'BuilderPage'),
})

const run = createRoute({
  getParentRoute: () => shell,
  path: '/runs/$runId',
  loader: () => loadTexts('workflows'),
  component: lazyRouteComponent(() => import('@/features/workflows/RunPage'), 'RunPage'),
})

const queue = createRoute({
  getParentRoute: () => shell,
  path: '/queue',
  loader: () => loadTexts('queue'),
  component: lazyRouteComponent(() => import('@/features/queue/QueuePage'), 'QueuePage'),
})

const teams = createRoute({
  getParentRoute: () => shell,
  path: '/teams',
  loader: () => loadTexts('teams'),
  component: lazyRouteComponent(() => import('@/features/teams/TeamsPage'), 'TeamsPage'),
})

export type ReportsSearch = { report?: string; days?: number; from?: string; to?: string }

function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined
}

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: (search: Record<string, unknown>): ReportsSearch => ({
    report: typeof search.report === 'string' ? search.report : undefined,
    days: id(search.days),
    from: day(search.from),
    to: day(search.to),
  }),
  loader: () => loadTexts('reports'),
  component: lazyRouteComponent(() => import('@/features/reports/ReportsPage'), 'ReportsPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { section?: string } =>
    typeof search.section === 'string' ? { section: search.section } : {},
  loader: () => loadTexts('settings'),
  component: lazyRouteComponent(() => import('@/features/settings/SettingsPage'), 'SettingsPage'),
})

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/profile',
  loader: () => loadTexts('profile', 'auth'),
  component: lazyRouteComponent(() => import('@/features/profile/ProfilePage'), 'ProfilePage'),
})

const pages = [home, inbox, gallery, workflows, builder, run, queue, teams, reports, settings, profile]
const tree = root.addChildren([logIn, setUp, shell.addChildren(pages)])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: RowsSkeleton,
  defaultPendingMs: 150,
  defaultErrorComponent: Crashed,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
