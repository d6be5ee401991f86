"""Evenhand: conversations from every channel, handed to the right person by workflows you can read."""

__version__ = "0.1.0"
