import { ActionIcon, Button, Card, Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import { useWords } from '../words'
import type { InputProps } from './types'

const FORM_TYPES = ['text', 'number', 'date', 'boolean', 'list', 'email', 'phone', 'url']

/** What an agent who uses a shortcut is asked for. */
export function FormInput({ label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const fields: JsonObject[] = Array.isArray(value) ? value.filter(isObject) : []
  const keep = (next: JsonObject[]) => onChange(next.length === 0 ? undefined : next)
  const change = (index: number, changes: Record<string, Json | undefined>) => {
    const pairs = Object.entries({ ...fields[index], ...changes })
    const said = pairs.filter((pair): pair is [string, Json] => pair[1] !== undefined)
    keep(fields.with(index, Object.fromEntries(said)))
  }
  return (
    <Rows
      label={label}
      hint={hint}
      error={error}
      add={readOnly ? null : t('addRow')}
      onAdd={() => keep([...fields, { name: freeName(fields), type: 'text' }])}
    >
      {fields.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
        <Card key={index} withBorder padding="xs" radius="md">
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              size="xs"
              flex={1}
              label={t('row.name')}
              value={textOf(each, 'name')}
              readOnly={readOnly}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <Select
              size="xs"
              flex={1}
              label={t('row.type')}
              data={FORM_TYPES.map((type) => ({ value: type, label: words.choice('question_type', type) }))}
              value={textOf(each, 'type')}
              allowDeselect={false}
              readOnly={readOnly}
              onChange={(type) => type && change(index, { type })}
            />
            {!readOnly && <Remove onClick={() => keep(fields.toSpliced(index, 1))} />}
          </Group>
          <Group gap="xs" wrap="nowrap" align="flex-end" mt={6}>
            <TextInput
              size="xs"
              flex={1}
              label={t('row.label')}
              placeholder={textOf(each, 'name')}
              value={textOf(each, 'label')}
              readOnly={readOnly}
              onChange={(event) => change(index, { label: event.currentTarget.value || undefined })}
            />
            <Checkbox
              size="xs"
              mb={6}
              label={t('row.required')}
              checked={each.required === true}
              disabled={readOnly}
              onChange={(event) => change(index, { required: event.currentTarget.checked || undefined })}
            />
          </Group>
        </Card>
      ))}
    </Rows>
  )
}

function freeName(fields: readonly JsonObject[]): string {
  let number = 1
  while (fields.some((each) => each.name === `field${number}`)) number += 1
  return `field${number}`
}

/** How an incoming webhook says which contact is meant. */
export function FindContactInput({ label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const [by = 'email', path = ''] = isObject(value) ? (Object.entries(value)[0] ?? []) : []
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Select
        flex={1}
        label={label}
        description={hint || undefined}
        error={error}
        data={['email', 'phone', 'id'].map((each) => ({ value: each, label: words.field(each) }))}
        value={by}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(chosen) => chosen && onChange({ [chosen]: path })}
      />
      <TextInput
        flex={1}
        aria-label={t('row.path')}
        value={typeof path === 'string' ? path : ''}
        readOnly={readOnly}
        onChange={(event) => onChange({ [by]: event.currentTarget.value })}
      />
    </Group>
  )
}

type RowsProps = {
  label: string
  hint?: string
  error?: ReactNode
  /** What the button that adds a row says; null: none. */
  add: string | null
  onAdd: () => void
  children: ReactNode
}

export function Rows({ label, hint, error, add, onAdd, children }: RowsProps) {
  return (
    <Input.Wrapper label={label} description={hint || undefined} error={error} labelElement="div">
      <Stack gap="xs" mt={6} role="group" aria-label={label}>
        {children}
        {add !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={onAdd}
            style={{ alignSelf: 'flex-start' }}
          >
            {add}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

export function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('workflows')
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('removeRow')} onClick={onClick}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  )
}
