// Texts: each language has the same keys and variables, every key that the code uses is there, none is left over.
// `t('key')` belongs to the namespace of useTranslation in the file, else to that of its folder; `t('ui:key')` to ui.
// A key put together, t(`status.${x}`), stands for all keys that fit.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const LANGUAGES = ['en', 'it', 'es', 'de', 'id']
const source = fileURLToPath(new URL('../src', import.meta.url))
const problems = []

const flat = (node, at = '') =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [[at + key, value]] : flat(value, `${at}${key}.`),
  )
const PLURAL = /_(zero|one|two|few|many|other)$/
const variables = (text) =>
  [...text.matchAll(/{{\s*(\w+)/g)]
    .map((match) => match[1])
    .sort()
    .join(' ')

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}${sep}${entry.name}`)

const spaces = new Map()
for (const file of files.filter((name) => name.endsWith(`locales${sep}en.json`))) {
  const folder = dirname(file)
  const name = folder.split(sep).at(-2)
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      new Map(flat(JSON.parse(readFileSync(`${folder}${sep}${language}.json`, 'utf8')))),
    ]),
  )
  checkLanguages(name, texts)
  spaces.set(name, new Set([...texts.en.keys()].map((key) => key.replace(PLURAL, ''))))
}

function checkLanguages(name, texts) {
  for (const language of LANGUAGES) {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const wanted = new Map()
    for (const [key, text] of texts.en) {
      const base = key.replace(PLURAL, '')
      if (base === key) wanted.set(key, text)
      else for (const category of categories) wanted.set(`${base}_${category}`, texts.en.get(`${base}_other`))
    }
    for (const [key, text] of wanted) {
      const said = texts[language].get(key)
      if (!said) problems.push(`${name}: ${language} lacks ${key}`)
      else if (!PLURAL.test(key) && variables(said) !== variables(text))
        problems.push(`${name}: ${language} ${key} has other variables than English`)
    }
    for (const key of texts[language].keys())
      if (!wanted.has(key)) problems.push(`${name}: ${language} has ${key}, which English has not`)
  }
}

const used = new Set()
for (const file of files.filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))) {
  const text = readFileSync(file, 'utf8')
  const place = relative(source, file).split(sep)
  const own = text.match(/useTranslation\(\s*'(\w+)'/)?.[1] ?? (place[0] === 'features' ? place[1] : place[0])
  for (const [, key] of text.matchAll(/\bi18nKey="([\w.:]+)"/g)) use(own, key, file)
  for (const { index } of text.matchAll(/\bt\(/g)) {
    // Of `t(condition ? 'one' : 'other')` the keys after the question mark.
    const given = firstArgument(text, index + 2)
    for (const [, key] of given.slice(given.indexOf('?') + 1).matchAll(/'([\w.:]+)'/g)) use(own, key, file)
  }
  for (const [, pattern] of text.matchAll(/\bt\(\s*`([^`]+)`/g)) use(own, pattern, file)
}

function use(own, key, file) {
  const [space, name] = key.includes(':') ? key.split(':') : [own, key]
  const pattern = new RegExp(
    `^${name
      .split(/\$\{[^}]*\}/)
      .map(literally)
      .join('.+')}$`,
  )
  const found = [...(spaces.get(space) ?? [])].filter((each) => pattern.test(each))
  if (found.length === 0) problems.push(`${relative(source, file)}: there is no text ${space}:${name}`)
  for (const each of found) used.add(`${space}:${each}`)
}

function firstArgument(text, start) {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if ('([{'.includes(sign)) depth++
    if (depth === 0 && (sign === ',' || sign === ')')) return text.slice(start, at)
    if (')]}'.includes(sign)) depth--
  }
  return ''
}

function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

for (const [space, keys] of spaces)
  for (const key of keys) if (!used.has(`${space}:${key}`)) problems.push(`${space}: nobody uses ${key}`)

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
