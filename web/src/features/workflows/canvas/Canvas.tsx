import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import {
  type AriaLabelConfig,
  applyNodeChanges,
  Background,
  Controls,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trail } from '../builder/trail'
import { type Graph, graphOf, TRIGGER } from '../model/graph'
import { type JsonObject, objectOf } from '../model/json'
import { type Box, layout, shapeOf } from '../model/layout'
import type { Spot } from '../model/ops'
import type { Placed } from '../model/problems'
import classes from './canvas.module.css'
import { CanvasContext } from './context'
import { edgesOf, nodesOf } from './drawn'
import { type CanvasEdge, edgeTypes } from './edges'
import { nearest } from './nearest'
import { type CanvasNode, nodeTypes } from './nodes'

export type CanvasProps = {
  document: JsonObject
  mayEdit?: boolean
  selected: string | null
  problems?: readonly Placed[]
  trail?: Trail | null
  /** A node that is to be brought into view. */
  shown?: { id: string; count: number } | null
  onSelect: (id: string | null) => void
  onAdd?: (spot: Spot) => void
  /** `following`: with all that come after it in its list. */
  onMove?: (id: string, spot: Spot, following: boolean) => void
}

const NOTHING: readonly Placed[] = []

/** A workflow as a drawing that lays itself out; what is dragged goes where it is dropped in the document. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  )
}

function Drawing({
  document,
  mayEdit = false,
  selected,
  problems = NOTHING,
  trail = null,
  ...props
}: CanvasProps) {
  const { t } = useTranslation('workflows')
  const colours = useComputedColorScheme('light')
  const graph = useMemo(() => graphOf(document), [document])
  const boxes = useBoxes(graph)
  const { nodes: placed, edges } = useDrawn(graph, boxes, mayEdit)
  const [moving, setMoving] = useState<CanvasNode[] | null>(null)
  const [drop, setDrop] = useState<string | null>(null)
  const dragging = moving !== null
  useShown(props.shown ?? null, boxes)
  useKeptInView(selected, boxes)

  const { onSelect, onAdd } = useLatest(props)
  const trigger = objectOf(document, 'trigger')
  const state = useMemo(
    () => ({
      trigger,
      mayEdit,
      selected,
      problems,
      trail,
      drop,
      dragging,
      onSelect,
      onAdd,
    }),
    [trigger, mayEdit, selected, problems, trail, drop, dragging, onSelect, onAdd],
  )

  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    if (moving) setMoving(applyNodeChanges(changes, moving))
  }
  const onStop = (event: MouseEvent | TouchEvent, id: string) => {
    const edge = graph.edges.find((each) => each.id === drop)
    setMoving(null)
    setDrop(null)
    if (edge?.spot) props.onMove?.(id, edge.spot, event.shiftKey)
  }
  return (
    <CanvasContext value={state}>
      <div className={classes.canvas} data-testid="canvas">
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={moving ?? placed}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onNodeDragStart={() => setMoving(placed)}
          onNodeDrag={(_, node) => setDrop(nearest(graph, boxes, node))}
          onNodeDragStop={(event, node) => onStop(event, node.id)}
          onPaneClick={() => props.onSelect(null)}
          colorMode={colours}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          nodeDragThreshold={6}
          onlyRenderVisibleElements={graph.nodes.length > 150}
          panOnScroll
          fitView
          fitViewOptions={{ maxZoom: 1, minZoom: 0.55, padding: 0.15, nodes: beginning(placed) }}
          minZoom={0.15}
          maxZoom={1.6}
          ariaLabelConfig={ariaLabels(t)}
        >
          <JumpMarker />
          <Background gap={22} />
          <Controls
            showInteractive={false}
            position="bottom-left"
            fitViewOptions={{ maxZoom: 1, padding: 0.08 }}
          />
          <MiniMap
            pannable
            zoomable
            ariaLabel={t('canvas.map')}
            className={classes.map}
            nodeBorderRadius={12}
          />
        </ReactFlow>
      </div>
    </CanvasContext>
  )
}

/** Laid out anew only where the drawing has another shape, not with each letter that is typed. */
function useBoxes(graph: Graph): Map<string, Box> {
  const shape = shapeOf(graph)
  const latest = useRef(graph)
  latest.current = graph
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the graph
  return useMemo(() => layout(latest.current), [shape])
}

