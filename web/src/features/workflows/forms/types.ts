import type { ReactNode } from 'react'
import type { Field } from '../catalogue/types'
import type { Json, JsonObject } from '../model/json'

/** What every input of a form is given. */
export type InputProps = {
  field: Field
  label: string
  hint?: string
  error?: ReactNode
  value: Json | undefined
  /** Undefined takes the key away. */
  onChange: (value: Json | undefined) => void
  /** The step or trigger that the field belongs to. */
  holder: JsonObject
  readOnly: boolean
}
