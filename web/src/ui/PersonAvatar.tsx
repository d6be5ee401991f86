import { Avatar, Indicator } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UserView } from '@/api/schema.gen'

export type Status = UserView['status']

const COLOURS: Record<Status, string> = { online: 'green.7', busy: 'orange.7', offline: 'gray.6' }

type PersonAvatarProps = { name: string; status?: Status; size?: number }

/** Initials on a colour of their own; with a dot for presence where it is known. */
export function PersonAvatar({ name, status, size = 30 }: PersonAvatarProps) {
  const { t } = useTranslation('ui')
  const avatar = (
    <Avatar
      name={name}
      color="initials"
      size={size}
      radius="xl"
      aria-hidden
      styles={{
        placeholder: { color: 'light-dark(var(--mantine-color-dark-7), var(--mantine-color-white))' },
      }}
    />
  )
  if (status === undefined) return avatar
  return (
    <Indicator
      inline
      color={COLOURS[status]}
      size={10}
      offset={4}
      position="bottom-end"
      withBorder
      role="img"
      aria-label={t(`status.${status}`)}
    >
      {avatar}
    </Indicator>
  )
}
