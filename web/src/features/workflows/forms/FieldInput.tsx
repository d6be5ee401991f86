import type { ComponentType } from 'react'
import type { Field, Input } from '../catalogue/types'
import { isSame, type Json, type JsonObject } from '../model/json'
import type { Placed } from '../model/problems'
import { useWords } from '../words'
import {
  BodyInput,
  BoundInput,
  ChoiceInput,
  ChoicesInput,
  DurationInput,
  LineInput,
  NumberField,
  SwitchInput,
  TagsField,
  TextsInput,
} from './inputs'
import { PairsInput } from './PairsInput'
import { PeriodInput } from './PeriodInput'
import {
  CategoryInput,
  ChannelInput,
  ContactFieldInput,
  CountryInput,
  SaveAsInput,
  StepInput,
  TeamInput,
  TimeZoneInput,
  UserInput,
  WorkflowInput,
} from './picks'
import { FindContactInput, FormInput } from './rows'
import { TemplateInput } from './TemplateInput'
import type { InputProps } from './types'

const INPUTS: Record<Exclude<Input, 'period'>, ComponentType<InputProps>> = {
  line: LineInput,
  template: TemplateInput,
  template_line: TemplateInput,
  texts: TextsInput,
  duration: DurationInput,
  number: NumberField,
  bound: BoundInput,
  switch: SwitchInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  user: UserInput,
  team: TeamInput,
  channel: ChannelInput,
  contact_field: ContactFieldInput,
  tags: TagsField,
  category: CategoryInput,
  step: StepInput,
  workflow: WorkflowInput,
  pairs: PairsInput,
  save_as: SaveAsInput,
  time_zone: TimeZoneInput,
  country: CountryInput,
  body: BodyInput,
  form: FormInput,
  find_contact: FindContactInput,
}

type FieldInputProps = {
  field: Field
  holder: JsonObject
  problems: readonly Placed[]
  readOnly: boolean
  onChange: (key: string, value: Json | undefined) => void
  onHolder: (holder: JsonObject) => void
}

/** A field of a step or trigger, as its catalogue entry says. What equals the default is not written down. */
export function FieldInput({ field, holder, problems, readOnly, onChange, onHolder }: FieldInputProps) {
  const words = useWords()
  const errors = problems.filter((each) => each.severity === 'error')
  const error = errors.length > 0 ? errors.map((each) => each.detail).join(' ') : undefined
  const warnings = problems.filter((each) => each.severity === 'warning').map((each) => each.detail)
  const props: InputProps = {
    field,
    label: words.label(field.label ?? field.key),
    hint: [words.hint(field.key), ...warnings].filter(Boolean).join(' '),
    error,
    value: holder[field.key],
    holder,
    readOnly,
    onChange: (value) => {
      const unsaid =
        (value === '' && !field.required) || (field.default !== undefined && isSame(value, field.default))
      onChange(field.key, unsaid ? undefined : value)
    },
  }
  if (field.input === 'period') return <PeriodInput {...props} problems={problems} onHolder={onHolder} />
  const Component = INPUTS[field.input]
  return <Component {...props} />
}
