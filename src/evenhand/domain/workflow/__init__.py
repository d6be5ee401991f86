"""The workflow language: its format, its conditions, its texts, one module per step kind."""
