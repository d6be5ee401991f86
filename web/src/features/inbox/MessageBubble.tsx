import { Anchor, Badge, Loader, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertCircle, IconCheck, IconLock, IconRobot } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EventView, MessageView } from '@/api/schema.gen'
import { clock, full } from '@/ui/time'
import type { Sending } from './sending'
import { actorOf, partsOf } from './thread'
import classes from './thread.module.css'
import { useNames } from './useNames'

function Clock({ at }: { at: string }) {
  const { i18n } = useTranslation()
  return (
    <time dateTime={at} title={full(at, i18n.language)}>
      {clock(at, i18n.language)}
    </time>
  )
}

const LONG = 1200 // characters, or
const LINES = 20 // lines: of what is longer the beginning is shown first

/** What was said, in whichever direction it is written; null when it has been erased. */
function Said({ text, children }: { text: string | null; children: ReactNode }) {
  const { t } = useTranslation('inbox')
  const [whole, { toggle }] = useDisclosure(false)
  if (text === null) return <em>{t('thread.erased')}</em>
  const long = text.length > LONG || text.split('\n', LINES + 1).length > LINES
  return (
    <>
      <div className={classes.text} data-cut={(long && !whole) || undefined} dir="auto">
        {children}
      </div>
      {long && (
        <Anchor component="button" size="sm" aria-expanded={whole} onClick={toggle}>
          {t(whole ? 'thread.less' : 'thread.whole')}
        </Anchor>
      )}
    </>
  )
}

type BubbleProps = { event: EventView; contact: string; message: MessageView | undefined }

/** A message to or from the contact. Texts are shown as they are, never as HTML. */
export function Bubble({ event, contact, message }: BubbleProps) {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const ours = event.type === 'message.sent'
  const failed = message?.delivery === 'failed'
  return (
    <div className={`${classes.bubble} ${ours ? classes.ours : ''} ${failed ? classes.failed : ''}`}>
      <Said text={event.text}>{event.text}</Said>
      {message?.choices && (
        <div className={classes.choices}>
          {message.choices.map((choice) => (
            <Badge key={choice} variant="default" tt="none">
              {choice}
            </Badge>
          ))}
        </div>
      )}
      <div className={classes.meta}>
        {actorOf(event.actor).kind === 'workflow' && <IconRobot size={13} aria-label={t('actor.workflow')} />}
        <bdi>{names.actor(event.actor, contact)}</bdi>
        <Clock at={event.at} />
        {ours && <Arrived message={message} />}
      </div>
      {failed && (
        <Text size="xs" c="light-dark(var(--mantine-color-red-9), var(--mantine-color-red-3))">
          {t('send.notArrived', { reason: message.error ?? '' })}
        </Text>
      )}
    </div>
  )
}

function Arrived({ message }: { message: MessageView | undefined }) {
  const { t } = useTranslation('inbox')
  if (message?.delivery === 'sent') return <IconCheck size={13} aria-label={t('send.sent')} />
  if (message?.delivery === 'failed') return <IconAlertCircle size={13} aria-label={t('send.undelivered')} />
  if (message?.delivery === 'pending') return <Loader size={10} role="img" aria-label={t('send.onItsWay')} />
  return null
}

/** An internal note: its ground says that the contact never sees it. */
export function Note({ event, contact }: { event: EventView; contact: string }) {
  const { t } = useTranslation('inbox')
  const names = useNames()
  const parts = event.text === null ? [] : partsOf(event.text, names.byEmail)
  return (
    <div className={`${classes.bubble} ${classes.note}`}>
      <Said text={event.text}>
        {parts.map((part, place) =>
          part.mention ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
            <span key={place} className={classes.mention}>
              {part.text}
            </span>
          ) : (
            part.text
          ),
        )}
      </Said>
      <div className={classes.meta}>
        <IconLock size={13} aria-label={t('composer.note')} />
        <bdi>{names.actor(event.actor, contact)}</bdi>
        <Clock at={event.at} />
      </div>
    </div>
  )
}

type UnsentProps = {
  sending: Sending
  failed: boolean
  waits: boolean
  onRetry?: () => void
  onDrop?: () => void
}

/** What is on its way to the server, or did not get there. */
export function Unsent({ sending, failed, waits, onRetry, onDrop }: UnsentProps) {
  const { t } = useTranslation('inbox')
  const kind = sending.kind === 'note' ? classes.note : classes.ours
  return (
    <div className={`${classes.bubble} ${kind} ${failed ? classes.failed : classes.pending}`}>
      <Said text={sending.text}>{sending.text}</Said>
      <div className={classes.meta}>
        {failed ? (
          <>
            <span>{t('send.failed')}</span>
            <Anchor component="button" size="xs" onClick={onRetry}>
              {t('ui:error.retry')}
            </Anchor>
            <Anchor component="button" size="xs" onClick={onDrop}>
              {t('send.drop')}
            </Anchor>
          </>
        ) : (
          <>
            {waits && <span>{t('app:connection.short')}</span>}
            <Loader size={10} role="img" aria-label={t('send.onItsWay')} />
          </>
        )}
      </div>
    </div>
  )
}
