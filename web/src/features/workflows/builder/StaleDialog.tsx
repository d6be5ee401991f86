import { Button, Group, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNotify } from '@/ui/notify'
import { workflowQuery } from '../api'
import type { JsonObject } from '../model/json'
import { useBuilder, useBuilderStore } from './store'

/** Somebody else has saved meanwhile: theirs, or one's own. */
export function StaleDialog({ onOverwrite }: { onOverwrite: () => Promise<boolean> }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const queries = useQueryClient()
  const notify = useNotify()
  const stale = useBuilder((builder) => builder.saving === 'stale')
  const reload = async () => {
    const { workflowId, take } = store.getState()
    try {
      const draft = await queries.fetchQuery({ ...workflowQuery(workflowId), staleTime: 0 })
      take({ document: draft.document as JsonObject, revision: draft.revision })
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Modal
      opened={stale}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('stale.title')}
      centered
    >
      <Text size="sm">{t('stale.text')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" color="red" onClick={() => void onOverwrite()}>
          {t('stale.overwrite')}
        </Button>
        <Button onClick={() => void reload()} data-autofocus>
          {t('stale.reload')}
        </Button>
      </Group>
    </Modal>
  )
}
