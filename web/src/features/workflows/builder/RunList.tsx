import { Badge, Button, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { TimeAgo } from '@/ui/time'
import { type RunState, runsQuery } from '../api'
import { useWords } from '../words'
import classes from './builder.module.css'
import { useBuilder } from './store'

const STATES = ['waiting', 'failed', 'completed', 'stopped'] as const
const COLOURS: Record<string, string> = {
  waiting: 'orange',
  failed: 'red',
  completed: 'green',
  stopped: 'gray',
}

/** Who went through the workflow, newest first; each opens its replay. */
export function RunList() {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const workflowId = useBuilder((builder) => builder.workflowId)
  const [state, setState] = useState<RunState | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    runsQuery(workflowId, state ?? undefined),
  )
  const runs = data?.pages.flatMap((page) => page.items)
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('runs.filter')}
        value={state ?? 'all'}
        onChange={(chosen) => setState(STATES.find((each) => each === chosen) ?? null)}
        data={[
          { value: 'all', label: t('runs.all') },
          ...STATES.map((value) => ({ value, label: t(`ui:runState.${value}`) })),
        ]}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && runs === undefined && <RowsSkeleton rows={5} />}
      {runs?.length === 0 && <EmptyState icon={IconRoute} title={t('runs.none')} hint={t('runs.noneHint')} />}
      {runs?.map((run) => (
        <Link key={run.id} to="/runs/$runId" params={{ runId: String(run.id) }} className={classes.line}>
          <Badge color={COLOURS[run.state]} variant="light" style={{ flex: 'none' }}>
            {t(`ui:runState.${run.state}`)}
          </Badge>
          <span style={{ minWidth: 0 }}>
            <Text component="span" display="block" size="sm">
              {t('runs.contact', { contact: run.contact, version: run.version })}
            </Text>
            <Text component="span" size="xs" c="dimmed">
              <TimeAgo at={run.started_at} />
              {run.step && ` · ${run.step}`}
              {run.reason && ` · ${words.reason(run.reason)}`}
            </Text>
          </span>
        </Link>
      ))}
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('runs.more')}
        </Button>
      )}
    </Stack>
  )
}
