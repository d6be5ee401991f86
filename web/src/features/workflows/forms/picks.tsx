import { Group, Select, type SelectProps, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ZONES } from '@/ui/zones'
import { isObject, type Json, textOf } from '../model/json'
import {
  type Choice,
  useCategories,
  useChannels,
  useContactFields,
  useSteps,
  useTeams,
  useUsers,
  useWorkflows,
} from './choices'
import { common, plain } from './inputs'
import type { InputProps } from './types'

/** Something that the workspace has; what it has not (any more) stays, marked. */
function Pick({ data, onCreate, ...props }: InputProps & { data: Choice[]; onCreate?: boolean }) {
  const { t } = useTranslation('workflows')
  const value = plain(props.value)
  const unknown = value !== '' && !data.some((choice) => choice.value === value)
  const all = unknown
    ? [...data, { value, label: onCreate ? value : t('unknownName', { name: value }) }]
    : data
  return (
    <Select
      {...common(props)}
      data={all}
      value={value === '' ? null : value}
      searchable
      limit={100}
      selectFirstOptionOnChange
      openOnFocus={false}
      clearable={!props.field.required && !props.readOnly && props.value !== props.field.default}
      placeholder={t('ui:choose')}
      nothingFoundMessage={t('nothingFound')}
      onChange={(chosen) => props.onChange(chosen ?? undefined)}
    />
  )
}

export function UserInput(props: InputProps) {
  return <Pick {...props} data={useUsers()} />
}

export function TeamInput(props: InputProps) {
  return <Pick {...props} data={useTeams()} />
}

export function ChannelInput(props: InputProps) {
  const { t } = useTranslation('workflows')
  const data = [{ value: 'last_interacted', label: t('lastInteracted') }, ...useChannels()]
  return <Pick {...props} data={data} value={props.value ?? 'last_interacted'} />
}

export function CategoryInput(props: InputProps) {
  return <Pick {...props} data={useCategories()} />
}

export function WorkflowInput(props: InputProps) {
  return <Pick {...props} data={useWorkflows()} />
}

export function ContactFieldInput(props: InputProps) {
  return <Pick {...props} data={useContactFields(true)} />
}

export function StepInput(props: InputProps) {
  return <Pick {...props} data={useSteps(textOf(props.holder, 'id'))} />
}

/** Where an answer goes. */
export function SaveAsInput(props: InputProps) {
  const { t } = useTranslation('workflows')
  const { value, onChange, readOnly } = props
  const fields = useContactFields(true)
  const given = isObject(value) ? value : {}
  const kind = given.tag === true ? 'tag' : 'contact_field' in given ? 'contact_field' : 'variable'
  const kinds = (['variable', 'contact_field', 'tag'] as const).map((each) => ({
    value: each,
    label: t(`saveAs.${each}`),
  }))
  const start: Record<string, Json> = {
    variable: { variable: 'answer' },
    contact_field: { contact_field: '' },
    tag: { tag: true },
  }
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <Select
        {...common(props)}
        flex={1}
        data={kinds}
        value={kind}
        allowDeselect={false}
        onChange={(chosen) => chosen !== null && onChange(start[chosen])}
      />
      {kind === 'variable' && (
        <TextInput
          flex={1}
          aria-label={t('saveAs.variable')}
          value={textOf(given, 'variable')}
          readOnly={readOnly}
          onChange={(event) => onChange({ variable: event.currentTarget.value })}
        />
      )}
      {kind === 'contact_field' && (
        <Select
          flex={1}
          aria-label={t('saveAs.contact_field')}
          data={fields}
          searchable
          placeholder={t('ui:choose')}
          value={textOf(given, 'contact_field') || null}
          readOnly={readOnly}
          onChange={(chosen) => chosen !== null && onChange({ contact_field: chosen })}
        />
      )}
    </Group>
  )
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Codes that name no country: the European Union, the euro zone, the United Nations, and what is made up. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

/** A country by its code; which there are, and their names, come from the browser. */
function useCountries(): Choice[] {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'region', fallback: 'none' })
    const order = new Intl.Collator(i18n.language)
    return LETTERS.flatMap((one) => LETTERS.map((other) => one + other))
      .map((value) => ({ value, label: NO_COUNTRY.has(value) ? undefined : names.of(value) }))
      .filter((each): each is Choice => each.label !== undefined)
      .map(({ value, label }) => ({ value, label: `${label} (${value})` }))
      .sort((one, other) => order.compare(one.label, other.label))
  }, [i18n.language])
}

export function CountryInput(props: InputProps) {
  return <Pick {...props} data={useCountries()} onCreate />
}

export function CountrySelect(props: Omit<SelectProps, 'data'>) {
  return <Select {...props} data={useCountries()} searchable selectFirstOptionOnChange openOnFocus={false} />
}

export function TimeZoneInput(props: InputProps) {
  return <Pick {...props} data={ZONES.map((zone) => ({ value: zone, label: zone }))} onCreate />
}
