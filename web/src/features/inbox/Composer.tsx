import {
  ActionIcon,
  Combobox,
  Group,
  SegmentedControl,
  Text,
  Textarea,
  Tooltip,
  useCombobox,
} from '@mantine/core'
import { IconMessage, IconNote, IconSend2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/me'
import { newKey } from '@/api/newKey'
import { usersQuery } from '@/api/people'
import type { ContactView, UserView, Watcher } from '@/api/schema.gen'
import { useCommands } from '@/ui/commands'
import { useKeptFree } from '@/ui/notify'
import { PersonAvatar } from '@/ui/PersonAvatar'
import classes from './composer.module.css'
import { type Draft, useDraft } from './drafts'
import { useSend } from './sending'

type ComposerProps = {
  contact: ContactView
  others: Watcher[]
  onTyping: () => void
  /** Whether something else stands beside it, in the corner of the page. */
  besides: boolean
}

/** Where one answers the contact, or leaves a note for one's colleagues. */
export function Composer({ contact, others, onTyping, besides }: ComposerProps) {
  const { t } = useTranslation('inbox')
  const { user } = useMe()
  const [draft, setDraft] = useDraft(contact.id, user?.id)
  const field = useRef<HTMLTextAreaElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  useKeptFree(whole, !besides)
  const { mutate } = useSend(contact.id)
  const isNote = draft.kind === 'note'
  const hint = t(isNote ? 'composer.noteHint' : 'composer.replyHint')
  const send = () => {
    const text = draft.text.trim()
    if (text === '') return
    mutate({ key: newKey(), kind: draft.kind, text })
    setDraft({ kind: draft.kind, text: '' })
  }
  const begin = (kind: Draft['kind']) => {
    setDraft({ ...draft, kind })
    field.current?.focus()
  }
  useCommands(t('composer.title'), [
    { id: 'reply', label: t('composer.reply'), keys: 'r', icon: IconMessage, run: () => begin('reply') },
    { id: 'note', label: t('composer.note'), keys: 'n', icon: IconNote, run: () => begin('note') },
  ])
  return (
    <div ref={whole} className={classes.composer} data-note={isNote || undefined}>
      <OthersHere others={others} />
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <SegmentedControl
          flex="none"
          size="xs"
          aria-label={t('composer.title')}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind: kind as Draft['kind'] })}
          data={[
            { value: 'reply', label: t('composer.reply') },
            { value: 'note', label: t('composer.note') },
          ]}
        />
        <Text size="xs" c="dimmed" visibleFrom="sm" truncate title={hint}>
          {hint}
        </Text>
      </Group>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Field
          field={field}
          draft={draft}
          onChange={(text) => {
            setDraft({ ...draft, text })
            onTyping()
          }}
          onSend={send}
        />
        <Tooltip label={t('composer.send')}>
          <ActionIcon
            size={38}
            aria-label={t('composer.send')}
            disabled={draft.text.trim() === ''}
            onClick={send}
          >
            <IconSend2 size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  )
}

/** Keeps its place, so that nothing jumps when somebody comes or goes. */
function OthersHere({ others }: { others: Watcher[] }) {
  const { t } = useTranslation('inbox')
  const typing = others.filter((other) => other.typing)
  const shown = typing.length > 0 ? typing : others
  const names = shown.map((other) => other.name).join(', ')
  return (
    <Text
      size="xs"
      c={
        typing.length > 0
          ? 'light-dark(var(--mantine-color-orange-9), var(--mantine-color-orange-3))'
          : 'dimmed'
      }
      h={18}
      role="status"
      className={classes.others}
    >
      {shown.length > 0 &&
        t(typing.length > 0 ? 'composer.typing' : 'composer.watching', { names, count: shown.length })}
    </Text>
  )
}

type FieldProps = {
  field: React.RefObject<HTMLTextAreaElement | null>
  draft: Draft
  onChange: (text: string) => void
  onSend: () => void
}

const MENTION = /(?:^|\s)@([^\s@{}]*)$/

/** Whether what follows the `@` begins one of the names, or the e-mail. */
function isMeant({ name, email }: UserView, wanted: string): boolean {
  return [...name.split(' '), email].some((word) => word.toLowerCase().startsWith(wanted.toLowerCase()))
}

/** The text; in a note `@` offers people. */
function Field({ field, draft, onChange, onSend }: FieldProps) {
  const { t } = useTranslation('inbox')
  const { data: users = [] } = useQuery(usersQuery)
  const people = useCombobox({ onDropdownClose: () => people.resetSelectedOption() })
  const before = () => draft.text.slice(0, field.current?.selectionStart ?? draft.text.length)
  const wanted = draft.kind === 'note' ? MENTION.exec(before())?.[1] : undefined
  const found = wanted === undefined ? [] : users.filter((user) => isMeant(user, wanted)).slice(0, 6)
  const mention = (email: string) => {
    const start = before().length - (wanted?.length ?? 0) - 1
    const after = draft.text.slice(before().length)
    onChange(`${draft.text.slice(0, start)}@{${email}} ${after.trimStart()}`)
    people.closeDropdown()
    field.current?.focus()
  }
  return (
    <Combobox store={people} onOptionSubmit={mention} position="top-start" withinPortal={false}>
      <Combobox.Target>
        <Textarea
          ref={field}
          flex={1}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={10_000}
          value={draft.text}
          aria-label={t(draft.kind === 'note' ? 'composer.note' : 'composer.reply')}
          placeholder={t(draft.kind === 'note' ? 'composer.notePlaceholder' : 'composer.replyPlaceholder')}
          classNames={{ input: classes.input }}
          onChange={(event) => {
            onChange(event.currentTarget.value)
            const text = event.currentTarget.value.slice(0, event.currentTarget.selectionStart)
            if (draft.kind === 'note' && MENTION.test(text)) {
              people.openDropdown()
              people.selectFirstOption()
            } else people.closeDropdown()
          }}
          onBlur={() => people.closeDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !people.dropdownOpened) event.currentTarget.blur()
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            if (people.dropdownOpened && found.length > 0) return
            event.preventDefault()
            onSend()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={t('composer.mention')}>
          {found.map((user) => (
            <Combobox.Option key={user.id} value={user.email}>
              <Group gap="xs" wrap="nowrap">
                <PersonAvatar name={user.name} status={user.status} size={22} />
                <Text size="sm">{user.name}</Text>
              </Group>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
