import { Group, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isObject, isSame, type Json } from '../model/json'
import { Remove, Rows } from './rows'
import type { InputProps } from './types'

type Pair = [name: string, text: Json]

/** Names and texts: headers, variables, parts of an answer to keep. */
export function PairsInput({ field, label, hint, error, value, readOnly, onChange }: InputProps) {
  const { t } = useTranslation('workflows')
  const [pairs, setPairs] = useState<Pair[]>(() => pairsOf(value))
  // While two rows have one name the document holds but one of them: what is written stays as it is.
  useEffect(() => {
    setPairs((shown) =>
      isSame(Object.fromEntries(shown), Object.fromEntries(pairsOf(value))) ? shown : pairsOf(value),
    )
  }, [value])
  const path = field.key === 'save'
  const keep = (next: Pair[]) => {
    setPairs(next)
    onChange(next.length === 0 ? undefined : Object.fromEntries(next))
  }
  const names = pairs.map(([name]) => name)
  const free = () => {
    let number = 1
    while (names.includes(`name${number}`)) number += 1
    return `name${number}`
  }
  return (
    <Rows
      label={label}
      hint={hint}
      error={error}
      add={readOnly ? null : t('addRow')}
      onAdd={() => keep([...pairs, [free(), path ? '$.' : '']])}
    >
      {pairs.map(([name, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            aria-label={`${label}: ${t('row.name')}`}
            error={names.indexOf(name) !== index ? t('row.twice') : undefined}
            value={name}
            readOnly={readOnly}
            onChange={(event) => keep(pairs.with(index, [event.currentTarget.value, text]))}
          />
          <TextInput
            flex={2}
            aria-label={`${label}: ${t(path ? 'row.path' : 'row.value')}`}
            value={typeof text === 'string' ? text : JSON.stringify(text)}
            readOnly={readOnly}
            onChange={(event) => keep(pairs.with(index, [name, event.currentTarget.value]))}
          />
          {!readOnly && <Remove onClick={() => keep(pairs.toSpliced(index, 1))} />}
        </Group>
      ))}
    </Rows>
  )
}

function pairsOf(value: Json | undefined): Pair[] {
  return isObject(value) ? Object.entries(value) : []
}
