import { TextInput, type TextInputProps } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'

type SearchFieldProps = Pick<TextInputProps, 'flex' | 'maw' | 'maxLength'> & {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Where one writes what is looked for. */
export function SearchField({ label, onChange, ...shown }: SearchFieldProps) {
  return (
    <TextInput
      {...shown}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
