import { useState } from 'react'
import { DRAFTS } from '@/app/drafts'

export type Draft = { kind: 'reply' | 'note'; text: string }

const NOTHING: Draft = { kind: 'reply', text: '' }

function read(key: string): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof kept?.text === 'string' && (kept.kind === 'reply' || kept.kind === 'note') ? kept : NOTHING
  } catch {
    return NOTHING
  }
}

/** What one was about to write to a contact; it survives going elsewhere and closing the page. */
export function useDraft(contact: number, user: number | undefined): [Draft, (draft: Draft) => void] {
  const key = `${DRAFTS}${user ?? 0}.${contact}`
  const [draft, setDraft] = useState(() => read(key))
  return [
    draft,
    (next) => {
      setDraft(next)
      if (next.text === '') localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(next))
    },
  ]
}
