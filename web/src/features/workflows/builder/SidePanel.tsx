import {
  ActionIcon,
  Box,
  CloseButton,
  Group,
  Menu,
  ScrollArea,
  Text,
  ThemeIcon,
  Title,
  Tooltip,
} from '@mantine/core'
import { IconBolt, IconCopy, IconCopyPlus, IconDots, IconSettings, IconTrash } from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { hasForm, kindOf } from '../catalogue/steps'
import { PathForm } from '../forms/PathForm'
import { StepForm } from '../forms/StepForm'
import { TriggerForm } from '../forms/TriggerForm'
import { WorkflowForm } from '../forms/WorkflowForm'
import { TRIGGER } from '../model/graph'
import { type Entry, entriesOf, entryOf } from '../model/tree'
import { ProblemText } from '../ProblemText'
import { TryPanel } from '../trial/TryPanel'
import { useWords } from '../words'
import { useStepActions } from './actions'
import classes from './builder.module.css'
import { ProblemList } from './ProblemList'
import { RunList } from './RunList'
import { useBuilder, useBuilderStore } from './store'
import { VersionList } from './VersionList'

const FIRST = '[data-form] input:not([type="hidden"]), [data-form] textarea'

/** Whether Escape belongs to a list that hangs open on a field. */
function isOpen(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true'
}

/** Beside the drawing: the form of what is selected, problems, versions, runs, or a trial. */
export function SidePanel() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const panel = useBuilder((builder) => builder.panel)
  const selected = useBuilder((builder) => builder.selected)
  const box = useRef<HTMLElement>(null)
  const close = () => {
    store.getState().set({ panel: null })
    const id = CSS.escape(selected ?? '')
    document.querySelector<HTMLElement>(`[data-row="${id}"], [data-node="${id}"]`)?.focus()
  }
  const filling = useBuilder((builder) => builder.filling)
  useEffect(() => {
    // A finger would have its keyboard cover what it came for.
    if (filling === 0 || !window.matchMedia('(pointer: fine)').matches) return
    // What was open before (the choice of a step) has given the focus back by then.
    const timer = setTimeout(() => box.current?.querySelector<HTMLElement>(FIRST)?.focus(), 60)
    return () => clearTimeout(timer)
  }, [filling])
  if (panel === null) return null
  return (
    <aside
      ref={box}
      className={classes.panel}
      aria-label={t(`panel.${panel}`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isOpen(event.target)) return
        event.preventDefault()
        close()
      }}
    >
      {panel === 'form' ? (
        <FormPanel onClose={close} />
      ) : (
        <>
          <Head title={t(`panel.${panel}`)} onClose={close} />
          <ScrollArea className={classes.body} type="auto">
            <Box p="md">
              {panel === 'problems' && <ProblemList />}
              {panel === 'versions' && <VersionList />}
              {panel === 'runs' && <RunList />}
              {panel === 'try' && <TryPanel />}
            </Box>
          </ScrollArea>
        </>
      )}
    </aside>
  )
}

type HeadProps = {
  title: string
  icon?: React.ReactNode
  hint?: string
  menu?: React.ReactNode
  onClose: () => void
}

function Head({ title, icon, hint, menu, onClose }: HeadProps) {
  const { t } = useTranslation('workflows')
  return (
    <Group className={classes.panelHead} wrap="nowrap" gap="sm">
      {icon}
      <div style={{ flex: 1, minWidth: 0 }}>
        <Title order={2} size="h5" lineClamp={2}>
          {title}
        </Title>
        {hint && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {hint}
          </Text>
        )}
      </div>
      {menu}
      <CloseButton aria-label={t('ui:close')} onClick={onClose} />
    </Group>
  )
}

function FormPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const selected = useBuilder((builder) => builder.selected)
  const document = useBuilder((builder) => builder.document)
  const problems = useBuilder((builder) => builder.problems)
  const entries = useMemo(() => entriesOf(document), [document])
  const [id = '', way] = selected === TRIGGER ? [] : (selected ?? '').split('@')
  const entry = entryOf(entries, id)
  const general = entry
    ? problems.filter((each) => each.step === entry.id && !hasForm(entry.step, each.field))
    : []
  return (
    <>
      {selected === TRIGGER ? (
        <Head title={t('trigger.title')} icon={<Badge icon={IconBolt} />} onClose={onClose} />
      ) : entry ? (
        <Head
          title={way ? words.way(entry.step, way, branchOf(way)) : words.title(entry.step)}
          hint={way ? words.title(entry.step) : words.hint(entry.kind)}
          icon={<Badge icon={kindOf(entry.step)?.icon ?? IconSettings} colour={kindOf(entry.step)?.colour} />}
          menu={way ? undefined : <StepMenu entry={entry} />}
          onClose={onClose}
        />
      ) : (
        <Head title={t('settings.title')} icon={<Badge icon={IconSettings} />} onClose={onClose} />
      )}
      <ScrollArea className={classes.body} type="auto" key={selected}>
        <Box p="md" data-form>
          {general.map((each) => (
            <ProblemText key={each.pointer + each.detail} problem={each} />
          ))}
          {selected === TRIGGER ? (
            <TriggerForm />
          ) : entry && way ? (
            <PathForm entry={entry} way={way} />
          ) : entry ? (
            <StepForm entry={entry} />
          ) : (
            <WorkflowForm />
          )}
        </Box>
      </ScrollArea>
    </>
  )
}

function branchOf(way: string): number | undefined {
  return way.startsWith('branches/') ? Number(way.slice('branches/'.length)) : undefined
}

function Badge({ icon: Icon, colour = 'pine' }: { icon: typeof IconBolt; colour?: string }) {
  return (
    <ThemeIcon size={34} radius="md" variant="light" color={colour} aria-hidden>
      <Icon size={18} />
    </ThemeIcon>
  )
}

function StepMenu({ entry }: { entry: Entry }) {
  const { t } = useTranslation('workflows')
  const actions = useStepActions()
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  return (
    <>
      {mayEdit && (
        <Tooltip label={t('remove')}>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('remove')}
            onClick={() => actions.removeStep(entry.id)}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('stepMenu')}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => actions.copy(entry.id)}>
            {t('copy')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={15} aria-hidden />}
            onClick={() => actions.copy(entry.id, true)}
          >
            {t('copyFollowing')}
          </Menu.Item>
          {mayEdit && (
            <Menu.Item
              leftSection={<IconCopyPlus size={15} aria-hidden />}
              onClick={() => actions.duplicate(entry.id)}
            >
              {t('duplicate')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
