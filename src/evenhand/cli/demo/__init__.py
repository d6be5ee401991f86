"""A workspace at work: people who come and go, customers who write, all through the public API."""
