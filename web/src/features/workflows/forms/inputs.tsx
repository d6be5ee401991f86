import { Checkbox, Group, NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isObject, type Json } from '../model/json'
import { useWords } from '../words'
import { readDuration, UNITS, type Unit } from './duration'
import type { InputProps } from './types'

/** What all inputs of Mantine are given alike. */
export function common({ label, hint, error, readOnly, field }: InputProps) {
  return { label, description: hint || undefined, error, readOnly, withAsterisk: field.required && !readOnly }
}

export function plain(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function LineInput(props: InputProps) {
  return (
    <TextInput
      {...common(props)}
      value={plain(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export function NumberField(props: InputProps) {
  const { field, value } = props
  const kept = typeof value === 'number' || typeof value === 'string' ? value : undefined
  return (
    <NumberInput
      {...common(props)}
      value={kept ?? (typeof field.default === 'number' ? field.default : '')}
      min={field.min}
      max={field.max}
      clampBehavior="blur"
      allowDecimal={false}
      onChange={(number) => props.onChange(number === '' ? undefined : number)}
    />
  )
}

/** The least or most that an answer may be: a date for dates, else a number. */
export function BoundInput(props: InputProps) {
  if (props.holder.question_type !== 'date') return <NumberField {...props} />
  return (
    <TextInput
      {...common(props)}
      type="date"
      value={plain(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export function SwitchInput({ label, hint, error, value, readOnly, onChange }: InputProps) {
  return (
    <Switch
      label={label}
      description={hint || undefined}
      error={error}
      checked={value === true}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

export function ChoiceInput(props: InputProps) {
  const { field, value } = props
  const words = useWords()
  return (
    <Select
      {...common(props)}
      data={(field.options ?? []).map((option) => ({
        value: option,
        label: words.choice(field.key, option),
      }))}
      value={plain(value ?? field.default)}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && props.onChange(chosen)}
    />
  )
}

export function ChoicesInput({ field, label, hint, error, value, readOnly, onChange }: InputProps) {
  const words = useWords()
  const chosen = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  return (
    <Checkbox.Group
      label={label}
      description={hint || undefined}
      error={error}
      value={chosen}
      readOnly={readOnly}
      onChange={(items) => onChange((field.options ?? []).filter((option) => items.includes(option)))}
    >
      <Group mt={6} gap="md">
        {(field.options ?? []).map((option) => (
          <Checkbox key={option} value={option} label={words.choice(field.key, option)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

export function TagsField(props: InputProps) {
  const { t } = useTranslation('workflows')
  const { value } = props
  const tags = Array.isArray(value) ? value.map(String) : plain(value) === '' ? [] : [plain(value)]
  return (
    <TagsInput
      {...common(props)}
      value={tags}
      placeholder={tags.length === 0 ? t('ui:typeAndEnter') : ''}
      onChange={(items) => props.onChange(items.length === 0 ? undefined : items)}
    />
  )
}

export function TextsInput(props: InputProps) {
  const { t } = useTranslation('workflows')
  const texts = Array.isArray(props.value) ? props.value.map(String) : []
  return (
    <TagsInput
      {...common(props)}
      value={texts}
      splitChars={[]}
      placeholder={texts.length === 0 ? t('ui:typeAndEnter') : ''}
      onChange={(items) => props.onChange(items)}
    />
  )
}

/** A number and a unit; what is no duration (a parameter of a template) can be changed as text. */
export function DurationInput(props: InputProps) {
  const text = plain(props.value ?? props.field.default)
  const read = readDuration(text)
  if (text !== '' && read === null)
    return (
      <TextInput
        {...common(props)}
        value={text}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    )
  return <NumberAndUnit {...props} read={read} />
}

function NumberAndUnit({ read, ...props }: InputProps & { read: ReturnType<typeof readDuration> }) {
  const { t } = useTranslation('workflows')
  const [unit, setUnit] = useState<Unit>(read?.unit ?? 'm')
  // What is kept says the unit, until another one is chosen for the same length.
  const shown = read && (read.number * UNITS[read.unit]) % UNITS[unit] === 0 ? unit : (read?.unit ?? unit)
  const number = read ? (read.number * UNITS[read.unit]) / UNITS[shown] : ''
  const units = (Object.keys(UNITS) as Unit[]).map((each) => ({ value: each, label: t(`unit.${each}`) }))
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <NumberInput
        {...common(props)}
        flex={1}
        value={number}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        onChange={(given) => props.onChange(given === '' || given === 0 ? undefined : `${given}${shown}`)}
      />
      <Select
        w={124}
        aria-label={`${props.label}: ${t('unit.label')}`}
        data={units}
        value={shown}
        readOnly={props.readOnly}
        allowDeselect={false}
        onChange={(chosen) => {
          if (chosen === null) return
          setUnit(chosen as Unit)
          if (number !== '') props.onChange(`${number}${chosen}`)
        }}
      />
    </Group>
  )
}

/** What an HTTP request sends: JSON where it can be read as such, else a text. */
export function BodyInput(props: InputProps) {
  const { value } = props
  const [draft, setDraft] = useState<string | null>(null)
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  const keep = (given: string) => {
    setDraft(null)
    props.onChange(given.trim() === '' ? undefined : asJson(given))
  }
  return (
    <Textarea
      {...common(props)}
      autosize
      minRows={4}
      maxRows={16}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      spellCheck={false}
      value={draft ?? text}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => draft !== null && keep(draft)}
    />
  )
}

function asJson(text: string): Json {
  try {
    const data: unknown = JSON.parse(text)
    return isObject(data) || Array.isArray(data) ? (data as Json) : text
  } catch {
    return text
  }
}
