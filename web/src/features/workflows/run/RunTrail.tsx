import { ActionIcon, Badge, Group, Slider, Text, Timeline, UnstyledButton } from '@mantine/core'
import { IconPlayerSkipBack, IconPlayerSkipForward } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepDone } from '@/api/schema.gen'
import { full } from '@/ui/time'
import { colourOf } from '../builder/trail'
import { kindOf } from '../catalogue/steps'
import { isObject, type Json, type JsonObject } from '../model/json'
import { entriesOf, entryOf } from '../model/tree'
import { conditionWords, useWords } from '../words'

type RunTrailProps = {
  document: JsonObject
  trail: StepDone[]
  /** Up to which step it is replayed; null: all of it. */
  at: number | null
  selected: string | null
  onAt: (at: number | null) => void
}

/** Each step with when, what became of it, and why; the slider goes through them. */
export function RunTrail({ document, trail, at, selected, onAt }: RunTrailProps) {
  const { t } = useTranslation('workflows')
  const last = trail.length - 1
  const now = at ?? last
  const to = (index: number) => onAt(index >= last ? null : Math.max(0, index))
  if (trail.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('run.nothing')}
      </Text>
    )
  return (
    <>
      {trail.length > 1 && (
        <Group gap="sm" wrap="nowrap" mb="lg">
          <ActionIcon
            variant="default"
            aria-label={t('run.before')}
            disabled={now === 0}
            onClick={() => to(now - 1)}
          >
            <IconPlayerSkipBack size={16} aria-hidden />
          </ActionIcon>
          <Slider
            flex={1}
            min={0}
            max={last}
            value={now}
            label={null}
            thumbProps={{ 'aria-label': t('run.replay') }}
            onChange={to}
          />
          <ActionIcon
            variant="default"
            aria-label={t('run.next')}
            disabled={now === last}
            onClick={() => to(now + 1)}
          >
            <IconPlayerSkipForward size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      <Timeline active={now} bulletSize={26} lineWidth={2}>
        {trail.map((done, index) => (
          <Timeline.Item
            // biome-ignore lint/suspicious/noArrayIndexKey: a step can be done several times
            key={index}
            bullet={<StepIcon document={document} step={done.step} />}
            color={colourOf(done.outcome)}
          >
            <TrailStep
              document={document}
              done={done}
              marked={done.step === selected}
              onShow={() => to(index)}
            />
          </Timeline.Item>
        ))}
      </Timeline>
    </>
  )
}

function StepIcon({ document, step }: { document: JsonObject; step: string }) {
  const entry = useMemo(() => entryOf(entriesOf(document), step), [document, step])
  const Icon = entry && kindOf(entry.step)?.icon
  return Icon ? <Icon size={14} aria-hidden /> : null
}

type TrailStepProps = { document: JsonObject; done: StepDone; marked: boolean; onShow: () => void }

function TrailStep({ document, done, marked, onShow }: TrailStepProps) {
  const { i18n } = useTranslation('workflows')
  const words = useWords()
  const entry = useMemo(() => entryOf(entriesOf(document), done.step), [document, done.step])
  return (
    <UnstyledButton onClick={onShow} w="100%">
      <Group gap="xs">
        <Text size="sm" fw={marked ? 700 : 600} component="span">
          {entry ? words.title(entry.step) : done.step}
        </Text>
        <Badge size="xs" color={colourOf(done.outcome)} variant="light">
          {words.outcome(done.outcome)}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {full(done.at, i18n.language)}
      </Text>
      {done.reason && <Text size="xs">{words.reason(done.reason)}</Text>}
      <Why why={done.why} />
    </UnstyledButton>
  )
}

/** The conditions that decided, with what was found. */
function Why({ why }: { why: unknown }) {
  const { t } = useTranslation('workflows')
  const told = Array.isArray(why) ? why.filter(isObject) : isObject(why) ? [why] : []
  return told.map((each, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what was found does not change
    <Text key={index} size="xs" c="dimmed">
      {'operator' in each ? (
        <>
          {each.held === true ? '✓' : '✗'} {conditionWords(t, each)} (
          {t('run.found', { found: plain(each.found) })})
        </>
      ) : (
        Object.entries(each)
          .map(([key, value]) => `${key}: ${plain(value)}`)
          .join(', ')
      )}
    </Text>
  ))
}

function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
