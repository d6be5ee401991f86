import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './settings.module.css'

export type Secret = { label: string; value: string }

type OnceProps = { title: string; secrets: Secret[] | null; onClose: () => void; children?: ReactNode }

/** Secrets that are shown this once, each to be copied. */
export function Once({ title, secrets, onClose, children }: OnceProps) {
  const { t } = useTranslation('settings')
  return (
    <Modal
      opened={secrets !== null}
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack>
        <Text size="sm">{t('once.hint')}</Text>
        {secrets?.map((secret) => (
          <Copied key={secret.label} {...secret} />
        ))}
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('once.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** A text with a button that copies it. */
export function Copied({ label, value }: Secret) {
  const { t } = useTranslation('settings')
  return (
    <div>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Group wrap="nowrap" justify="space-between" align="flex-start">
        <Text size="sm" className={classes.secret} style={{ whiteSpace: 'pre-wrap' }}>
          {value}
        </Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              aria-label={copied ? undefined : t('copy.of', { label })}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? t('copy.done') : t('copy.action')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}
