// What a browser has to fetch before the inbox shows: the first page's chunks and those of shell and inbox.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const MOST = 350_000 // bytes, gzipped
const built = new URL('../../src/evenhand/web_dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', built), 'utf8'))
const FIRST = [
  'index.html',
  'src/app/Shell.tsx',
  'src/features/inbox/InboxPage.tsx',
  'src/app/locales/en.json',
  'src/ui/locales/en.json',
  'src/features/inbox/locales/en.json',
]

const files = new Set(['index.html', 'boot.js'])
const seen = new Set()
function add(name) {
  if (seen.has(name)) return
  seen.add(name)
  const chunk = manifest[name]
  if (chunk === undefined) throw new Error(`The build has no ${name}; was it renamed?`)
  files.add(chunk.file)
  for (const css of chunk.css ?? []) files.add(css)
  for (const imported of chunk.imports ?? []) add(imported)
}
for (const name of FIRST) add(name)

let total = 0
const parts = [...files].map((file) => {
  const size = gzipSync(readFileSync(new URL(file, built)), { level: 6 }).length
  total += size
  return { file, size }
})
console.log(`first load: ${Math.round(total / 1000)} kB gzipped of ${MOST / 1000}`)
const late = ['WorkflowsPage', 'BuilderPage', 'ReportsPage'].filter((page) =>
  [...seen].some((name) => name.endsWith(`${page}.tsx`)),
)
if (total > MOST || late.length > 0) {
  for (const { file, size } of parts.sort((a, b) => b.size - a.size).slice(0, 15)) console.error(size, file)
  console.error(
    late.length > 0 ? `These must load when opened: ${late.join(', ')}` : 'Too much for a first load.',
  )
  process.exit(1)
}
