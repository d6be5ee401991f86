import { ActionIcon, Badge, Button, Group, Menu, Modal, Text } from '@mantine/core'
import { IconCopy, IconDots, IconDownload, IconPlayerStop, IconRocket, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { WorkflowSummary } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'
import { TimeAgo } from '@/ui/time'
import { createWorkflow, workflowQuery } from '../api'
import type { JsonObject } from '../model/json'
import { toYaml } from '../model/yaml'
import { StateBadge } from '../StateBadge'
import { useWords } from '../words'
import { freeName } from './documents'
import classes from './list.module.css'

type WorkflowTableProps = { workflows: WorkflowSummary[]; all: WorkflowSummary[]; mayEdit: boolean }

export function WorkflowTable({ workflows, all, mayEdit }: WorkflowTableProps) {
  return (
    <ul className={classes.list}>
      {workflows.map((workflow) => (
        <WorkflowRow key={workflow.id} workflow={workflow} all={all} mayEdit={mayEdit} />
      ))}
    </ul>
  )
}

type WorkflowRowProps = { workflow: WorkflowSummary; all: WorkflowSummary[]; mayEdit: boolean }

function WorkflowRow({ workflow, all, mayEdit }: WorkflowRowProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  return (
    <li className={classes.row}>
      <div className={classes.name}>
        <Link
          to="/workflows/$workflowId"
          params={{ workflowId: String(workflow.id) }}
          className={classes.link}
        >
          {workflow.name}
        </Link>
        <Text size="xs" c="dimmed">
          {workflow.trigger && `${words.trigger(workflow.trigger)} · `}
          {t('changedAt')} <TimeAgo at={workflow.updated_at} />
        </Text>
      </div>
      <StateBadge state={workflow.state} version={workflow.version} />
      <Group gap={6} className={classes.counts}>
        <Count what="waiting" count={workflow.waiting - workflow.in_queue} colour="blue" />
        <Count what="queue" count={workflow.in_queue} colour="orange" />
        <Count what="failed" count={workflow.failed} colour="red" />
      </Group>
      {mayEdit ? <RowMenu workflow={workflow} all={all} /> : <span />}
    </li>
  )
}

function Count({
  what,
  count,
  colour,
}: {
  what: 'waiting' | 'queue' | 'failed'
  count: number
  colour: string
}) {
  const { t } = useTranslation('workflows')
  if (count === 0) return null
  return (
    <Badge variant="light" color={colour} tt="none">
      {t(`count.${what}`, { count })}
    </Badge>
  )
}

type Asked = 'stop' | 'delete' | null

function RowMenu({ workflow, all }: Omit<WorkflowRowProps, 'mayEdit'>) {
  const { t } = useTranslation('workflows')
  const [asked, setAsked] = useState<Asked>(null)
  const { publish, stop, remove, copy, download } = useWorkflowActions(workflow, all)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('menuOf', { name: workflow.name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRocket size={15} aria-hidden />} onClick={publish}>
            {t('publish.action')}
          </Menu.Item>
          {workflow.state === 'published' && (
            <Menu.Item
              leftSection={<IconPlayerStop size={15} aria-hidden />}
              onClick={() => (workflow.waiting > 0 ? setAsked('stop') : stop())}
            >
              {t('stop.action')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={copy}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={download}>
            {t('download')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => setAsked('delete')}
          >
            {t('delete.action')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        centered
        title={
          asked === 'stop'
            ? t('stop.title', { name: workflow.name })
            : t('delete.title', { name: workflow.name })
        }
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <Text size="sm">
          {asked === 'stop'
            ? t('stop.text', { count: workflow.waiting })
            : t('delete.text', { count: workflow.waiting })}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" data-autofocus onClick={() => setAsked(null)}>
            {t('ui:cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              setAsked(null)
              if (asked === 'stop') stop()
              else remove()
            }}
          >
            {asked === 'stop' ? t('stop.action') : t('delete.action')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

function useWorkflowActions(workflow: WorkflowSummary, all: WorkflowSummary[]) {
  const { t } = useTranslation('workflows')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const notify = useNotify()
  const of = { params: { path: { workflow_id: workflow.id } } }
  const renew = () => void queries.invalidateQueries({ queryKey: ['workflows'] })
  const open = (id: number) =>
    void navigate({ to: '/workflows/$workflowId', params: { workflowId: String(id) } })
  const document = async () => (await queries.fetchQuery(workflowQuery(workflow.id))).document as JsonObject

  const publish = useMutation({
    mutationFn: () => body(api.POST('/api/v1/workflows/{workflow_id}/publish', of)),
    onSuccess: ({ version }) => notify.done(t('publish.done', { version })),
    onError: (error) => {
      notify.failed(error)
      // The builder shows each problem with the way to it.
      if (error instanceof ApiError && error.errors.length > 0) open(workflow.id)
    },
    onSettled: renew,
  })
  const stop = useMutation({
    mutationFn: () => body(api.POST('/api/v1/workflows/{workflow_id}/stop', of)),
    onSuccess: () => notify.done(t('stop.done', { name: workflow.name }), () => publish.mutate()),
    onError: notify.failed,
    onSettled: renew,
  })
  const remove = useMutation({
    mutationFn: async () => {
      const kept = await document()
      await api.DELETE('/api/v1/workflows/{workflow_id}', of)
      return kept
    },
    onSuccess: (kept) =>
      notify.done(
        t('delete.done', { name: workflow.name }),
        () => void createWorkflow(kept).then(renew, notify.failed),
      ),
    onError: notify.failed,
    onSettled: renew,
  })
  const copy = useMutation({
    mutationFn: async () =>
      createWorkflow({ ...(await document()), name: freeName(t('copyOf', { name: workflow.name }), all) }),
    onSuccess: ({ id }) => {
      renew()
      open(id)
    },
    onError: notify.failed,
  })
  const download = async () => {
    const link = window.document.createElement('a')
    link.href = URL.createObjectURL(new Blob([toYaml(await document())], { type: 'application/yaml' }))
    link.download = `${workflow.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.yaml`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return {
    publish: () => publish.mutate(),
    stop: () => stop.mutate(),
    remove: () => remove.mutate(),
    copy: () => copy.mutate(),
    download: () => void download().catch(notify.failed),
  }
}
