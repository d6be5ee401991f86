import {
  Alert,
  Badge,
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  Menu,
  Notification,
  SegmentedControl,
  Tooltip,
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

// Mantine's red, from shade 6 on dark enough for white letters on it, and for red ones on white.
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#c92a2a',
  '#bf2626',
  '#b32323',
  '#a51f1f',
]

const LETTERS = 'light-dark(var(--mantine-color-dark-7), var(--mantine-color-white))'

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, red },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
  // From here on black letters are easier to read than white ones; with Mantine's 0.3, white ones on orange are too faint.
  luminanceThreshold: 0.18,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  components: {
    Alert: Alert.extend({
      vars: (_, { variant = 'light' }) => ({ root: variant === 'light' ? { '--alert-color': LETTERS } : {} }),
    }),
    Badge: Badge.extend({
      defaultProps: { tt: 'none' },
      // Coloured letters on the same colour, lighter, cannot be read by everybody.
      vars: (_, { variant }) => ({ root: variant === 'light' ? { '--badge-color': LETTERS } : {} }),
    }),
    // A menu lies within the page's landmark, and its first entry has the focus: nothing in it is without a role.
    Menu: Menu.extend({
      defaultProps: { withInitialFocusPlaceholder: false, portalProps: { target: '#main' } },
      styles: {
        dropdown: { maxWidth: 'min(420px, calc(100vw - 16px))' },
        itemLabel: { overflowWrap: 'anywhere' },
      },
    }),
    // On the narrowest screens what is to choose from takes two lines.
    SegmentedControl: SegmentedControl.extend({ styles: { root: { flexWrap: 'wrap' } } }),
    // Mantine's grey under a title is too faint.
    Notification: Notification.extend({ styles: { description: { color: LETTERS } } }),
    Tooltip: Tooltip.extend({ defaultProps: { portalProps: { target: '#main' } } }),
  },
})

/** Mantine's dimmed greys are too faint for small text on tinted ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-8)',
    // Red letters on the ground of what is pointed at.
    '--mantine-color-red-light-hover': 'var(--mantine-color-red-1)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    // The letters of a menu's entry that takes something away are of shade 6 in either scheme.
    '--mantine-color-red-6': 'var(--mantine-color-red-4)',
  },
})

/** Where the choice of light or dark is kept; public/boot.js reads it before the first paint. */
export const colours = localStorageColorSchemeManager({ key: 'evenhand.colours' })
