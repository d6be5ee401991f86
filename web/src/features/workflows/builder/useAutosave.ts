import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { ApiError } from '@/api/errors'
import { saveDraft, workflowQuery } from '../api'
import { isObject } from '../model/json'
import { useBuilder, useBuilderStore } from './store'

const PAUSE = 900 // milliseconds without a change
const AGAIN = 5000 // milliseconds after what may pass

/** Saves the draft a moment after each change; gives what saves at once, true once it is saved. */
export function useAutosave(): (overwrite?: boolean) => Promise<boolean> {
  const store = useBuilderStore()
  const queries = useQueryClient()
  const document = useBuilder((builder) => builder.document)
  const saving = useBuilder((builder) => builder.saving)
  const running = useRef<Promise<boolean> | null>(null)

  const once = useCallback(
    async (overwrite: boolean): Promise<boolean> => {
      const { document, saved, revision, workflowId, mayEdit, set } = store.getState()
      if (!mayEdit) return false
      if (document === saved) {
        set({ saving: 'saved' })
        return true
      }
      set({ saving: 'saving' })
      try {
        const draft = await saveDraft(workflowId, document, overwrite ? null : revision)
        const still = store.getState().document === document
        set({
          saved: document,
          revision: draft.revision,
          saving: still ? 'saved' : 'changed',
          saveError: null,
        })
        queries.setQueryData(workflowQuery(workflowId).queryKey, draft)
        return still
      } catch (error) {
        const stale = error instanceof ApiError && error.status === 412
        set({ saving: stale ? 'stale' : 'failed', saveError: error })
        return false
      }
    },
    [store, queries],
  )

  const save = useCallback(
    async (overwrite = false): Promise<boolean> => {
      // One after the other, so that each knows the revision that the one before has made.
      while (running.current) await running.current
      running.current = once(overwrite)
      const done = await running.current
      running.current = null
      return done
    },
    [once],
  )

  useEffect(() => {
    if (saving !== 'changed' && saving !== 'failed') return
    if (!isObject(document)) return
    const timer = setTimeout(() => void save(), saving === 'failed' ? AGAIN : PAUSE)
    return () => clearTimeout(timer)
  }, [document, saving, save])

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      const { document, saved, mayEdit } = store.getState()
      if (mayEdit && document !== saved) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => {
      window.removeEventListener('beforeunload', leaving)
      if (store.getState().saving === 'changed') void save()
    }
  }, [store, save])
  return save
}
