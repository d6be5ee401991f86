import { Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { teamsQuery, usersQuery } from '@/api/people'
import type { TemplateParameter, TemplateSummary } from '@/api/schema.gen'
import { workflowsQuery } from '@/api/workspace'
import { useErrorText } from '@/ui/states'
import { DurationInput } from '../forms/inputs'
import { freeName } from '../list/documents'

type Value = string | number

/** Asks for what a template leaves open, and makes a workflow of it. */
export function UseTemplate({ template, onClose }: { template: TemplateSummary; onClose: () => void }) {
  const { t } = useTranslation('workflows')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const text = useErrorText()
  const { data: workflows } = useQuery(workflowsQuery)
  const [values, setValues] = useState<Record<string, Value>>(() => defaults(template.parameters))
  const [name, setName] = useState<string | null>(null)
  const named = name ?? freeName(template.name, workflows ?? [])
  const make = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/workflows', {
          // The list of templates in the types is that of the server they were made from.
          body: { template: template.id as 'reassign-when-silent', values, name: named },
        }),
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['workflows'] })
      void navigate({ to: '/workflows/$workflowId', params: { workflowId: String(id) } })
    },
  })
  const error = make.error instanceof ApiError ? make.error : null
  const missing = template.parameters.some(({ name: key }) => values[key] === undefined || values[key] === '')
  const set = (key: string, value: Value | undefined) =>
    setValues((before) => {
      const { [key]: _, ...rest } = before
      return value === undefined ? rest : { ...rest, [key]: value }
    })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('gallery.useNamed', { name: template.name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {template.description}
          </Text>
          {template.parameters.map((parameter, index) => (
            <Parameter
              key={parameter.name}
              parameter={parameter}
              value={values[parameter.name]}
              error={error?.at(`/values/${parameter.name}`)}
              focus={index === 0}
              onChange={(value) => set(parameter.name, value)}
            />
          ))}
          <TextInput
            label={t('settings.name')}
            required
            value={named}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {make.error && !error?.errors.some(({ pointer }) => pointer.startsWith('/values/')) && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {text(make.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={make.isPending} disabled={missing || named.trim() === ''}>
              {t('gallery.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function defaults(parameters: TemplateParameter[]): Record<string, Value> {
  const values: Record<string, Value> = {}
  for (const { name, default: given } of parameters)
    if (typeof given === 'string' || typeof given === 'number') values[name] = given
  return values
}

type ParameterProps = {
  parameter: TemplateParameter
  value: Value | undefined
  error: string | undefined
  focus: boolean
  onChange: (value: Value | undefined) => void
}

function Parameter({ parameter, value, error, focus, onChange }: ParameterProps) {
  const { t } = useTranslation('workflows')
  const label = parameter.label || parameter.name
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: parameter.type === 'team' })
  const { data: users = [] } = useQuery({ ...usersQuery, enabled: parameter.type === 'user' })
  const common = { label, error, required: true, ...(focus ? { 'data-autofocus': true } : {}) }
  if (parameter.type === 'team' || parameter.type === 'user') {
    const people = users.map((user) => ({ value: user.email, label: `${user.name} (${user.email})` }))
    const data = parameter.type === 'team' ? teams.map((team) => team.name) : people
    return (
      <Select
        {...common}
        data={data}
        searchable
        limit={100}
        openOnFocus={false}
        placeholder={t('ui:choose')}
        nothingFoundMessage={t(parameter.type === 'team' ? 'noTeams' : 'nothingFound')}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    )
  }
  if (parameter.type === 'duration')
    return (
      <DurationInput
        field={{ key: parameter.name, input: 'duration', required: true }}
        label={label}
        error={error}
        value={value}
        holder={{}}
        readOnly={false}
        onChange={(given) => onChange(typeof given === 'string' ? given : undefined)}
      />
    )
  if (parameter.type === 'number')
    return (
      <NumberInput
        {...common}
        value={value ?? ''}
        onChange={(given) => onChange(given === '' ? undefined : given)}
      />
    )
  return (
    <TextInput
      {...common}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
