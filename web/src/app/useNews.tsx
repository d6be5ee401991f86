import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { onLiveEvent } from '@/api/live/useLive'
import { useMe } from '@/api/me'
import { usersQuery } from '@/api/people'
import type { EventView } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'

/** Tells one of what concerns oneself: a mention, a conversation that somebody else has given one. */
export function useNews(): void {
  const { t } = useTranslation()
  const { user } = useMe()
  const navigate = useNavigate()
  const { data: users } = useQuery(usersQuery)
  const notify = useNotify()
  const nameOf = (actor: string) =>
    users?.find((each) => `user:${each.id}` === actor)?.name ?? t('news.somebody')
  const tell = useEffectEvent((event: EventView) => {
    const message = news(event, user?.id)
    if (message === null) return
    notify.told(
      message === 'mentioned' ? t('news.mentioned', { name: nameOf(event.actor) }) : t('news.assigned'),
      {
        label: t('news.open'),
        run: () => void navigate({ to: '/inbox', search: { contact: event.contact ?? undefined } }),
      },
    )
  })
  useEffect(() => onLiveEvent((event) => tell(event)), [])
}

function news(event: EventView, me: number | undefined): 'mentioned' | 'assigned' | null {
  if (me === undefined || event.actor === `user:${me}` || event.contact === null) return null
  const mentions = event.data?.mentions
  if (event.type === 'comment.created' && Array.isArray(mentions) && mentions.includes(me)) return 'mentioned'
  return event.type === 'contact.assigned' && event.user === me ? 'assigned' : null
}
