/** Texts that were begun and not sent are kept on this device, under keys that begin like this. */
export const DRAFTS = 'evenhand.draft.'

/** Leaves nothing that somebody wrote to a contact for whoever uses the device next. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFTS)) localStorage.removeItem(key)
}
