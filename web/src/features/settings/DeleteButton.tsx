import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '@/ui/confirm'
import { SECTION } from './Section'

type DeleteButtonProps = { name: string; text: string; pending: boolean; onConfirm: () => void }

/** Deletes a thing after asking; `text` says what goes with it. */
export function DeleteButton({ name, text, pending, onConfirm }: DeleteButtonProps) {
  const { t } = useTranslation('settings')
  const deletes = useRef(false)
  useEffect(
    () => () => {
      // The line that had the focus is gone.
      if (deletes.current && document.activeElement === document.body)
        document.getElementById(SECTION)?.focus()
    },
    [],
  )
  return (
    <Confirm
      title={t('delete.title', { name })}
      text={text}
      action={t('delete.action')}
      onConfirm={() => {
        deletes.current = true
        onConfirm()
      }}
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
