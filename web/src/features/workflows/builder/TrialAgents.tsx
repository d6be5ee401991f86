import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import type { JsonObject } from '../model/json'
import { type Agent, CONTACT } from '../trial/story'

type TrialAgentsProps = { agents: Agent[]; tried: Tried; onAct: (what: JsonObject) => void }

const STATUSES = ['online', 'busy', 'offline'] as const

/** The made-up agents: whether they are there, and who has the contact. */
export function TrialAgents({ agents, tried, onAct }: TrialAgentsProps) {
  const { t } = useTranslation('workflows')
  const contact = tried.contacts.find(({ name }) => name === CONTACT)
  return (
    <Stack gap={6} role="group" aria-label={t('try.agents')}>
      {agents.map(({ email, name }) => {
        const status = tried.users.find((user) => user.email === email)?.status ?? 'online'
        const holds = contact?.assignee === email
        return (
          <Group key={email} gap="xs" wrap="nowrap">
            <PersonAvatar name={name} status={status} size={28} />
            <Text size="sm" flex={1} truncate>
              {name}
            </Text>
            {holds ? (
              <Text size="xs" fw={600}>
                {t('try.holds')}
              </Text>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('try.assignTo', { name })}
                onClick={() => onAct({ assign: { contact: CONTACT, to: email, by: email } })}
              >
                {t('try.assign')}
              </Button>
            )}
            <Select
              size="xs"
              w={112}
              aria-label={t('try.statusOf', { name })}
              data={STATUSES.map((value) => ({ value, label: t(`ui:status.${value}`) }))}
              value={status}
              allowDeselect={false}
              onChange={(chosen) => chosen && onAct({ status: { user: email, is: chosen } })}
            />
          </Group>
        )
      })}
      {contact && contact.waiting_for.length > 0 && (
        <Text size="xs" fw={600} role="status">
          {t('try.waits', { pool: contact.waiting_for.join(', ') })}
        </Text>
      )}
    </Stack>
  )
}
