import { Group, Stack, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCommand, IconUsers, IconWifiOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Connection } from '@/api/live/connection'
import { usersQuery } from '@/api/people'
import { useCommands } from '@/ui/commands'
import classes from './NavBars.module.css'
import type { PLACES } from './nav'
import { openPalette } from './Palette'
import { PeopleDrawer } from './PeopleDrawer'
import { UserMenu } from './UserMenu'

type Places = typeof PLACES
type BarProps = { places: Places; here: string | undefined; connection: Connection }

/** The places down the side, with oneself at the foot. */
export function SideBar({ places, here, connection }: BarProps) {
  const { t } = useTranslation()
  return (
    <Stack h="100%" justify="space-between" py="sm" gap="xs" align="center">
      <Stack gap={4} align="center">
        <img src="/icon.svg" alt="Evenhand" width={34} height={34} className={classes.logo} />
        <PlaceLinks places={places} here={here} />
      </Stack>
      <Stack gap="sm" align="center">
        <Lost connection={connection} />
        <Tooltip label={`${t('palette.open')} (⌘K)`} position="right">
          <UnstyledButton className={classes.small} aria-label={t('palette.open')} onClick={openPalette}>
            <IconCommand size={20} aria-hidden />
          </UnstyledButton>
        </Tooltip>
        <PeopleButton />
        <UserMenu />
      </Stack>
    </Stack>
  )
}

/** The places along the foot of a phone. */
export function BottomBar({ places, here, connection }: BarProps) {
  const { t } = useTranslation()
  return (
    <Group component="nav" h="100%" gap={0} wrap="nowrap" aria-label={t('nav.label')} px={4}>
      <Group gap={0} wrap="nowrap" flex={1} miw={0} justify="space-around">
        <PlaceLinks places={places} here={here} />
      </Group>
      <Lost connection={connection} />
      <PeopleButton />
      <UserMenu />
    </Group>
  )
}

function PlaceLinks({ places, here }: { places: Places; here: string | undefined }) {
  const { t } = useTranslation()
  return places.map(({ to, name, icon: Icon }) => (
    <Link
      key={to}
      to={to}
      className={classes.place}
      aria-current={here === to ? 'page' : undefined}
      data-here={here === to || undefined}
    >
      <Icon size={22} stroke={1.7} aria-hidden />
      <span>{t(`nav.${name}`)}</span>
    </Link>
  ))
}

/** Who is here: the number of people online, and everybody behind it. */
function PeopleButton() {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  const { data: users } = useQuery(usersQuery)
  const online = users?.filter((user) => user.status === 'online').length
  useCommands(
    t('palette.go'),
    [{ id: 'people', label: t('people.title'), keys: 'p', icon: IconUsers, run: open }],
    'everywhere',
  )
  const label = t('people.online', { count: online ?? 0 })
  return (
    <>
      <Tooltip label={label} position="right">
        <UnstyledButton
          className={classes.small}
          aria-label={`${t('people.title')}: ${label}`}
          onClick={open}
        >
          <IconUsers size={20} aria-hidden />
          <span className={classes.online}>{online ?? ''}</span>
        </UnstyledButton>
      </Tooltip>
      <PeopleDrawer opened={opened} onClose={close} />
    </>
  )
}

/** Says that what is shown may be old. */
function Lost({ connection }: { connection: Connection }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      {connection === 'lost' && (
        <Tooltip label={t('connection.lost')}>
          <div className={classes.lost}>
            <IconWifiOff size={20} aria-hidden />
            <span aria-hidden>{t('connection.short')}</span>
            <VisuallyHidden>{t('connection.lost')}</VisuallyHidden>
          </div>
        </Tooltip>
      )}
    </div>
  )
}
