import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/errors'
import type { ContactView, ShortcutField } from '@/api/schema.gen'
import { askedForQuery } from '@/features/workflows/api'
import { nameOf } from '@/ui/names'
import { ErrorState, RowsSkeleton, useErrorText } from '@/ui/states'
import { type Filled, TypedInput } from '@/ui/TypedInput'
import type { Answers, Startable, useStart } from './starting'

type StartDialogProps = {
  opened: boolean
  startable: Startable
  contact: ContactView
  answers: Answers
  onAnswers: (answers: Answers) => void
  start: ReturnType<typeof useStart>['start']
  /** Why it has not started, although the server took everything. */
  whyNot: string | null
  onClose: () => void
}

/** The form of what is to be started. What is typed stays there when it cannot start. */
export function StartDialog({
  opened,
  startable,
  contact,
  answers,
  onAnswers,
  start,
  whyNot,
  onClose,
}: StartDialogProps) {
  const { t } = useTranslation('inbox')
  const textOf = useErrorText()
  const { form, error, again } = useForm(startable)
  const flaws = start.error instanceof ApiError ? start.error.errors : []
  const atFields = new Map(flaws.map(({ pointer, detail }) => [pointer, detail]))
  const flawOf = ({ name }: ShortcutField) =>
    atFields.get(`/form/${name}`) ?? atFields.get(`/variables/${name}`)
  const refused = whyNot ?? (start.error && !form?.some(flawOf) ? textOf(start.error) : null)
  const whole = useRef<HTMLFormElement>(null)
  // The button cannot hold the focus while it waits; what has to be mended gets it.
  useEffect(() => {
    if (start.isPending || document.activeElement !== document.body) return
    const next = whole.current?.querySelector<HTMLElement>('[aria-invalid="true"], [type="submit"]')
    next?.focus()
  }, [start.isPending])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form || start.isPending) return
    const given = form.map(({ name }) => [name, answers[name] ?? null])
    start.mutate(
      { startable, answers: Object.fromEntries(given) },
      {
        onSuccess: ({ skipped }) => {
          if (skipped) return
          onAnswers({})
          onClose()
        },
      },
    )
  }
  const put = (name: string, value: Filled) => onAnswers({ ...answers, [name]: value })
  return (
    <Modal
      opened={opened}
      returnFocus={false}
      onClose={onClose}
      title={startable.name}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form ref={whole} noValidate onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {startable.description || t('start.for', { whom: nameOf(contact, t) })}
          </Text>
          {error ? <ErrorState error={error} onRetry={again} /> : !form && <RowsSkeleton rows={1} />}
          {form?.map((field, index) => (
            <TypedInput
              key={field.name}
              size="sm"
              type={field.type}
              label={field.label || field.name}
              required={field.required ?? false}
              autoFocus={index === 0}
              error={flawOf(field)}
              value={answers[field.name]}
              onChange={(value) => put(field.name, value)}
            />
          ))}
          {refused && (
            <Alert
              color="red"
              role="alert"
              icon={<IconAlertTriangle aria-hidden />}
              title={t('start.refused')}
            >
              {refused}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button
              type="submit"
              loading={start.isPending}
              disabled={!form}
              data-autofocus={form?.length === 0 || undefined}
            >
              {t('start.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What is asked for: the shortcut's form, or what the texts of a workflow begin with. */
function useForm({ id, form, version }: Startable) {
  const asked = useQuery({ ...askedForQuery(id, version ?? 0), enabled: form === null })
  return {
    form: form ?? asked.data?.map((name): ShortcutField => ({ name, type: 'text' })),
    error: asked.error,
    again: () => void asked.refetch(),
  }
}
