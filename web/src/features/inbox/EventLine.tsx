import { useTranslation } from 'react-i18next'
import type { EventView } from '@/api/schema.gen'
import { TimeAgo } from '@/ui/time'
import { actorOf } from './thread'
import classes from './thread.module.css'
import { useNames } from './useNames'

/** What happened, in a sentence between the messages. */
export function EventLine({ event, contact }: { event: EventView; contact: string }) {
  return (
    <div className={classes.event}>
      {useSentence(event, contact)} · <TimeAgo at={event.at} />
    </div>
  )
}

function useSentence(event: EventView, contact: string): string {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const who = names.actor(event.actor, contact)
  const whom = names.user(event.user)
  const data = event.data ?? {}
  switch (event.type) {
    case 'conversation.opened':
      return t('event.opened', { who })
    case 'conversation.closed':
      if (data.source === 'auto_close') return t('event.closedByTime')
      return typeof data.category === 'string'
        ? t('event.closedAs', { who, category: data.category })
        : t('event.closed', { who })
    case 'contact.assigned':
      return actorOf(event.actor).id === event.user && event.actor.startsWith('user:')
        ? t('event.took', { who })
        : t('event.assigned', { who, whom })
    case 'contact.unassigned':
      return t('event.unassigned', { who })
    case 'run.started': {
      const workflow = names.workflow(event.subject)
      return event.actor.startsWith('user:')
        ? t('event.runStartedBy', { who, workflow })
        : t('event.runStarted', { workflow })
    }
    default: {
      const reason = typeof data.reason === 'string' ? t(`ui:reason.${data.reason}`) : ''
      return t(data.state === 'failed' ? 'event.runFailed' : 'event.runStopped', { workflow: who, reason })
    }
  }
}
