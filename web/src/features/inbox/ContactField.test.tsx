import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { ContactView, CustomFieldView } from '@/api/schema.gen'
import type { useChangeContact } from './actions'
import { CustomField } from './ContactField'

test.each(['12.5', '12,5'])('a number is what was written, by either sign: %s', async (written) => {
  const mutate = vi.fn()
  const change = { mutate } as unknown as ReturnType<typeof useChangeContact>
  const field: CustomFieldView = { id: 3, name: 'size', type: 'number' }
  const contact = { id: 7, fields: {} } as unknown as ContactView
  render(
    <MantineProvider>
      <CustomField contact={contact} field={field} change={change} />
    </MantineProvider>,
  )
  const user = userEvent.setup()
  await user.type(screen.getByLabelText('size'), written)
  await user.tab()
  expect(mutate).toHaveBeenCalledWith({
    change: { fields: { size: 12.5 } },
    undo: { fields: { size: null } },
  })
})
