import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { categoriesQuery } from '@/api/workspace'

type CloseDialogProps = {
  opened: boolean
  onClose: () => void
  onConfirm: (given: { category?: string; summary?: string }) => void
}

/** Category and summary of what is being closed; both can be left out. */
export function CloseDialog({ opened, onClose, onConfirm }: CloseDialogProps) {
  const { t } = useTranslation('inbox')
  const { data: categories = [] } = useQuery({ ...categoriesQuery, enabled: opened })
  const form = useForm<{ category: string | null; summary: string }>({
    initialValues: { category: null, summary: '' },
  })
  const submit = ({ category, summary }: typeof form.values) => {
    onClose()
    form.reset()
    onConfirm({ ...(category && { category }), ...(summary.trim() && { summary: summary.trim() }) })
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('close.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          {categories.length > 0 && (
            <Select
              label={t('close.category')}
              data={categories.map((category) => category.name)}
              clearable
              clearButtonProps={{ 'aria-label': t('close.noCategory') }}
              searchable
              {...form.getInputProps('category')}
            />
          )}
          <Textarea
            label={t('close.summary')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={10_000}
            data-autofocus
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(form.values)
            }}
            {...form.getInputProps('summary')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit">{t('close.action')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
