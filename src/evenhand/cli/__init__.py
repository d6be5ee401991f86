"""The command line, and the wiring that puts the parts together."""
