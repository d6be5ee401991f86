import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactChange, ContactView, CustomFieldView } from '@/api/schema.gen'
import type { useChangeContact } from './actions'

type Change = ReturnType<typeof useChangeContact>
type OwnField = 'first_name' | 'last_name' | 'phone' | 'email' | 'language' | 'country'

type LineProps = { contact: ContactView; name: OwnField; label: string; change: Change }

/** One line about the contact; saved when one leaves it. */
export function Line({ contact, name, label, change }: LineProps) {
  const known = contact[name] ?? ''
  const empty = name === 'first_name' || name === 'last_name' ? '' : null
  const put = (text: string): ContactChange => ({ [name]: text === '' ? empty : text })
  return (
    <Text
      key={known}
      label={label}
      known={known}
      onSave={(text) => change.mutate({ change: put(text), undo: put(known) })}
    />
  )
}

type TextProps = { label: string; known: string; onSave: (text: string) => void; type?: string }

function Text({ label, known, onSave, type = 'text' }: TextProps) {
  const [text, setText] = useState(known)
  const save = () => text.trim() !== known && onSave(text.trim())
  return (
    <TextInput
      size="xs"
      type={type}
      label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save()
        if (event.key === 'Escape') setText(known)
      }}
    />
  )
}

type CustomFieldProps = { contact: ContactView; field: CustomFieldView; change: Change }

/** A field that the workspace has added, with the input that its type asks for. */
export function CustomField({ contact, field, change }: CustomFieldProps) {
  const { t } = useTranslation('inbox')
  const known = contact.fields[field.name]
  type Value = NonNullable<ContactChange['fields']>[string]
  const save = (value: Value) =>
    change.mutate({
      change: { fields: { [field.name]: value } },
      undo: { fields: { [field.name]: (known ?? null) as Value } },
    })
  switch (field.type) {
    case 'number':
      return (
        <NumberInput
          size="xs"
          label={field.name}
          defaultValue={typeof known === 'number' ? known : ''}
          hideControls
          onBlur={(event) => {
            const value =
              event.currentTarget.value === '' ? null : Number(event.currentTarget.value.replaceAll(',', ''))
            if (value !== (known ?? null) && !Number.isNaN(value)) save(value)
          }}
          thousandSeparator=","
        />
      )
    case 'boolean':
      return (
        <Select
          size="xs"
          label={field.name}
          clearable
          value={typeof known === 'boolean' ? String(known) : null}
          data={[
            { value: 'true', label: t('ui:yes') },
            { value: 'false', label: t('ui:no') },
          ]}
          onChange={(value) => save(value === null ? null : value === 'true')}
        />
      )
    case 'list':
      return (
        <TagsInput
          size="xs"
          label={field.name}
          value={Array.isArray(known) ? known.map(String) : []}
          onChange={(value) => save(value.length === 0 ? null : value)}
        />
      )
    default:
      return (
        <Text
          type={field.type === 'date' ? 'date' : 'text'}
          label={field.name}
          known={known === null || known === undefined ? '' : String(known)}
          onSave={(text) => save(text === '' ? null : text)}
        />
      )
  }
}
