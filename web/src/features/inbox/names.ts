type Nameable = { name: string; email: string | null; phone: string | null }

/** What a contact is called: name, else e-mail, else phone, else `otherwise`. */
export function nameOf(contact: Nameable, otherwise: string): string {
  return contact.name || contact.email || contact.phone || otherwise
}

/** A name as part of a sentence: whichever way it is written, it turns nothing around that stands beside it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
