import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { PersonAvatar } from '@/ui/PersonAvatar'
import { Flaws } from './Flaws'
import { StatusSelect } from './StatusSelect'
import { type Agent, CONTACT } from './scene'
import classes from './trial.module.css'
import { type Does, type TrialControls, useDoing } from './useTrial'

type TrialAgentsProps = { controls: TrialControls; agents: Agent[]; tried: Tried }

/** The made-up agents: whether they are there, how much they have, and who has the contact. */
export function TrialAgents({ controls, agents, tried }: TrialAgentsProps) {
  const { t } = useTranslation('workflows')
  const { flaws, does } = useDoing(controls)
  const { contact } = controls
  return (
    <Stack gap={6} role="group" aria-label={t('try.agents')}>
      {agents.map((agent) => (
        <AgentRow key={agent.email} agent={agent} tried={tried} contact={contact} does={does} />
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
      <Flaws flaws={flaws} />
    </Stack>
  )
}

type AgentRowProps = {
  agent: Agent
  tried: Tried
  contact: Tried['contacts'][number] | undefined
  does: Does
}

function AgentRow({ agent: { email, name }, tried, contact, does }: AgentRowProps) {
  const { t } = useTranslation('workflows')
  const user = tried.users.find((each) => each.email === email)
  const holds = contact?.assignee === email
  const other = tried.contacts.find(
    (each) => each.name.startsWith(`${email}#`) && each.assignee === email && each.status === 'open',
  )
  return (
    <Group gap={6} wrap="nowrap">
      <div className={classes.face}>
        <PersonAvatar name={name} status={user?.status ?? 'online'} size={28} />
      </div>
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
          onClick={() => void does({ assign: { contact: CONTACT, to: email, by: email } })}
        >
          {t('try.assign')}
        </Button>
      )}
      <StatusSelect
        aria-label={t('try.statusOf', { name })}
        value={user?.status ?? 'online'}
        onChange={(chosen) => void does({ status: { user: email, is: chosen } })}
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
            onClick={() => void does({ close: { contact: CONTACT, by: email } })}
          >
            {t('try.close')}
          </Menu.Item>
          <Menu.Item
            disabled={!holds}
            onClick={() => void does({ unassign: { contact: CONTACT, by: email } })}
          >
            {t('try.unassign')}
          </Menu.Item>
          <Menu.Item
            disabled={other === undefined}
            onClick={() => other && void does({ close: { contact: other.name, by: email } })}
          >
            {t('try.closeOther')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
