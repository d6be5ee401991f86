import { SegmentedControl } from '@mantine/core'
import { DatePickerInput, DatesProvider } from '@mantine/dates'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import 'dayjs/locale/de'
import 'dayjs/locale/es'
import 'dayjs/locale/id'
import 'dayjs/locale/it'
import { type Choice, type Days, PRESETS, presetOf } from './period'

type PeriodPickerProps = { choice: Choice; days: Days; today: string; onChange: (choice: Choice) => void }
type Range = [string | null, string | null]

/** The last 7, 30 or 90 days, or any others. */
export function PeriodPicker({ choice, days, today, onChange }: PeriodPickerProps) {
  const { t, i18n } = useTranslation('reports')
  const id = useId() // of the button, and of what the list of days is called by
  const [range, setRange] = useState<Range>([days.from, days.to])
  useEffect(() => setRange([days.from, days.to]), [days.from, days.to])
  const pick = ([from, to]: Range) => {
    setRange([from, to])
    if (from !== null && to !== null) onChange({ from, to })
  }
  return (
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1, weekendDays: [] }}>
      <SegmentedControl
        aria-label={t('period.label')}
        data={PRESETS.map((count) => ({ value: String(count), label: t('period.days', { count }) }))}
        value={String(presetOf(choice) ?? '')}
        onChange={(value) => onChange({ days: Number(value) })}
      />
      <DatePickerInput
        type="range"
        title={t('period.range')}
        valueFormat="D MMM YYYY"
        value={range}
        onChange={pick}
        maxDate={today}
        allowSingleDateInRange
        hideOutsideDates
        id={id}
        popoverProps={{ id, position: 'bottom-end' }}
        ariaLabels={{
          previousMonth: t('period.previousMonth'),
          nextMonth: t('period.nextMonth'),
          previousYear: t('period.previousYear'),
          nextYear: t('period.nextYear'),
          previousDecade: t('period.previousDecade'),
          nextDecade: t('period.nextDecade'),
        }}
      />
    </DatesProvider>
  )
}
