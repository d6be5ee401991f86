import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The first so many of a long list, and a button for the others where there are any. */
export function useFirst<Item>(items: Item[], few: number): [shown: Item[], toggle: ReactNode] {
  const { t } = useTranslation('ui')
  const [all, setAll] = useState(false)
  if (items.length <= few) return [items, null]
  const toggle = (
    <Button size="compact-sm" variant="subtle" onClick={() => setAll(!all)}>
      {all ? t('fewer') : t('all', { count: items.length })}
    </Button>
  )
  return [all ? items : items.slice(0, few), toggle]
}
