type Nameable = { name: string; email: string | null; phone: string | null }

/** What a contact is called: name, else e-mail, else phone, else `otherwise`. */
export function nameOf(contact: Nameable, otherwise: string): string {
  return contact.name || contact.email || contact.phone || otherwise
}
