import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usersQuery } from '@/api/people'
import { workflowNamesQuery } from '@/api/workspace'
import { actorOf } from './thread'

/** How whoever does things is called here. */
export function useNames() {
  const { t } = useTranslation('inbox')
  const { data: users = [] } = useQuery(usersQuery)
  const { data: workflows } = useQuery(workflowNamesQuery)
  const user = (id: number | null | undefined) =>
    users.find((each) => each.id === id)?.name ?? t('actor.formerUser')
  const workflow = (id: number | null | undefined) => workflows?.get(id ?? 0) ?? t('actor.formerWorkflow')
  return {
    user,
    workflow,
    byEmail: (email: string) => users.find((each) => each.email === email)?.name,
    actor(text: string, contact: string) {
      const { kind, id } = actorOf(text)
      if (kind === 'user') return user(id)
      if (kind === 'workflow') return workflow(id)
      return kind === 'contact' ? contact : t(kind === 'api' ? 'actor.api' : 'actor.system')
    },
  }
}
