import { VisuallyHidden } from '@mantine/core'
import { IconInbox, IconMessages, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxQuery } from '@/api/conversations'
import { useCommands } from '@/ui/commands'
import { EmptyState, RowsSkeleton } from '@/ui/states'
import { ConversationList } from './ConversationList'
import classes from './inbox.module.css'
import { filterOf, keptOf } from './lists'
import { Views } from './Views'

const loadPane = () => import('./ConversationPane')
const ConversationPane = lazy(async () => ({ default: (await loadPane()).ConversationPane }))
const route = getRouteApi('/shell/inbox')

/** Lists, the conversations of one, and one conversation; on a phone one after the other. */
export function InboxPage() {
  const { t } = useTranslation('inbox')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: inbox } = useQuery(inboxQuery)
  const go = (view: string) => () => void navigate({ search: { view } })
  useCommands(t('lists.title'), [
    { id: 'mine', label: t('lists.mine'), keys: 'm', icon: IconInbox, run: go('mine') },
    {
      id: 'unassigned',
      label: t('lists.unassigned'),
      keys: 'u',
      icon: IconUserQuestion,
      run: go('unassigned'),
    },
    { id: 'all', label: t('lists.all'), keys: 'l', icon: IconMessages, run: go('all') },
  ])
  // A kept list is only known once the inbox is loaded; until then nothing is asked for.
  const known = !search.view?.startsWith('kept-') || inbox !== undefined
  const contact = search.contact
  // The list shows first; what opens from it is then at hand.
  useEffect(() => void loadPane(), [])
  return (
    <div className={classes.inbox} data-open={contact !== undefined || undefined}>
      <VisuallyHidden component="h1">{keptOf(search.view, inbox)?.name ?? t('title')}</VisuallyHidden>
      <Views inbox={inbox} />
      <section className={classes.list} aria-label={t('title')}>
        {known && (
          <ConversationList
            key={`${search.view} ${search.team} ${search.person}`}
            filter={filterOf(search, inbox)}
          />
        )}
      </section>
      <section className={classes.pane} aria-label={t('conversation')}>
        {contact === undefined ? (
          <EmptyState title={t('choose.title')} hint={t('choose.hint')} />
        ) : (
          <Suspense fallback={<RowsSkeleton rows={6} />}>
            <ConversationPane key={contact} contact={contact} />
          </Suspense>
        )}
      </section>
    </div>
  )
}
