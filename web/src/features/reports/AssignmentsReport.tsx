import { SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssignmentRow } from '@/api/schema.gen'
import { DayBars } from './charts'
import { FairnessPanel } from './FairnessPanel'
import { Panel } from './Panel'
import type { Days } from './period'
import { type AssignmentsBy, assignmentsQuery, csvOf } from './queries'
import { BarTable, FiguresTable } from './tables'
import { longDay, plain, useRowName } from './words'

const WAYS: AssignmentsBy[] = ['day', 'user', 'team', 'kind']

/** How many contacts were assigned, to whom and how, and how evenly. */
export function AssignmentsReport({ days }: { days: Days }) {
  const { t, i18n } = useTranslation('reports')
  const [by, setBy] = useState<AssignmentsBy>('day')
  const found = useQuery(assignmentsQuery(days, by))
  const total = found.data?.total ?? 0
  return (
    <Stack gap="md">
      <Panel
        title={t('assignments.title')}
        hint={found.data && t('assignments.total', { count: total, total: plain(total, i18n.language) })}
        controls={
          <SegmentedControl
            size="xs"
            aria-label={t('by.label')}
            data={WAYS.map((way) => ({ value: way, label: t(`by.${way}`) }))}
            value={by}
            onChange={setBy}
          />
        }
        found={found}
        empty={total === 0}
        csv={csvOf('assignments', days, by)}
        table={by === 'day' && <DayTable rows={found.data?.items ?? []} />}
      >
        {by === 'day' ? (
          <DayBars
            label={t('assignments.title')}
            data={(found.data?.items ?? []).map((row) => ({ at: row.key, count: row.assignments }))}
            series={[{ name: 'count', label: t('assignments.title') }]}
          />
        ) : (
          <Bars rows={found.data?.items ?? []} by={by} />
        )}
      </Panel>
      <FairnessPanel found={found} days={days} />
    </Stack>
  )
}

function DayTable({ rows }: { rows: AssignmentRow[] }) {
  const { t, i18n } = useTranslation('reports')
  return (
    <FiguresTable
      label={t('assignments.title')}
      head={[t('by.day'), t('assignments.title')]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [longDay(row.key, i18n.language), plain(row.assignments, i18n.language)],
      }))}
    />
  )
}

function Bars({ rows, by }: { rows: AssignmentRow[]; by: AssignmentsBy }) {
  const { t, i18n } = useTranslation('reports')
  const nameOf = useRowName()
  return (
    <BarTable
      label={t('assignments.title')}
      head={[t(`by.${by}`), t('assignments.title')]}
      bars={rows.map((row) => ({
        key: row.key,
        name: nameOf(row),
        value: row.assignments,
        figures: [plain(row.assignments, i18n.language)],
      }))}
    />
  )
}
