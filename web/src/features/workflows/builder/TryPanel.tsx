import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlayerTrackNext, IconRotate2 } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { Tried } from '@/api/schema.gen'
import { categoriesQuery, channelsQuery, customFieldsQuery } from '@/api/workspace'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { type JsonObject, textOf } from '../model/json'
import { agentsOf, at, NEW_TRIAL, seconds, type Trial, triable, workspaceOf } from '../trial/story'
import { useBuilder, useBuilderStore } from './store'
import { TrialAgents } from './TrialAgents'
import { TrialDoings } from './TrialDoings'
import { TrialTranscript } from './TrialTranscript'
import { trailOf } from './trail'

const START = Date.UTC(2026, 2, 2, 9) // a Monday

/** The workflow played with a made-up contact and agents on a clock that one moves: nothing is sent. */
export function TryPanel() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const document = useBuilder((builder) => builder.document)
  const trial = useBuilder((builder) => builder.trial)
  const { data: tried, error, isFetching } = useTried(document, trial, mayEdit)
  const set = (next: Trial) => store.getState().set({ trial: next })
  const act = (what: JsonObject) => set(at(trial, what))
  const run = tried?.runs.findLast((each) => each.workflow === textOf(document, 'name'))

  useEffect(() => {
    store.getState().set({ trail: run ? trailOf(document, run.trail) : null })
  }, [run, document, store])
  useEffect(() => () => store.getState().set({ trail: null }), [store])

  if (error instanceof ApiError && error.errors.length > 0)
    return (
      <Alert color="orange" title={t('try.broken')}>
        <Stack align="flex-start" gap="sm">
          {error.errors.slice(0, 3).map((each) => (
            <Text key={each.pointer + each.detail} size="sm">
              {each.detail}
            </Text>
          ))}
          <Button size="xs" variant="default" onClick={() => store.getState().set({ panel: 'problems' })}>
            {t('panel.problems')}
          </Button>
        </Stack>
      </Alert>
    )
  if (error) return <ErrorState error={error} />
  if (tried === undefined) return <RowsSkeleton rows={4} />
  return (
    <Stack gap="md" aria-busy={isFetching}>
      <Text size="xs" c="dimmed">
        {t('try.hint')}
      </Text>
      <Clock trial={trial} tried={tried} onSet={set} />
      <TrialAgents agents={agentsOf(document)} tried={tried} onAct={act} />
      <TrialTranscript tried={tried} agents={agentsOf(document)} />
      {tried.failures.map((failure) => (
        <Text key={failure.pointer + failure.detail} size="sm" c="var(--mantine-color-error)">
          {failure.detail}
        </Text>
      ))}
      <TrialDoings document={document} tried={tried} onAct={act} />
    </Stack>
  )
}

function useTried(document: JsonObject, trial: Trial, enabled: boolean) {
  const channels = useQuery(channelsQuery)
  const categories = useQuery(categoriesQuery)
  const fields = useQuery(customFieldsQuery)
  const house = {
    channels: (channels.data ?? []).map(({ name }) => name),
    categories: (categories.data ?? []).map(({ name }) => name),
    fields: fields.data ?? [],
  }
  const story = {
    document: triable(document),
    workspace: workspaceOf(document, house),
    timeline: trial.entries,
    start: new Date(START).toISOString(),
    until: seconds(trial.now),
  }
  return useQuery({
    queryKey: ['tried', story],
    queryFn: () => body(api.POST('/api/v1/workflows/try', { body: story })),
    enabled: enabled && channels.isFetched && categories.isFetched && fields.isFetched,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
}

const STEPS = [60, 900, 3600, 86_400] as const

function Clock({ trial, tried, onSet }: { trial: Trial; tried: Tried; onSet: (trial: Trial) => void }) {
  const { t, i18n } = useTranslation('workflows')
  const now = new Date(START + trial.now * 1000)
  const shown = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'UTC',
  }).format(now)
  const due = tried.next_due === null ? null : Math.ceil((Date.parse(tried.next_due) - START) / 1000)
  const on = (by: number) => onSet({ ...trial, now: trial.now + by })
  return (
    <Stack gap={6} role="group" aria-label={t('try.clock')}>
      <Group justify="space-between">
        <Text fw={600} ff="monospace" data-testid="trial-clock">
          {shown}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRotate2 size={14} aria-hidden />}
          onClick={() => onSet(NEW_TRIAL)}
        >
          {t('try.again')}
        </Button>
      </Group>
      <Group gap={6}>
        {STEPS.map((step) => (
          <Button key={step} size="compact-sm" variant="default" onClick={() => on(step)}>
            + {lengthWords(step, i18n.language)}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="light"
          disabled={due === null || due <= trial.now}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          onClick={() => due !== null && onSet({ ...trial, now: due })}
        >
          {t('try.nextDue')}
        </Button>
      </Group>
    </Stack>
  )
}

/** “15 min” in the language. */
function lengthWords(length: number, language: string): string {
  const [number, unit] =
    length >= 86_400
      ? [length / 86_400, 'day']
      : length >= 3600
        ? [length / 3600, 'hour']
        : [length / 60, 'minute']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(number)
}
