import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { may, useMe } from '@/api/me'
import { newKey } from '@/api/newKey'
import type { ContactView, ShortcutField, Started } from '@/api/schema.gen'
import { shortcutsQuery, workflowsQuery } from '@/api/workspace'
import { nameOf } from '@/ui/names'
import { useNotify } from '@/ui/notify'
import type { Filled } from '@/ui/TypedInput'
import { contactRunsQuery } from './queries'

export type Answers = Record<string, Filled>

/** Something that a person can start for a contact. */
export type Startable = {
  id: number
  name: string
  description: string
  /** What a shortcut asks for; of a workflow that is started by hand it stands in its version. */
  form: ShortcutField[] | null
  version: number | null
  /** Whether the contact is in it now: it cannot enter twice. */
  inside: boolean
}

/** The shortcuts, and for managers the other published workflows. */
export function useStartables(contact: number) {
  const { role } = useMe()
  const isManager = may(role, 'manager')
  const shortcuts = useQuery(shortcutsQuery)
  const workflows = useQuery({ ...workflowsQuery, enabled: isManager })
  const { data: runs } = useQuery(contactRunsQuery(contact))
  const inside = new Set(
    runs?.items
      .filter(({ state }) => state === 'waiting' || state === 'running')
      .map(({ workflow }) => workflow.id),
  )
  return {
    isManager,
    isPending: shortcuts.isPending,
    error: shortcuts.error,
    again: () => void shortcuts.refetch(),
    shortcuts: (shortcuts.data ?? []).map(
      (each): Startable => ({ ...each, version: null, inside: inside.has(each.id) }),
    ),
    // Their names are known to agents, too; started they are by managers alone.
    workflows: (isManager ? (workflows.data ?? []) : [])
      .filter(({ state, trigger }) => state === 'published' && trigger !== 'shortcut')
      .map(
        ({ id, name, version }): Startable => ({
          id,
          name,
          version,
          description: '',
          form: null,
          inside: inside.has(id),
        }),
      ),
  }
}

/** Starts it; says what has become of it. What is sent again after a lost answer starts nothing twice. */
export function useStart(contact: ContactView) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const notify = useNotify()
  const said = useRef({ what: '', key: '' })
  const whom = nameOf(contact, t)
  const seeRun = (id: number) => ({
    label: t('start.seeRun'),
    run: () => void navigate({ to: '/runs/$runId', params: { runId: String(id) } }),
  })
  const tell = (name: string, { run }: Started) => {
    if (run === null) return
    const reason = run.state === 'failed' && run.reason ? t(`ui:reason.${run.reason}`) : ''
    notify.told(
      run.state === 'failed' ? t('start.failed', { name, reason }) : t('start.started', { name }),
      seeRun(run.id),
    )
  }
  const start = useMutation({
    // Without a connection it says so, rather than to start some time later.
    networkMode: 'always',
    mutationFn: ({ startable, answers }: { startable: Startable; answers: Answers }) => {
      const what = JSON.stringify([startable.id, answers])
      if (said.current.what !== what) said.current = { what, key: newKey() }
      const given = {
        params: { path: { workflow_id: startable.id } },
        headers: { 'Idempotency-Key': said.current.key },
      }
      return body(
        startable.form === null
          ? api.POST('/api/v1/workflows/{workflow_id}/run', {
              ...given,
              body: { contact: contact.id, variables: answers },
            })
          : api.POST('/api/v1/shortcuts/{workflow_id}/run', {
              ...given,
              body: { contact: contact.id, form: answers },
            }),
      )
    },
    onSuccess: (started, { startable }) => {
      said.current = { what: '', key: '' }
      tell(startable.name, started)
    },
  })
  return {
    start,
    whyNot: (skipped: Started['skipped']) => skipped && t(`start.skipped.${skipped}`, { whom }),
  }
}
