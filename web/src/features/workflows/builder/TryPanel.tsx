import { ActionIcon, Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { IconPlayerTrackNext, IconRotate2, IconSend } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '@/api/client'
import { ApiError } from '@/api/errors'
import type { Tried } from '@/api/schema.gen'
import { categoriesQuery, channelsQuery, customFieldsQuery } from '@/api/workspace'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { isObject, type Json, type JsonObject, textOf } from '../model/json'
import {
  agentsOf,
  at,
  bodyFor,
  CONTACT,
  choicesOf,
  NEW_TRIAL,
  seconds,
  startOf,
  type Trial,
  triable,
  workspaceOf,
} from '../trial/story'
import { useBuilder, useBuilderStore } from './store'
import { TrialAgents } from './TrialAgents'
import { TrialTranscript } from './TrialTranscript'
import { trailOf } from './trail'

const START = Date.UTC(2026, 2, 2, 9) // a Monday

/** The workflow played with a made-up contact and agents on a clock that one moves: nothing is sent. */
export function TryPanel() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const document = useBuilder((builder) => builder.document)
  const trial = useBuilder((builder) => builder.trial)
  const { data: tried, error, isFetching } = useTried(document, trial, mayEdit)
  const set = (next: Trial) => store.getState().set({ trial: next })
  const act = (what: JsonObject) => set(at(trial, what))
  const run = tried?.runs.findLast((each) => each.workflow === textOf(document, 'name'))

  useEffect(() => {
    store.getState().set({ trail: run ? trailOf(document, run.trail) : null })
  }, [run, document, store])
  useEffect(() => () => store.getState().set({ trail: null }), [store])

  if (!mayEdit) return <Text size="sm">{t('try.notYou')}</Text>
  if (error instanceof ApiError && error.errors.length > 0)
    return (
      <Alert color="orange" title={t('try.broken')}>
        <Stack align="flex-start" gap="sm">
          {error.errors.slice(0, 3).map((each) => (
            <Text key={each.pointer + each.detail} size="sm">
              {each.detail}
            </Text>
          ))}
          <Button size="xs" variant="default" onClick={() => store.getState().set({ panel: 'problems' })}>
            {t('panel.problems')}
          </Button>
        </Stack>
      </Alert>
    )
  if (error) return <ErrorState error={error} />
  if (tried === undefined) return <RowsSkeleton rows={4} />
  return (
    <Stack gap="md" aria-busy={isFetching}>
      <Text size="xs" c="dimmed">
        {t('try.hint')}
      </Text>
      <Clock trial={trial} tried={tried} onSet={set} />
      <TrialAgents agents={agentsOf(document)} tried={tried} onAct={act} />
      <TrialTranscript tried={tried} agents={agentsOf(document)} />
      {tried.failures.map((failure) => (
        <Text key={failure.pointer + failure.detail} size="sm" c="var(--mantine-color-error)">
          {failure.detail}
        </Text>
      ))}
      <Doings document={document} tried={tried} onAct={act} />
    </Stack>
  )
}

function useTried(document: JsonObject, trial: Trial, enabled: boolean) {
  const channels = useQuery(channelsQuery)
  const categories = useQuery(categoriesQuery)
  const fields = useQuery(customFieldsQuery)
  const house = {
    channels: (channels.data ?? []).map(({ name }) => name),
    categories: (categories.data ?? []).map(({ name }) => name),
    fields: fields.data ?? [],
  }
  const story = {
    document: triable(document),
    workspace: workspaceOf(document, house),
    timeline: trial.entries,
    start: new Date(START).toISOString(),
    until: seconds(trial.now),
  }
  return useQuery({
    queryKey: ['tried', story],
    queryFn: () => body(api.POST('/api/v1/workflows/try', { body: story })),
    enabled: enabled && channels.isFetched && categories.isFetched && fields.isFetched,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  })
}

const STEPS = [60, 900, 3600, 86_400] as const

