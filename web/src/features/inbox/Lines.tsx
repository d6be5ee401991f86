import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '@/api/schema.gen'
import { useCommands } from '@/ui/commands'
import { ConversationLine } from './ConversationLine'
import classes from './line.module.css'
import { moveOf } from './lines'

const HEIGHT = 76 // of a line, as in line.module.css
const AHEAD = 60 // lines before the end of what is loaded, where the next part is asked for
const COMING = 12 // grey lines after it, so that there is something wherever one scrolls to

const route = getRouteApi('/shell/inbox')

type LinesProps = {
  items: ConversationView[]
  /** Whether there are more than these. */
  more: boolean
  /** Whether the next part could not be loaded. */
  failed: boolean
  onMore: () => void
  showClosed: boolean
}

/** The lines in view, of however many. */
export function Lines({ items, more, failed, onMore, showClosed }: LinesProps) {
  const { t } = useTranslation('inbox')
  const frame = useRef<HTMLDivElement>(null)
  const focused = useRef<number | null>(null)
  const { contact } = route.useSearch()
  // The line that has the focus stays, however far it is scrolled away: keys go where it is.
  const rangeExtractor = useCallback((range: Range) => {
    const shown = defaultRangeExtractor(range)
    const kept = focused.current
    return kept === null || kept >= range.count || shown.includes(kept) ? shown : [...shown, kept]
  }, [])
  const lines = useVirtualizer({
    count: items.length + (more ? COMING : 0),
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 8,
    getItemKey: (index) => items[index]?.id ?? `coming-${index}`,
    rangeExtractor,
    useScrollendEvent: true,
  })
  const shown = lines.getVirtualItems()
  const end = lines.range?.endIndex ?? 0
  useEffect(() => {
    if (more && !failed && end >= items.length - AHEAD) onMore()
  }, [more, failed, end, items.length, onMore])
  useAnchor(frame, items)
  useMoves(items, (index) => lines.scrollToIndex(index))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes which of its links has the focus
    <div
      ref={frame}
      className={classes.lines}
      onFocus={({ target }) => {
        focused.current = Number(target.closest('li')?.dataset.index ?? 0)
      }}
      onBlur={() => {
        focused.current = null
      }}
    >
      <ul style={{ height: lines.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const conversation = items[index]
          if (conversation === undefined)
            return (
              <li key={key} className={classes.line} style={{ top: start }} aria-hidden>
                <Coming />
              </li>
            )
          return (
            <li
              key={key}
              className={classes.line}
              style={{ top: start }}
              data-index={index}
              aria-setsize={more ? -1 : items.length}
              aria-posinset={index + 1}
            >
              <ConversationLine
                conversation={conversation}
                here={conversation.contact.id === contact}
                showClosed={showClosed}
                t={t}
              />
            </li>
          )
        })}
      </ul>
      {failed && (
        <Button m="sm" size="xs" variant="default" className={classes.again} onClick={onMore}>
          {t('list.again')}
        </Button>
      )}
    </div>
  )
}

function Coming() {
  return (
    <div className={classes.coming}>
      <span />
      <span />
      <span />
    </div>
  )
}

/** What is being read stays where it is while others come and go above; at the very top one sees them come. */
function useAnchor(frame: RefObject<HTMLDivElement | null>, items: ConversationView[]) {
  const before = useRef(items)
  useLayoutEffect(() => {
    const was = before.current
    before.current = items
    const element = frame.current
    if (element === null || was === items || element.scrollTop === 0) return
    const first = Math.floor(element.scrollTop / HEIGHT)
    const by = moveOf(was, items, first, Math.ceil(element.clientHeight / HEIGHT))
    if (by !== 0) element.scrollTop += by * HEIGHT
  }, [frame, items])
}

/** j and k: to the next and the one before. */
function useMoves(items: ConversationView[], scrollTo: (index: number) => void) {
  const { t } = useTranslation('inbox')
  const navigate = route.useNavigate()
  const { contact } = route.useSearch()
  const move = (by: number) => {
    const at = items.findIndex((item) => item.contact.id === contact)
    const index = at < 0 ? 0 : Math.min(Math.max(at + by, 0), items.length - 1)
    const next = items[index]
    if (next === undefined) return
    scrollTo(index)
    void navigate({ search: (before) => ({ ...before, contact: next.contact.id }), replace: at >= 0 })
  }
  useCommands(t('list.title'), [
    { id: 'next', label: t('list.next'), keys: 'j', icon: IconArrowDown, run: () => move(1) },
    { id: 'previous', label: t('list.previous'), keys: 'k', icon: IconArrowUp, run: () => move(-1) },
  ])
}
