import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { IconPlayerTrackNext, IconRotate2 } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tried } from '@/api/schema.gen'
import { type House, startOf } from './scene'
import { LONGEST } from './story'
import type { TrialControls } from './useTrial'

const STEPS = [60, 900, 3600, 86_400] as const

type TrialClockProps = { controls: TrialControls; house: House; tried: Tried }

/** What time it is in the trial, and how it goes on. */
export function TrialClock({ controls, house, tried }: TrialClockProps) {
  const { t, i18n } = useTranslation('workflows')
  const { trial, set } = controls
  const zone = trial.scene.zone ?? house.timezone
  const shown = new Intl.DateTimeFormat(i18n.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: zone,
  }).format(Date.parse(tried.now))
  const start = startOf(trial.scene, house)
  const due = tried.next_due === null ? null : Math.ceil((Date.parse(tried.next_due) - start) / 1000)
  const on = (by: number) => set({ ...trial, now: Math.min(trial.now + by, LONGEST) })
  return (
    <Stack gap={6} role="group" aria-label={t('try.clock')}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} ff="monospace" size="sm" data-testid="trial-clock" title={zone}>
          {shown}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRotate2 size={14} aria-hidden />}
          onClick={controls.again}
        >
          {t('try.again')}
        </Button>
      </Group>
      <Group gap={6}>
        {STEPS.map((step) => (
          <Button
            key={step}
            size="compact-sm"
            variant="default"
            disabled={trial.now + step > LONGEST}
            onClick={() => on(step)}
          >
            + {lengthWords(step, i18n.language)}
          </Button>
        ))}
        <Minutes left={LONGEST - trial.now} onGo={(minutes) => on(minutes * 60)} />
        <Button
          size="compact-sm"
          variant="light"
          disabled={due === null || due <= trial.now || due > LONGEST}
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          onClick={() => due !== null && set({ ...trial, now: due })}
        >
          {t('try.nextDue')}
        </Button>
      </Group>
      {due === null && (
        <Text size="xs" c="dimmed">
          {t('try.nothingDue')}
        </Text>
      )}
    </Stack>
  )
}

/** Any number of minutes. */
function Minutes({ left, onGo }: { left: number; onGo: (minutes: number) => void }) {
  const { t } = useTranslation('workflows')
  const [minutes, setMinutes] = useState<number | string>('')
  const good = typeof minutes === 'number' && minutes > 0 && minutes * 60 <= left
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (good) onGo(minutes)
  }
  return (
    <form noValidate onSubmit={go}>
      <Group gap={4} wrap="nowrap">
        <NumberInput
          size="xs"
          w={74}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          aria-label={t('try.minutes')}
          placeholder={t('unit.m')}
          error={minutes !== '' && !good}
          value={minutes}
          onChange={setMinutes}
        />
        <Button size="compact-sm" variant="default" type="submit" disabled={!good}>
          {t('try.forward')}
        </Button>
      </Group>
    </form>
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
