"""One module per channel: verify and parse what comes in to one normal form, and back."""
