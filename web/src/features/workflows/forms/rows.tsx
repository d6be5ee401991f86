import { ActionIcon, Button, Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import { useWords } from '../words'
import type { InputProps } from './types'

/** Names and texts: headers, variables, parts of an answer to keep. */
export function PairsInput({ field, label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const pairs = isObject(value) ? Object.entries(value) : []
  const path = field.key === 'save'
  const keep = (next: [string, Json][]) => onChange(next.length === 0 ? undefined : Object.fromEntries(next))
  const free = () => {
    const names = new Set(pairs.map(([name]) => name))
    let number = 1
    while (names.has(`name${number}`)) number += 1
    return `name${number}`
  }
  return (
    <Rows
      label={label}
      hint={hint}
      error={error}
      add={readOnly ? null : t('addRow')}
      onAdd={() => keep([...pairs, [free(), path ? '$.' : '']])}
    >
      {pairs.map(([name, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
        <Group key={index} gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={`${label}: ${t('row.name')}`}
            value={name}
            readOnly={readOnly}
            onChange={(event) => keep(pairs.with(index, [event.currentTarget.value, text]))}
          />
          <TextInput
            flex={2}
            aria-label={`${label}: ${t(path ? 'row.path' : 'row.value')}`}
            value={typeof text === 'string' ? text : JSON.stringify(text)}
            readOnly={readOnly}
            onChange={(event) => keep(pairs.with(index, [name, event.currentTarget.value]))}
          />
          {!readOnly && <Remove onClick={() => keep(pairs.toSpliced(index, 1))} />}
        </Group>
      ))}
    </Rows>
  )
}

const FORM_TYPES = ['text', 'number', 'date', 'boolean', 'list', 'email', 'phone', 'url']

/** What an agent who uses a shortcut is asked for. */
export function FormInput({ label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const fields: JsonObject[] = Array.isArray(value) ? value.filter(isObject) : []
  const keep = (next: JsonObject[]) => onChange(next.length === 0 ? undefined : next)
  const change = (index: number, changes: JsonObject) =>
    keep(fields.with(index, { ...fields[index], ...changes }))
  return (
    <Rows
      label={label}
      hint={hint}
      error={error}
      add={readOnly ? null : t('addRow')}
      onAdd={() => keep([...fields, { name: `field${fields.length + 1}`, type: 'text' }])}
    >
      {fields.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
        <Group key={index} gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={t('row.name')}
            value={textOf(each, 'name')}
            readOnly={readOnly}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <Select
            flex={1}
            aria-label={t('row.type')}
            data={FORM_TYPES.map((type) => ({ value: type, label: words.choice('question_type', type) }))}
            value={textOf(each, 'type')}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(type) => type && change(index, { type })}
          />
          <Checkbox
            label={t('row.required')}
            checked={each.required === true}
            readOnly={readOnly}
            onChange={(event) => change(index, { required: event.currentTarget.checked })}
          />
          {!readOnly && <Remove onClick={() => keep(fields.toSpliced(index, 1))} />}
        </Group>
      ))}
    </Rows>
  )
}

/** How an incoming webhook says which contact is meant. */
export function FindContactInput({ label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const [by = 'email', path = ''] = isObject(value) ? (Object.entries(value)[0] ?? []) : []
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Select
        flex={1}
        label={label}
        description={hint || undefined}
        error={error}
        data={['email', 'phone', 'id'].map((each) => ({ value: each, label: words.field(each) }))}
        value={by}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => chosen && onChange({ [chosen]: path })}
      />
      <TextInput
        flex={1}
        aria-label={t('row.path')}
        value={typeof path === 'string' ? path : ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ [by]: event.currentTarget.value })}
      />
    </Group>
  )
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Business hours of a week, or one stretch of time. */
export function PeriodInput({ label, error, holder, readOnly, onChange, onHolder }: PeriodInputProps) {
  const { t } = useTranslation('workflows')
  const weekly = 'business_hours' in holder || !('from' in holder || 'to' in holder)
  const hours = isObject(holder.business_hours) ? holder.business_hours : {}
  const setDay = (day: string, text: string) => {
    const spans = text.split(',').map((span) => span.trim())
    const next: JsonObject = {}
    for (const each of DAYS) {
      const kept = each === day ? (text.trim() === '' ? undefined : spans) : hours[each]
      if (kept !== undefined) next[each] = kept
    }
    onChange(next)
  }
  const { business_hours: _, from: __, to: ___, ...rest } = holder
  return (
    <Stack gap="xs">
      <Select
        label={label}
        error={error}
        data={[
          { value: 'week', label: t('period.week') },
          { value: 'stretch', label: t('period.stretch') },
        ]}
        value={weekly ? 'week' : 'stretch'}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => {
          const { holidays: ____, ...plain } = rest
          if (chosen === 'week' && !weekly) onHolder({ ...rest, business_hours: {} })
          if (chosen === 'stretch' && weekly)
            onHolder({ ...plain, from: new Date().toISOString().slice(0, 10) })
        }}
      />
      {weekly &&
        DAYS.map((day) => (
          <TextInput
            key={day}
            label={t(`day.${day}`)}
            value={Array.isArray(hours[day]) ? hours[day].join(', ') : ''}
            placeholder={t('period.closed')}
            readOnly={readOnly}
            onChange={(event) => setDay(day, event.currentTarget.value)}
          />
        ))}
      {!weekly &&
        (['from', 'to'] as const).map((key) => (
          <TextInput
            key={key}
            type="datetime-local"
            label={t(`period.${key}`)}
            value={moment(textOf(holder, key))}
            readOnly={readOnly}
            onChange={(event) => {
              const { [key]: _____, ...others } = holder
              const value = event.currentTarget.value
              onHolder(value === '' ? others : { ...others, [key]: value })
            }}
          />
        ))}
    </Stack>
  )
}

type PeriodInputProps = InputProps & { onHolder: (holder: JsonObject) => void }

/** As the browser's field takes it. */
function moment(text: string): string {
  return text.length === 10 ? `${text}T00:00` : text.slice(0, 16)
}

type RowsProps = {
  label: string
  hint?: string
  error?: ReactNode
  /** What the button that adds a row says; null: none. */
  add: string | null
  onAdd: () => void
  children: ReactNode
}

export function Rows({ label, hint, error, add, onAdd, children }: RowsProps) {
  return (
    <Input.Wrapper label={label} description={hint || undefined} error={error} labelElement="div">
      <Stack gap="xs" mt={6} role="group" aria-label={label}>
        {children}
        {add !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={onAdd}
            style={{ alignSelf: 'flex-start' }}
          >
            {add}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

export function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('workflows')
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('removeRow')} onClick={onClick}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  )
}
