import {
  Button,
  CloseButton,
  Fieldset,
  Group,
  MultiSelect,
  NumberInput,
  Stack,
  TextInput,
} from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { StatusSelect } from './StatusSelect'
import { type Agent, agentsOf, anotherAgent, type House, type Scene, teamsOf } from './scene'
import classes from './trial.module.css'
import type { TrialControls } from './useTrial'

type SceneAgentsProps = {
  controls: TrialControls
  house: House
  wrong: (pointer: string) => string | undefined
  onChange: (changes: Partial<Scene>) => void
}

/** Who answers: present or not, in which teams, with how much to do already. */
export function SceneAgents({ controls, house, wrong, onChange }: SceneAgentsProps) {
  const { t } = useTranslation('workflows')
  const { trial, documents } = controls
  const teams = teamsOf(documents)
  const agents = agentsOf(trial.scene, documents, house.people)
  const own = new Set(trial.scene.agents.map(({ email }) => email))
  return (
    <Fieldset p="xs" legend={t('try.agents')}>
      <Stack gap="sm">
        {agents.map((agent, index) => (
          <AgentForm
            key={agent.email}
            agent={agent}
            teams={teams}
            errorOf={(field) => wrong(`/workspace/users/${index}/${field}`)}
            onChange={(next) => onChange({ agents: agents.with(index, next) })}
            onRemove={
              own.has(agent.email) && agents.length > 1
                ? () => onChange({ agents: trial.scene.agents.filter(({ email }) => email !== agent.email) })
                : undefined
            }
          />
        ))}
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange({ agents: [...trial.scene.agents, anotherAgent(agents)] })}
        >
          {t('try.addAgent')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

type AgentFormProps = {
  agent: Agent
  teams: string[]
  errorOf: (field: string) => string | undefined
  onChange: (agent: Agent) => void
  onRemove?: () => void
}

function AgentForm({ agent, teams, errorOf, onChange, onRemove }: AgentFormProps) {
  const { t } = useTranslation('workflows')
  const { name, status, open } = agent
  return (
    <fieldset className={classes.agentForm} aria-label={name}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          size="xs"
          flex={1}
          label={t('row.name')}
          error={errorOf('name')}
          value={name}
          onChange={(event) => onChange({ ...agent, name: event.currentTarget.value })}
        />
        <StatusSelect
          label={t('try.status')}
          value={status}
          onChange={(chosen) => onChange({ ...agent, status: chosen })}
        />
        <NumberInput
          size="xs"
          w={76}
          label={t('try.openContacts')}
          min={0}
          max={100}
          allowDecimal={false}
          error={errorOf('open_contacts')}
          value={open}
          onChange={(count) => onChange({ ...agent, open: typeof count === 'number' ? count : 0 })}
        />
        {onRemove && (
          <CloseButton mb={2} size="sm" aria-label={t('try.removeAgent', { name })} onClick={onRemove} />
        )}
      </Group>
      {teams.length > 0 && (
        <MultiSelect
          size="xs"
          mt={6}
          label={t('try.teams')}
          data={teams}
          value={agent.teams ?? teams}
          error={errorOf('teams')}
          onChange={(chosen) => onChange({ ...agent, teams: chosen })}
        />
      )}
    </fieldset>
  )
}
