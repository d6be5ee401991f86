"""Workspaces in memory on a virtual clock: the same decisions as in production, in no time."""
