import { Badge, Button, Collapse, Group, Switch, TagsInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { EFFECTS } from '@/api/live/effects'
import type { NewWebhook, NewWebhookView, WebhookView } from '@/api/schema.gen'
import { DeleteButton } from './DeleteButton'
import { FormDialog } from './FormDialog'
import { Once } from './Once'
import { AddButton, Line, Listed, Section } from './Section'
import { useChange } from './useChange'
import { WebhookLog } from './WebhookLog'
import { webhooksQuery } from './webhooks'

const NOUNS = [...new Set(Object.keys(EFFECTS).map((type) => `${type.split('.')[0]}.*`))]
const EVENTS = ['*', ...NOUNS, ...Object.keys(EFFECTS)]

/** Addresses that are told what happens. */
export function WebhooksSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(webhooksQuery)
  const [opened, { open, close }] = useDisclosure(false)
  const [made, setMade] = useState<NewWebhookView | null>(null)
  const empty = { title: t('webhooks.empty') }
  return (
    <Section
      title={t('app:sections.webhooks')}
      hint={t('webhooks.hint')}
      action={<AddButton label={t('webhooks.add')} onClick={open} />}
    >
      <Listed found={found} empty={empty}>
        {(webhook) => <WebhookLine webhook={webhook} />}
      </Listed>
      <WebhookDialog opened={opened} onClose={close} onMade={setMade} />
      <Once
        title={t('webhooks.made')}
        secrets={made && [{ label: t('channels.secret'), value: made.signing_secret ?? '' }]}
        onClose={() => setMade(null)}
      />
    </Section>
  )
}

function WebhookLine({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation('settings')
  const [opened, { toggle }] = useDisclosure(false)
  const log = useId()
  const path = { webhook_id: webhook.id }
  const renew = webhooksQuery.queryKey
  const change = useChange(
    (enabled: boolean) =>
      body(api.PATCH('/api/v1/webhooks/{webhook_id}', { params: { path }, body: { enabled } })),
    { renew },
  )
  const remove = useChange(() => api.DELETE('/api/v1/webhooks/{webhook_id}', { params: { path } }), {
    renew,
    said: () => t('deleted', { name: webhook.url }),
  })
  const actions = (
    <>
      <Switch
        aria-label={t('webhooks.enabled', { url: webhook.url })}
        checked={webhook.enabled}
        disabled={change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <DeleteButton
        name={webhook.url}
        text={t('webhooks.deleteText')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  )
  return (
    <>
      <Line actions={actions}>
        <Text size="sm" fw={600}>
          {webhook.url}
        </Text>
        <Group gap={6} my={4}>
          {webhook.events.map((event) => (
            <Badge key={event} variant="light" color="gray" tt="none">
              {event}
            </Badge>
          ))}
        </Group>
        <State webhook={webhook} />
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={opened}
          aria-controls={log}
          onClick={toggle}
        >
          {t('webhooks.log')}
        </Button>
      </Line>
      <Collapse id={log} expanded={opened}>
        {opened && <WebhookLog webhook={webhook.id} />}
      </Collapse>
    </>
  )
}

function State({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation('settings')
  if (webhook.error !== null)
    return (
      <Text size="sm" c="red">
        {webhook.error}
      </Text>
    )
  return (
    <Text size="sm" c="dimmed">
      {webhook.behind > 0 ? t('webhooks.behind', { count: webhook.behind }) : t('webhooks.upToDate')}
    </Text>
  )
}

type WebhookDialogProps = { opened: boolean; onClose: () => void; onMade: (webhook: NewWebhookView) => void }

function WebhookDialog({ opened, onClose, onMade }: WebhookDialogProps) {
  const { t } = useTranslation('settings')
  const form = useForm<NewWebhook>({ initialValues: { url: '', events: ['*'] } })
  const create = useChange(
    async (values: NewWebhook) => onMade(await body(api.POST('/api/v1/webhooks', { body: values }))),
    { renew: webhooksQuery.queryKey, inForm: true },
  )
  return (
    <FormDialog
      title={t('webhooks.add')}
      action={t('webhooks.add')}
      opened={opened}
      onClose={onClose}
      form={form}
      onSubmit={(values) => create.mutateAsync(values)}
      pending={create.isPending}
    >
      <TextInput
        label={t('webhooks.address')}
        type="url"
        required
        data-autofocus
        placeholder="https://example.com/evenhand"
        {...form.getInputProps('url')}
      />
      <TagsInput
        label={t('webhooks.events')}
        description={t('webhooks.eventsHint')}
        data={EVENTS}
        required
        {...form.getInputProps('events')}
      />
    </FormDialog>
  )
}
