import { ActionIcon, Button, CopyButton, Group, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { Confirm } from '@/ui/confirm'
import { useNotify } from '@/ui/notify'
import { useBuilder } from '../builder/store'

/** Where another system starts the workflow; whoever knows the address can. */
export function WebhookAddress() {
  const { t } = useTranslation('workflows')
  const queries = useQueryClient()
  const notify = useNotify()
  const workflowId = useBuilder((builder) => builder.workflowId)
  const of = { params: { path: { workflow_id: workflowId } } }
  const queryKey = ['workflows', workflowId, 'webhook']
  const { data } = useQuery({
    queryKey,
    queryFn: () => body(api.GET('/api/v1/workflows/{workflow_id}/webhook', of)),
  })
  const renew = useMutation({
    mutationFn: () => body(api.POST('/api/v1/workflows/{workflow_id}/webhook', of)),
    onSuccess: (made) => queries.setQueryData(queryKey, made),
    onError: notify.failed,
  })
  const address = data ? `${window.location.origin}${data.path}` : ''
  return (
    <Stack gap="xs">
      <TextInput
        label={t('webhook.address')}
        description={t('webhook.hint')}
        value={address}
        readOnly
        rightSection={
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? t('copied') : t('copy')}>
                <ActionIcon variant="subtle" color="gray" aria-label={t('copy')} onClick={copy}>
                  {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        }
      />
      <Group>
        <Confirm
          title={t('webhook.renewTitle')}
          text={t('webhook.renewText')}
          action={t('webhook.renew')}
          onConfirm={() => renew.mutate()}
        >
          {(open) => (
            <Button size="xs" variant="default" loading={renew.isPending} onClick={open}>
              {t('webhook.renew')}
            </Button>
          )}
        </Confirm>
      </Group>
    </Stack>
  )
}
