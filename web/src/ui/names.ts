import type { TFunction } from 'i18next'

type Nameable = { id: number; name: string; email: string | null; phone: string | null }

/** What a contact is called: name, else e-mail, else phone, else by its number. */
export function nameOf<Space extends string>(contact: Nameable, t: TFunction<Space>): string {
  return contact.name || contact.email || contact.phone || t('ui:unnamed', { id: contact.id })
}

/** A name as part of a sentence: whichever way it is written, it turns nothing around that stands beside it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
