import { AreaChart, BarChart, LineChart } from '@mantine/charts'
import { useTranslation } from 'react-i18next'
import { longDay, plain, shortDay } from './words'

/** A line or a row of bars: `name` is where its values are in the points. */
export type Series = { name: string; label: string; second?: boolean }

type ChartProps = {
  /** What it shows, for those who cannot see it; the figures are in the table. */
  label: string
  /** Points in time, with their day (or moment) as `at`. */
  data: Record<string, string | number | null>[]
  series: Series[]
  /** What a value is called; as a number if nothing else is said. */
  format?: (value: number) => string
  /** What a point in time is called, on the axis and at length; as a day if nothing else is said. */
  tick?: (at: string) => string
  full?: (at: string) => string
}

/** What all charts over time have in common. */
function useShared({ label, data, series, format, tick, full }: ChartProps) {
  const { i18n } = useTranslation('reports')
  const language = i18n.language
  const short = tick ?? ((at: string) => shortDay(at, language))
  const long = full ?? ((at: string) => longDay(at, language))
  return {
    h: 260,
    role: 'img',
    'aria-label': label,
    data,
    dataKey: 'at',
    series: series.map(({ name, label, second = false }) => ({
      name,
      label,
      color: second ? 'var(--second)' : 'var(--first)',
    })),
    accessibilityLayer: false,
    textColor: 'var(--mantine-color-dimmed)',
    valueFormatter: format ?? ((value: number) => plain(value, language)),
    withLegend: series.length > 1,
    xAxisProps: { tickFormatter: (at: unknown) => short(String(at)), minTickGap: 20 },
    // Without a point under the pointer there is nothing to call by name.
    tooltipProps: { labelFormatter: (at: unknown) => (typeof at === 'string' ? long(at) : '') },
    tooltipAnimationDuration: 0,
  }
}

/** Counts, day by day. */
export function DayBars(props: ChartProps) {
  return (
    <BarChart
      {...useShared(props)}
      maxBarWidth={36}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      barProps={{ isAnimationActive: false }}
    />
  )
}

/** Measures, day by day; a day without any is a gap. */
export function DayLines(props: ChartProps) {
  return (
    <LineChart
      {...useShared(props)}
      curveType="linear"
      yAxisProps={{ width: 64 }}
      lineProps={{ isAnimationActive: false }}
    />
  )
}

/** How something went up and down as time went by. */
export function TimeArea(props: ChartProps) {
  return (
    <AreaChart
      {...useShared(props)}
      curveType="linear"
      withDots={false}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      areaProps={{ isAnimationActive: false }}
    />
  )
}
