"""How fast Evenhand is, against what hand-written SQL makes of the same work: `python -m benchmarks`."""
