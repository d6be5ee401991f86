import { Group, MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { shapeOf } from '../catalogue/conditions'
import type { Category } from '../catalogue/types'
import type { Json } from '../model/json'
import { useWords } from '../words'
import { type Choice, useCategories, useChannels, useContactFields, useUsers } from './choices'
import { DurationInput } from './inputs'

type ValuesProps = {
  subject: string
  asked: Category
  operator: string
  value: Json | undefined
  readOnly: boolean
  onChange: (value: Json) => void
}

/** As many values as the operator compares with. */
export function Values({ subject, asked, operator, value, readOnly, onChange }: ValuesProps) {
  const { t } = useTranslation('workflows')
  const choices = useChoices(subject, asked)
  const shape = shapeOf(operator)
  if (shape === 'none') return null
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value]
  if (shape === 'several') {
    const shared = {
      size: 'xs',
      'aria-label': t('conditions.value'),
      value: items.map(String),
      readOnly,
      onChange: (chosen: string[]) => onChange(chosen),
    } as const
    return choices ? (
      <MultiSelect data={choices} searchable {...shared} />
    ) : (
      <TagsInput {...shared} placeholder={t('ui:typeAndEnter')} />
    )
  }
  if (shape === 'one')
    return (
      <One asked={asked} choices={choices} value={items[0] ?? ''} readOnly={readOnly} onChange={onChange} />
    )
  return (
    <Group gap={6} grow wrap="nowrap">
      {[0, 1].map((index) => (
        <One
          key={index}
          asked={asked}
          choices={null}
          value={items[index] ?? ''}
          readOnly={readOnly}
          onChange={(given) => onChange(index === 0 ? [given, items[1] ?? ''] : [items[0] ?? '', given])}
        />
      ))}
    </Group>
  )
}

type OneProps = Pick<ValuesProps, 'asked' | 'readOnly' | 'onChange'> & {
  choices: Choice[] | null
  value: Json
}

function One({ asked, choices, value, readOnly, onChange }: OneProps) {
  const { t } = useTranslation('workflows')
  const label = t('conditions.value')
  const text = String(value ?? '')
  if (asked.type === 'duration')
    return (
      <DurationInput
        field={{ key: 'value', input: 'duration' }}
        label={label}
        value={text === '' ? undefined : text}
        holder={{}}
        readOnly={readOnly}
        onChange={(given) => onChange(given ?? '')}
      />
    )
  if (choices) {
    const data =
      text === '' || choices.some((each) => each.value === text)
        ? choices
        : [...choices, { value: text, label: text }]
    return (
      <Select
        size="xs"
        aria-label={label}
        data={data}
        value={text || null}
        searchable
        limit={100}
        selectFirstOptionOnChange
        openOnFocus={false}
        placeholder={t('ui:choose')}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
    )
  }
  const parse = (given: string): Json =>
    asked.type === 'number' && String(Number(given)) === given ? Number(given) : given
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={label}
      type={asked.type === 'date' && !text.includes('T') ? 'date' : 'text'}
      inputMode={asked.type === 'number' ? 'decimal' : undefined}
      value={text}
      readOnly={readOnly}
      onChange={(event) => onChange(parse(event.currentTarget.value))}
    />
  )
}

/** What there is to pick from; null where one writes. */
function useChoices(subject: string, asked: Category): Choice[] | null {
  const words = useWords()
  const users = useUsers()
  const channels = useChannels()
  const categories = useCategories()
  const fields = useContactFields(false)
  if (asked.choices) return asked.choices.map((value) => ({ value, label: words.choice(subject, value) }))
  if (asked.type === 'boolean')
    return ['true', 'false'].map((value) => ({ value, label: words.choice('boolean', value) }))
  if (asked.picks === 'user') return users
  if (asked.picks === 'channel') return channels
  if (asked.picks === 'category') return categories
  return asked.picks === 'contact_field' ? fields : null
}
