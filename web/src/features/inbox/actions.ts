import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import type { ContactChange, ContactView, Person } from '@/api/schema.gen'
import { useNotify } from '@/ui/notify'
import { contactQuery } from './queries'
import { takingBack } from './takingBack'

/** The contact as it is now: others may have changed it, also since an answer was asked for that is on its way. */
function current(contact: number): Promise<ContactView> {
  return body(api.GET('/api/v1/contacts/{contact_id}', { params: { path: { contact_id: contact } } }))
}

function show(queries: QueryClient, contact: ContactView) {
  queries.setQueryData(contactQuery(contact.id).queryKey, contact)
}

/** Gives a contact to somebody or to nobody: shown at once, with a way back. */
export function useAssign(contact: ContactView) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const notify = useNotify()
  const put = (user: number | null) =>
    body(
      api.PUT('/api/v1/contacts/{contact_id}/assignee', {
        params: { path: { contact_id: contact.id } },
        body: { user },
      }),
    )
  const { mutate } = useMutation({
    mutationFn: (to: Person | null) => put(to?.id ?? null),
    onMutate: (to) => {
      const before = contact.assignee
      show(queries, { ...contact, assignee: to })
      return { before }
    },
    onSuccess: (changed, to, { before }) => {
      show(queries, changed)
      const undo = async () => {
        const { assignee } = await current(contact.id)
        if (assignee?.id === to?.id) show(queries, await put(before?.id ?? null))
        else notify.refused(t('changedSince'))
      }
      notify.done(to ? t('assign.done', { name: to.name }) : t('assign.undone'), () => {
        undo().catch(notify.failed)
      })
    },
    onError: (error, _, kept) => {
      if (kept) show(queries, { ...contact, assignee: kept.before })
      notify.failed(error)
    },
  })
  return mutate
}

/** Closes the conversation, or opens one. */
export function useSetConversation(contact: ContactView) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const notify = useNotify()
  type Wanted = { status: 'open' } | { status: 'closed'; category?: string; summary?: string }
  const put = (wanted: Wanted) =>
    body(
      api.PUT('/api/v1/contacts/{contact_id}/conversation', {
        params: { path: { contact_id: contact.id } },
        body: wanted,
      }),
    )
  const { mutate } = useMutation({
    mutationFn: put,
    onMutate: (wanted) => show(queries, { ...contact, conversation_status: wanted.status }),
    onSuccess: (changed, wanted) => {
      show(queries, changed)
      if (wanted.status === 'open') return
      notify.done(t('close.done'), () => {
        put({ status: 'open' }).then((back) => show(queries, back), notify.failed)
      })
    },
    onError: (error) => {
      show(queries, contact)
      notify.failed(error)
    },
  })
  return mutate
}

/** Changes what is known of a contact: shown at once; `undo` says how it was. */
export function useChangeContact(contact: ContactView) {
  const { t } = useTranslation('inbox')
  const queries = useQueryClient()
  const notify = useNotify()
  const patch = (change: ContactChange) =>
    body(
      api.PATCH('/api/v1/contacts/{contact_id}', {
        params: { path: { contact_id: contact.id } },
        body: change,
      }),
    )
  return useMutation({
    mutationFn: ({ change }: { change: ContactChange; undo?: ContactChange }) => patch(change),
    onSuccess: (changed, { undo }) => {
      show(queries, changed)
      if (undo === undefined) return
      const back = async () => {
        const change = takingBack(undo, changed, await current(contact.id))
        if (change) show(queries, await patch(change))
        else notify.refused(t('changedSince'))
      }
      notify.done(t('side.saved'), () => {
        back().catch(notify.failed)
      })
    },
    onError: notify.failed,
  })
}
