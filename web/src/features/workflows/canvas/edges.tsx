import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import {
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Position,
} from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GraphEdge } from '../model/graph'
import type { Box } from '../model/layout'
import classes from './canvas.module.css'
import { useCanvas } from './context'

/** `path`: the line of a jump, which goes past everything else. */
export type CanvasEdge = Edge<{ edge: GraphEdge; path?: string }>

const TreeEdge = memo((props: EdgeProps<CanvasEdge>) => {
  const { t } = useTranslation('workflows')
  const { mayEdit, trail, drop, dragging, onAdd } = useCanvas()
  const { id, data, sourceX, sourceY, targetX, targetY } = props
  const [path] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition: Position.Bottom,
    targetPosition: Position.Top,
    borderRadius: 12,
  })
  const spot = data?.edge.spot
  const there = drop === id
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className={classes.edge}
        data-is={data?.edge.is}
        data-taken={trail?.edges.has(id) || undefined}
      />
      {spot && mayEdit && (
        <EdgeLabelRenderer>
          <div
            className={classes.plus}
            data-drop={there || undefined}
            data-open={dragging || undefined}
            style={{
              transform: `translate(-50%, -50%) translate(${targetX}px, ${(sourceY + targetY) / 2}px)`,
            }}
          >
            <ActionIcon
              size={there ? 30 : 20}
              radius="xl"
              variant={there ? 'filled' : 'default'}
              aria-label={t('addHere')}
              data-spot={`${spot.list.join('/')}/${spot.index}`}
              onClick={() => onAdd(spot)}
            >
              <IconPlus size={14} aria-hidden />
            </ActionIcon>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

const JumpEdge = memo(({ id, data }: EdgeProps<CanvasEdge>) => {
  const { trail } = useCanvas()
  return (
    <BaseEdge
      id={id}
      path={data?.path ?? ''}
      className={classes.edge}
      data-is="jump"
      data-taken={trail?.edges.has(id) || undefined}
      markerEnd="url(#jump-end)"
    />
  )
})

/** From the side of one box, along an upright, to the side of another. */
export function jumpPath(from: Box, to: Box, upright: number): string {
  const side = (box: Box) => (upright < box.x ? box.x : box.x + box.width)
  const middle = (box: Box) => box.y + box.height / 2
  const up = middle(to) < middle(from) ? -1 : 1
  const out = Math.sign(upright - side(from)) || 1
  const bend = 12
  return [
    `M ${side(from)} ${middle(from)}`,
    `H ${upright - out * bend}`,
    `Q ${upright} ${middle(from)} ${upright} ${middle(from) + up * bend}`,
    `V ${middle(to) - up * bend}`,
    `Q ${upright} ${middle(to)} ${upright - out * bend} ${middle(to)}`,
    `H ${side(to) + out * 4}`,
  ].join(' ')
}

export const edgeTypes = { tree: TreeEdge, jump: JumpEdge }
