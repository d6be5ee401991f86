import { useDebouncedValue } from '@mantine/hooks'
import {
  IconBookmark,
  IconInbox,
  IconMessage,
  IconMessages,
  IconSitemap,
  IconUser,
  IconUserCircle,
  IconUserPlus,
  IconUserQuestion,
  IconUsersGroup,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { inboxQuery } from '@/api/conversations'
import { teamsQuery, usersQuery } from '@/api/people'
import type { ConversationView, UserView } from '@/api/schema.gen'
import { workflowNamesQuery } from '@/api/workspace'
import { useAskPersonCommand } from '@/ui/commands'
import { nameOf } from '@/ui/names'
import { found, plain, rank } from '@/ui/search'
import type { Entries } from './arrange'
import type { InboxSearch } from './router'

const FEW = 6
const CANDIDATES = 50 // people; the best of them are shown
const AT_ONCE = 12 // conversations that the server is asked for; those of one contact are shown as one

/** What is found by its name: lists, teams, people, workflows, contacts; and conversations by what was said. */
export function useFinds(query: string): Entries[] {
  return [useLists(), usePeople(query), useWorkflows(), ...useConversations(query)]
}

function useGoToList() {
  const navigate = useNavigate()
  return (search: InboxSearch) => () => void navigate({ to: '/inbox', search })
}

function useLists(): Entries {
  const { t } = useTranslation()
  const go = useGoToList()
  const { data: inbox } = useQuery(inboxQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const icons = { mine: IconInbox, unassigned: IconUserQuestion, all: IconMessages }
  return {
    title: t('palette.lists'),
    most: FEW,
    entries: [
      ...(['mine', 'unassigned', 'all'] as const).map((view) => ({
        id: view,
        label: t(`palette.list.${view}`),
        icon: icons[view],
        run: go({ view }),
      })),
      ...(inbox?.views ?? []).map(({ id, name }) => ({
        id: `kept-${id}`,
        label: name,
        hint: t('palette.kept'),
        icon: IconBookmark,
        run: go({ view: `kept-${id}` }),
      })),
      ...teams.map(({ id, name }) => ({
        id: `team-${id}`,
        label: name,
        hint: t('palette.team'),
        icon: IconUsersGroup,
        run: go({ view: 'team', team: id }),
      })),
    ],
  }
}

function usePeople(query: string): Entries {
  const { t } = useTranslation()
  const go = useGoToList()
  const ask = useAskPersonCommand()
  const { data: users = [] } = useQuery(usersQuery)
  const command = ask()
  // Of ten thousand people a line is made only for those who come into question.
  const around = `${t('palette.listOf', { name: '' })} ${command?.label('') ?? ''}`
  const states = {
    online: t('ui:status.online'),
    busy: t('ui:status.busy'),
    offline: t('ui:status.offline'),
  }
  const textOf = ({ name, email, status }: UserView) => `${name} ${email} ${states[status]} ${around}`
  const fitting = query.trim() === '' ? [] : found(users, query, textOf).slice(0, CANDIDATES)
  return {
    title: t('people.group'),
    most: FEW,
    entries: fitting.flatMap((user) => {
      const { id, name, email, status } = user
      const who = { hint: t(`ui:status.${status}`), words: email }
      const list = {
        id: `person-${id}`,
        label: t('palette.listOf', { name }),
        icon: IconUser,
        run: go({ view: 'person', person: id }),
        ...who,
      }
      if (command === null) return [list]
      const run = () => command.run(user)
      return [{ id: `for-person-${id}`, label: command.label(name), icon: IconUserPlus, run, ...who }, list]
    }),
  }
}

function useWorkflows(): Entries {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: workflows } = useQuery(workflowNamesQuery)
  return {
    title: t('nav.workflows'),
    most: FEW,
    entries: [...(workflows ?? [])].map(([id, name]) => ({
      id: `workflow-${id}`,
      label: name,
      icon: IconSitemap,
      run: () => void navigate({ to: '/workflows/$workflowId', params: { workflowId: String(id) } }),
    })),
  }
}

/** Contacts by their names, and conversations in which the words were said. */
function useConversations(query: string): Entries[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words] = useDebouncedValue(query.trim(), 150)
  const { data } = useQuery({
    queryKey: ['palette', words],
    queryFn: () =>
      body(api.GET('/api/v1/conversations', { params: { query: { q: words, limit: AT_ONCE } } })),
    enabled: words.length > 1,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const fitting = words.length > 1 && query.trim().length > 1 ? onePerContact(data?.items ?? []) : []
  const named = fitting.filter(({ contact }) => isNamed(contact, words))
  const entry = ({ contact, last_message: last }: ConversationView) => ({
    id: `contact-${contact.id}`,
    label: nameOf(contact, t),
    hint: last?.text.slice(0, 80),
    run: () => void navigate({ to: '/inbox', search: { view: 'all', contact: contact.id } }),
  })
  const others = fitting.filter((each) => !named.includes(each))
  const common = { most: FEW, found: true }
  return [
    {
      ...common,
      title: t('palette.contacts'),
      entries: named.map((each) => ({ ...entry(each), icon: IconUserCircle })),
    },
    {
      ...common,
      title: t('palette.conversations'),
      entries: others.map((each) => ({ ...entry(each), icon: IconMessage })),
    },
  ]
}

function onePerContact(items: ConversationView[]): ConversationView[] {
  const first = new Map<number, ConversationView>()
  for (const item of items) if (!first.has(item.contact.id)) first.set(item.contact.id, item)
  return [...first.values()]
}

function isNamed({ name, email, phone }: ConversationView['contact'], words: string): boolean {
  return rank(plain(`${name} ${email ?? ''} ${phone ?? ''}`), plain(words)) > 0
}
