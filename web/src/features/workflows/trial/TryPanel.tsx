import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconRotate2 } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { useBuilderStore } from '../builder/store'
import { trailOf } from '../builder/trail'
import { agentsOf } from './scene'
import { TrialAgents } from './TrialAgents'
import { TrialClock } from './TrialClock'
import { TrialContact } from './TrialContact'
import { TrialDoings } from './TrialDoings'
import { isOfScene, TrialScene } from './TrialScene'
import { TrialTranscript } from './TrialTranscript'
import classes from './trial.module.css'
import { type TrialControls, useTrial } from './useTrial'

/** The workflow played with a made-up contact and agents on a clock that one moves: nothing is sent. */
export function TryPanel() {
  const { t } = useTranslation('workflows')
  const controls = useTrial()
  const { tried, error, house, busy } = controls
  useTrail(controls)
  if (error && !(error instanceof ApiError && error.errors.length > 0)) return <ErrorState error={error} />
  if (house === null) return <RowsSkeleton rows={4} />
  const flaws = error instanceof ApiError ? error.errors : []
  const agents = agentsOf(controls.trial.scene, controls.documents, house.people)
  return (
    <Stack gap="md" aria-busy={busy}>
      <Text size="xs" c="dimmed">
        {t('try.hint')}
      </Text>
      <TrialScene controls={controls} house={house} flaws={flaws} />
      <Broken flaws={flaws.filter(({ pointer }) => !isOfScene(pointer))} controls={controls} />
      {tried === undefined && !error && <RowsSkeleton rows={4} />}
      {tried && (
        <>
          <TrialClock controls={controls} house={house} tried={tried} />
          <TrialAgents controls={controls} agents={agents} tried={tried} />
          <TrialTranscript tried={tried} agents={agents} controls={controls} />
          <TrialDoings controls={controls} agents={agents} tried={tried} />
          <TrialContact controls={controls} house={house} agents={agents} tried={tried} />
        </>
      )}
    </Stack>
  )
}

/** Drawing and outline show what the workflow has done. */
function useTrail({ document, run }: TrialControls) {
  const store = useBuilderStore()
  useEffect(() => {
    store.getState().set({ trail: run ? trailOf(document, run.trail) : null })
  }, [run, document, store])
  useEffect(() => () => store.getState().set({ trail: null }), [store])
}

type BrokenProps = { flaws: { pointer: string; detail: string }[]; controls: TrialControls }

/** Why nothing can be played: the workflow itself, or what was done before it was changed. */
function Broken({ flaws, controls }: BrokenProps) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  if (flaws.length === 0) return null
  const own = flaws.some(({ pointer }) => pointer.startsWith('/document'))
  return (
    <Alert color="orange" title={t(own ? 'try.broken' : 'try.unplayable')}>
      <Stack gap="xs">
        {flaws.slice(0, 3).map(({ pointer, detail }) => (
          <Text key={pointer + detail} size="sm" className={classes.said}>
            {detail}
          </Text>
        ))}
        <Group gap="xs">
          {own && (
            <Button size="xs" variant="default" onClick={() => store.getState().set({ panel: 'problems' })}>
              {t('panel.problems')}
            </Button>
          )}
          {controls.trial.entries.length > 0 && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRotate2 size={14} aria-hidden />}
              onClick={controls.again}
            >
              {t('try.again')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}
