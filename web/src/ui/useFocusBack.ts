import { useInsertionEffect, useLayoutEffect, useRef } from 'react'

/** Gives the focus back to what had it before something opened, unless it has gone elsewhere. */
export function useFocusBack(opened: boolean): void {
  const before = useRef<Element>(null)
  // Before what opens takes the focus for itself.
  useInsertionEffect(() => {
    if (opened) before.current = document.activeElement
  }, [opened])
  useLayoutEffect(() => {
    if (!opened && document.activeElement === document.body && before.current instanceof HTMLElement)
      before.current.focus()
  }, [opened])
}
