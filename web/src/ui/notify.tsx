import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useErrorText } from './states'

const UNDO_FOR = 8000 // milliseconds

/** Short notes at the edge: what was done (with a way back), and what did not work. */
export function useNotify() {
  const { t } = useTranslation('ui')
  const text = useErrorText()
  return {
    done(message: string, undo?: () => void) {
      const id = notifications.show({
        message: undo ? (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{message}</Text>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                notifications.hide(id)
                undo()
              }}
            >
              {t('undo')}
            </Button>
          </Group>
        ) : (
          message
        ),
        autoClose: undo ? UNDO_FOR : 4000,
        closeButtonProps: { 'aria-label': t('close') },
      })
    },
    failed(error: unknown) {
      notifications.show({
        color: 'red',
        title: t('error.title'),
        message: text(error),
        autoClose: 10_000,
        closeButtonProps: { 'aria-label': t('close') },
      })
    },
  }
}
