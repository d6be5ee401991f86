import { Indicator } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserView } from '@/api/schema.gen'
import classes from './PersonAvatar.module.css'

export type Status = UserView['status']

/** From those who take what comes to those who are away. */
export const STATUSES: Status[] = ['online', 'busy', 'offline']

const COLOURS: Record<Status, string> = { online: 'green.7', busy: 'orange.7', offline: 'gray.6' }
const GROUNDS = [
  'blue',
  'cyan',
  'grape',
  'green',
  'indigo',
  'lime',
  'orange',
  'pink',
  'red',
  'teal',
  'violet',
]

/** The first letters of the first two words; characters as people count them. */
function initialsOf(name: string): string {
  const [first = '', second] = name.split(/\s+/).filter((word) => word !== '')
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]]
  return letters.join('').toUpperCase()
}

/** A name's own colour. */
function groundOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return `var(--mantine-color-${GROUNDS[sum % GROUNDS.length]}-light)`
}

type PersonAvatarProps = { name: string; status?: Status; size?: number }

/** Initials on a colour of their own; with a dot for presence where it is known. */
export function PersonAvatar({ name, status, size = 30 }: PersonAvatarProps) {
  // Plain on purpose: long lists have one in each line.
  const avatar = (
    <span
      className={classes.avatar}
      style={{ width: size, height: size, fontSize: size * 0.4, background: groundOf(name) }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  )
  return status === undefined ? avatar : <WithPresence status={status}>{avatar}</WithPresence>
}

function WithPresence({ status, children }: { status: Status; children: ReactNode }) {
  const { t } = useTranslation('ui')
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
      {children}
    </Indicator>
  )
}
