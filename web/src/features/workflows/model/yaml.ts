/** The document as YAML, and back; comments stay where the text is changed in place. */

import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { isObject, isSame, type Json, type JsonObject, textOf } from './json'

const OUTPUT = { lineWidth: 110, flowCollectionPadding: false } as const

export type Parsed = { document: JsonObject } | { error: string; line: number; column: number }

/** The document that a text holds, or why it holds none. Lines and columns count from 1. */
export function fromYaml(text: string): Parsed {
  const parsed = parseDocument(text, { prettyErrors: true, uniqueKeys: true })
  const [error] = parsed.errors
  if (error) {
    const [place] = error.linePos ?? [{ line: 1, col: 1 }]
    // Where it is is told by line and column.
    const [said = ''] = error.message.split('\n')
    return { error: said.replace(/ at line \d+, column \d+:$/, '.'), line: place.line, column: place.col }
  }
  let data: unknown
  try {
    data = parsed.toJS({ maxAliasCount: 1000 })
  } catch (failure) {
    return { error: failure instanceof Error ? failure.message : '', line: 1, column: 1 }
  }
  // What JSON cannot hold (dates, NaN) becomes what the server would read.
  return isObject(data) ? { document: JSON.parse(JSON.stringify(data)) } : { error: '', line: 1, column: 1 }
}

export function toYaml(document: JsonObject): string {
  const made = new Document(document)
  if (isNode(made.contents)) tidy(made.contents)
  return made.toString(OUTPUT)
}

/** The text changed so that it holds the document; what did not change keeps its comments and its form. */
export function mergedYaml(text: string, document: JsonObject): string {
  const before = fromYaml(text)
  if ('error' in before) return toYaml(document)
  if (isSame(before.document, document)) return text
  const parsed = parseDocument(text)
  const merge = new Merge(parsed)
  parsed.contents = merge.node(parsed.contents, document) as typeof parsed.contents
  // Anchors and the like can be torn apart by a change: then the plain form is the right one.
  let merged: string
  try {
    merged = parsed.toString(OUTPUT)
  } catch {
    return toYaml(document)
  }
  const after = fromYaml(merged)
  return 'document' in after && isSame(after.document, document) ? merged : toYaml(document)
}

class Merge {
  private readonly parsed: Document
  /** The steps of the old text by id: they keep their comments wherever they go. */
  private readonly steps = new Map<string, YAMLMap>()

  constructor(parsed: Document) {
    this.parsed = parsed
    this.collect(parsed.contents)
  }

  node(before: unknown, value: Json): Node {
    if (isMap(before) && isObject(value)) return this.map(before, value)
    if (isSeq(before) && Array.isArray(value)) return this.list(before, value)
    if (isNode(before) && !isAlias(before) && isSame(before.toJS(this.parsed), value)) return before
    const made = this.made(value)
    if (isScalar(before) && isScalar(made)) {
      made.comment = before.comment
      made.commentBefore = before.commentBefore
    }
    return made
  }

  private map(before: YAMLMap, value: JsonObject): Node {
    before.items = Object.entries(value).map(([key, inner]) => {
      const pair = before.items.find((each) => isScalar(each.key) && each.key.value === key)
      if (!pair) return new Pair(this.parsed.createNode(key), this.made(inner))
      pair.value = this.node(pair.value, inner)
      return pair
    })
    return before
  }

  private list(before: YAMLSeq, value: Json[]): Node {
    const old = before.items.filter(isNode)
    const free = new Set(old)
    const take = (fits: (node: Node) => boolean) => {
      const found = [...free].find(fits)
      if (found) free.delete(found)
      return found
    }
    const sames = value.map((item) =>
      isObject(item) && typeof item.id === 'string'
        ? undefined
        : take((node) => !isAlias(node) && isSame(node.toJS(this.parsed), item)),
    )
    before.items = value.map((item, at) => {
      const step = isObject(item) ? this.steps.get(textOf(item, 'id')) : undefined
      if (step) return this.node(step, item)
      const same = sames[at]
      if (same) return same
      const there = old[at]
      const usable = there && free.has(there) && !this.isStep(there) ? there : undefined
      if (usable) free.delete(usable)
      return this.node(usable, item)
    })
    return before
  }

  private isStep(node: Node): boolean {
    return isMap(node) && [...this.steps.values()].includes(node)
  }

  private made(value: Json): Node {
    if (isObject(value)) {
      const step = this.steps.get(textOf(value, 'id'))
      if (step && 'type' in value) return this.map(step, value)
    }
    if (Array.isArray(value) && value.some((item) => isObject(item) && 'type' in item)) {
      const list = this.parsed.createNode([]) as YAMLSeq
      list.items = value.map((item) => this.made(item))
      return list
    }
    const node = this.parsed.createNode(value)
    tidy(node)
    return node
  }

  private collect(node: unknown): void {
    if (isSeq(node)) for (const item of node.items) this.collect(item)
    if (!isMap(node)) return
    const id = node.get('id')
    if (typeof id === 'string' && node.has('type') && !this.steps.has(id)) this.steps.set(id, node)
    for (const pair of node.items) this.collect(pair.value)
  }
}

/** Conditions stand on one line, as people write them. */
function tidy(node: unknown): void {
  if (isMap(node)) {
    if (node.has('category') && node.has('operator')) node.flow = true
    for (const pair of node.items) tidy(pair.value)
  } else if (isSeq(node)) {
    const short = node.items.every((item) => isScalar(item) && String(item.value).length < 20)
    if (short && node.items.length > 0) node.flow = true
    for (const item of node.items) tidy(item)
  }
}
