import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '@/ui/confirm'

type DeleteButtonProps = { name: string; text: string; pending: boolean; onConfirm: () => void }

/** Deletes a thing after asking; `text` says what goes with it. */
export function DeleteButton({ name, text, pending, onConfirm }: DeleteButtonProps) {
  const { t } = useTranslation('settings')
  return (
    <Confirm
      title={t('delete.title', { name })}
      text={text}
      action={t('delete.action')}
      onConfirm={onConfirm}
    >
      {(open) => (
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          loading={pending}
          aria-label={t('delete.of', { name })}
          onClick={open}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </Confirm>
  )
}
