import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isSame, type Json, type JsonObject, objectOf, textOf } from '../model/json'
import type { Placed } from '../model/problems'
import classes from './forms.module.css'
import { nextSpan, spanOf } from './hours'
import { Remove } from './rows'
import type { InputProps } from './types'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof DAYS)[number]

type PeriodInputProps = InputProps & {
  problems: readonly Placed[]
  onHolder: (holder: JsonObject) => void
}

/** Business hours of a week, or one stretch of time. */
export function PeriodInput(props: PeriodInputProps) {
  const { t } = useTranslation('workflows')
  const { label, error, holder, readOnly, onHolder } = props
  const weekly = 'business_hours' in holder || !('from' in holder || 'to' in holder)
  const { business_hours: _, from: __, to: ___, ...rest } = holder
  const choose = (chosen: string | null) => {
    if (chosen === 'week' && !weekly) onHolder({ ...rest, business_hours: {} })
    if (chosen === 'stretch' && weekly) onHolder({ ...rest, from: new Date().toISOString().slice(0, 10) })
  }
  return (
    <Stack gap="xs">
      <Select
        label={label}
        error={weekly ? undefined : error}
        data={[
          { value: 'week', label: t('period.week') },
          { value: 'stretch', label: t('period.stretch') },
        ]}
        value={weekly ? 'week' : 'stretch'}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={choose}
      />
      {weekly ? <Week {...props} /> : <Stretch {...props} />}
    </Stack>
  )
}

function Week({ holder, problems, readOnly, onChange }: PeriodInputProps) {
  const { t } = useTranslation('workflows')
  const hours = objectOf(holder, 'business_hours')
  const of = (day: Day): Json[] => (Array.isArray(hours[day]) ? hours[day] : [])
  const keep = (next: Partial<Record<Day, Json[]>>) =>
    onChange(
      Object.fromEntries(
        DAYS.map((day): [string, Json[]] => [day, next[day] ?? of(day)]).filter(
          ([, spans]) => spans.length > 0,
        ),
      ),
    )
  const [monday, ...others] = DAYS.slice(0, 5)
  const alike = others.every((day) => isSame(of(day), of('mon')))
  const whole = problems.filter(({ field }) => field === 'business_hours')
  return (
    <>
      {DAYS.map((day) => (
        <DayRow
          key={day}
          label={t(`day.${day}`)}
          spans={of(day)}
          error={problems
            .filter(({ field }) => field.startsWith(`business_hours/${day}`))
            .map(({ detail }) => detail)
            .join(' ')}
          readOnly={readOnly}
          onChange={(spans) => keep({ [day]: spans })}
        />
      ))}
      {!readOnly && !alike && of('mon').length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => keep(Object.fromEntries(others.map((day) => [day, of(monday ?? 'mon')])))}
        >
          {t('period.likeMonday')}
        </Button>
      )}
      {whole.map(({ detail }) => (
        <Text key={detail} size="xs" c="var(--mantine-color-error)">
          {detail}
        </Text>
      ))}
    </>
  )
}

type DayRowProps = {
  label: string
  spans: Json[]
  error: string
  readOnly: boolean
  onChange: (spans: Json[]) => void
}

/** When it is open on one day of the week. */
function DayRow({ label, spans, error, readOnly, onChange }: DayRowProps) {
  const { t } = useTranslation('workflows')
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" role="group" aria-label={label}>
      <Text size="sm" w={84} pt={5} style={{ flex: 'none' }}>
        {label}
      </Text>
      <Stack gap={4} flex={1} miw={0}>
        {spans.length === 0 && (
          <Text size="sm" c="dimmed" pt={5}>
            {t('period.closed')}
          </Text>
        )}
        {spans.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the span is what is being written
          <Group key={index} gap={4} wrap="nowrap">
            <SpanInput
              label={label}
              text={span}
              readOnly={readOnly}
              onChange={(text) => onChange(spans.with(index, text))}
            />
            {!readOnly && <Remove onClick={() => onChange(spans.toSpliced(index, 1))} />}
          </Group>
        ))}
        {error !== '' && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </Stack>
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={2}
          aria-label={t('period.add', { day: label })}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}

type SpanInputProps = { label: string; text: Json; readOnly: boolean; onChange: (text: string) => void }

function SpanInput({ label, text, readOnly, onChange }: SpanInputProps) {
  const { t } = useTranslation('workflows')
  const span = spanOf(text)
  if (span === null)
    return (
      <TextInput
        size="xs"
        flex={1}
        aria-label={label}
        value={typeof text === 'string' ? text : JSON.stringify(text)}
        readOnly={readOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (['from', 'to'] as const).map((key) => (
    <TextInput
      key={key}
      size="xs"
      type="time"
      className={classes.time}
      flex={1}
      miw={0}
      aria-label={`${label}: ${t(`period.${key}`)}`}
      // A clock has no 24:00: the end of the day is its 00:00.
      value={span[key] === '24:00' ? '00:00' : span[key]}
      readOnly={readOnly}
      onChange={(event) => {
        const value = event.currentTarget.value
        if (value === '') return
        const next = { ...span, [key]: key === 'to' && value === '00:00' ? '24:00' : value }
        onChange(`${next.from}-${next.to}`)
      }}
    />
  ))
}

function Stretch({ holder, problems, readOnly, onHolder }: PeriodInputProps) {
  const { t } = useTranslation('workflows')
  return (['from', 'to'] as const).map((key) => (
    <TextInput
      key={key}
      type="datetime-local"
      label={t(`period.${key}`)}
      error={problems
        .filter(({ field }) => field === key)
        .map(({ detail }) => detail)
        .join(' ')}
      value={wall(textOf(holder, key))}
      readOnly={readOnly}
      onChange={(event) => {
        const { [key]: _, ...others } = holder
        const value = event.currentTarget.value
        onHolder(value === '' ? others : { ...others, [key]: value })
      }}
    />
  ))
}

/** As the browser's field takes it. */
function wall(text: string): string {
  return text.length === 10 ? `${text}T00:00` : text.slice(0, 16)
}
