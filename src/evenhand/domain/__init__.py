"""The rules, pure: state and a command go in, events and the state after them come out."""
