import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

type ConfirmProps = {
  title: string
  text: string
  /** What the button that does it says. */
  action: string
  onConfirm: () => void
  children: (open: () => void) => ReactElement
}

/** Asks before what cannot be undone. */
export function Confirm({ title, text, action, onConfirm, children }: ConfirmProps) {
  const { t } = useTranslation('ui')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      {children(open)}
      <Modal
        opened={opened}
        onClose={close}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Text size="sm">{text}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              close()
              onConfirm()
            }}
          >
            {action}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
