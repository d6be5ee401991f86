import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ApiError } from '@/api/errors'
import { queryClient } from '@/api/queryClient'

export const LANGUAGES = {
  en: 'English',
  it: 'Italiano',
  es: 'Español',
  de: 'Deutsch',
  id: 'Bahasa Indonesia',
}

export type Language = keyof typeof LANGUAGES

const KEPT = 'evenhand.language'

// src/features/inbox/locales/de.json is the namespace `inbox` in German; so for src/app and src/ui.
const texts = import.meta.glob<{ default: Record<string, unknown> }>([
  '/src/features/*/locales/*.json',
  '/src/app/locales/*.json',
  '/src/ui/locales/*.json',
])
const PLACE = /([^/]+)\/locales\/([a-z]+)\.json$/
const loaders = new Map(
  Object.entries(texts).map(([path, load]) => {
    const [, namespace, language] = PLACE.exec(path) ?? []
    return [`${language}/${namespace}`, load]
  }),
)

const files: BackendModule = {
  type: 'backend',
  init() {},
  async read(language, namespace) {
    const load = loaders.get(`${language}/${namespace}`)
    if (load === undefined) throw new Error(`There are no texts ${namespace} in ${language}.`)
    return (await load()).default
  },
}

/** The language chosen on this device, else the browser's first that we speak, else English. */
function preferred(): Language {
  const wanted = [localStorage.getItem(KEPT) ?? '', ...navigator.languages]
  const found = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find((tag) => tag in LANGUAGES)
  return (found ?? 'en') as Language
}

function mark(language: string) {
  document.documentElement.lang = language
}

/** Loads the texts that every page needs; a page's own come with the page. */
export async function startLanguages(): Promise<void> {
  i18next.on('languageChanged', mark)
  await i18next
    .use(files)
    .use(initReactI18next)
    .init({
      lng: preferred(),
      fallbackLng: false,
      ns: ['app', 'ui'],
      defaultNS: 'app',
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
      // A text that is not there is told: no journey of the tests ends well with that.
      saveMissing: true,
      missingKeyHandler(_languages, namespace, key, _fallback, _update, options) {
        if (options?.defaultValue === undefined) console.error(`There is no text ${namespace}:${key}.`)
      },
    })
}

/** Changes the language, and keeps the choice on this device; what the server has said is asked for anew. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language)
  await i18next.changeLanguage(language)
  await queryClient.invalidateQueries()
}

/** Has the texts of a page at hand before it is shown: the loader of its route. Throws where they cannot be had. */
export async function loadTexts(...namespaces: string[]): Promise<void> {
  await i18next.loadNamespaces(namespaces)
  if (namespaces.some((each) => !i18next.hasResourceBundle(i18next.language, each))) throw new ApiError(0, {})
}
