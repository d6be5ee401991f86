import { Button, Group, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { Named } from '@/api/schema.gen'
import { categoriesQuery } from '@/api/workspace'
import { useErrorText } from '@/ui/states'
import { DeleteButton } from './DeleteButton'
import { Line, Listed, Section } from './Section'
import { useChange } from './useChange'

/** Labels for why conversations are closed. */
export function CategoriesSection() {
  const { t } = useTranslation('settings')
  const found = useQuery(categoriesQuery)
  const empty = { title: t('categories.empty') }
  return (
    <Section title={t('app:sections.categories')} hint={t('categories.hint')}>
      <NewCategory />
      <Listed found={found} empty={empty}>
        {(category) => <CategoryLine category={category} />}
      </Listed>
    </Section>
  )
}

function NewCategory() {
  const { t } = useTranslation('settings')
  const errorText = useErrorText()
  const form = useForm({ initialValues: { name: '' } })
  const create = useChange(
    (name: string) => body(api.POST('/api/v1/closing_categories', { body: { name } })),
    {
      renew: categoriesQuery.queryKey,
      inForm: true,
    },
  )
  const submit = ({ name }: typeof form.values) =>
    create.mutate(name, {
      onSuccess: () => form.reset(),
      onError: (error) => form.setFieldError('name', errorText(error)),
    })
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('categories.new')}
          required
          maxLength={200}
          flex="1 1 220px"
          maw={420}
          {...form.getInputProps('name')}
        />
        <Button type="submit" loading={create.isPending}>
          {t('categories.add')}
        </Button>
      </Group>
    </form>
  )
}

function CategoryLine({ category }: { category: Named }) {
  const { t } = useTranslation('settings')
  const path = { category_id: category.id }
  const remove = useChange(
    () => api.DELETE('/api/v1/closing_categories/{category_id}', { params: { path } }),
    { renew: categoriesQuery.queryKey, said: () => t('deleted', { name: category.name }) },
  )
  return (
    <Line
      actions={
        <DeleteButton
          name={category.name}
          text={t('categories.deleteText')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
        />
      }
    >
      <Text size="sm">{category.name}</Text>
    </Line>
  )
}
