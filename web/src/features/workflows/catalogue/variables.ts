import { isObject, type JsonObject, objectOf, textOf } from '../model/json'
import { entriesOf } from '../model/tree'
import { triggerOf } from './triggers'

/** The variables that runs of this workflow can have. */
export function variablesOf(document: JsonObject): string[] {
  const trigger = objectOf(document, 'trigger')
  const found = new Set<string>(triggerOf(textOf(trigger, 'type'))?.variables)
  if (Array.isArray(trigger.form))
    for (const each of trigger.form) if (isObject(each)) found.add(textOf(each, 'name'))
  for (const name of Object.keys(objectOf(trigger, 'save'))) found.add(name)
  for (const { step } of entriesOf(document)) {
    found.add(textOf(objectOf(step, 'save_as'), 'variable'))
    for (const name of Object.keys(objectOf(step, 'save'))) found.add(name)
    found.add(textOf(step, 'save_status_as'))
  }
  found.delete('')
  return [...found]
}

/** What the workflow's texts ask for that nothing in it has saved: what somebody who starts it may give. */
export function askedFor(document: JsonObject): string[] {
  const known = new Set(variablesOf(document))
  const named = JSON.stringify(document).matchAll(/\bvariable\.([\p{L}_][\p{L}\p{N}_]*)/gu)
  return [...new Set([...named].map(([, name = '']) => name))].filter((name) => !known.has(name))
}
