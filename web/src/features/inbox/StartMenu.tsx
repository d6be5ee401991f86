import { ActionIcon, Combobox, Group, Text, Tooltip, useCombobox } from '@mantine/core'
import { IconBolt, IconSitemap } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactView } from '@/api/schema.gen'
import { useCommands } from '@/ui/commands'
import { useNotify } from '@/ui/notify'
import { found } from '@/ui/search'
import { ErrorState, RowsSkeleton } from '@/ui/states'
import { useFocusBack } from '@/ui/useFocusBack'
import { StartDialog } from './StartDialog'
import classes from './start.module.css'
import { type Answers, type Startable, useStart, useStartables } from './starting'

/** Starts shortcuts, and for managers any workflow, for the contact. */
export function StartMenu({ contact }: { contact: ContactView }) {
  const { t } = useTranslation('inbox')
  const all = useStartables(contact.id)
  const { start, whyNot } = useStart(contact)
  const notify = useNotify()
  const [opened, setOpened] = useState(false)
  const [chosen, setChosen] = useState<Startable | null>(null)
  const [asking, setAsking] = useState(false)
  // What was typed stays as long as the conversation is open.
  const [answers, setAnswers] = useState<Record<number, Answers>>({})
  const title = t(all.isManager ? 'start.titleAll' : 'start.title')
  const choose = (startable: Startable) => {
    start.reset()
    if (startable.form?.length !== 0) {
      setChosen(startable)
      setAsking(true)
      return
    }
    start.mutate(
      { startable, answers: {} },
      {
        onSuccess: ({ skipped }) => skipped && notify.refused(whyNot(skipped) ?? ''),
        onError: notify.failed,
      },
    )
  }
  useCommands(t('conversation'), [
    {
      id: 'start',
      label: title,
      keys: 's',
      words: t('start.workflows'),
      icon: IconBolt,
      run: () => setOpened(true),
    },
  ])
  useCommands(
    t('start.title'),
    all.shortcuts
      .filter(({ inside }) => !inside)
      .map((each) => ({
        id: `start-${each.id}`,
        label: t('start.named', { name: each.name }),
        words: each.description,
        icon: IconBolt,
        run: () => choose(each),
      })),
  )
  const button = useRef<HTMLButtonElement>(null)
  const store = useCombobox({
    opened,
    onOpenedChange: setOpened,
    onDropdownClose: () => store.resetSelectedOption(),
  })
  useFocusBack(opened)
  const shown = [...all.shortcuts, ...all.workflows]
  return (
    <>
      <Combobox
        store={store}
        width={310}
        position="bottom-end"
        withinPortal={false}
        transitionProps={{ duration: 0 }}
        onOptionSubmit={(id) => {
          store.closeDropdown()
          const startable = shown.find((each) => String(each.id) === id)
          if (startable) choose(startable)
        }}
      >
        <Combobox.Target withAriaAttributes={false}>
          <Tooltip label={title} disabled={opened} withinPortal={false}>
            <ActionIcon
              ref={button}
              variant="default"
              size={36}
              aria-label={title}
              aria-haspopup="listbox"
              aria-expanded={opened}
              aria-keyshortcuts="s"
              loading={start.isPending && !asking}
              onClick={() => setOpened(!opened)}
            >
              <IconBolt size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Combobox.Target>
        <Combobox.Dropdown className={classes.dropdown}>
          {opened && <Startables title={title} store={store} all={all} />}
        </Combobox.Dropdown>
      </Combobox>
      {chosen && (
        <StartDialog
          opened={asking}
          // As it is published now: somebody may have changed its form meanwhile.
          startable={shown.find(({ id }) => id === chosen.id) ?? chosen}
          contact={contact}
          answers={answers[chosen.id] ?? {}}
          onAnswers={(given) => setAnswers({ ...answers, [chosen.id]: given })}
          start={start}
          whyNot={whyNot(start.data?.skipped ?? null)}
          onClose={() => {
            setAsking(false)
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}

type StartablesProps = {
  title: string
  store: ReturnType<typeof useCombobox>
  all: ReturnType<typeof useStartables>
}

function Startables({ title, store, all }: StartablesProps) {
  const { t } = useTranslation('inbox')
  const [search, setSearch] = useState('')
  const { selectFirstOption } = store
  const field = useRef<HTMLInputElement>(null)
  // At once: what one types after the key that opens it must not be taken for other keys.
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), [])
  const fitting = (each: Startable[]) =>
    found(each, search, ({ name, description }) => `${name} ${description}`)
  const shortcuts = fitting(all.shortcuts)
  const workflows = fitting(all.workflows)
  const first = (shortcuts[0] ?? workflows[0])?.id
  useEffect(() => {
    if (first !== undefined) selectFirstOption()
  }, [first, selectFirstOption])
  const hasSome = all.shortcuts.length + all.workflows.length > 0
  return (
    <>
      <Combobox.Search
        ref={field}
        value={search}
        aria-label={t('start.search')}
        placeholder={t('start.search')}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Combobox.Options
        tabIndex={0}
        aria-label={title}
        className={classes.options}
        hidden={first === undefined}
      >
        <Part title={t('start.title')} startables={shortcuts} named={workflows.length > 0} />
        <Part title={t('start.workflows')} startables={workflows} named />
      </Combobox.Options>
      {all.isPending && <RowsSkeleton rows={3} height={34} />}
      {all.error && !hasSome && <ErrorState error={all.error} onRetry={all.again} />}
      {first === undefined && !all.isPending && !all.error && (
        <Text size="sm" c="dimmed" p="xs" ta="center" role="status">
          {t(hasSome ? 'start.nothing' : all.isManager ? 'start.emptyAll' : 'start.empty')}
        </Text>
      )}
    </>
  )
}

type PartProps = { title: string; startables: Startable[]; named: boolean }

function Part({ title, startables, named }: PartProps) {
  const lines = startables.map((each) => <Line key={each.id} startable={each} />)
  return named && startables.length > 0 ? <Combobox.Group label={title}>{lines}</Combobox.Group> : lines
}

function Line({ startable: { id, name, description, form, inside } }: { startable: Startable }) {
  const { t } = useTranslation('inbox')
  const Icon = form === null ? IconSitemap : IconBolt
  const more = inside ? t('start.inside') : description
  return (
    <Combobox.Option value={String(id)} disabled={inside} className={classes.option}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon size={18} stroke={1.7} className={classes.icon} aria-hidden />
        <div className={classes.words}>
          <Text size="sm" dir="auto" ta="start">
            {name}
            {form !== null && form.length === 0 ? '' : ' …'}
          </Text>
          {more && (
            <Text size="xs" className={classes.more} lineClamp={2} dir="auto" ta="start">
              {more}
            </Text>
          )}
        </div>
      </Group>
    </Combobox.Option>
  )
}
