import { Combobox, Group, Kbd, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronRight, IconKeyboard, IconSearch } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { useMe } from '@/api/me'
import { useCommandGroups, useCommands } from '@/ui/commands'
import { arrange, type Entry } from './arrange'
import type { PLACES } from './nav'
import classes from './Palette.module.css'
import { openShortcuts } from './ShortcutSheet'
import { useFinds } from './useFinds'
import { usePlaces } from './usePlaces'

/** Where the focus was when the palette opened; null while it is closed. */
const useOpener = create<{ from: Element | null }>(() => ({ from: null }))

/** Opens the palette. */
export function openPalette() {
  useOpener.setState({ from: document.activeElement ?? document.body })
}

function close() {
  const { from } = useOpener.getState()
  useOpener.setState({ from: null })
  if (from instanceof HTMLElement) from.focus()
}

/** ⌘K: to go anywhere and do anything. */
export function Palette({ places }: { places: typeof PLACES }) {
  const { t } = useTranslation()
  const { role } = useMe()
  const opened = useOpener(({ from }) => from !== null)
  usePlaces(places, role)
  useCommands(
    t('palette.help'),
    [
      { id: 'keys', label: t('keys.title'), keys: '?', icon: IconKeyboard, run: openShortcuts },
      { id: 'palette', label: t('palette.open'), keys: '/', run: openPalette },
    ],
    'everywhere',
  )
  useHotkeys([['mod+K', () => (opened ? close() : openPalette())]], [], true)
  return (
    <Modal
      opened={opened}
      onClose={close}
      returnFocus={false}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="9dvh"
      // At once: what one types after the keys that open it must not get lost.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
    >
      <Search />
    </Modal>
  )
}

function Search() {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const combobox = useCombobox({ opened: true, onDropdownClose: close })
  const commands = useCommandGroups().map(({ title, commands }) => ({
    title,
    entries: commands.filter(({ id }) => id !== 'palette'),
  }))
  const groups = arrange([...commands, ...useFinds(query)], query)
  const entries = groups.flatMap((group) => group.entries)
  const shown = entries.map(({ id }) => id).join(' ')
  const { selectFirstOption } = combobox
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something else is shown, Enter takes its first
  useEffect(() => void selectFirstOption(), [shown, selectFirstOption])
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(chosen) => {
        close()
        entries.find(({ id }) => id === chosen)?.run()
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          ref={field}
          size="md"
          variant="unstyled"
          className={classes.search}
          leftSection={<IconSearch size={18} aria-hidden />}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          data-autofocus
          value={query}
          maxLength={200}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed" p="md" ta="center" role="status">
          {t('palette.nothing')}
        </Text>
      ) : (
        <Combobox.Options tabIndex={0} aria-label={t('palette.open')} className={classes.options}>
          {groups.map((group) => (
            <Combobox.Group key={group.title} label={group.title}>
              {group.entries.map((entry) => (
                <Line key={entry.id} entry={entry} />
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      )}
    </Combobox>
  )
}

function Line({ entry: { id, label, hint, keys, icon: Icon = IconChevronRight } }: { entry: Entry }) {
  return (
    <Combobox.Option value={id} className={classes.line}>
      <Group gap="sm" wrap="nowrap">
        <Icon size={18} stroke={1.7} className={classes.icon} aria-hidden />
        <Text size="sm" className={classes.label} dir="auto">
          {label}
        </Text>
        {hint && (
          <Text size="xs" className={classes.hint} dir="auto">
            {hint}
          </Text>
        )}
        {keys && (
          <Group gap={3} wrap="nowrap" visibleFrom="sm">
            {keys.split(' ').map((key) => (
              <Kbd key={key} size="xs">
                {key}
              </Kbd>
            ))}
          </Group>
        )}
      </Group>
    </Combobox.Option>
  )
}
