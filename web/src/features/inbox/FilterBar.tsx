import {
  ActionIcon,
  Button,
  Group,
  Indicator,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { ConversationFilter } from '@/api/conversations'
import { renewInbox } from '@/api/conversations'
import { channelsQuery } from '@/api/workspace'
import type { InboxSearch } from '@/app/router'
import { useNotify } from '@/ui/notify'
import { SearchField } from '@/ui/SearchField'

const route = getRouteApi('/shell/inbox')

/** Narrows a list: by words, open or closed, channel; and keeps it under a name. */
export function FilterBar({ filter }: { filter: ConversationFilter }) {
  const { t } = useTranslation('inbox')
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const [text, setText] = useState(search.q ?? '')
  const narrow = (change: Partial<InboxSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const find = useDebouncedCallback((q: string) => narrow({ q: q.trim() || undefined }), 250)
  return (
    <Group gap={6} p={8} wrap="nowrap">
      <SearchField
        flex={1}
        label={t('filter.search')}
        value={text}
        maxLength={200}
        onChange={(given) => {
          setText(given)
          find(given)
        }}
      />
      <More filter={filter} narrow={narrow} />
    </Group>
  )
}

type MoreProps = { filter: ConversationFilter; narrow: (change: Partial<InboxSearch>) => void }

function More({ filter, narrow }: MoreProps) {
  const { t } = useTranslation('inbox')
  const [opened, { toggle, close }] = useDisclosure(false)
  const { data: channels = [] } = useQuery(channelsQuery)
  const search = route.useSearch()
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position="bottom-end"
      width={270}
      trapFocus
      withinPortal={false}
    >
      <Indicator disabled={!search.status && !search.channel} size={9} offset={4}>
        <Popover.Target>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('filter.more')}
            aria-expanded={opened}
            onClick={toggle}
          >
            <IconAdjustmentsHorizontal size={18} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap="sm">
          <SegmentedControl
            fullWidth
            aria-label={t('filter.status')}
            value={filter.status ?? 'open'}
            onChange={(value) => narrow({ status: value === 'closed' ? 'closed' : 'open' })}
            data={[
              { value: 'open', label: t('status.open') },
              { value: 'closed', label: t('status.closed') },
            ]}
          />
          <Select
            label={t('filter.channel')}
            placeholder={t('filter.anyChannel')}
            clearable
            clearButtonProps={{ 'aria-label': t('filter.anyChannel') }}
            data={channels.map((channel) => ({ value: String(channel.id), label: channel.name }))}
            value={filter.channel ? String(filter.channel) : null}
            onChange={(value) => narrow({ channel: value ? Number(value) : undefined })}
            comboboxProps={{ withinPortal: false }}
          />
          <Keep filter={filter} onKept={close} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Keep({ filter, onKept }: { filter: ConversationFilter; onKept: () => void }) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const navigate = route.useNavigate()
  const notify = useNotify()
  const [name, setName] = useState('')
  const keep = useMutation({
    mutationFn: () => body(api.POST('/api/v1/inbox/views', { body: { name: name.trim(), filter } })),
    onSuccess: async (view) => {
      await renewInbox(queries)
      onKept()
      await navigate({ search: { view: `kept-${view.id}` } })
    },
    onError: notify.failed,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      <Group gap={6} align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('filter.keepAs')}
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={keep.isPending}>
          {t('filter.keep')}
        </Button>
      </Group>
    </form>
  )
}
