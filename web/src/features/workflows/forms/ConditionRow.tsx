import { Autocomplete, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '../builder/store'
import {
  askedBy,
  categoriesFor,
  OPERATORS,
  reshaped,
  SCOPES,
  SENDERS,
  shapeOf,
} from '../catalogue/conditions'
import { variablesOf } from '../catalogue/variables'
import { type Json, type JsonObject, textOf } from '../model/json'
import { useWords } from '../words'
import { Values } from './ConditionValues'
import { useContactFields, useCustomFields } from './choices'

type ConditionRowProps = {
  condition: JsonObject
  trigger: string
  readOnly: boolean
  onChange: (condition: JsonObject) => void
}

/** One condition, built by picking: what is asked, how it compares, and with what. */
export function ConditionRow({ condition, trigger, readOnly, onChange }: ConditionRowProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const custom = useCustomFields()
  const categories = categoriesFor(trigger)
  const category = textOf(condition, 'category')
  const asked = askedBy(condition, categories, custom)
  const operator = textOf(condition, 'operator')
  const takes = categories[category]?.takes ?? []
  const known = Object.keys(categories)
  const names = (category === '' || known.includes(category) ? known : [...known, category]).map((value) => ({
    value,
    label: words.category(value),
  }))

  /** With an operator that suits, and a value that suits it. */
  const settled = (next: JsonObject, clear: boolean) => {
    const of = askedBy(next, categories, custom)
    const { operator: before, value, ...rest } = next
    const fits = typeof before === 'string' && OPERATORS[of.type].includes(before)
    const chosen = fits ? before : 'is_equal_to'
    const kept = clear ? (of.choices?.[0] ?? '') : value
    const given = reshaped(kept, shapeOf(chosen))
    onChange({ ...rest, operator: chosen, ...(given === undefined ? {} : { value: given }) })
  }
  const setCategory = (chosen: string) => {
    const needs = categories[chosen]?.takes ?? []
    const field: JsonObject = !needs.includes('field')
      ? {}
      : { field: chosen === 'variable' ? '' : 'first_name' }
    const start = needs.includes('scope') || needs.includes('sender') ? 'exists' : 'is_equal_to'
    settled({ category: chosen, ...field, operator: start }, true)
  }
  const put = (key: string, value: Json | undefined) => {
    const { operator: op = '', value: kept, [key]: _, ...rest } = condition
    const next = { ...rest, ...(value === undefined ? {} : { [key]: value }), operator: op }
    return kept === undefined ? next : { ...next, value: kept }
  }
  return (
    <>
      <Select
        size="xs"
        aria-label={t('conditions.category')}
        data={names}
        value={category}
        searchable
        selectFirstOptionOnChange
        openOnFocus={false}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => chosen && setCategory(chosen)}
      />
      {takes.includes('field') && (
        <FieldPick
          category={category}
          value={textOf(condition, 'field')}
          readOnly={readOnly}
          onChange={(field) => settled(put('field', field) as JsonObject, category === 'contact_field')}
        />
      )}
      {takes.includes('sender') && (
        <Select
          size="xs"
          aria-label={t('conditions.sender')}
          data={SENDERS.map((value) => ({ value, label: t(`sender.${value}`) }))}
          value={textOf(condition, 'sender') || 'user'}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(chosen) => chosen && onChange(put('sender', chosen))}
        />
      )}
      {takes.includes('scope') && (
        <Select
          size="xs"
          aria-label={t('conditions.scope')}
          data={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
          value={textOf(condition, 'scope') || 'conversation'}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(chosen) => chosen && onChange(put('scope', chosen))}
        />
      )}
      <Select
        size="xs"
        aria-label={t('conditions.operator')}
        data={OPERATORS[asked.type].map((value) => ({ value, label: words.operator(value) }))}
        value={operator}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => chosen && settled({ ...condition, operator: chosen }, false)}
      />
      <Values
        subject={category === 'contact_field' ? textOf(condition, 'field') : category}
        asked={asked}
        operator={operator}
        value={condition.value}
        readOnly={readOnly}
        onChange={(value) => onChange({ ...condition, value })}
      />
    </>
  )
}

type FieldPickProps = {
  category: string
  value: string
  readOnly: boolean
  onChange: (field: string) => void
}

function FieldPick({ category, value, readOnly, onChange }: FieldPickProps) {
  const { t } = useTranslation('workflows')
  const fields = useContactFields(false)
  const document = useBuilder((builder) => builder.document)
  if (category === 'variable')
    return (
      <Autocomplete
        size="xs"
        aria-label={t('conditions.field')}
        placeholder={t('saveAs.variable')}
        data={variablesOf(document)}
        value={value}
        readOnly={readOnly}
        onChange={onChange}
      />
    )
  const data =
    value === '' || fields.some((each) => each.value === value)
      ? fields
      : [...fields, { value, label: value }]
  return (
    <Select
      size="xs"
      aria-label={t('conditions.field')}
      data={data}
      value={value}
      searchable
      selectFirstOptionOnChange
      openOnFocus={false}
      allowDeselect={false}
      readOnly={readOnly}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  )
}