function Clock({ trial, tried, onSet }: { trial: Trial; tried: Tried; onSet: (trial: Trial) => void }) {
  const { t, i18n } = useTranslation('workflows')
  const now = new Date(START + trial.now * 1000)
  const shown = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: 'UTC',
  }).format(now)
  const due = tried.next_due === null ? null : Math.ceil((Date.parse(tried.next_due) - START) / 1000)
  const on = (by: number) => onSet({ ...trial, now: trial.now + by })
  return (
    <Stack gap={6} role="group" aria-label={t('try.clock')}>
      <Group justify="space-between">
        <Text fw={600} ff="monospace" data-testid="trial-clock">
          {shown}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRotate2 size={14} aria-hidden />}
          onClick={() => onSet(NEW_TRIAL)}
        >
          {t('try.again')}
        </Button>
      </Group>
      <Group gap={6}>
        {STEPS.map((step) => (
          <Button key={step} size="compact-sm" variant="default" onClick={() => on(step)}>
            + {lengthWords(step, i18n.language)}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="light"
          disabled={due === null || due <= trial.now}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          onClick={() => due !== null && onSet({ ...trial, now: due })}
        >
          {t('try.nextDue')}
        </Button>
      </Group>
    </Stack>
  )
}

/** “15 min” in the language. */
function lengthWords(length: number, language: string): string {
  const [number, unit] =
    length >= 86_400
      ? [length / 86_400, 'day']
      : length >= 3600
        ? [length / 3600, 'hour']
        : [length / 60, 'minute']
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(number)
}

type DoingsProps = { document: JsonObject; tried: Tried; onAct: (what: JsonObject) => void }

/** What contact and agents can do. */
function Doings({ document, tried, onAct }: DoingsProps) {
  const { t } = useTranslation('workflows')
  const agents = agentsOf(document)
  const [who, setWho] = useState(CONTACT)
  const [text, setText] = useState('')
  const contact = tried.contacts.find(({ name }) => name === CONTACT)
  const [first] = agents
  const start = first ? startOf(document, first) : null
  const sent = bodyFor(document)
  const send = () => {
    const words = text.trim()
    if (words === '') return
    setText('')
    onAct(
      who === CONTACT
        ? { message: { from: CONTACT, text: words } }
        : { reply: { by: who, to: CONTACT, text: words } },
    )
  }
  return (
    <Stack gap="xs">
      {choicesOf(tried.messages).length > 0 && (
        <Group gap={6}>
          {choicesOf(tried.messages).map((choice) => (
            <Button
              key={choice}
              size="xs"
              variant="outline"
              onClick={() => onAct({ message: { from: CONTACT, choice } })}
            >
              {choice}
            </Button>
          ))}
        </Group>
      )}
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <Select
          w={150}
          aria-label={t('try.who')}
          data={[
            { value: CONTACT, label: t('try.contact') },
            ...agents.map(({ email, name }) => ({ value: email, label: name })),
          ]}
          value={who}
          allowDeselect={false}
          onChange={(chosen) => chosen && setWho(chosen)}
        />
        <Textarea
          flex={1}
          autosize
          maxRows={4}
          aria-label={t('try.message')}
          placeholder={t('try.message')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return
            event.preventDefault()
            send()
          }}
        />
        <ActionIcon size={36} aria-label={t('try.send')} onClick={send}>
          <IconSend size={17} aria-hidden />
        </ActionIcon>
      </Group>
      {sent !== null && <Webhook document={document} sample={sent} onAct={onAct} />}
      <Group gap={6}>
        {start && (
          <Button size="compact-sm" onClick={() => onAct(start)}>
            {t('try.start')}
          </Button>
        )}
        {contact?.status === 'open' && first && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onAct({ close: { contact: CONTACT, by: contact.assignee ?? first.email } })}
          >
            {t('try.close')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

type WebhookProps = { document: JsonObject; sample: string; onAct: (what: JsonObject) => void }

/** What another system sends. */
function Webhook({ document, sample, onAct }: WebhookProps) {
  const { t } = useTranslation('workflows')
  const [text, setText] = useState(sample)
  const data = parsed(text)
  return (
    <Stack gap={6} align="flex-start">
      <Textarea
        w="100%"
        autosize
        minRows={2}
        maxRows={10}
        label={t('try.webhook')}
        ff="monospace"
        spellCheck={false}
        error={data === undefined ? t('try.noJson') : undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="compact-sm"
        disabled={data === undefined}
        onClick={() => data && onAct({ webhook: { workflow: textOf(document, 'name'), body: data } })}
      >
        {t('try.send')}
      </Button>
    </Stack>
  )
}

function parsed(text: string): Json | undefined {
  try {
    const data: unknown = JSON.parse(text)
    return isObject(data) ? data : undefined
  } catch {
    return undefined
  }
}
