import { Badge, Group, Select, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { CustomFieldView, NewCustomField } from '@/api/schema.gen'
import { customFieldsQuery } from '@/api/workspace'
import { DeleteButton } from './DeleteButton'
import { FormDialog } from './FormDialog'
import { AddButton, Line, Listed, Section } from './Section'
import { useChange } from './useChange'

const TYPES = ['text', 'number', 'date', 'list', 'boolean'] as const

/** What the workspace keeps of a contact beside the standard fields. */
export function FieldsSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(customFieldsQuery)
  const [opened, { open, close }] = useDisclosure(false)
  const empty = { title: t('fields.empty'), hint: t('fields.emptyHint') }
  return (
    <Section
      title={t('app:sections.fields')}
      hint={t('fields.hint')}
      action={<AddButton label={t('fields.add')} onClick={open} />}
    >
      <Listed found={found} empty={empty}>
        {(field) => <FieldLine field={field} />}
      </Listed>
      <FieldDialog opened={opened} onClose={close} />
    </Section>
  )
}

function FieldLine({ field }: { field: CustomFieldView }) {
  const { t } = useTranslation('settings')
  const remove = useChange(
    () => api.DELETE('/api/v1/custom_fields/{field_id}', { params: { path: { field_id: field.id } } }),
    { renew: customFieldsQuery.queryKey, said: () => t('deleted', { name: field.name }) },
  )
  return (
    <Line
      actions={
        <DeleteButton
          name={field.name}
          text={t('fields.deleteText')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      }
    >
      <Group gap="xs">
        <Text size="sm">{field.name}</Text>
        <Badge variant="light" color="gray" tt="none">
          {t(`type.${field.type}`)}
        </Badge>
      </Group>
    </Line>
  )
}

function FieldDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const form = useForm<NewCustomField>({ initialValues: { name: '', type: 'text' } })
  const create = useChange(
    (values: NewCustomField) => body(api.POST('/api/v1/custom_fields', { body: values })),
    {
      renew: customFieldsQuery.queryKey,
      inForm: true,
    },
  )
  return (
    <FormDialog
      title={t('fields.add')}
      action={t('fields.add')}
      opened={opened}
      onClose={onClose}
      form={form}
      onSubmit={(values) => create.mutateAsync(values)}
      pending={create.isPending}
    >
      <TextInput
        label={t('name')}
        description={t('fields.nameHint')}
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={t('fields.type')}
        data={TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }))}
        allowDeselect={false}
        {...form.getInputProps('type')}
      />
    </FormDialog>
  )
}
