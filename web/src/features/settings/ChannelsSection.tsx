import { ActionIcon, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { ChannelView, NewChannelView } from '@/api/schema.gen'
import { channelsQuery } from '@/api/workspace'
import { DeleteButton } from './DeleteButton'
import { FormDialog } from './FormDialog'
import { Copied, Once } from './Once'
import { AddButton, Line, Listed, Section } from './Section'
import { useChange } from './useChange'

/** Where messages come from and go to. */
export function ChannelsSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(channelsQuery)
  const [opened, { open, close }] = useDisclosure(false)
  const [made, setMade] = useState<NewChannelView | null>(null)
  const empty = { title: t('channels.empty') }
  return (
    <Section
      title={t('app:sections.channels')}
      hint={t('channels.hint')}
      action={<AddButton label={t('channels.add')} onClick={open} />}
    >
      <Listed found={found} empty={empty}>
        {(channel) => <ChannelLine channel={channel} />}
      </Listed>
      <ChannelDialog opened={opened} onClose={close} onMade={setMade} />
      <Made channel={made} onClose={() => setMade(null)} />
    </Section>
  )
}

function addressOf(channel: ChannelView): string {
  return typeof channel.config.outbound_url === 'string' ? channel.config.outbound_url : ''
}

function ChannelLine({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation('settings')
  const [opened, { open, close }] = useDisclosure(false)
  const path = { channel_id: channel.id }
  const remove = useChange(() => api.DELETE('/api/v1/channels/{channel_id}', { params: { path } }), {
    renew: channelsQuery.queryKey,
    said: () => t('deleted', { name: channel.name }),
  })
  const actions = (
    <>
      <ActionIcon variant="subtle" size="lg" aria-label={t('edit', { name: channel.name })} onClick={open}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      <DeleteButton
        name={channel.name}
        text={t('channels.deleteText')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  )
  return (
    <Line actions={actions}>
      <Text size="sm" fw={600}>
        {channel.name}
      </Text>
      <Text size="sm" c="dimmed">
        {addressOf(channel) || t('channels.receivesOnly')}
      </Text>
      <ChannelDialog key={JSON.stringify(channel)} channel={channel} opened={opened} onClose={close} />
    </Line>
  )
}

type ChannelDialogProps = {
  channel?: ChannelView
  opened: boolean
  onClose: () => void
  onMade?: (channel: NewChannelView) => void
}

function ChannelDialog({ channel, opened, onClose, onMade }: ChannelDialogProps) {
  const { t } = useTranslation('settings')
  const form = useForm({
    initialValues: { name: channel?.name ?? '', outbound_url: channel ? addressOf(channel) : '' },
  })
  const save = useChange(
    async ({ name, outbound_url }: typeof form.values) => {
      const config = outbound_url.trim() === '' ? {} : { outbound_url: outbound_url.trim() }
      if (channel) {
        const path = { channel_id: channel.id }
        await body(api.PATCH('/api/v1/channels/{channel_id}', { params: { path }, body: { name, config } }))
      } else {
        onMade?.(await body(api.POST('/api/v1/channels', { body: { type: 'custom', name, config } })))
      }
    },
    { renew: channelsQuery.queryKey, inForm: true },
  )
  return (
    <FormDialog
      title={channel ? t('edit', { name: channel.name }) : t('channels.add')}
      action={channel ? t('ui:save') : t('channels.add')}
      opened={opened}
      onClose={onClose}
      form={form}
      onSubmit={(values) => save.mutateAsync(values)}
      pending={save.isPending}
    >
      <TextInput label={t('name')} required maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('channels.address')}
        description={t('channels.addressHint')}
        type="url"
        placeholder="https://bridge.example/evenhand"
        {...form.getInputProps('outbound_url')}
      />
    </FormDialog>
  )
}

/** What the bridge of a new channel needs, and a first message to try it with. */
function Made({ channel, onClose }: { channel: NewChannelView | null; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const token = channel?.token ?? ''
  const secrets = channel && [
    { label: t('channels.token'), value: token },
    { label: t('channels.secret'), value: channel.signing_secret ?? '' },
  ]
  const example = [
    `curl ${window.location.origin}/api/v1/channels/${channel?.id}/inbound \\`,
    `  -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `  -d '{"message_id": "m-1", "contact": {"external_id": "c-1", "first_name": "Ana"}, "text": "Hola"}'`,
  ].join('\n')
  return (
    <Once title={t('channels.made', { name: channel?.name })} secrets={secrets} onClose={onClose}>
      <Stack gap="xs">
        <Text size="sm">{t('channels.howTo')}</Text>
        <Copied label={t('channels.example')} value={example} />
      </Stack>
    </Once>
  )
}
