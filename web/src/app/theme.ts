import {
  Badge,
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

// Green that keeps 4.5:1 against white from shade 7 on, and against the dark body up to shade 4.
const pine: MantineColorsTuple = [
  '#ecf8f4',
  '#d9efe7',
  '#b0dfce',
  '#84ceb3',
  '#5fc09d',
  '#3fae87',
  '#2c9373',
  '#1f7a5f',
  '#18634d',
  '#0f4a3a',
]

const LETTERS = 'light-dark(var(--mantine-color-dark-7), var(--mantine-color-white))'

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  colors: { pine },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  components: {
    Badge: Badge.extend({
      defaultProps: { tt: 'none' },
      // Coloured letters on the same colour, lighter, cannot be read by everybody.
      vars: (_, { variant }) => ({ root: variant === 'light' ? { '--badge-color': LETTERS } : {} }),
    }),
  },
})

/** Mantine's dimmed greys are too faint for small text on tinted ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-8)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
})

/** Where the choice of light or dark is kept; public/boot.js reads it before the first paint. */
export const colours = localStorageColorSchemeManager({ key: 'evenhand.colours' })
