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
import classes from './canvas.module.css'
import { useCanvas } from './context'

export type CanvasEdge = Edge<{ edge: GraphEdge }>

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

const JumpEdge = memo(({ id, sourceX, sourceY, targetX, targetY }: EdgeProps<CanvasEdge>) => {
  const { trail } = useCanvas()
  const [path] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition: Position.Right,
    targetPosition: Position.Right,
    borderRadius: 16,
    offset: 28,
  })
  return (
    <BaseEdge
      id={id}
      path={path}
      className={classes.edge}
      data-is="jump"
      data-taken={trail?.edges.has(id) || undefined}
      markerEnd="url(#jump-end)"
    />
  )
})

export const edgeTypes = { tree: TreeEdge, jump: JumpEdge }
