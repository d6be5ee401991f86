import { Anchor, Badge, Group, Stack, TagsInput, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactView } from '@/api/schema.gen'
import { customFieldsQuery } from '@/api/workspace'
import { TimeAgo } from '@/ui/time'
import { useChangeContact } from './actions'
import { CustomField, Line } from './ContactField'
import classes from './inbox.module.css'
import { contactRunsQuery } from './queries'
import { Why } from './Why'

/** Who the contact is, why somebody has it, which workflows it is in. */
export function SidePanel({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('inbox')
  return (
    <Stack gap="lg">
      <Part title={t('why.title')}>
        <Why contact={contact} />
      </Part>
      <Part title={t('side.contact')}>
        <Profile contact={contact} />
      </Part>
      <Part title={t('side.runs')}>
        <Runs contact={contact.id} />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mb={6}>
        {title}
      </Title>
      {children}
    </section>
  )
}

function Profile({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('inbox')
  const change = useChangeContact(contact)
  const { data: fields = [] } = useQuery(customFieldsQuery)
  return (
    <Stack gap={8}>
      <Line contact={contact} name="first_name" label={t('side.first_name')} change={change} />
      <Line contact={contact} name="last_name" label={t('side.last_name')} change={change} />
      <Line contact={contact} name="phone" label={t('side.phone')} change={change} />
      <Line contact={contact} name="email" label={t('side.email')} change={change} />
      <Line contact={contact} name="language" label={t('side.language')} change={change} />
      <Line contact={contact} name="country" label={t('side.country')} change={change} />
      <TagsInput
        size="xs"
        label={t('side.tags')}
        placeholder={contact.tags.length === 0 ? t('side.addTag') : undefined}
        value={change.isPending ? (change.variables.change.tags ?? contact.tags) : contact.tags}
        maxTags={100}
        classNames={{ inputField: classes.tagField }}
        onChange={(tags) => change.mutate({ change: { tags }, undo: { tags: contact.tags } })}
      />
      {fields.map((field) => (
        <CustomField
          key={`${field.id} ${JSON.stringify(contact.fields[field.name])}`}
          contact={contact}
          field={field}
          change={change}
        />
      ))}
    </Stack>
  )
}

const COLOURS = {
  running: 'blue',
  waiting: 'yellow',
  completed: 'green',
  failed: 'red',
  stopped: 'gray',
} as const

function Runs({ contact }: { contact: number }) {
  const { t } = useTranslation('inbox')
  const { data: runs } = useQuery(contactRunsQuery(contact))
  if (runs === undefined) return null
  if (runs.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('side.noRuns')}
      </Text>
    )
  }
  return (
    <Stack gap={6}>
      {runs.items.slice(0, 8).map((run) => (
        <Group key={run.id} justify="space-between" wrap="nowrap" gap="xs">
          <div>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/runs/$runId" params={{ runId: String(run.id) }} {...props} />}
            >
              {run.workflow.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              <TimeAgo at={run.started_at} />
              {run.reason && ` · ${t(`ui:reason.${run.reason}`)}`}
            </Text>
          </div>
          <Badge size="sm" variant="light" color={COLOURS[run.state]} tt="none" flex="none">
            {t(`ui:runState.${run.state}`)}
          </Badge>
        </Group>
      ))}
    </Stack>
  )
}
