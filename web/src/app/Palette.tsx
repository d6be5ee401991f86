import { Kbd } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  isActionsGroup,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  spotlight,
} from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { useCommandGroups, useCommands } from '@/ui/commands'
import type { PLACES } from './nav'
import { openShortcuts } from './ShortcutSheet'

/** Opens the palette. */
export function openPalette() {
  spotlight.open()
}

const FEW = 6

/** Conversations in which the words of a search occur. */
function useConversations(query: string) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words] = useDebouncedValue(query.trim(), 200)
  const { data } = useQuery({
    queryKey: ['palette', words],
    queryFn: () => body(api.GET('/api/v1/conversations', { params: { query: { q: words, limit: FEW } } })),
    enabled: words.length > 1,
    staleTime: 0,
  })
  if (query.trim().length < 2 || data === undefined || data.items.length === 0) return []
  const actions = data.items.map(({ id, contact, last_message }) => ({
    id: `conversation-${id}`,
    label: contact.name || contact.email || contact.phone || String(contact.id),
    description: last_message?.text.slice(0, 80),
    onClick: () => void navigate({ to: '/inbox', search: { contact: contact.id } }),
  }))
  return [{ group: t('palette.conversations'), actions }]
}

function filterCommands(query: string, groups: readonly (SpotlightActionData | SpotlightActionGroupData)[]) {
  const words = query.trim().toLowerCase()
  return groups.flatMap((group) => {
    if (!isActionsGroup(group)) return []
    const actions = group.actions.filter((action) => action.label?.toLowerCase().includes(words))
    return actions.length > 0 ? [{ ...group, actions }] : []
  })
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
  const [query, setQuery] = useState('')
  const conversations = useConversations(query)
  const commands = groups.map((group) => ({
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
      query={query}
      onQueryChange={setQuery}
      // The server has looked for conversations; the words may stand in a message that is not shown here.
      filter={(words, all) => [...filterCommands(words, all), ...conversations]}
      actions={commands}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      nothingFound={t('palette.nothing')}
      highlightQuery
      attributes={{ content: { 'aria-label': t('palette.open') } }}
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
