import { Kbd } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCommandGroups, useCommands } from '@/ui/commands'
import type { PLACES } from './nav'
import { openShortcuts } from './ShortcutSheet'

/** Opens the palette. */
export function openPalette() {
  spotlight.open()
}

/** ⌘K: to go anywhere and do anything. */
export function Palette({ places }: { places: typeof PLACES }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const groups = useCommandGroups()
  useCommands(t('palette.go'), [
    ...places.map((place) => ({
      id: `go-${place.name}`,
      label: t(`nav.${place.name}`),
      keys: place.keys,
      run: () => void navigate({ to: place.to }),
    })),
    { id: 'go-profile', label: t('user.profile'), keys: 'g p', run: () => void navigate({ to: '/profile' }) },
  ])
  useCommands(t('palette.help'), [
    { id: 'keys', label: t('keys.title'), keys: '?', run: openShortcuts },
    { id: 'palette', label: t('palette.open'), keys: '/', run: openPalette },
  ])
  const actions = groups.map((group) => ({
    group: group.title,
    actions: group.commands
      .filter((command) => command.id !== 'palette')
      .map((command) => ({
        id: command.id,
        label: command.label,
        onClick: command.run,
        rightSection: command.keys ? <Kbd size="xs">{command.keys}</Kbd> : undefined,
      })),
  }))
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      nothingFound={t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  )
}
