// Runs before the first paint, so that a dark page never flashes white. The keys are those of app/theme.ts.
;(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('evenhand.colours')
  } catch {
    // no storage: the system's choice holds
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
