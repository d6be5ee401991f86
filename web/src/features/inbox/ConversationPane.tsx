import { Drawer } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { Composer } from './Composer'
import { ConversationHead } from './ConversationHead'
import classes from './inbox.module.css'
import { contactQuery } from './queries'
import { SidePanel } from './SidePanel'
import { Thread } from './Thread'
import { useAttention } from './useAttention'

/** One contact's conversation: what was said, what can be done, who the contact is. */
export function ConversationPane({ contact: id }: { contact: number }) {
  const { t } = useTranslation('inbox')
  const contact = useQuery(contactQuery(id))
  const narrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false })
  const [panel, { open, close }] = useDisclosure(false)
  const attention = useAttention(id)
  if (contact.isPending) return <RowsSkeleton rows={6} />
  // Also where it was shown before: it has gone to somebody whose conversations one does not see.
  if (contact.error instanceof ApiError && contact.error.status === 404)
    return <EmptyState title={t('gone.title')} hint={t('gone.hint')} />
  if (contact.data === undefined)
    return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
  const side = <SidePanel contact={contact.data} />
  return (
    <>
      <ConversationHead contact={contact.data} onDetails={narrow ? open : undefined} />
      <div className={classes.open}>
        <div className={classes.talk}>
          <Thread contact={contact.data} />
          <Composer
            contact={contact.data}
            others={attention.others}
            onTyping={attention.typing}
            besides={!narrow}
          />
        </div>
        {!narrow && (
          <aside className={classes.side} aria-label={t('side.title')}>
            {side}
          </aside>
        )}
      </div>
      {narrow && (
        <Drawer
          opened={panel}
          onClose={close}
          position="right"
          size={330}
          title={t('side.title')}
          closeButtonProps={{ 'aria-label': t('ui:close') }}
        >
          {side}
        </Drawer>
      )}
    </>
  )
}
