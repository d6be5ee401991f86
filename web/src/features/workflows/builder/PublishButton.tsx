import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { WorkflowView } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'
import { versionQuery } from '../api'
import { differences } from '../model/diff'
import type { JsonObject } from '../model/json'
import { placed } from '../model/problems'
import { entriesOf } from '../model/tree'
import { ProblemList } from './ProblemList'
import { useBuilder, useBuilderStore } from './store'

type PublishButtonProps = { workflow: WorkflowView; onSave: () => Promise<boolean> }

/** Publishes the draft as the next version; what keeps it from that is listed, each with the way to it. */
export function PublishButton({ workflow, onSave }: PublishButtonProps) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const queries = useQueryClient()
  const notify = useNotify()
  const [opened, { open, close }] = useDisclosure(false)
  const problems = useBuilder((builder) => builder.problems)
  const stale = useBuilder((builder) => builder.saving === 'stale')
  const errors = problems.filter((each) => each.severity === 'error')

  const publish = useMutation({
    mutationFn: async () => {
      if (!(await onSave())) return null
      return body(
        api.POST('/api/v1/workflows/{workflow_id}/publish', {
          params: { path: { workflow_id: workflow.id } },
        }),
      )
    },
    onSuccess: (version) => {
      if (version === null) return
      close()
      notify.done(t('publish.done', { version: version.version }))
      void queries.invalidateQueries({ queryKey: ['workflows'] })
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.errors.length === 0) return notify.failed(error)
      const found = error.errors.map((each) => ({
        ...each,
        severity: 'error' as const,
        line: null,
        column: null,
      }))
      store.getState().set({ problems: placed(found, entriesOf(store.getState().document)), linted: true })
    },
  })
  return (
    <>
      <Button size="xs" disabled={stale} onClick={open}>
        {t('publish.action')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('publish.title')}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {errors.length > 0 ? (
          <Stack gap="sm">
            <Text size="sm">{t('publish.problems', { count: errors.length })}</Text>
            <div onClickCapture={close}>
              <ProblemList />
            </div>
          </Stack>
        ) : (
          <Stack gap="sm">
            <Text size="sm">{t(workflow.version === null ? 'publish.first' : 'publish.next')}</Text>
            {workflow.version !== null && <WhatChanges id={workflow.id} version={workflow.version} />}
            {workflow.waiting > 0 && (
              <Text size="sm">{t('publish.inside', { count: workflow.waiting })}</Text>
            )}
            {problems.length > 0 && <ProblemList />}
            <Group justify="flex-end" mt="sm">
              <Button variant="default" onClick={close}>
                {t('ui:cancel')}
              </Button>
              <Button loading={publish.isPending} onClick={() => publish.mutate()} data-autofocus>
                {t('publish.action')}
              </Button>
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}

function WhatChanges({ id, version }: { id: number; version: number }) {
  const { t } = useTranslation('workflows')
  const draft = useBuilder((builder) => builder.document)
  const { data } = useQuery(versionQuery(id, version))
  const count = useMemo(
    () => (data ? differences(data.document as JsonObject, draft).length : null),
    [data, draft],
  )
  if (count === null) return null
  return (
    <Text size="sm" c="dimmed">
      {t('publish.changes', { count, version })}
    </Text>
  )
}
