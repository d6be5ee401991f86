import { Text } from '@mantine/core'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowsSkeleton } from '@/ui/states'
import { replace } from '../model/ops'
import { fromYaml, mergedYaml } from '../model/yaml'
import classes from './builder.module.css'
import { type Unread, useBuilder, useBuilderStore } from './store'

const YamlEditor = lazy(() => import('./YamlEditor'))

/** The same document as a file. What is written here is drawn at once, if it can be read. */
export function YamlView() {
  const { t } = useTranslation('workflows')
  const store = useBuilderStore()
  const document = useBuilder((builder) => builder.document)
  const mayEdit = useBuilder((builder) => builder.mayEdit)
  const [broken, setBroken] = useState<Unread | null>(() => {
    const { unread } = store.getState()
    return unread?.document === document ? unread : null
  })
  const keep = (unread: Unread | null) => {
    setBroken(unread)
    store.getState().set({ unread: unread && { ...unread, document: store.getState().document } })
  }
  // While a text cannot be read it is shown as it is, and the document stays what it was.
  const kept = useMemo(() => mergedYaml(store.getState().text, document), [store, document])
  useEffect(() => store.getState().set({ text: kept }), [store, kept])
  const text = broken?.text ?? kept

  const onChange = (given: string) => {
    const read = fromYaml(given)
    if ('error' in read) {
      keep({ text: given, error: read.error, line: read.line })
      return
    }
    keep(null)
    store.getState().set({ text: given })
    store.getState().edit(replace(store.getState().document, read.document), 'yaml')
  }
  return (
    <div className={classes.yaml}>
      <Suspense fallback={<RowsSkeleton />}>
        <YamlEditor text={text} readOnly={!mayEdit} label={t('view.yaml')} onChange={onChange} />
      </Suspense>
      <Text size="xs" c={broken ? 'var(--mantine-color-error)' : 'dimmed'} p="xs" role="status">
        {broken
          ? t('yaml.broken', { line: broken.line, error: broken.error || t('yaml.noMapping') })
          : t('yaml.comments')}
      </Text>
    </div>
  )
}
