import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch, IconSitemap, IconTemplate } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useMe } from '@/api/me'
import { workflowsQuery } from '@/api/workspace'
import { useCommands } from '@/ui/commands'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { SearchField } from '@/ui/SearchField'
import { found } from '@/ui/search'
import { EmptyState, ErrorState, RowsSkeleton } from '@/ui/states'
import { createWorkflow } from './api'
import { freeName, newDocument } from './list/documents'
import { WorkflowTable } from './list/WorkflowTable'

/** All workflows with what goes on in them. */
export function WorkflowsPage() {
  const { t } = useTranslation('workflows')
  const me = useMe()
  const mayEdit = may(me.role, 'manager')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const notify = useNotify()
  const { data, error, refetch } = useQuery(workflowsQuery)
  const [search, setSearch] = useState('')
  const [wanted] = useDebouncedValue(search, 120)
  const create = useMutation({
    mutationFn: () => createWorkflow(newDocument(freeName(t('newName'), data ?? []))),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['workflows'] })
      void navigate({ to: '/workflows/$workflowId', params: { workflowId: String(made.id) } })
    },
    onError: notify.failed,
  })
  useCommands(
    t('title'),
    mayEdit
      ? [
          { id: 'new-workflow', label: t('new'), keys: 'n', run: () => create.mutate() },
          {
            id: 'gallery',
            label: t('gallery.open'),
            run: () => void navigate({ to: '/workflows/templates' }),
          },
        ]
      : [],
  )
  const fitting = found(data ?? [], wanted, ({ name }) => name)
  const actions = mayEdit && (
    <>
      <Button
        component={Link}
        to="/workflows/templates"
        variant="default"
        leftSection={<IconTemplate size={16} aria-hidden />}
      >
        {t('gallery.open')}
      </Button>
      <Button
        leftSection={<IconPlus size={16} aria-hidden />}
        loading={create.isPending}
        onClick={() => create.mutate()}
      >
        {t('new')}
      </Button>
    </>
  )
  return (
    <Page title={t('title')} hint={t('pageHint')} actions={data?.length === 0 ? null : actions}>
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <RowsSkeleton rows={6} height={64} />}
      {data?.length === 0 && (
        <EmptyState icon={IconSitemap} title={t('none')} hint={t('noneHint')} action={actions} />
      )}
      {data && data.length > 0 && (
        <>
          <SearchField label={t('search')} maw={360} value={search} onChange={setSearch} />
          {fitting.length === 0 ? (
            <EmptyState icon={IconSearch} title={t('nothingFound')} />
          ) : (
            <WorkflowTable workflows={fitting} all={data} mayEdit={mayEdit} />
          )}
        </>
      )}
    </Page>
  )
}
