/** What the workspace has to choose from. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { teamsQuery, usersQuery } from '@/api/people'
import { categoriesQuery, channelsQuery, customFieldsQuery, workflowsQuery } from '@/api/workspace'
import { useBuilder } from '../builder/store'
import { SETTABLE, STANDARD_FIELDS } from '../catalogue/conditions'
import type { ValueType } from '../catalogue/types'
import { variablesOf } from '../catalogue/variables'
import { entriesOf } from '../model/tree'
import { useWords } from '../words'

export type Choice = { value: string; label: string }

export function useTeams(): Choice[] {
  return (useQuery(teamsQuery).data ?? []).map(({ name }) => ({ value: name, label: name }))
}

export function useUsers(): Choice[] {
  const { data = [] } = useQuery(usersQuery)
  return data.map(({ name, email }) => ({ value: email, label: `${name} (${email})` }))
}

export function useChannels(): Choice[] {
  return (useQuery(channelsQuery).data ?? []).map(({ name }) => ({ value: name, label: name }))
}

export function useCategories(): Choice[] {
  return (useQuery(categoriesQuery).data ?? []).map(({ name }) => ({ value: name, label: name }))
}

/** The names of the other workflows. */
export function useWorkflows(): Choice[] {
  const own = useBuilder((builder) => builder.workflowId)
  const { data = [] } = useQuery(workflowsQuery)
  return data.filter(({ id }) => id !== own).map(({ name }) => ({ value: name, label: name }))
}

/** The types of the workspace's own fields, by name. */
export function useCustomFields(): ReadonlyMap<string, ValueType> {
  const { data } = useQuery(customFieldsQuery)
  return useMemo(() => new Map((data ?? []).map(({ name, type }) => [name, type as ValueType])), [data])
}

export function useContactFields(settable: boolean): Choice[] {
  const words = useWords()
  const custom = useCustomFields()
  const standard = settable ? SETTABLE : Object.keys(STANDARD_FIELDS)
  return [
    ...standard.map((value) => ({ value, label: words.field(value) })),
    ...[...custom.keys()].map((value) => ({ value, label: value })),
  ]
}

/** All steps but one, as they are called. */
export function useSteps(but: string): Choice[] {
  const words = useWords()
  const document = useBuilder((builder) => builder.document)
  return useMemo(
    () =>
      entriesOf(document)
        .filter(({ id }) => id !== but)
        .map(({ id, step }) => ({ value: id, label: `${words.title(step)} (${id})` })),
    [document, but, words],
  )
}

export type TextVariable = { group: string; name: string; text: string }

/** What a text can have filled in. */
export function useTextVariables(mentions: boolean): TextVariable[] {
  const { t } = useTranslation('workflows')
  const document = useBuilder((builder) => builder.document)
  const words = useWords()
  const custom = useCustomFields()
  return useMemo(() => {
    const named = (group: string, prefix: string, names: readonly string[]) =>
      names.map((name) => ({ group, name: words.field(name), text: `{{ ${prefix}.${name} }}` }))
    return [
      ...(mentions
        ? [{ group: t('variables.mention'), name: words.field('assignee'), text: '@{assignee}' }]
        : []),
      ...named(t('variables.contact'), 'contact', [
        'first_name',
        'name',
        'email',
        'phone',
        'language',
        'country',
      ]),
      ...named(
        t('variables.contact'),
        'contact',
        [...custom.keys()].filter((name) => /^[a-z_]\w*$/i.test(name)),
      ),
      ...named(t('variables.assignee'), 'assignee', ['first_name', 'name', 'email']),
      ...named(t('variables.variable'), 'variable', variablesOf(document)),
      { group: t('variables.other'), name: t('variables.message'), text: '{{ message.text }}' },
      { group: t('variables.other'), name: t('variables.workspace'), text: '{{ workspace.name }}' },
      { group: t('variables.other'), name: t('variables.now'), text: '{{ system.now }}' },
    ]
  }, [t, words, custom, document, mentions])
}
