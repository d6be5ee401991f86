import { Button, Group, Kbd, Text } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type RefObject, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { useCommands } from './commands'
import classes from './notify.module.css'
import { useErrorText } from './states'

// Milliseconds; as long as a note has the pointer or the focus it stays.
const UNDO_FOR = 8000
const TOLD_FOR = 12_000

type Undo = { note: string; said: string; run: () => void }

/** What can be taken back, the last at the end. */
const useUndos = create<{ all: readonly Undo[] }>(() => ({ all: [] }))

let count = 0

function offer(said: string, undo: () => void): Undo {
  const note = `undo-${++count}`
  const run = () => {
    notifications.hide(note)
    undo()
  }
  const offered = { note, said, run }
  useUndos.setState(({ all }) => ({ all: [...all, offered] }))
  return offered
}

const withdraw = (note: string) =>
  useUndos.setState(({ all }) => ({ all: all.filter((each) => each.note !== note) }))

/** Where notes stand: at the foot, beside what one works with or above it. `z` takes the last back. */
export function Notes() {
  const { t } = useTranslation('ui')
  const last = useUndos(({ all }) => all.at(-1))
  useCommands(
    t('notes'),
    last
      ? [
          {
            id: 'undo',
            label: t('undoOf', { what: last.said }),
            keys: 'z',
            icon: IconArrowBackUp,
            run: last.run,
          },
        ]
      : [],
  )
  return (
    <Notifications
      position="bottom-right"
      containerWidth={288}
      limit={3}
      classNames={{ root: classes.notes }}
    />
  )
}

const FOOT = '--notes-foot'

/** Has notes stand above an element at the foot of the page, where they would cover it. */
export function useKeptFree(element: RefObject<HTMLElement | null>, covered: boolean): void {
  useLayoutEffect(() => {
    const kept = element.current
    if (kept === null || !covered) return
    const { style } = document.documentElement
    const measure = () =>
      style.setProperty(FOOT, `${window.innerHeight - kept.getBoundingClientRect().top}px`)
    const sizes = new ResizeObserver(measure)
    sizes.observe(kept)
    window.addEventListener('resize', measure)
    return () => {
      sizes.disconnect()
      window.removeEventListener('resize', measure)
      style.removeProperty(FOOT)
    }
  }, [element, covered])
}

/** Short notes at the foot: what was done (with a way back), and what did not work. */
export function useNotify() {
  const { t } = useTranslation('ui')
  const text = useErrorText()
  const closeButtonProps = { 'aria-label': t('close') }
  const refused = (message: string) => {
    const title = t('error.title')
    notifications.show({ color: 'red', title, message, autoClose: 10_000, closeButtonProps })
  }
  return {
    done(message: string, undo?: () => void) {
      if (undo === undefined) {
        notifications.show({ message, autoClose: 4000, closeButtonProps })
        return
      }
      const { note, run } = offer(message, undo)
      notifications.show({
        id: note,
        message: <Undoable note={note} said={message} onUndo={run} />,
        autoClose: UNDO_FOR,
        onClose: () => withdraw(note),
        closeButtonProps,
      })
    },
    /** Something that others did, and the way to it. */
    told(message: string, open: { label: string; run: () => void }) {
      const id = notifications.show({
        message: (
          <WithButton
            said={message}
            label={open.label}
            onClick={() => {
              notifications.hide(id)
              open.run()
            }}
          />
        ),
        autoClose: TOLD_FOR,
        closeButtonProps,
      })
    },
    failed: (error: unknown) => refused(text(error)),
    /** What did not work, for a reason that is no error. */
    refused,
  }
}

type UndoableProps = { note: string; said: string; onUndo: () => void }

function Undoable({ note, said, onUndo }: UndoableProps) {
  const { t } = useTranslation('ui')
  const last = useUndos(({ all }) => all.at(-1))
  return (
    <WithButton said={said} label={t('undo')} keys={last?.note === note ? 'z' : undefined} onClick={onUndo} />
  )
}

type WithButtonProps = { said: string; label: string; keys?: string | undefined; onClick: () => void }

function WithButton({ said, label, keys, onClick }: WithButtonProps) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm">{said}</Text>
      <Button
        size="compact-sm"
        variant="subtle"
        flex="none"
        aria-keyshortcuts={keys}
        rightSection={
          keys && (
            <Kbd size="xs" visibleFrom="sm" aria-hidden>
              {keys}
            </Kbd>
          )
        }
        onClick={onClick}
      >
        {label}
      </Button>
    </Group>
  )
}
