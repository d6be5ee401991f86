// Makes src/api/schema.gen.ts from openapi.json, which the server's own code prints (scripts/openapi.py).
// With --check it writes nothing and fails on a difference.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const target = new URL('../src/api/schema.gen.ts', import.meta.url)
const HEAD = '// Made from the OpenAPI document by `make client`; not to be edited.\n\n'

const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
// TypeScript cannot say “any JSON value” of itself; whoever gets one has to look at it.
document.components.schemas.Value = { description: 'Any JSON value.' }
const types = await openapiTS(document, {
  alphabetize: true,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  silent: true,
})
const text = HEAD + astToString(types)

if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
} else if (text !== readFileSync(target, 'utf8')) {
  console.error('web/src/api/schema.gen.ts does not fit the API any more: run `make client` and commit it.')
  process.exit(1)
}
