import { ActionIcon, Select, Text } from '@mantine/core'
import {
  IconBookmark,
  IconInbox,
  IconMessages,
  IconTrash,
  IconUser,
  IconUserQuestion,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { inboxQuery, renewInbox } from '@/api/conversations'
import { teamsQuery, usersQuery } from '@/api/people'
import type { InboxView } from '@/api/schema.gen'
import type { InboxSearch } from '@/app/router'
import { useNotify } from '@/ui/notify'
import classes from './inbox.module.css'

const route = getRouteApi('/shell/inbox')

type Entry = {
  key: string
  name: string
  icon: TablerIcon
  search: InboxSearch
  count: number | undefined
  kept?: number
}

/** Every list with how many are in it: those that everybody has, the teams', one's own. */
function useEntries(inbox: InboxView | undefined): { standing: Entry[]; teams: Entry[]; kept: Entry[] } {
  const { t } = useTranslation('inbox')
  const { data: teams = [] } = useQuery(teamsQuery)
  const person = usePerson()
  const inTeam = new Map(inbox?.teams.map((team) => [team.id, team.count]))
  const own = (name: 'mine' | 'unassigned' | 'all', icon: TablerIcon): Entry => ({
    key: name,
    name: t(`lists.${name}`),
    icon,
    search: { view: name },
    count: inbox?.[name],
  })
  return {
    standing: [
      own('mine', IconInbox),
      own('unassigned', IconUserQuestion),
      own('all', IconMessages),
      ...person,
    ],
    teams: teams.map((team) => ({
      key: `team-${team.id}`,
      name: team.name,
      icon: IconUsersGroup,
      search: { view: 'team', team: team.id },
      count: inbox && (inTeam.get(team.id) ?? 0),
    })),
    kept: (inbox?.views ?? []).map((view) => ({
      key: `kept-${view.id}`,
      name: view.name,
      icon: IconBookmark,
      search: { view: `kept-${view.id}` },
      count: view.count,
      kept: view.id,
    })),
  }
}

/** Where one looks at what somebody has: that list too, as long as one is there. */
function usePerson(): Entry[] {
  const { t } = useTranslation('inbox')
  const { view, person } = route.useSearch()
  const { data: users } = useQuery(usersQuery)
  if (view !== 'person' || person === undefined) return []
  const user = users?.find((each) => each.id === person)
  return [
    {
      key: 'person',
      name: user?.name ?? t('actor.formerUser'),
      icon: IconUser,
      search: { view, person },
      count: user?.open_contacts,
    },
  ]
}

function keyOf({ view = 'mine', team }: InboxSearch): string {
  return view === 'team' ? `team-${team}` : view
}

export function Views({ inbox }: { inbox: InboxView | undefined }) {
  const { t } = useTranslation('inbox')
  const here = keyOf(route.useSearch())
  const { standing, teams, kept } = useEntries(inbox)
  return (
    <nav className={classes.views} aria-label={t('lists.title')}>
      <Entries entries={standing} here={here} />
      <Entries entries={teams} here={here} title={t('lists.teams')} />
      <Entries entries={kept} here={here} title={t('lists.kept')} />
    </nav>
  )
}

function Entries({ entries, here, title }: { entries: Entry[]; here: string; title?: string }) {
  if (entries.length === 0) return null
  return (
    <>
      {title && (
        <Text component="h2" size="xs" fw={600} c="dimmed" mt="md" mb={4} px={10}>
          {title}
        </Text>
      )}
      {entries.map(({ key, name, icon: Icon, search, count, kept }) => (
        <div key={key} style={{ display: 'flex', alignItems: 'center' }}>
          <Link
            to="/inbox"
            search={search}
            className={classes.view}
            activeOptions={{ exact: true }}
            aria-current={here === key ? 'page' : undefined}
          >
            <Icon size={17} stroke={1.7} aria-hidden />
            <span className={classes.viewName}>{name}</span>
            <span className={classes.count}>{count === undefined ? '' : shown(count)}</span>
          </Link>
          {kept !== undefined && here === key && <Forget view={kept} name={name} />}
        </div>
      ))}
    </>
  )
}

function shown(count: number): string {
  return count >= 1000 ? '999+' : String(count)
}

function Forget({ view, name }: { view: number; name: string }) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const notify = useNotify()
  const kept = queries.getQueryData(inboxQuery.queryKey)?.views.find((each) => each.id === view)
  const renew = () => renewInbox(queries)
  const forget = useMutation({
    mutationFn: () => api.DELETE('/api/v1/inbox/views/{view_id}', { params: { path: { view_id: view } } }),
    onSuccess: async () => {
      await navigate({ search: { view: 'all' } })
      await renew()
      notify.done(
        t('lists.forgotten', { name }),
        () =>
          kept &&
          void body(api.POST('/api/v1/inbox/views', { body: { name, filter: kept.filter } })).then(
            renew,
            notify.failed,
          ),
      )
    },
    onError: notify.failed,
  })
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={t('lists.forget', { name })}
      onClick={() => forget.mutate()}
    >
      <IconTrash size={15} aria-hidden />
    </ActionIcon>
  )
}

/** The same as one field, where there is no room for them side by side. */
export function PickView({ inbox }: { inbox: InboxView | undefined }) {
  const { t } = useTranslation('inbox')
  const navigate = route.useNavigate()
  const here = keyOf(route.useSearch())
  const { standing, teams, kept } = useEntries(inbox)
  const all = [...standing, ...teams, ...kept]
  const items = (entries: Entry[]) =>
    entries.map(({ key, name, count }) => ({
      value: key,
      label: count === undefined ? name : `${name} (${shown(count)})`,
    }))
  return (
    <Select
      className={classes.pickView}
      aria-label={t('lists.title')}
      size="sm"
      allowDeselect={false}
      value={here}
      data={[
        ...items(standing),
        ...(teams.length > 0 ? [{ group: t('lists.teams'), items: items(teams) }] : []),
        ...(kept.length > 0 ? [{ group: t('lists.kept'), items: items(kept) }] : []),
      ]}
      onChange={(value) => {
        const chosen = all.find(({ key }) => key === value)
        if (chosen) void navigate({ search: chosen.search })
      }}
    />
  )
}
