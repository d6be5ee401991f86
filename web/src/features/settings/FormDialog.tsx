import { Button, Group, Modal, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { useNotify } from '@/ui/notify'

type FormDialogProps<Values extends Record<string, unknown>> = {
  title: string
  action: string
  opened: boolean
  onClose: () => void
  form: UseFormReturnType<Values>
  /** Sends the values; the dialog closes when that works, and shows at its fields what does not. */
  onSubmit: (values: Values) => Promise<unknown>
  pending: boolean
  children: ReactNode
}

/** A form in a dialog. */
export function FormDialog<Values extends Record<string, unknown>>(props: FormDialogProps<Values>) {
  const { title, action, opened, onClose, form, onSubmit, pending, children } = props
  const { t } = useTranslation('settings')
  const showErrors = useFieldErrors(form)
  const submit = (values: Values) =>
    onSubmit(values).then(() => {
      form.reset()
      onClose()
    }, showErrors)
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={pending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Puts what the server says is wrong to the fields that it means, and anything else into a note. */
export function useFieldErrors<Values extends Record<string, unknown>>(form: UseFormReturnType<Values>) {
  const notify = useNotify()
  return (error: unknown) => {
    const known = error instanceof ApiError ? error.errors : []
    const found = known.flatMap(({ pointer, detail }) => {
      const field = pointer.split('/').at(-1) ?? ''
      return field in form.getValues() ? [[field, detail] as const] : []
    })
    if (found.length === 0) notify.failed(error)
    form.setErrors(Object.fromEntries(found))
  }
}
