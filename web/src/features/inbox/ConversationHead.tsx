import { ActionIcon, Box, Button, Group, Text, Title, Tooltip } from '@mantine/core'
import {
  IconArrowLeft,
  IconCheck,
  IconId,
  IconRotate,
  IconUserCheck,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/me'
import type { ContactView } from '@/api/schema.gen'
import { useCommands, usePersonCommand } from '@/ui/commands'
import { nameOf } from '@/ui/names'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { AssignMenu } from './AssignMenu'
import { useAssign, useSetConversation } from './actions'
import { CloseDialog } from './CloseDialog'
import classes from './inbox.module.css'
import { StartMenu } from './StartMenu'

const route = getRouteApi('/shell/inbox')

type HeadProps = { contact: ContactView; onDetails: (() => void) | undefined }

/** Who it is, who has it, and what can be done with the conversation. */
export function ConversationHead({ contact, onDetails }: HeadProps) {
  const { t } = useTranslation('inbox')
  const { user: me } = useMe()
  const navigate = route.useNavigate()
  const assign = useAssign(contact)
  const set = useSetConversation(contact)
  const [closing, setClosing] = useState(false)
  const [assigning, setAssigning] = useState(false)
  const name = nameOf(contact, t)
  const isOpen = contact.conversation_status === 'open'
  const toList = () => void navigate({ search: (before) => ({ ...before, contact: undefined }) })
  useCommands(t('conversation'), [
    { id: 'assign', label: t('assign.title'), keys: 'a', icon: IconUserPlus, run: () => setAssigning(true) },
    ...(me && contact.assignee?.id !== me.id
      ? [{ id: 'assign-me', label: t('assign.toMe'), keys: 'i', icon: IconUserCheck, run: () => assign(me) }]
      : []),
    ...(contact.assignee
      ? [{ id: 'unassign', label: t('assign.nobody'), icon: IconUserMinus, run: () => assign(null) }]
      : []),
    isOpen
      ? { id: 'close', label: t('close.title'), keys: 'e', icon: IconCheck, run: () => setClosing(true) }
      : {
          id: 'reopen',
          label: t('close.reopen'),
          keys: 'o',
          icon: IconRotate,
          run: () => set({ status: 'open' }),
        },
    { id: 'to-list', label: t('backToList'), keys: 'Escape', icon: IconArrowLeft, run: toList },
  ])
  usePersonCommand(
    useMemo(() => ({ label: (name: string) => t('assign.toPerson', { name }), run: assign }), [t, assign]),
  )
  return (
    <header className={classes.head}>
      <ActionIcon
        className={classes.back}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('backToList')}
        onClick={toList}
      >
        <IconArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <Box visibleFrom="sm">
        <PersonAvatar name={name} size={36} />
      </Box>
      <Box flex={1} miw={0}>
        <Title order={2} size="h5" className={classes.who} dir="auto" ta="left">
          {name}
        </Title>
        <Text size="xs" c="dimmed" className={classes.ellipsis}>
          {[contact.phone, contact.email].filter((each) => each && each !== name).join(' · ') ||
            t(`status.${contact.conversation_status}`)}
        </Text>
      </Box>
      <Group gap={6} wrap="nowrap">
        <AssignMenu contact={contact} opened={assigning} onOpened={setAssigning} onAssign={assign} />
        <StartMenu contact={contact} />
        {isOpen ? (
          <Button
            size="sm"
            variant="filled"
            leftSection={<IconCheck size={16} aria-hidden />}
            visibleFrom="sm"
            onClick={() => setClosing(true)}
          >
            {t('close.action')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconRotate size={16} aria-hidden />}
            visibleFrom="sm"
            onClick={() => set({ status: 'open' })}
          >
            {t('close.reopen')}
          </Button>
        )}
        <ActionIcon
          size={36}
          variant={isOpen ? 'filled' : 'default'}
          hiddenFrom="sm"
          aria-label={t(isOpen ? 'close.title' : 'close.reopen')}
          onClick={() => (isOpen ? setClosing(true) : set({ status: 'open' }))}
        >
          {isOpen ? <IconCheck size={18} aria-hidden /> : <IconRotate size={18} aria-hidden />}
        </ActionIcon>
        {onDetails && (
          <Tooltip label={t('side.title')} withinPortal={false}>
            <ActionIcon variant="default" size={36} aria-label={t('side.title')} onClick={onDetails}>
              <IconId size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <CloseDialog
        opened={closing}
        onClose={() => setClosing(false)}
        onConfirm={(given) => set({ status: 'closed', ...given })}
      />
    </header>
  )
}
