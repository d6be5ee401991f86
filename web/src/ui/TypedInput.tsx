import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What was filled in; null or an empty text or list where it was left out. */
export type Filled = string | number | boolean | string[] | null

type TypedInputProps = {
  /** Of a custom field, or of a shortcut's form. */
  type: string
  label: string
  value: unknown
  required?: boolean
  error?: ReactNode
  size?: 'xs' | 'sm'
  autoFocus?: boolean
  onChange: (value: Filled) => void
}

const HTML_TYPES: Record<string, string> = { date: 'date', email: 'email', phone: 'tel', url: 'url' }

/** A value of a type, filled in as the type asks for. */
export function TypedInput({
  type,
  value,
  required,
  autoFocus,
  onChange,
  size = 'xs',
  ...said
}: TypedInputProps) {
  const { t } = useTranslation('ui')
  const shared = { ...said, size, required, 'data-autofocus': autoFocus || undefined } as const
  if (type === 'number')
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' || typeof value === 'string' ? value : ''}
        onChange={(given) => onChange(given === '' ? null : given)}
      />
    )
  if (type === 'boolean')
    return (
      <Select
        {...shared}
        clearable
        placeholder={t('choose')}
        data={[
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(chosen) => onChange(chosen === null ? null : chosen === 'true')}
      />
    )
  if (type === 'list')
    return (
      <TagsInput
        {...shared}
        placeholder={t('typeAndEnter')}
        acceptValueOnBlur
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
      />
    )
  return (
    <TextInput
      {...shared}
      type={HTML_TYPES[type] ?? 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