/** What is drawn; the same objects as before where nothing about them has changed. */
function useDrawn(graph: Graph, boxes: Map<string, Box>, mayEdit: boolean) {
  const last = useRef<{ nodes: CanvasNode[]; edges: CanvasEdge[] }>({ nodes: [], edges: [] })
  return useMemo(() => {
    const { nodes, edges } = last.current
    last.current = { nodes: nodesOf(graph, boxes, mayEdit, nodes), edges: edgesOf(graph, boxes, edges) }
    return last.current
  }, [graph, boxes, mayEdit])
}

/** Calls that stay the same and reach those given last. */
function useLatest(props: Pick<CanvasProps, 'onSelect' | 'onAdd'>) {
  const latest = useRef(props)
  latest.current = props
  const [calls] = useState(() => ({
    onSelect: (id: string) => latest.current.onSelect(id),
    onAdd: (spot: Spot) => latest.current.onAdd?.(spot),
  }))
  return calls
}

function useShown(shown: CanvasProps['shown'], boxes: Map<string, Box>) {
  const { setCenter, getZoom, viewportInitialized } = useReactFlow()
  const done = useRef<CanvasProps['shown']>(shown)
  useEffect(() => {
    const box = shown ? boxes.get(shown.id) : undefined
    if (!box || !viewportInitialized || done.current === shown) return
    done.current = shown
    void setCenter(box.x + box.width / 2, box.y + box.height / 2, {
      zoom: Math.max(getZoom(), 0.8),
      duration: 200,
    })
  }, [shown, boxes, viewportInitialized, setCenter, getZoom])
}

/** What is selected stays in view when a panel takes some of the room. */
function useKeptInView(selected: string | null, boxes: Map<string, Box>) {
  const { setViewport, getViewport } = useReactFlow()
  const width = useStore((state) => state.width)
  const before = useRef(width)
  useEffect(() => {
    const narrower = width < before.current
    before.current = width
    const box = selected === null ? undefined : boxes.get(selected)
    if (!narrower || !box) return
    const { x, y, zoom } = getViewport()
    const beyond = x + (box.x + box.width) * zoom - width + 24
    if (beyond > 0) void setViewport({ x: x - beyond, y, zoom }, { duration: 150 })
  }, [width, selected, boxes, setViewport, getViewport])
}

const SIGHT = { width: 1400, height: 800 } // of the drawing, at first

/** What is seen first: everything, or of a large drawing the part around its trigger. */
function beginning(nodes: CanvasNode[]): CanvasNode[] {
  const trigger = nodes.find((node) => node.id === TRIGGER)
  if (!trigger) return nodes
  const middle = trigger.position.x + (trigger.width ?? 0) / 2
  return nodes.filter(
    ({ position: { x, y }, width = 0, height = 0 }) =>
      Math.max(Math.abs(x - middle), Math.abs(x + width - middle)) < SIGHT.width / 2 &&
      y + height - trigger.position.y < SIGHT.height,
  )
}

function JumpMarker() {
  return (
    <svg className={classes.defs} aria-hidden="true" role="presentation">
      <defs>
        <marker
          id="jump-end"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="12"
          markerHeight="12"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 L10 5 L0 10 z" className={classes.arrow} />
        </marker>
      </defs>
    </svg>
  )
}

function ariaLabels(t: (key: string) => string): Partial<AriaLabelConfig> {
  return {
    'controls.ariaLabel': t('canvas.controls'),
    'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
    'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
    'controls.fitView.ariaLabel': t('canvas.fit'),
    'minimap.ariaLabel': t('canvas.map'),
  }
}
