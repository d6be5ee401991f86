import { Stack, Text, ThemeIcon, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, RowsSkeleton } from '@/ui/states'
import { TRIGGER } from '../model/graph'
import type { Placed } from '../model/problems'
import { entriesOf, entryOf } from '../model/tree'
import { useWords } from '../words'
import classes from './builder.module.css'
import { useBuilder, useBuilderStore } from './store'

/** Everything that is wrong, each with the way to it. */
export function ProblemList() {
  const { t } = useTranslation('workflows')
  const problems = useBuilder((builder) => builder.problems)
  const linted = useBuilder((builder) => builder.linted)
  if (problems.length === 0 && !linted) return <RowsSkeleton rows={3} />
  if (problems.length === 0)
    return <EmptyState icon={IconCircleCheck} title={t('problems.none')} hint={t('problems.noneHint')} />
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {problems.map((problem) => (
        <li key={`${problem.pointer} ${problem.detail}`}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </Stack>
  )
}

/** Where a problem is mended. */
export function targetOf(problem: Placed): string | null {
  if (problem.step === null) return problem.field.startsWith('trigger') ? TRIGGER : null
  const branch = /^branches\/\d+/.exec(problem.field)
  return branch ? `${problem.step}@${branch[0]}` : problem.step
}

function ProblemLine({ problem }: { problem: Placed }) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const words = useWords()
  const document = useBuilder((builder) => builder.document)
  const entry = useMemo(() => entryOf(entriesOf(document), problem.step), [document, problem.step])
  const target = targetOf(problem)
  const place = entry
    ? words.title(entry.step)
    : target === TRIGGER
      ? t('trigger.title')
      : t('settings.title')
  const [, branch] = /^branches\/(\d+)/.exec(problem.field) ?? []
  const [head = ''] = problem.field.replace(/^trigger\/?/, '').split('/')
  const field =
    entry && branch !== undefined
      ? words.way(entry.step, `branches/${branch}`, Number(branch))
      : head === 'all' || head === 'any'
        ? t('conditions.title')
        : head && words.label(head)
  const wrong = problem.severity === 'error'
  return (
    <UnstyledButton
      className={classes.line}
      onClick={() => (target === null ? store.getState().select(null) : store.getState().show(target))}
    >
      <ThemeIcon variant="light" color={wrong ? 'red' : 'orange'} radius="xl" size={26} aria-hidden>
        <IconAlertTriangle size={14} />
      </ThemeIcon>
      <span style={{ minWidth: 0 }}>
        <Text component="span" display="block" size="sm" fw={600}>
          {place}
          {field !== '' && ` · ${field}`}
        </Text>
        <Text component="span" display="block" size="sm">
          {problem.detail}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          {t(wrong ? 'problems.error' : 'problems.warning')}
        </Text>
      </span>
    </UnstyledButton>
  )
}
