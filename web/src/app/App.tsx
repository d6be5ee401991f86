import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from '@/api/queryClient'
import { CommandsProvider } from '@/ui/commands'
import { Notes } from '@/ui/notify'
import { router } from './router'
import { colours, theme, variables } from './theme'

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={colours}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <CommandsProvider>
          <Notes />
          <RouterProvider router={router} />
        </CommandsProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
