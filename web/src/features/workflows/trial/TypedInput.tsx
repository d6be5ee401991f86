import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../model/json'

type TypedInputProps = {
  /** Of a custom field, or of a shortcut's form. */
  type: string
  label: string
  value: Json | undefined
  required?: boolean
  error?: ReactNode
  onChange: (value: Json) => void
}

const HTML_TYPES: Record<string, string> = { date: 'date', email: 'email', phone: 'tel', url: 'url' }

/** A value of a type, filled in as the type asks for; null or an empty text where it is left out. */
export function TypedInput({ type, value, required, onChange, ...said }: TypedInputProps) {
  const { t } = useTranslation('workflows')
  const shared = { ...said, size: 'xs', withAsterisk: required } as const
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
        data={['true', 'false'].map((each) => ({ value: each, label: t(`choice.boolean.${each}`) }))}
        value={typeof value === 'boolean' ? String(value) : null}
        onChange={(chosen) => onChange(chosen === null ? null : chosen === 'true')}
      />
    )
  if (type === 'list')
    return (
      <TagsInput
        {...shared}
        placeholder={t('typeAndEnter')}
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
