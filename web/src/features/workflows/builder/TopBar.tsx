import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Indicator,
  Menu,
  SegmentedControl,
  Text,
  Tooltip,
  UnstyledButton,
} from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconCircleCheck,
  IconDots,
  IconHistory,
  IconPlayerPlay,
  IconRoute,
  IconSettings,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WorkflowView } from '@/api/schema.gen'
import { textOf } from '../model/json'
import { StateBadge } from '../StateBadge'
import classes from './builder.module.css'
import { PublishButton } from './PublishButton'
import { type Panel, useBuilder, useBuilderStore, type View } from './store'

type TopBarProps = { workflow: WorkflowView; onSave: () => Promise<boolean>; narrow: boolean }

/** Name and state, what can be done with the whole workflow, and how it is looked at. */
export function TopBar({ workflow, onSave, narrow }: TopBarProps) {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const view = useBuilder((builder) => builder.view)
  const name = useBuilder((builder) => textOf(builder.document, 'name'))
  const views: View[] = narrow ? ['outline', 'yaml'] : ['canvas', 'outline', 'yaml']
  return (
    <header className={classes.top}>
      <Group gap="xs" wrap="nowrap" miw={0}>
        <Link to="/workflows" aria-label={t('back')} className={classes.back}>
          <IconArrowLeft size={20} aria-hidden />
        </Link>
        <div style={{ minWidth: 0 }}>
          <UnstyledButton className={classes.name} onClick={() => store.getState().select(null)}>
            <Text component="h1" fw={650} size="md" truncate m={0}>
              {name || t('noName')}
            </Text>
          </UnstyledButton>
          <Group gap={6} wrap="nowrap">
            <StateBadge state={workflow.state} version={workflow.version} />
            {mayEdit ? <SaveState /> : <Badge variant="default">{t('readOnly')}</Badge>}
          </Group>
        </div>
      </Group>
      <SegmentedControl
        size="xs"
        aria-label={t('view.label')}
        value={view}
        data={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        onChange={(chosen) => store.getState().set({ view: chosen as View })}
      />
      <Group gap={6} wrap="nowrap" justify="flex-end">
        {mayEdit && <UndoRedo />}
        <Problems />
        {mayEdit && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            onClick={() => store.getState().set({ panel: 'try' })}
          >
            {t('try.open')}
          </Button>
        )}
        <More />
        {mayEdit && <PublishButton workflow={workflow} onSave={onSave} />}
      </Group>
    </header>
  )
}

function SaveState() {
  const { t } = useTranslation('workflows')
  const saving = useBuilder((builder) => builder.saving)
  const wrong = saving === 'failed' || saving === 'stale'
  return (
    <Text size="xs" c={wrong ? 'var(--mantine-color-error)' : 'dimmed'} role="status" truncate>
      {t(`saving.${saving}`)}
    </Text>
  )
}

function UndoRedo() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const past = useBuilder((builder) => builder.history.past.length)
  const future = useBuilder((builder) => builder.history.future.length)
  return (
    <Group gap={2} wrap="nowrap" visibleFrom="sm">
      <Tooltip label={`${t('undo')} (Ctrl Z)`}>
        <ActionIcon
          variant="transparent"
          color="gray"
          aria-label={t('undo')}
          disabled={past === 0}
          onClick={() => store.getState().undo()}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t('redo')} (Ctrl Shift Z)`}>
        <ActionIcon
          variant="transparent"
          color="gray"
          aria-label={t('redo')}
          disabled={future === 0}
          onClick={() => store.getState().redo()}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

function Problems() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const problems = useBuilder((builder) => builder.problems)
  const linted = useBuilder((builder) => builder.linted)
  const wrong = problems.some((each) => each.severity === 'error')
  const count = problems.length
  return (
    <Indicator
      label={count}
      size={18}
      disabled={count === 0}
      color={wrong ? 'red' : 'orange'}
      autoContrast
      offset={4}
      processing={!linted && count > 0}
    >
      <ActionIcon
        variant="default"
        size={30}
        aria-label={count === 0 ? t('problems.none') : t('problems.count', { count })}
        onClick={() => store.getState().set({ panel: 'problems' })}
      >
        {count === 0 ? (
          <IconCircleCheck size={17} aria-hidden />
        ) : (
          <IconAlertTriangle size={17} aria-hidden />
        )}
      </ActionIcon>
    </Indicator>
  )
}

function More() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const open = (panel: Panel) => () => store.getState().set({ panel })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('moreActions')}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconSettings size={15} aria-hidden />}
          onClick={() => store.getState().select(null)}
        >
          {t('settings.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={open('versions')}>
          {t('panel.versions')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRoute size={15} aria-hidden />} onClick={open('runs')}>
          {t('panel.runs')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
