"""Helpers for working on Evenhand; none of them is shipped."""
