import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowLeft } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { RunView } from '@/api/schema.gen'
import { Confirm } from '@/ui/confirm'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { full } from '@/ui/time'
import { runQuery, versionQuery } from './api'
import classes from './builder/builder.module.css'
import { trailOf } from './builder/trail'
import { Canvas } from './canvas/Canvas'
import type { JsonObject } from './model/json'
import { RunTrail } from './run/RunTrail'
import { useWords } from './words'

/** One contact's way through the version that it went through. */
export function RunPage() {
  const { t } = useTranslation('workflows')
  const { runId } = useParams({ from: '/shell/runs/$runId' })
  const { data: run, error, refetch } = useQuery(runQuery(Number(runId)))
  const version = useQuery({
    ...versionQuery(run?.workflow.id ?? 0, run?.version ?? 0),
    enabled: run !== undefined,
  })
  const failed = run === undefined ? { error, refetch } : version
  if (failed.error !== null)
    return (
      <Page title={t('title')}>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    )
  if (run === undefined || version.data === undefined) return <RowsSkeleton />
  return <Replay run={run} document={version.data.document as JsonObject} />
}

function Replay({ run, document }: { run: RunView; document: JsonObject }) {
  const { t } = useTranslation('workflows')
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  const [at, setAt] = useState<number | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const done = at === null ? run.trail : run.trail.slice(0, at + 1)
  const trail = useMemo(() => trailOf(document, done), [document, done])
  const shown = useMemo(
    () => (at === null ? null : { id: run.trail[at]?.step ?? '', count: at }),
    [at, run.trail],
  )
  return (
    <div className={classes.builder}>
      <RunHead run={run} />
      <div className={classes.main}>
        {!narrow && (
          <section className={classes.stage} aria-label={t('view.canvas')}>
            <Canvas
              document={document}
              selected={selected}
              trail={trail}
              shown={shown}
              onSelect={setSelected}
            />
          </section>
        )}
        <aside className={classes.panel} aria-label={t('run.trail')}>
          <div style={{ overflowY: 'auto', padding: 16 }}>
            <RunOutcome run={run} />
            <RunTrail document={document} trail={run.trail} at={at} selected={selected} onAt={setAt} />
          </div>
        </aside>
      </div>
    </div>
  )
}

function RunHead({ run }: { run: RunView }) {
  const { t } = useTranslation('workflows')
  const notify = useNotify()
  const takeOut = useMutation({
    mutationFn: () => api.DELETE('/api/v1/runs/{run_id}', { params: { path: { run_id: run.id } } }),
    onSuccess: () => notify.done(t('run.takenOut')),
    onError: notify.failed,
  })
  return (
    <header className={classes.top}>
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Link
          to="/workflows/$workflowId"
          params={{ workflowId: String(run.workflow.id) }}
          aria-label={t('run.back')}
          className={classes.back}
        >
          <IconArrowLeft size={20} aria-hidden />
        </Link>
        <div style={{ minWidth: 0 }}>
          <Title order={1} size="h5" lineClamp={1}>
            {run.workflow.name}
          </Title>
          <Group gap={6}>
            <Badge variant="light" size="sm">
              {t('versions.number', { version: run.version })}
            </Badge>
            <Link to="/inbox" search={{ contact: run.contact }} className={classes.link}>
              {t('run.contact', { contact: run.contact })}
            </Link>
          </Group>
        </div>
      </Group>
      <span />
      <Group justify="flex-end">
        {run.state === 'waiting' && (
          <Confirm
            title={t('run.takeOutTitle')}
            text={t('run.takeOutText')}
            action={t('run.takeOut')}
            onConfirm={() => takeOut.mutate()}
          >
            {(open) => (
              <Button size="xs" variant="default" loading={takeOut.isPending} onClick={open}>
                {t('run.takeOut')}
              </Button>
            )}
          </Confirm>
        )}
      </Group>
    </header>
  )
}

const COLOURS: Record<RunView['state'], string> = {
  running: 'blue',
  waiting: 'orange',
  completed: 'green',
  failed: 'red',
  stopped: 'gray',
}

function RunOutcome({ run }: { run: RunView }) {
  const { t, i18n } = useTranslation('workflows')
  const words = useWords()
  return (
    <Alert color={COLOURS[run.state]} title={t(`ui:runState.${run.state}`)} mb="md">
      <Stack gap={2}>
        {run.reason && <Text size="sm">{words.reason(run.reason)}</Text>}
        <Text size="xs">{t('run.started', { at: full(run.started_at, i18n.language) })}</Text>
        {run.ended_at && <Text size="xs">{t('run.ended', { at: full(run.ended_at, i18n.language) })}</Text>}
        {run.waiting && (
          <Text size="xs">
            {t(run.waiting.in_queue ? 'run.inQueue' : 'run.until', {
              at: full(run.waiting.until, i18n.language),
            })}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
