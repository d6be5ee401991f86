import { useEffect } from 'react'
import { isInField } from '@/ui/commands'
import { useStepActions } from './actions'
import { useBuilderStore } from './store'

/** Keys of the whole page, outside of fields and dialogs: undo, redo, delete, and the clipboard's own events. */
export function useKeys(): void {
  const store = useBuilderStore()
  const actions = useStepActions()
  useEffect(() => {
    const elsewhere = (target: EventTarget | null) =>
      isInField(target) || document.querySelector('[aria-modal="true"]') !== null
    const selectedStep = () => {
      const { selected } = store.getState()
      return selected === null || selected.includes('@') ? null : selected
    }
    const onKey = (event: KeyboardEvent) => {
      if (elsewhere(event.target) || event.defaultPrevented) return
      const step = selectedStep()
      const key = event.key.toLowerCase()
      if ((event.ctrlKey || event.metaKey) && key === 'z') {
        if (event.shiftKey) store.getState().redo()
        else store.getState().undo()
      } else if ((event.ctrlKey || event.metaKey) && key === 'y') store.getState().redo()
      else if ((key === 'delete' || key === 'backspace') && step !== null) actions.removeStep(step)
      else return
      event.preventDefault()
    }
    const onCopy = (event: ClipboardEvent) => {
      const step = selectedStep()
      if (elsewhere(event.target) || step === null || !window.getSelection()?.isCollapsed) return
      const text = actions.textOfStep(step)
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      store.getState().set({ copied: text })
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      if (elsewhere(event.target)) return
      if (actions.paste(event.clipboardData?.getData('text/plain') ?? null)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('copy', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  })
}
