import { SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LengthRow, QueueRow } from '@/api/schema.gen'
import { type Pool, PoolSelect } from '@/ui/PoolSelect'
import { DayBars, TimeArea } from './charts'
import { HeatMap } from './HeatMap'
import { Panel } from './Panel'
import type { Days } from './period'
import { csvOf, queueReportQuery } from './queries'
import { BarTable, FiguresTable } from './tables'
import { duration, longDay, plain, useRowName } from './words'

const WAYS = ['day', 'team'] as const
type Way = (typeof WAYS)[number]
type PartProps = { days: Days; team?: Pool }

/** How long the queue was, who came into it, and when. */
export function QueueReport({ days }: { days: Days }) {
  const { t } = useTranslation('reports')
  const [team, setTeam] = useState<Pool>()
  return (
    <Stack gap="md">
      <PoolSelect
        label={t('queue.team')}
        all={t('queue.allTeams')}
        workspace={t('rows.workspace')}
        value={team}
        onChange={setTeam}
        maw={260}
      />
      <Length days={days} team={team} />
      <Entered days={days} team={team} />
      <Hours days={days} team={team} />
    </Stack>
  )
}

function Length({ days, team }: PartProps) {
  const { t, i18n } = useTranslation('reports')
  const found = useQuery(queueReportQuery(days, 'day', team))
  const rows = found.data?.length ?? []
  const zone = found.data?.timezone
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(i18n.language, { ...options, timeZone: zone })
    return (at: string) => made.format(new Date(at))
  }
  const full = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
  return (
    <Panel
      title={t('queue.length')}
      hint={t('queue.lengthHint')}
      found={found}
      empty={rows.every((row) => row.most === 0)}
      csv={csvOf('queue', days, 'time', team)}
      table={<LengthTable rows={rows} full={full} />}
    >
      <TimeArea
        label={t('queue.length')}
        data={rows.map(({ at, most, mean }) => ({ at, most, mean }))}
        series={[
          { name: 'most', label: t('queue.most'), second: true },
          { name: 'mean', label: t('queue.mean') },
        ]}
        tick={format({ day: 'numeric', month: 'short' })}
        full={full}
      />
    </Panel>
  )
}

function LengthTable({ rows, full }: { rows: LengthRow[]; full: (at: string) => string }) {
  const { t, i18n } = useTranslation('reports')
  return (
    <FiguresTable
      label={t('queue.length')}
      head={[t('queue.from'), t('queue.most'), t('queue.mean')]}
      rows={rows.map(({ at, most, mean }) => ({
        key: at,
        cells: [full(at), plain(most, i18n.language), plain(mean, i18n.language)],
      }))}
    />
  )
}

function Entered({ days, team }: PartProps) {
  const { t } = useTranslation('reports')
  const [by, setBy] = useState<Way>('day')
  const found = useQuery(queueReportQuery(days, by, team))
  const rows = found.data?.items ?? []
  return (
    <Panel
      title={t('queue.entered')}
      hint={t('queue.enteredHint')}
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
      empty={rows.every((row) => row.entered === 0)}
      csv={csvOf('queue', days, by, team)}
      table={by === 'day' && <EnteredTable rows={rows} />}
    >
      {by === 'day' ? (
        <DayBars
          label={t('queue.entered')}
          data={rows.map(({ key, entered, assigned }) => ({ at: key, entered, assigned }))}
          series={[
            { name: 'entered', label: t('queue.came'), second: true },
            { name: 'assigned', label: t('queue.assigned') },
          ]}
        />
      ) : (
        <EnteredBars rows={rows} />
      )}
    </Panel>
  )
}

/** The heads and cells that tables of who waited share. */
function useFigures() {
  const { t, i18n } = useTranslation('reports')
  return {
    head: [t('queue.came'), t('queue.assigned'), t('statistic.median'), t('statistic.p90')],
    of: (row: QueueRow) => [
      plain(row.entered, i18n.language),
      plain(row.assigned, i18n.language),
      duration(row.waiting_median, i18n.language),
      duration(row.waiting_p90, i18n.language),
    ],
  }
}

function EnteredTable({ rows }: { rows: QueueRow[] }) {
  const { t, i18n } = useTranslation('reports')
  const figures = useFigures()
  return (
    <FiguresTable
      label={t('queue.entered')}
      head={[t('by.day'), ...figures.head]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [longDay(row.key, i18n.language), ...figures.of(row)],
      }))}
    />
  )
}

function EnteredBars({ rows }: { rows: QueueRow[] }) {
  const { t } = useTranslation('reports')
  const nameOf = useRowName()
  const figures = useFigures()
  return (
    <BarTable
      label={t('queue.entered')}
      head={[t('by.team'), ...figures.head]}
      bars={rows.map((row) => ({
        key: row.key,
        name: nameOf(row),
        value: row.assigned,
        behind: row.entered,
        figures: figures.of(row),
      }))}
    />
  )
}

function Hours({ days, team }: PartProps) {
  const { t, i18n } = useTranslation('reports')
  const found = useQuery(queueReportQuery(days, 'hour', team))
  const rows = found.data?.items ?? []
  const title = t('queue.hours')
  return (
    <Panel
      title={title}
      hint={t('queue.hoursHint')}
      found={found}
      empty={rows.length === 0}
      csv={csvOf('queue', days, 'hour', team)}
    >
      <HeatMap
        label={title}
        values={new Map(rows.map((row) => [Number(row.key), row.entered]))}
        say={(value) => plain(value, i18n.language)}
      />
    </Panel>
  )
}
