import {
  IconChartBar,
  IconHourglass,
  IconInbox,
  IconSettings,
  IconSitemap,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Role } from '@/api/me'

type Place = {
  to: '/inbox' | '/workflows' | '/queue' | '/teams' | '/reports' | '/settings'
  name: 'inbox' | 'workflows' | 'queue' | 'teams' | 'reports' | 'settings'
  icon: TablerIcon
  keys: string
  needs: Role
}

/** The places of the app, in the order in which they are shown. */
export const PLACES: Place[] = [
  { to: '/inbox', name: 'inbox', icon: IconInbox, keys: 'g i', needs: 'agent' },
  { to: '/workflows', name: 'workflows', icon: IconSitemap, keys: 'g w', needs: 'agent' },
  { to: '/queue', name: 'queue', icon: IconHourglass, keys: 'g q', needs: 'agent' },
  { to: '/teams', name: 'teams', icon: IconUsersGroup, keys: 'g t', needs: 'agent' },
  { to: '/reports', name: 'reports', icon: IconChartBar, keys: 'g r', needs: 'agent' },
  { to: '/settings', name: 'settings', icon: IconSettings, keys: 'g s', needs: 'manager' },
]

export type SectionName = 'workspace' | 'users' | 'channels' | 'fields' | 'categories' | 'tokens' | 'webhooks'

/** The sections of the settings, in the order in which they are shown. */
export const SECTIONS: { name: SectionName; needs: Role }[] = [
  { name: 'workspace', needs: 'owner' },
  { name: 'users', needs: 'owner' },
  { name: 'channels', needs: 'owner' },
  { name: 'fields', needs: 'manager' },
  { name: 'categories', needs: 'manager' },
  { name: 'tokens', needs: 'owner' },
  { name: 'webhooks', needs: 'owner' },
]
