/** What can be done to steps from canvas, outline, forms and by keys alike. */

import { useTranslation } from 'react-i18next'
import { useNotify } from '@/ui/notify'
import { newStep } from '../catalogue/steps'
import type { StepKind } from '../catalogue/types'
import { fromClipboard, toClipboard } from '../model/clipboard'
import { isObject, type JsonObject, listAt } from '../model/json'
import { insert, move, remove, type Spot, withFreshIds } from '../model/ops'
import { entriesOf, entryAt, entryOf, givenIds, ROOT, waysOf } from '../model/tree'
import { useBuilderStore } from './store'

export function useStepActions() {
  const store = useBuilderStore()
  const notify = useNotify()
  const { t } = useTranslation('workflows')
  const now = () => store.getState()
  const entries = () => entriesOf(now().document)

  /** Puts steps at a spot and selects the first of them. */
  const putAt = (spot: Spot, steps: JsonObject[]) => {
    if (!now().edit(insert(now().document, spot, steps))) return
    const first = entryAt(entries(), [...spot.list, spot.index])
    if (!first) return
    now().show(first.id)
    now().fill(first.id)
  }

  const removeStep = (id: string) => {
    const entry = entryOf(entries(), id)
    if (!entry || !now().edit(remove(now().document, id))) return
    const before = entryOf(
      entries(),
      entryAt(entries(), [...entry.list, Math.max(0, entry.index - 1)])?.id ?? null,
    )
    now().select(before?.id ?? entry.owner, null)
    notify.done(t('removed', { name: id }), now().wayBack())
  }

  /** The text of a step, or of it and all that follow it in its list. */
  const textOfStep = (id: string, following = false): string | null => {
    const entry = entryOf(entries(), id)
    if (!entry) return null
    const steps = listAt(now().document, entry.list).slice(
      entry.index,
      following ? undefined : entry.index + 1,
    )
    return toClipboard(withFreshIds(steps.filter(isObject), new Set()))
  }

  const copy = (id: string, following = false) => {
    const text = textOfStep(id, following)
    if (text === null) return
    now().set({ copied: text })
    // Where the browser does not allow it, the copy is good for this page.
    void navigator.clipboard?.writeText(text).catch(() => {})
    notify.done(t('copied'))
  }

  /** Puts what a text holds behind what is selected; false where it holds no steps. */
  const paste = (text: string | null, spot = afterSelected()): boolean => {
    const steps = text === null ? null : fromClipboard(text)
    if (steps === null) return false
    putAt(spot, steps)
    return true
  }

  /** Behind the selected step, or at the beginning of the selected path or of the workflow. */
  const afterSelected = (): Spot => {
    const [id = '', way] = (now().selected ?? '').split('@')
    const entry = entryOf(entries(), id)
    if (!entry)
      return { list: ROOT, index: now().selected === null ? listAt(now().document, ROOT).length : 0 }
    const found = waysOf(entry.step, entry.path).find((each) => each.key === way)
    return found ? { list: found.path, index: 0 } : { list: entry.list, index: entry.index + 1 }
  }

  const moveTo = (id: string, spot: Spot, count = 1) => {
    if (!now().edit(move(now().document, id, spot, count))) return
    now().select(id, now().panel)
  }

  return {
    add: (spot: Spot, kind: StepKind) => putAt(spot, [newStep(kind)]),
    duplicate(id: string) {
      const entry = entryOf(entries(), id)
      if (entry)
        putAt(
          { list: entry.list, index: entry.index + 1 },
          withFreshIds([entry.step], givenIds(now().document)),
        )
    },
    removeStep,
    textOfStep,
    copy,
    paste,
    afterSelected,
    moveTo,
  }
}
