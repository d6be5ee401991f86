import { IconArrowBackUp, IconRobot } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { memo } from 'react'
import type { ConversationView } from '@/api/schema.gen'
import { nameOf } from '@/ui/names'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { TimeAgo } from '@/ui/time'
import classes from './line.module.css'

type LineProps = {
  conversation: ConversationView
  here: boolean
  showClosed: boolean
  t: TFunction<'inbox'>
}

/** One conversation in a list: who, what was said last, who has it. Plain elements: lines come by the hundred. */
export const ConversationLine = memo(function ConversationLine({
  conversation,
  here,
  showClosed,
  t,
}: LineProps) {
  const { contact, last_message: last, status } = conversation
  const name = nameOf(contact, t)
  const unanswered = status === 'open' && last?.sender === 'contact'
  return (
    <Link
      to="/inbox"
      search={(before) => ({ ...before, contact: contact.id })}
      className={classes.link}
      aria-current={here ? 'true' : undefined}
      preload={false}
    >
      <PersonAvatar name={name} size={38} />
      <span className={classes.said}>
        <span className={classes.name} data-unanswered={unanswered || undefined} dir="auto">
          {name}
        </span>
        <span className={classes.snippet} dir="auto">
          {last?.sender === 'user' && <IconArrowBackUp size={13} aria-label={t('line.answered')} />}
          {last?.sender === 'workflow' && <IconRobot size={13} aria-label={t('line.byWorkflow')} />}{' '}
          {last ? last.text.slice(0, SHOWN) : t('line.nothingSaid')}
        </span>
      </span>
      <span className={classes.state}>
        <TimeAgo at={last?.at ?? conversation.opened_at} />
        <Holder conversation={conversation} showClosed={showClosed} t={t} />
      </span>
    </Link>
  )
})

/** So much of a message fits two lines, however wide; the rest would only be laid out to be cut off. */
const SHOWN = 200

function Holder({ conversation, showClosed, t }: Omit<LineProps, 'here'>) {
  const { assignee } = conversation.contact
  if (conversation.status === 'closed' && showClosed)
    return <span className={classes.tag}>{t('status.closed')}</span>
  if (assignee === null)
    return (
      <span className={classes.tag} data-nobody>
        {t('line.nobody')}
      </span>
    )
  return (
    <span title={assignee.name}>
      <PersonAvatar name={assignee.name} size={20} />
      <span className={classes.unseen}>{assignee.name}</span>
    </span>
  )
}
