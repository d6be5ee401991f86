import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { lint } from '../api'
import { placed } from '../model/problems'
import { entriesOf } from '../model/tree'
import { useBuilder, useBuilderStore } from './store'

const PAUSE = 350 // milliseconds without a change

/** Keeps the list of problems true: the server says what publishing would say. */
export function useLint(): void {
  const { i18n } = useTranslation()
  const store = useBuilderStore()
  const document = useBuilder((builder) => builder.document)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the server answers in the language
  useEffect(() => {
    let given = true
    const timer = setTimeout(async () => {
      const found = await lint(document).catch(() => null)
      if (!given || found === null) return
      store.getState().set({ problems: placed(found.problems, entriesOf(document)), linted: true })
    }, PAUSE)
    return () => {
      given = false
      clearTimeout(timer)
    }
  }, [document, store, i18n.language])
}
