import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usersQuery } from '@/api/people'
import { useNotify } from '@/ui/notify'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { TimeAgo } from '@/ui/time'
import { versionQuery, versionsQuery } from '../api'
import { type Difference, differences } from '../model/diff'
import type { Json, JsonObject } from '../model/json'
import { replace } from '../model/ops'
import { useWords } from '../words'
import classes from './builder.module.css'
import { useBuilder, useBuilderStore } from './store'

/** All versions, newest first, each with what the draft has changed since. */
export function VersionList() {
  const { t } = useTranslation('workflows')
  const workflowId = useBuilder((builder) => builder.workflowId)
  const { data, error, refetch } = useQuery(versionsQuery(workflowId))
  const { data: users = [] } = useQuery(usersQuery)
  const [open, setOpen] = useState<number | null>(null)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <RowsSkeleton rows={4} />
  if (data.length === 0)
    return <EmptyState icon={IconHistory} title={t('versions.none')} hint={t('versions.noneHint')} />
  const shown = open ?? data[0]?.version
  return (
    <Stack gap="sm">
      {data.map(({ version, published_at, published_by }) => {
        const by = users.find((user) => published_by === `user:${user.id}`)
        return (
          <div key={version} className={classes.version} data-open={shown === version || undefined}>
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600} size="sm">
                  {t('versions.number', { version })}
                </Text>
                <Text size="xs" c="dimmed">
                  <TimeAgo at={published_at} /> {by && `· ${by.name}`}
                </Text>
              </div>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-expanded={shown === version}
                onClick={() => setOpen(version)}
              >
                {t('versions.compare')}
              </Button>
            </Group>
            {shown === version && <Compared version={version} />}
          </div>
        )
      })}
    </Stack>
  )
}

function Compared({ version }: { version: number }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const notify = useNotify()
  const workflowId = useBuilder((builder) => builder.workflowId)
  const draft = useBuilder((builder) => builder.document)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const { data, error } = useQuery(versionQuery(workflowId, version))
  const found = useMemo(() => (data ? differences(data.document as JsonObject, draft) : []), [data, draft])
  if (error) return <ErrorState error={error} />
  if (data === undefined) return <RowsSkeleton rows={2} height={24} />
  const restore = () => {
    if (store.getState().edit(replace(store.getState().document, data.document as JsonObject)))
      notify.done(t('versions.restored', { version }), store.getState().wayBack())
  }
  return (
    <Stack gap={6} mt="xs">
      <Text size="xs" c="dimmed">
        {t(found.length === 0 ? 'versions.same' : 'versions.since')}
      </Text>
      {found.map((difference) => (
        <DifferenceLine key={keyOf(difference)} difference={difference} />
      ))}
      {mayEdit && found.length > 0 && (
        <Button size="xs" variant="default" style={{ alignSelf: 'flex-start' }} onClick={restore}>
          {t('versions.restore')}
        </Button>
      )}
    </Stack>
  )
}

const COLOURS = { added: 'green', removed: 'red', changed: 'blue', moved: 'grape', workflow: 'blue' } as const

function keyOf(difference: Difference): string {
  return 'entry' in difference ? `${difference.what} ${difference.entry.id}` : difference.what
}

function DifferenceLine({ difference }: { difference: Difference }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const changes = 'changes' in difference ? difference.changes : []
  return (
    <div>
      <Group gap="xs" wrap="nowrap">
        <Badge size="sm" variant="light" color={COLOURS[difference.what]} style={{ flex: 'none' }}>
          {t(`diff.${difference.what}`)}
        </Badge>
        {'entry' in difference && (
          <Button
            size="compact-xs"
            variant="transparent"
            color="gray"
            disabled={difference.what === 'removed'}
            onClick={() => store.getState().show(difference.entry.id)}
          >
            {words.title(difference.entry.step)} ({difference.entry.id})
          </Button>
        )}
      </Group>
      {changes.map(({ key, before, after }) => (
        <Text key={key} size="xs" ml="md">
          {words.label(key)}: <del className={classes.before}>{short(before)}</del>{' '}
          <ins className={classes.after}>{short(after)}</ins>
        </Text>
      ))}
    </div>
  )
}

function short(value: Json | undefined): string {
  if (value === undefined) return '–'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}
