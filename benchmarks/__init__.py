"""Measures Evenhand against the floor: `make bench`."""
