import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '@/ui/states'
import { useCreateTeam } from './teams'

/** Asks for the name of a new team. */
export function NewTeamDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('teams')
  const form = useForm({ initialValues: { name: '' } })
  const create = useCreateTeam()
  const errorText = useErrorText()
  const submit = ({ name }: { name: string }) =>
    create.mutate(name, {
      onSuccess: () => {
        form.reset()
        onClose()
      },
      onError: (error) => form.setFieldError('name', errorText(error)),
    })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('new.title')}
      centered
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={form.onSubmit(submit)}>
        <Stack>
          <TextInput
            label={t('new.name')}
            description={t('new.hint')}
            required
            maxLength={200}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('new.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
