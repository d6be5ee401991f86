import { ActionIcon, Button, Group, Menu, Select, Stack, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { PersonAvatar, type Status } from '@/ui/PersonAvatar'
import type { JsonObject } from '../model/json'
import { type Agent, CONTACT } from './scene'
import type { Flaw } from './story'
import classes from './trial.module.css'
import type { TrialControls } from './useTrial'

type TrialAgentsProps = { controls: TrialControls; agents: Agent[]; tried: Tried }

const STATUSES = ['online', 'busy', 'offline'] as const

/** The made-up agents: whether they are there, how much they have, and who has the contact. */
export function TrialAgents({ controls, agents, tried }: TrialAgentsProps) {
  const { t } = useTranslation('workflows')
  const [flaws, setFlaws] = useState<Flaw[]>([])
  const contact = tried.contacts.find(({ name }) => name === CONTACT)
  const act = (what: JsonObject) => void controls.act(what).then(setFlaws)
  return (
    <Stack gap={6} role="group" aria-label={t('try.agents')}>
      {agents.map((agent) => (
        <AgentRow key={agent.email} agent={agent} tried={tried} contact={contact} act={act} />
      ))}
      {contact && contact.waiting_for.length > 0 && (
        <Text size="xs" fw={600} role="status">
          {t('try.waits', {
            pool: contact.waiting_for
              .map((pool) => (pool === 'workspace' ? t('try.workspace') : pool))
              .join(', '),
          })}
        </Text>
      )}
      {flaws.map(({ detail }) => (
        <Text key={detail} size="xs" c="var(--mantine-color-error)" role="alert">
          {detail}
        </Text>
      ))}
    </Stack>
  )
}

type AgentRowProps = {
  agent: Agent
  tried: Tried
  contact: Tried['contacts'][number] | undefined
  act: (what: JsonObject) => void
}

function AgentRow({ agent: { email, name }, tried, contact, act }: AgentRowProps) {
  const { t } = useTranslation('workflows')
  const user = tried.users.find((each) => each.email === email)
  const status: Status = user?.status ?? 'online'
  const holds = contact?.assignee === email
  const other = tried.contacts.find(
    (each) => each.name.startsWith(`${email}#`) && each.assignee === email && each.status === 'open',
  )
  return (
    <Group gap="xs" wrap="nowrap">
      <PersonAvatar name={name} status={status} size={28} />
      <div className={classes.agent}>
        <Text size="sm" truncate title={name}>
          {name}
        </Text>
        <Text size="xs" c={holds ? undefined : 'dimmed'} fw={holds ? 600 : undefined}>
          {t('try.has', { count: user?.open_contacts ?? 0 })}
          {holds && ` · ${t('try.holds')}`}
        </Text>
      </div>
      {!holds && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t('try.assignTo', { name })}
          onClick={() => act({ assign: { contact: CONTACT, to: email, by: email } })}
        >
          {t('try.assign')}
        </Button>
      )}
      <Select
        size="xs"
        w={104}
        aria-label={t('try.statusOf', { name })}
        data={STATUSES.map((value) => ({ value, label: t(`ui:status.${value}`) }))}
        value={status}
        allowDeselect={false}
        onChange={(chosen) => chosen && act({ status: { user: email, is: chosen } })}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('try.moreOf', { name })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={contact?.status !== 'open'}
            onClick={() => act({ close: { contact: CONTACT, by: email } })}
          >
            {t('try.close')}
          </Menu.Item>
          <Menu.Item disabled={!holds} onClick={() => act({ unassign: { contact: CONTACT, by: email } })}>
            {t('try.unassign')}
          </Menu.Item>
          <Menu.Item
            disabled={other === undefined}
            onClick={() => other && act({ close: { contact: other.name, by: email } })}
          >
            {t('try.closeOther')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
