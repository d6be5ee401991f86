import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, useMe } from '@/api/me'
import type { WorkflowView } from '@/api/schema.gen'
import { useCommands } from '@/ui/commands'
import { Page } from '@/ui/Page'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { workflowQuery } from './api'
import { AddStep } from './builder/AddStep'
import { useStepActions } from './builder/actions'
import classes from './builder/builder.module.css'
import { SidePanel } from './builder/SidePanel'
import { StaleDialog } from './builder/StaleDialog'
import { BuilderContext, createBuilder, useBuilder, useBuilderStore } from './builder/store'
import { TopBar } from './builder/TopBar'
import { useAutosave } from './builder/useAutosave'
import { useKeys } from './builder/useKeys'
import { useLint } from './builder/useLint'
import { YamlView } from './builder/YamlView'
import { Canvas } from './canvas/Canvas'
import type { JsonObject } from './model/json'
import { Outline } from './outline/Outline'

/** Where a workflow is built. */
export function BuilderPage() {
  const { workflowId } = useParams({ from: '/shell/workflows/$workflowId' })
  const { t } = useTranslation('workflows')
  const { data, error, refetch } = useQuery(workflowQuery(Number(workflowId)))
  if (error && data === undefined)
    return (
      <Page title={t('title')}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    )
  if (data === undefined) return <RowsSkeleton />
  return <Opened key={data.id} workflow={data} />
}

function Opened({ workflow }: { workflow: WorkflowView }) {
  const me = useMe()
  const [store] = useState(() =>
    createBuilder({
      workflowId: workflow.id,
      document: workflow.document as JsonObject,
      revision: workflow.revision,
      mayEdit: may(me.role, 'manager'),
      view: window.matchMedia('(max-width: 48em)').matches ? 'outline' : 'canvas',
    }),
  )
  return (
    <BuilderContext value={store}>
      <Builder workflow={workflow} />
    </BuilderContext>
  )
}

function Builder({ workflow }: { workflow: WorkflowView }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  const view = useBuilder((builder) => builder.view)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const save = useAutosave()
  useLint()
  useKeys()
  useNewer(workflow)
  useCommands(t('commands'), [
    {
      id: 'view-canvas',
      label: t('view.canvas'),
      keys: '1',
      run: () => store.getState().set({ view: 'canvas' }),
    },
    {
      id: 'view-outline',
      label: t('view.outline'),
      keys: '2',
      run: () => store.getState().set({ view: 'outline' }),
    },
    { id: 'view-yaml', label: t('view.yaml'), keys: '3', run: () => store.getState().set({ view: 'yaml' }) },
    {
      id: 'problems',
      label: t('panel.problems'),
      keys: 'p',
      run: () => store.getState().set({ panel: 'problems' }),
    },
    ...(mayEdit
      ? [{ id: 'try', label: t('try.open'), keys: 't', run: () => store.getState().set({ panel: 'try' }) }]
      : []),
  ])
  return (
    <div className={classes.builder}>
      <TopBar workflow={workflow} narrow={narrow} onSave={save} />
      <div className={classes.main}>
        <section className={classes.stage} aria-label={t(`view.${view}`)}>
          {view === 'yaml' ? <YamlView /> : view === 'outline' || narrow ? <Outline /> : <Drawing />}
        </section>
        <SidePanel />
      </div>
      <AddStep />
      <StaleDialog onOverwrite={() => save(true)} />
    </div>
  )
}

/** What somebody else has saved comes in at once, where nothing of one's own would be lost. */
function useNewer({ revision, document }: WorkflowView) {
  const store = useBuilderStore()
  useEffect(() => {
    const state = store.getState()
    if (revision <= state.revision || state.saving === 'saving') return
    if (state.document === state.saved) state.take({ document: document as JsonObject, revision })
  }, [revision, document, store])
}

function Drawing() {
  const store = useBuilderStore()
  const actions = useStepActions()
  const document = useBuilder((builder) => builder.document)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const selected = useBuilder((builder) => builder.selected)
  const problems = useBuilder((builder) => builder.problems)
  const trail = useBuilder((builder) => builder.trail)
  const shown = useBuilder((builder) => builder.shown)
  return (
    <Canvas
      document={document}
      mayEdit={mayEdit}
      selected={selected}
      problems={problems}
      trail={trail}
      shown={shown}
      onSelect={(id) => store.getState().select(id, id === null ? store.getState().panel : 'form')}
      onAdd={(spot) => store.getState().set({ adding: spot })}
      onMove={(id, spot, following) => actions.moveTo(id, spot, following ? Number.POSITIVE_INFINITY : 1)}
    />
  )
}
