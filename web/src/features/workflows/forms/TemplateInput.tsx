import { ActionIcon, Menu, ScrollArea, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { Fragment, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type TextVariable, useTextVariables } from './choices'
import { common } from './inputs'
import type { InputProps } from './types'

type Field = HTMLTextAreaElement | HTMLInputElement

/** A text in which variables can be filled in; the menu puts one where the cursor is. */
export function TemplateInput(props: InputProps) {
  const field = useRef<Field | null>(null)
  const value =
    typeof props.value === 'string' ? props.value : props.value === undefined ? '' : String(props.value)
  const set = (element: Field | null) => {
    field.current = element
  }
  const put = (text: string) => {
    const at = field.current?.selectionStart ?? value.length
    props.onChange(value.slice(0, at) + text + value.slice(field.current?.selectionEnd ?? at))
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(at + text.length, at + text.length)
    })
  }
  const shared = {
    ...common(props),
    // As the text is written: from the right where its letters are.
    dir: 'auto',
    value,
    onChange: (event: React.ChangeEvent<Field>) => props.onChange(event.currentTarget.value),
    rightSection: props.readOnly ? null : (
      <Variables onPick={put} mentions={props.holder.type === 'add_comment'} />
    ),
  }
  if (props.field.input === 'template_line') return <TextInput ref={set} {...shared} />
  return (
    <Textarea
      ref={set}
      autosize
      minRows={3}
      maxRows={14}
      rightSectionProps={{ style: { alignItems: 'flex-start', paddingTop: 6 } }}
      {...shared}
    />
  )
}

function Variables({ onPick, mentions }: { onPick: (text: string) => void; mentions: boolean }) {
  const { t } = useTranslation('workflows')
  const variables = useTextVariables(mentions)
  const groups = new Map<string, TextVariable[]>()
  for (const each of variables) groups.set(each.group, [...(groups.get(each.group) ?? []), each])
  return (
    <Menu position="bottom-end" width={240} returnFocus>
      <Menu.Target>
        <Tooltip label={t('variables.insert')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('variables.insert')}>
            <IconBraces size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={300} type="auto">
          {[...groups].map(([group, items]) => (
            <Fragment key={group}>
              <Menu.Label>{group}</Menu.Label>
              {items.map(({ name, text }) => (
                <Menu.Item key={text} onClick={() => onPick(text)}>
                  {name}
                </Menu.Item>
              ))}
            </Fragment>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
