import { MantineProvider } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { CommandsProvider } from './commands'
import { Notes, useNotify } from './notify'

function Page({ undo }: { undo: (what: string) => void }) {
  const notify = useNotify()
  return ['first', 'second'].map((what) => (
    <button key={what} type="button" onClick={() => notify.done(what, () => undo(what))}>
      do {what}
    </button>
  ))
}

afterEach(() => notifications.clean())

test('z takes back what was done last, then what was done before; each once', async () => {
  const undo = vi.fn()
  render(
    <MantineProvider>
      <CommandsProvider>
        <Notes />
        <Page undo={undo} />
      </CommandsProvider>
    </MantineProvider>,
  )
  const user = userEvent.setup()
  await user.keyboard('z')
  expect(undo).not.toHaveBeenCalled()
  await user.click(screen.getByText('do first'))
  await user.click(screen.getByText('do second'))
  await screen.findByText('second')
  await user.keyboard('z')
  expect(undo.mock.calls).toEqual([['second']])
  await user.keyboard('zz')
  expect(undo.mock.calls).toEqual([['second'], ['first']])
})
