import { Badge, Group, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconRobot } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { TimeAgo } from '@/ui/time'
import classes from './inbox.module.css'
import { nameOf } from './names'

type LineProps = { conversation: ConversationView; here: boolean; showClosed: boolean }

/** One conversation in a list: who, what was said last, who has it. */
export const ConversationLine = memo(function ConversationLine({
  conversation,
  here,
  showClosed,
}: LineProps) {
  const { t } = useTranslation('inbox')
  const { contact, last_message: last, status } = conversation
  const name = nameOf(contact, t('noName', { id: contact.id }))
  const unanswered = status === 'open' && last?.sender === 'contact'
  return (
    <Link
      to="/inbox"
      search={(before) => ({ ...before, contact: contact.id })}
      aria-current={here ? 'true' : undefined}
      preload={false}
    >
      <PersonAvatar name={name} size={38} />
      <div>
        <Text size="sm" fw={unanswered ? 700 : 500} className={classes.ellipsis}>
          {name}
        </Text>
        <div className={classes.snippet}>
          {last?.sender === 'user' && <IconArrowBackUp size={13} aria-label={t('line.answered')} />}
          {last?.sender === 'workflow' && <IconRobot size={13} aria-label={t('line.byWorkflow')} />}{' '}
          {last ? last.text : t('line.nothingSaid')}
        </div>
      </div>
      <Group gap={4} style={{ flexDirection: 'column', alignItems: 'flex-end' }}>
        <Text size="xs" c="dimmed">
          <TimeAgo at={last?.at ?? conversation.opened_at} />
        </Text>
        {status === 'closed' && showClosed ? (
          <Badge size="xs" variant="default">
            {t('status.closed')}
          </Badge>
        ) : contact.assignee ? (
          <span title={contact.assignee.name}>
            <PersonAvatar name={contact.assignee.name} size={20} />
            <VisuallyHidden>{contact.assignee.name}</VisuallyHidden>
          </span>
        ) : (
          <Badge size="xs" variant="light" color="orange">
            {t('line.nobody')}
          </Badge>
        )}
      </Group>
    </Link>
  )
})
