import { Modal, ScrollArea, Text, TextInput, ThemeIcon, UnstyledButton } from '@mantine/core'
import { IconClipboard, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { STEP_KINDS } from '../catalogue/steps'
import type { StepGroup, StepKind } from '../catalogue/types'
import { useWords } from '../words'
import { useStepActions } from './actions'
import classes from './builder.module.css'
import { useBuilder, useBuilderStore } from './store'

const GROUPS: StepGroup[] = ['talk', 'route', 'contact', 'outside']

/** The choice of a kind of step, by search or by looking. */
export function AddStep() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const adding = useBuilder((builder) => builder.adding)
  const close = () => store.getState().set({ adding: null })
  return (
    <Modal
      opened={adding !== null}
      onClose={close}
      title={t('add.title')}
      size="lg"
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {adding && <Kinds onClose={close} />}
    </Modal>
  )
}

function Kinds({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const actions = useStepActions()
  const adding = useBuilder((builder) => builder.adding)
  const copied = useBuilder((builder) => builder.copied)
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const wanted = search.trim().toLowerCase()
  /** How well a kind fits: by the beginning of its name, its name, or what is said of it; null: not at all. */
  const rank = (kind: StepKind): number | null => {
    const name = words.kind(kind.type).toLowerCase()
    if (name.startsWith(wanted)) return 0
    if (`${name} ${kind.type}`.includes(wanted)) return 1
    return words.hint(kind.type).toLowerCase().includes(wanted) ? 2 : null
  }
  const fitting = STEP_KINDS.filter((kind) => rank(kind) !== null)
  // What is looked for comes by how well it fits; what is looked at, by groups.
  const groups: { group: StepGroup | null; kinds: StepKind[] }[] =
    wanted === ''
      ? GROUPS.map((group) => ({ group, kinds: fitting.filter((kind) => kind.group === group) }))
      : [{ group: null, kinds: fitting.toSorted((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0)) }]
  const found = groups.flatMap(({ kinds }) => kinds)
  const chosen = found[Math.min(at, found.length - 1)]

  const choose = (kind: StepKind | undefined) => {
    if (!kind || !adding) return
    onClose()
    actions.add(adding, kind)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(chosen)
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="step-kinds"
        aria-activedescendant={chosen ? `kind-${chosen.type}` : undefined}
        aria-label={t('add.search')}
        placeholder={t('add.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {copied && adding && (
        <UnstyledButton
          className={classes.kind}
          mt="xs"
          onClick={() => {
            onClose()
            actions.paste(copied, adding)
          }}
        >
          <ThemeIcon variant="light" color="gray" size={34} aria-hidden>
            <IconClipboard size={18} />
          </ThemeIcon>
          {t('add.paste')}
        </UnstyledButton>
      )}
      <ScrollArea.Autosize mah="60dvh" mt="sm" type="auto">
        <div id="step-kinds" role="listbox" aria-label={t('add.title')}>
          {groups.map(({ group, kinds }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
            <div key={group} role="group" aria-label={group === null ? t('add.title') : t(`group.${group}`)}>
              {group !== null && (
                <Text size="xs" fw={600} c="dimmed" mt="sm" mb={4} aria-hidden>
                  {t(`group.${group}`)}
                </Text>
              )}
              <div className={classes.kinds}>
                {kinds.map((kind) => (
                  <Kind key={kind.type} kind={kind} active={kind === chosen} onChoose={() => choose(kind)} />
                ))}
              </div>
            </div>
          ))}
        </div>
        {found.length === 0 && (
          <Text c="dimmed" ta="center" p="lg">
            {t('add.nothing')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  )
}

function Kind({ kind, active, onChoose }: { kind: StepKind; active: boolean; onChoose: () => void }) {
  const words = useWords()
  const Icon = kind.icon
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the search field, which names the active option
    <div
      id={`kind-${kind.type}`}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classes.kind}
      data-active={active || undefined}
      onClick={onChoose}
    >
      <ThemeIcon variant="light" color={kind.colour} size={34} aria-hidden>
        <Icon size={18} />
      </ThemeIcon>
      <span>
        <Text component="span" size="sm" fw={600} display="block">
          {words.kind(kind.type)}
        </Text>
        <Text component="span" size="xs" c="dimmed" display="block">
          {words.hint(kind.type)}
        </Text>
      </span>
    </div>
  )
}
