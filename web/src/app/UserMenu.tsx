import {
  Menu,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import {
  IconCircleCheck,
  IconCircleMinus,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { meQuery, useMe } from '@/api/me'
import { isLoggedOut } from '@/api/queryClient'
import type { MeView, UserView } from '@/api/schema.gen'
import { useCommands } from '@/ui/commands'
import { useNotify } from '@/ui/notify'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { forgetDrafts } from './drafts'

type Choice = 'online' | 'busy'

/** Oneself: presence, profile, colours, the way out. */
export function UserMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  const choose = useChooseStatus()
  const notify = useNotify()
  const flip = () => setColorScheme(dark ? 'light' : 'dark')
  useCommands(
    t('user.group'),
    [
      { id: 'online', label: t('user.goOnline'), icon: IconCircleCheck, run: () => choose('online') },
      { id: 'busy', label: t('user.goBusy'), icon: IconCircleMinus, run: () => choose('busy') },
      {
        id: 'colours',
        label: t(dark ? 'user.light' : 'user.dark'),
        icon: dark ? IconSun : IconMoon,
        run: flip,
      },
      {
        id: 'log-out',
        label: t('user.logOut'),
        icon: IconLogout,
        run: () => void logOut().catch(notify.failed),
      },
    ],
    'everywhere',
  )
  if (me.user === null) return null
  const { name, email, status } = me.user
  return (
    <Menu position="right-end" width={230} withinPortal>
      <Menu.Target>
        <UnstyledButton p={6}>
          <VisuallyHidden>{t('user.menu', { name })}</VisuallyHidden>
          <PersonAvatar name={name} status={status} size={36} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs">{email}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.RadioGroup value={status} onChange={(value) => choose(value as Choice)}>
          <Menu.RadioItem value="online">{t('ui:status.online')}</Menu.RadioItem>
          <Menu.RadioItem value="busy">{t('ui:status.busy')}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item component={Link} to="/profile" leftSection={<IconUser size={16} aria-hidden />}>
          {t('user.profile')}
        </Menu.Item>
        <Menu.Item
          leftSection={dark ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
          onClick={flip}
        >
          {t(dark ? 'user.light' : 'user.dark')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void logOut().catch(notify.failed)}
        >
          {t('user.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function logOut() {
  // A log-in that is over already is one's way out as well; where nobody answers it is told, and tried again.
  await api.DELETE('/api/v1/session').catch((error: unknown) => {
    if (!isLoggedOut(error)) throw error
  })
  forgetDrafts()
  // A full load: nothing of this person may stay in memory for the next.
  window.location.assign('/login')
}

/** Sets one's own presence; shown at once, taken back if it fails. */
function useChooseStatus(): (choice: Choice) => void {
  const queries = useQueryClient()
  const notify = useNotify()
  const show = (status: UserView['status']) =>
    queries.setQueryData(meQuery.queryKey, (me: MeView | undefined) =>
      me?.user ? { ...me, user: { ...me.user, status } } : me,
    )
  const { mutate } = useMutation({
    mutationFn: ({ user, status }: { user: number; status: Choice }) =>
      body(
        api.PUT('/api/v1/users/{user_id}/status', { params: { path: { user_id: user } }, body: { status } }),
      ),
    onSuccess: (user) => show(user.status),
    onError: (error) => {
      notify.failed(error)
      void queries.invalidateQueries(meQuery)
    },
  })
  return (status) => {
    const user = queries.getQueryData(meQuery.queryKey)?.user
    if (!user || user.status === status) return
    show(status)
    mutate({ user: user.id, status })
  }
}
