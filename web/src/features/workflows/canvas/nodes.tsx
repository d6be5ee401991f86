import { Badge, Text, ThemeIcon, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconBolt, IconFlag, IconQuestionMark } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { colourOf } from '../builder/trail'
import { kindOf } from '../catalogue/steps'
import { triggerOf } from '../catalogue/triggers'
import type { GraphNode } from '../model/graph'
import { isObject, textOf } from '../model/json'
import { at } from '../model/problems'
import { useWords } from '../words'
import classes from './canvas.module.css'
import { useCanvas } from './context'

export type CanvasNode = Node<{ node: GraphNode }>
type NodeOf<K extends GraphNode['is']> = NodeProps<Node<{ node: Extract<GraphNode, { is: K }> }>>

const Handles = () => (
  <>
    <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
    <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
    <Handle
      id="jump"
      type="source"
      position={Position.Right}
      className={classes.handle}
      isConnectable={false}
    />
    <Handle
      id="land"
      type="target"
      position={Position.Right}
      className={classes.handle}
      isConnectable={false}
    />
  </>
)

const LONG_TITLE = 24 // characters that fit on a line

type CardProps = {
  id: string
  icon: ReactNode
  title: string
  text: string
  step: string | null
  mark?: ReactNode
  problems: { detail: string; severity: string }[]
}

function Card({ id, icon, title, text, step, mark, problems }: CardProps) {
  const { selected, trail, onSelect } = useCanvas()
  const done = step === null ? undefined : trail?.steps.get(step)
  const wrong = problems.some((each) => each.severity === 'error')
  const faded = trail !== null && step !== null && done === undefined
  return (
    <button
      type="button"
      className={classes.card}
      data-selected={selected === id || undefined}
      data-wrong={wrong || undefined}
      data-faded={faded || undefined}
      data-node={id}
      data-step={step ?? undefined}
      aria-pressed={selected === id}
      onClick={() => onSelect(id)}
    >
      {icon}
      <span className={classes.words} data-long={title.length > LONG_TITLE || undefined}>
        <span className={classes.title}>{title}</span>
        <span className={classes.text} dir="auto">
          {text}
        </span>
      </span>
      {mark}
      {problems.length > 0 && (
        <Tooltip label={problems[0]?.detail} multiline maw={320}>
          <ThemeIcon
            size={22}
            radius="xl"
            color={wrong ? 'red' : 'orange'}
            variant="filled"
            className={classes.badge}
          >
            <IconAlertTriangle size={14} aria-label={problems.map((each) => each.detail).join(' ')} />
          </ThemeIcon>
        </Tooltip>
      )}
    </button>
  )
}

const TriggerNode = memo(({ id }: NodeOf<'trigger'>) => {
  const { t } = useTranslation('workflows')
  const { trigger, problems } = useCanvas()
  const words = useWords()
  const Icon = triggerOf(textOf(trigger, 'type'))?.icon ?? IconBolt
  return (
    <>
      <Card
        id={id}
        step={null}
        title={words.trigger(textOf(trigger, 'type')) || t('noTrigger')}
        text={words.conditions(trigger) || t('always')}
        icon={
          <ThemeIcon size={38} radius="xl" variant="filled" aria-hidden>
            <Icon size={20} />
          </ThemeIcon>
        }
        problems={at(problems, null)}
      />
      <Handles />
    </>
  )
})

const StepNode = memo(({ id, data }: NodeOf<'step'>) => {
  const { problems, trail } = useCanvas()
  const words = useWords()
  const { entry } = data.node
  const kind = kindOf(entry.step)
  const Icon = kind?.icon ?? IconQuestionMark
  const done = trail?.steps.get(entry.id)
  return (
    <>
      <Card
        id={id}
        step={entry.id}
        title={words.title(entry.step)}
        text={words.summary(entry.step) || entry.id}
        icon={
          <ThemeIcon size={38} radius="md" variant="light" color={kind?.colour ?? 'gray'} aria-hidden>
            <Icon size={20} />
          </ThemeIcon>
        }
        mark={
          done && (
            <Badge size="xs" color={colourOf(done.outcome)} autoContrast className={classes.outcome}>
              {words.outcome(done.outcome)}
            </Badge>
          )
        }
        problems={at(problems, entry.id)}
      />
      <Handles />
    </>
  )
})

const PathNode = memo(({ id, data }: NodeOf<'path'>) => {
  const { selected, onSelect } = useCanvas()
  const words = useWords()
  const { of, way, branch } = data.node
  const branches = of.step.branches
  const holder = branch !== undefined && Array.isArray(branches) ? branches[branch] : undefined
  const text = isObject(holder) ? words.conditions(holder) : ''
  return (
    <>
      <button
        type="button"
        className={classes.path}
        data-node={id}
        data-way={way.startsWith('on_') || undefined}
        data-selected={selected === id || undefined}
        aria-pressed={selected === id}
        onClick={() => onSelect(id)}
      >
        <Text component="span" size="xs" fw={600} truncate>
          {words.way(of.step, way, branch)}
        </Text>
        {text !== '' && (
          <Text component="span" size="xs" c="dimmed" truncate title={text}>
            {text}
          </Text>
        )}
      </button>
      <Handles />
    </>
  )
})

const EndNode = memo(() => {
  const { t } = useTranslation('workflows')
  return (
    <>
      <span className={classes.end}>
        <IconFlag size={12} aria-hidden /> {t('endsHere')}
      </span>
      <Handles />
    </>
  )
})

/** Made once: xyflow takes new ones for other kinds of nodes. */
export const nodeTypes = { trigger: TriggerNode, step: StepNode, path: PathNode, end: EndNode }
