import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { CommandsProvider, useCommandGroups, useCommands } from './commands'

function Page({ run, on = true }: { run: (id: string) => void; on?: boolean }) {
  useCommands(
    'Test',
    on ? ['c', 'g i', 'i'].map((keys) => ({ id: keys, label: keys, keys, run: () => run(keys) })) : [],
  )
  return (
    <>
      <input aria-label="field" />
      <textarea aria-label="long field" />
      <button type="button">else</button>
      <output>{useCommandGroups().length}</output>
    </>
  )
}

test('keys do what they stand for, alone and two in a row, and nothing in a field', async () => {
  const run = vi.fn()
  render(<Page run={run} />, { wrapper: CommandsProvider })
  const user = userEvent.setup()
  await user.keyboard('c')
  await user.keyboard('gi')
  await user.keyboard('i')
  expect(run.mock.calls.flat()).toEqual(['c', 'g i', 'i'])
  for (const name of ['field', 'long field']) {
    await user.click(screen.getByLabelText(name))
    await user.keyboard('cgi')
  }
  expect(run).toHaveBeenCalledTimes(3)
  await user.click(screen.getByText('else'))
  await user.keyboard('{Control>}c{/Control}c')
  expect(run).toHaveBeenCalledTimes(4)
})

test('commands are there as long as what offers them', () => {
  const { rerender } = render(<Page run={vi.fn()} />, { wrapper: CommandsProvider })
  expect(screen.getByRole('status').textContent).toBe('1')
  rerender(<Page run={vi.fn()} on={false} />)
  expect(screen.getByRole('status').textContent).toBe('0')
})
