import { useDebouncedValue } from '@mantine/hooks'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import { usersQuery } from '@/api/people'
import { queryClient } from '@/api/queryClient'
import type { Tried } from '@/api/schema.gen'
import {
  categoriesQuery,
  channelsQuery,
  customFieldsQuery,
  workflowsQuery,
  workspaceQuery,
} from '@/api/workspace'
import { versionQuery } from '../api'
import { useBuilder, useBuilderStore } from '../builder/store'
import { type JsonObject, textOf } from '../model/json'
import { entriesOf } from '../model/tree'
import { answersOf, CONTACT, type House } from './scene'
import { at, type Flaw, flawsAt, newTrial, storyOf, type Trial } from './story'

const MOST_OTHERS = 19 // workflows beside the one that is tried

/** Does something in a trial. What is wrong with it comes back, and then it has not happened. */
type Act = (what: JsonObject) => Promise<Flaw[]>

/** The trial as it stands, and what can be done with it. */
export function useTrial() {
  const store = useBuilderStore()
  const queries = useQueryClient()
  const document = useBuilder((builder) => builder.document)
  const trial = useBuilder((builder) => builder.trial)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const house = useHouse()
  const others = useOthers(document)
  const ready = house !== null && others !== undefined
  // The scene is filled in letter by letter.
  const [scene] = useDebouncedValue(trial.scene, 300)
  const told = useQuery({
    ...triedQuery(ready ? storyOf({ ...trial, scene }, document, others, house) : null),
    enabled: mayEdit && ready,
  })
  // What was there stays to be seen while something new is played.
  const last = useRef<Tried | undefined>(undefined)
  if (told.data) last.current = told.data
  if (told.error) last.current = undefined
  const tried = last.current

  const set = (next: Trial) => store.getState().set({ trial: next })
  const perform: Act = async (what) => {
    if (!ready) return []
    const before = store.getState().trial
    const next = at(before, what)
    const index = answersOf(next.scene).length + next.entries.length - 1
    const keep = () => {
      const { trial: now } = store.getState()
      // The clock may have gone on meanwhile; who has begun anew wants nothing of before.
      if (now.entries === before.entries) set({ ...now, entries: next.entries })
    }
    try {
      const then = await queries.fetchQuery(triedQuery(storyOf(next, document, others, house)))
      const refused = then.failures.find(({ pointer }) => pointer === `/timeline/${index}`)
      if (refused) return refused.errors
      keep()
      return []
    } catch (error) {
      const flaws = error instanceof ApiError ? flawsAt(error.errors, index) : []
      // What is wrong elsewhere is shown where it is.
      if (flaws.length === 0) keep()
      return flaws
    }
  }
  // One after the other: what is done while the server still plays what was done before comes after it.
  const acts = useRef<Promise<unknown>>(Promise.resolve())
  const [acting, setActing] = useState(0)
  const act: Act = (what) => {
    setActing((number) => number + 1)
    const done = acts.current.then(() => perform(what)).finally(() => setActing((number) => number - 1))
    acts.current = done
    return done
  }
  return {
    document,
    documents: [document, ...(others ?? [])],
    trial,
    house,
    tried,
    /** The contact, and the last run of the workflow that is tried. */
    contact: tried?.contacts.find(({ name }) => name === CONTACT),
    run: tried?.runs.findLast(({ workflow }) => workflow === textOf(document, 'name')),
    error: told.error,
    busy: acting > 0 || told.isFetching,
    act,
    set,
    again: () => set(newTrial(trial.scene)),
  }
}

export type TrialControls = ReturnType<typeof useTrial>

/** Does something, and says whether it has happened. */
export type Does = (what: JsonObject) => Promise<boolean>

/** Does things in a trial, and keeps what is wrong with the last of them. */
export function useDoing({ act }: TrialControls): { flaws: readonly Flaw[]; does: Does } {
  const [flaws, setFlaws] = useState<readonly Flaw[]>([])
  const does: Does = async (what) => {
    const wrong = await act(what)
    setFlaws(wrong)
    return wrong.length === 0
  }
  return { flaws, does }
}

function triedQuery(story: ReturnType<typeof storyOf> | null) {
  return queryOptions({
    queryKey: ['tried', story],
    queryFn: () => {
      if (story === null) throw new Error('There is no story yet.')
      return body(api.POST('/api/v1/workflows/try', { body: story }))
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  })
}

function useHouse(): House | null {
  const workspace = useQuery(workspaceQuery)
  const channels = useQuery(channelsQuery)
  const categories = useQuery(categoriesQuery)
  const fields = useQuery(customFieldsQuery)
  const users = useQuery(usersQuery)
  if (!workspace.data || !channels.data || !categories.data || !fields.data || !users.data) return null
  const { timezone, auto_close_after, agents_see_own_only } = workspace.data
  return {
    timezone,
    settings: { agents_see_own_only, ...(auto_close_after === null ? {} : { auto_close_after }) },
    channels: channels.data.map(({ name }) => name),
    categories: categories.data.map(({ name }) => name),
    fields: fields.data,
    people: new Map(users.data.map(({ name, email }) => [email, name])),
  }
}

/** The published workflows that this one starts, and those that they start, as they are published. */
function useOthers(document: JsonObject): JsonObject[] | undefined {
  const wanted = started(document).filter((name) => name !== textOf(document, 'name'))
  const { data } = useQuery({
    queryKey: ['workflows', 'started by', textOf(document, 'name'), wanted],
    queryFn: () => publishedWith(wanted, textOf(document, 'name')),
    enabled: wanted.length > 0,
  })
  return wanted.length === 0 ? [] : data
}

async function publishedWith(wanted: string[], own: string): Promise<JsonObject[]> {
  const all = await queryClient.fetchQuery(workflowsQuery)
  const seen = new Set([own])
  const found: JsonObject[] = []
  const open = [...wanted]
  for (let name = open.shift(); name !== undefined && found.length < MOST_OTHERS; name = open.shift()) {
    const known = all.find((each) => each.name === name)
    if (seen.has(name) || known?.version == null || known.state !== 'published') continue
    seen.add(name)
    const { document } = await queryClient.fetchQuery(versionQuery(known.id, known.version))
    found.push(document as JsonObject)
    open.push(...started(document as JsonObject))
  }
  return found
}

function started(document: JsonObject): string[] {
  return entriesOf(document)
    .filter(({ kind }) => kind === 'trigger_workflow')
    .map(({ step }) => textOf(step, 'workflow'))
    .filter((name, index, all) => name !== '' && all.indexOf(name) === index)
}
