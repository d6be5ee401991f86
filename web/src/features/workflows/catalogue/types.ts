import type { TablerIcon } from '@tabler/icons-react'
import type { Json, JsonObject } from '../model/json'

/** How a field is filled in. */
export type Input =
  | 'line' // a text on one line
  | 'template' // a text with variables, on several lines
  | 'template_line'
  | 'texts' // several texts
  | 'duration'
  | 'number'
  | 'bound' // a number, or a date where the question asks for one
  | 'switch'
  | 'choice' // one of `options`
  | 'choices' // several of `options`
  | 'user'
  | 'team'
  | 'channel'
  | 'contact_field'
  | 'tags'
  | 'category'
  | 'step'
  | 'workflow'
  | 'pairs' // names and texts
  | 'save_as'
  | 'period'
  | 'time_zone'
  | 'country'
  | 'body'
  | 'form'
  | 'find_contact'

export type Field = {
  key: string
  /** By which word it is called, if not by its key. */
  label?: string
  input: Input
  required?: boolean
  /** What holds where the document says nothing. */
  default?: Json
  options?: readonly string[]
  min?: number
  max?: number
  /** Whether the step has this field at all, as the others are; always if not given. */
  when?: (step: JsonObject) => boolean
  /** Rarely needed: shown when asked for. */
  more?: boolean
}

/** A list of steps that a step leaves by when something goes wrong, or late. */
export type WayOut = { key: string; when?: (step: JsonObject) => boolean }

export type StepGroup = 'talk' | 'route' | 'contact' | 'outside'

/** Everything that the builder knows of a kind of step. */
export type StepKind = {
  type: string
  icon: TablerIcon
  group: StepGroup
  colour: string
  fields: readonly Field[]
  /** Lists of steps one of which the run takes; they end the list in which the step stands. */
  paths?: readonly string[]
  ways?: readonly WayOut[]
  /** It has `branches`, beside its paths. */
  branches?: true
  /** Nothing behind it in its list is ever reached. */
  last?: true
  /** What a new one holds beside id and type. */
  start?: JsonObject
  /** The keys whose values say most, for a line of summary. */
  says: readonly string[]
}

export type TriggerKind = {
  type: string
  icon: TablerIcon
  fields: readonly Field[]
  /** What conditions can ask of it, beside what they can ask of every contact. */
  categories: Record<string, Category>
  /** What it adds to the run's variables. */
  variables: readonly string[]
  start?: JsonObject
}

export type ValueType = 'text' | 'number' | 'date' | 'duration' | 'list' | 'boolean' | 'anything'

/** What a condition can ask about. */
export type Category = {
  type: ValueType
  choices?: readonly string[]
  takes?: readonly ('field' | 'sender' | 'scope')[]
  /** Where the values to pick from come from. */
  picks?: 'tag' | 'user' | 'channel' | 'category' | 'contact_field'
}
