/** Steps, triggers and conditions in the words of the language. */

import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { conditionsOf, isGroup } from './catalogue/conditions'
import { kindOf } from './catalogue/steps'
import { isObject, type Json, type JsonObject, textOf } from './model/json'

type T = TFunction<'workflows'>

export function kindName(t: T, type: string): string {
  return t(`step.${type}`, { defaultValue: type })
}

export function stepTitle(t: T, step: JsonObject): string {
  return textOf(step, 'name') || kindName(t, textOf(step, 'type'))
}

/** One of the choices of a field: `logic`, `least_open`. */
export function choiceName(t: T, key: string, value: string): string {
  return t(`choice.${key}.${value}`, { defaultValue: value })
}

export function triggerName(t: T, type: string): string {
  return t(`trigger.${type}`, { defaultValue: type })
}

/** How a path under a step is called. */
export function wayName(t: T, step: JsonObject, way: string, branch?: number): string {
  if (branch === undefined) return t(`way.${way}`, { defaultValue: way })
  const given = Array.isArray(step.branches) ? step.branches[branch] : undefined
  return (isObject(given) ? textOf(given, 'name') : '') || t('branchNumber', { number: branch + 1 })
}

/** What a step says, on one line. */
export function summary(t: T, step: JsonObject): string {
  const kind = kindOf(step)
  const parts = (kind?.says ?? []).map((key) => said(t, key, step[key])).filter((part) => part !== '')
  return parts.join(' · ')
}

function said(t: T, key: string, value: Json | undefined): string {
  if (value === undefined || value === null || value === false) return ''
  if (value === true) return t(`field.${key}`, { defaultValue: key })
  if (key === 'branches') return t('says.branches', { count: Array.isArray(value) ? value.length : 0 })
  if (key === 'business_hours') return t('says.businessHours')
  if (key === 'add' || key === 'remove') {
    const tags = Array.isArray(value) ? value.join(', ') : String(value)
    return `${key === 'add' ? '+' : '−'} ${tags}`
  }
  if (typeof value === 'string') return choiceName(t, key, value).replace(/\s+/g, ' ').slice(0, 120)
  return typeof value === 'number' ? String(value) : ''
}

/** A condition, or several, as a line: “source is equal to contact”. */
export function conditionWords(t: T, entry: Json): string {
  if (!isObject(entry)) return ''
  if (isGroup(entry)) return `(${conditionsWords(t, entry)})`
  const category = textOf(entry, 'category')
  const field = textOf(entry, 'field')
  const subject =
    category === 'contact_field' || category === 'variable' ? fieldName(t, field) : categoryName(t, category)
  const operator = operatorName(t, textOf(entry, 'operator'))
  return `${subject} ${operator} ${valueWords(t, category, field, entry.value)}`.trim()
}

export function conditionsWords(t: T, holder: JsonObject): string {
  const { mode, items } = conditionsOf(holder)
  return items.map((item) => conditionWords(t, item)).join(mode === 'all' ? ` ${t('and')} ` : ` ${t('or')} `)
}

function valueWords(t: T, category: string, field: string, value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  const subject = category === 'contact_field' ? field : category
  const items = Array.isArray(value) ? value : [value]
  return items
    .map((item) => (typeof item === 'string' ? choiceName(t, subject, item) : String(item)))
    .join(', ')
}

export function categoryName(t: T, category: string): string {
  return t(`category.${category}`, { defaultValue: category })
}

function operatorName(t: T, operator: string): string {
  return t(`operator.${operator}`, { defaultValue: operator })
}

export function fieldName(t: T, field: string): string {
  return t(`contactField.${field}`, { defaultValue: field })
}

export function outcomeName(t: T, outcome: string): string {
  if (outcome.startsWith('branches/')) return t('outcome.branch')
  return t(`outcome.${outcome}`, { defaultValue: t(`way.${outcome}`, { defaultValue: outcome }) })
}

export function reasonName(t: T, reason: string): string {
  return t(`ui:reason.${reason}`, { defaultValue: reason })
}

/** The words, bound to the language. */
export function useWords() {
  const { t } = useTranslation('workflows')
  return {
    kind: (type: string) => kindName(t, type),
    title: (step: JsonObject) => stepTitle(t, step),
    choice: (key: string, value: string) => choiceName(t, key, value),
    trigger: (type: string) => triggerName(t, type),
    way: (step: JsonObject, way: string, branch?: number) => wayName(t, step, way, branch),
    summary: (step: JsonObject) => summary(t, step),
    conditions: (holder: JsonObject) => conditionsWords(t, holder),
    category: (category: string) => categoryName(t, category),
    field: (field: string) => fieldName(t, field),
    operator: (operator: string) => operatorName(t, operator),
    outcome: (outcome: string) => outcomeName(t, outcome),
    reason: (reason: string) => reasonName(t, reason),
    label: (key: string) => t(`field.${key}`, { defaultValue: key }),
    hint: (key: string) => t(`hint.${key}`, { defaultValue: '' }),
  }
}
