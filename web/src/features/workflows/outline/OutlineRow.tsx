import { ActionIcon, Badge, ThemeIcon, VisuallyHidden } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBolt,
  IconChevronRight,
  IconPlus,
  IconQuestionMark,
} from '@tabler/icons-react'
import { type CSSProperties, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useBuilder } from '../builder/store'
import { colourOf } from '../builder/trail'
import { kindOf } from '../catalogue/steps'
import { isObject, textOf } from '../model/json'
import { at } from '../model/problems'
import { useWords } from '../words'
import classes from './outline.module.css'
import { isSameRow, type Row } from './rows'

type OutlineRowProps = {
  row: Row
  open: boolean | undefined
  selected: boolean
  focusable: boolean
  mayEdit: boolean
  does: RowDoes
}

/** What can be done from a row; always the same object. */
export type RowDoes = {
  select: (row: Row) => void
  toggle: (row: Row) => void
  add: (row: Row) => void
}

/** Drawn anew only where something that it shows has changed: of many rows typing changes one. */
export const OutlineRow = memo(
  SomeRow,
  (before, after) =>
    isSameRow(before.row, after.row) &&
    before.open === after.open &&
    before.selected === after.selected &&
    before.focusable === after.focusable &&
    before.mayEdit === after.mayEdit,
)

function SomeRow({ row, open, selected, focusable, mayEdit, does }: OutlineRowProps) {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const { title, text } = useRowWords(row)
  const step = row.is === 'trigger' ? null : row.is === 'step' ? row.id : undefined
  const problems = useBuilder((builder) => builder.problems)
  const done = useBuilder((builder) => (row.is === 'step' ? builder.trail?.steps.get(row.id) : undefined))
  const own = step === undefined ? [] : at(problems, step)
  const wrong = own.some((each) => each.severity === 'error')
  return (
    <div
      role="treeitem"
      tabIndex={focusable ? 0 : -1}
      aria-level={row.level}
      aria-expanded={open}
      aria-selected={selected}
      className={classes.row}
      data-row={row.id}
      data-is={row.is}
      data-way={row.way?.startsWith('on_') || undefined}
      style={{ '--depth': row.level - 1 } as CSSProperties}
      onClick={() => does.select(row)}
      onKeyDown={undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className={classes.toggle}
        data-open={open || undefined}
        style={{ visibility: open === undefined ? 'hidden' : 'visible' }}
        onClick={(event) => {
          event.stopPropagation()
          does.toggle(row)
        }}
      >
        <IconChevronRight size={14} />
      </button>
      <RowIcon row={row} />
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>{' '}
        {text !== '' && <span className={classes.text}>{text}</span>}
      </span>
      {done && (
        <Badge size="sm" color={colourOf(done.outcome)} autoContrast>
          {words.outcome(done.outcome)}
        </Badge>
      )}
      {row.ends && <span className={classes.ends}>{t('endsHere')}</span>}
      {own.length > 0 && <VisuallyHidden>{own.map((each) => each.detail).join(' ')}</VisuallyHidden>}
      {own.length > 0 && (
        <ThemeIcon size={20} radius="xl" color={wrong ? 'red' : 'orange'} aria-hidden>
          <IconAlertTriangle size={13} />
        </ThemeIcon>
      )}
      {mayEdit && (
        <ActionIcon
          size={28}
          variant="subtle"
          tabIndex={-1}
          aria-hidden
          className={classes.add}
          onClick={(event) => {
            event.stopPropagation()
            does.add(row)
          }}
        >
          <IconPlus size={16} />
        </ActionIcon>
      )}
    </div>
  )
}

function RowIcon({ row }: { row: Row }) {
  if (row.is === 'path') return null
  const kind = row.entry ? kindOf(row.entry.step) : undefined
  const Icon = row.is === 'trigger' ? IconBolt : (kind?.icon ?? IconQuestionMark)
  return (
    <ThemeIcon
      size={26}
      radius="md"
      variant="light"
      color={row.is === 'trigger' ? 'pine' : kind?.colour}
      aria-hidden
    >
      <Icon size={16} />
    </ThemeIcon>
  )
}

function useRowWords(row: Row): { title: string; text: string } {
  const { t } = useTranslation('workflows')
  const words = useWords()
  const started = useBuilder((builder) => (row.entry === null ? builder.document.trigger : undefined))
  if (row.entry === null) {
    const trigger = isObject(started) ? started : {}
    return {
      title: words.trigger(textOf(trigger, 'type')) || t('noTrigger'),
      text: words.conditions(trigger) || t('always'),
    }
  }
  const { step } = row.entry
  if (row.way === null) return { title: words.title(step), text: words.summary(step) }
  const branches = Array.isArray(step.branches) ? step.branches : []
  const holder = row.branch === undefined ? undefined : branches[row.branch]
  return {
    title: words.way(step, row.way, row.branch),
    text: isObject(holder) ? words.conditions(holder) : '',
  }
}
