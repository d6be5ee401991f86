import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamSummary } from '@/api/schema.gen'
import type { Move } from './teams'
import classes from './teams.module.css'

/** Somebody, in a team or in none, for whom another one is looked for. */
export type Choosing = Pick<Move, 'user' | 'from'>

type ChooseTeamProps = {
  choosing: Choosing | null
  teams: TeamSummary[]
  onMove: (move: Move) => void
  onClose: () => void
}

/** Finds one of many teams for somebody to go to. */
export function ChooseTeam({ choosing, teams, onMove, onClose }: ChooseTeamProps) {
  const { t } = useTranslation('teams')
  return (
    <Modal
      opened={choosing !== null}
      onClose={onClose}
      title={choosing && t('move.menu', { name: choosing.user.name })}
      centered
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {choosing && <Choice {...choosing} teams={teams} onMove={onMove} onClose={onClose} />}
    </Modal>
  )
}

type ChoiceProps = Choosing & Omit<ChooseTeamProps, 'choosing'>

function Choice({ user, from, teams, onMove, onClose }: ChoiceProps) {
  const { t } = useTranslation('teams')
  const [chosen, setChosen] = useState<string | null>(null)
  const to = teams.find((team) => String(team.id) === chosen)
  const go = (origin: TeamSummary | null) => {
    if (to === undefined) return
    onClose()
    onMove({ user, from: origin, to })
  }
  return (
    <Stack mih={350} justify="space-between">
      <Select
        label={t('move.team')}
        placeholder={t('move.find')}
        data={otherTeams(user, teams).map((team) => ({ value: String(team.id), label: team.name }))}
        value={chosen}
        onChange={setChosen}
        searchable
        nothingFoundMessage={t('search.nothing')}
        limit={50}
        openOnFocus={false}
        // A list that scrolls by itself belongs to its field and to this dialog, also for screen readers.
        comboboxProps={{ withinPortal: false }}
        withScrollArea={false}
        classNames={{ options: classes.found }}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        {from && (
          <Button disabled={to === undefined} onClick={() => go(from)}>
            {t('move.move')}
          </Button>
        )}
        <Button variant={from ? 'default' : 'filled'} disabled={to === undefined} onClick={() => go(null)}>
          {t('move.also')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The teams in which somebody is not. */
export function otherTeams(user: Move['user'], teams: TeamSummary[]): TeamSummary[] {
  return teams.filter((team) => !user.teams.some((own) => own.id === team.id))
}
