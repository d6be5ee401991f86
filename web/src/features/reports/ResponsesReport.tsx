import { SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResponseRow } from '@/api/schema.gen'
import { DayLines } from './charts'
import { HeatMap } from './HeatMap'
import { Panel } from './Panel'
import type { Days } from './period'
import { csvOf, type ResponsesBy, responsesQuery } from './queries'
import { BarTable, FiguresTable } from './tables'
import { duration, longDay, plain, unitOf, useRowName } from './words'

const MEASURES = ['first_response', 'waiting', 'resolution'] as const
type Measure = (typeof MEASURES)[number]
const COUNTS = { first_response: 'answered', waiting: 'waited', resolution: 'closed' } as const

const WAYS = ['day', 'user', 'team'] as const
const STATISTICS = ['median', 'p90'] as const
type Statistic = (typeof STATISTICS)[number]

/** How long it took until conversations were answered, assigned from the queue, and closed. */
export function ResponsesReport({ days }: { days: Days }) {
  const { t } = useTranslation('reports')
  const [measure, setMeasure] = useState<Measure>('first_response')
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label={t('measure.label')}
        data={MEASURES.map((each) => ({ value: each, label: t(`measure.${each}`) }))}
        value={measure}
        onChange={setMeasure}
        style={{ alignSelf: 'flex-start', maxWidth: '100%' }}
      />
      <Times days={days} measure={measure} />
      <Hours days={days} measure={measure} />
    </Stack>
  )
}

type PartProps = { days: Days; measure: Measure }

function Times({ days, measure }: PartProps) {
  const { t } = useTranslation('reports')
  const [by, setBy] = useState<(typeof WAYS)[number]>('day')
  const found = useQuery(responsesQuery(days, by))
  const rows = found.data?.items ?? []
  const title = t(`measure.${measure}`)
  return (
    <Panel
      title={title}
      hint={t(`measureHint.${measure}`)}
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
      empty={rows.every((row) => row[COUNTS[measure]] === 0)}
      csv={csvOf('responses', days, by)}
      table={by === 'day' && <DayTable rows={rows} measure={measure} />}
    >
      {by === 'day' ? (
        <Lines rows={rows} measure={measure} />
      ) : (
        <Bars rows={rows} measure={measure} by={by} />
      )}
    </Panel>
  )
}

type RowsProps = { rows: ResponseRow[]; measure: Measure }

function Lines({ rows, measure }: RowsProps) {
  const { t, i18n } = useTranslation('reports')
  const longest = Math.max(...rows.map((row) => row[`${measure}_p90`] ?? 0))
  const { seconds } = unitOf(longest)
  const scaled = (value: number | null) => (value === null ? null : value / seconds)
  return (
    <DayLines
      label={t(`measure.${measure}`)}
      data={rows.map((row) => ({
        at: row.key,
        median: scaled(row[`${measure}_median`]),
        p90: scaled(row[`${measure}_p90`]),
      }))}
      series={STATISTICS.map((name) => ({ name, label: t(`statistic.${name}`), second: name === 'p90' }))}
      format={(value) => duration(value * seconds, i18n.language)}
    />
  )
}

/** The heads and cells that tables of a measure share. */
function useFigures(measure: Measure) {
  const { t, i18n } = useTranslation('reports')
  return {
    head: [t(`counted.${measure}`), t('statistic.median'), t('statistic.p90')],
    of: (row: ResponseRow) => [
      plain(row[COUNTS[measure]], i18n.language),
      ...STATISTICS.map((each) => duration(row[`${measure}_${each}`], i18n.language)),
    ],
  }
}

function DayTable({ rows, measure }: RowsProps) {
  const { t, i18n } = useTranslation('reports')
  const figures = useFigures(measure)
  return (
    <FiguresTable
      label={t(`measure.${measure}`)}
      head={[t('by.day'), ...figures.head]}
      rows={rows.map((row) => ({
        key: row.key,
        cells: [longDay(row.key, i18n.language), ...figures.of(row)],
      }))}
    />
  )
}

function Bars({ rows, measure, by }: RowsProps & { by: ResponsesBy }) {
  const { t } = useTranslation('reports')
  const nameOf = useRowName()
  const figures = useFigures(measure)
  return (
    <BarTable
      label={t(`measure.${measure}`)}
      head={[t(`by.${by}`), ...figures.head]}
      bars={rows.map((row) => ({
        key: row.key,
        name: nameOf(row, true),
        value: row[`${measure}_median`] ?? 0,
        behind: row[`${measure}_p90`] ?? 0,
        figures: figures.of(row),
      }))}
    />
  )
}

function Hours({ days, measure }: PartProps) {
  const { t, i18n } = useTranslation('reports')
  const [statistic, setStatistic] = useState<Statistic>('median')
  const found = useQuery(responsesQuery(days, 'hour'))
  const seconds = new Map(
    (found.data?.items ?? []).flatMap((row) => {
      const value = row[`${measure}_${statistic}`]
      return value === null ? [] : [[Number(row.key), value] as const]
    }),
  )
  const { unit, seconds: size } = unitOf(Math.max(...seconds.values(), 0))
  const title = t('heat.title', { measure: t(`measure.${measure}`) })
  return (
    <Panel
      title={title}
      hint={t(`heatHint.${unit}`)}
      controls={
        <SegmentedControl
          size="xs"
          aria-label={t('statistic.label')}
          data={STATISTICS.map((each) => ({ value: each, label: t(`statistic.${each}`) }))}
          value={statistic}
          onChange={setStatistic}
        />
      }
      found={found}
      empty={seconds.size === 0}
      csv={csvOf('responses', days, 'hour')}
    >
      <HeatMap
        label={title}
        values={new Map([...seconds].map(([hour, value]) => [hour, value / size]))}
        say={(value) => duration(value * size, i18n.language)}
      />
    </Panel>
  )
}
