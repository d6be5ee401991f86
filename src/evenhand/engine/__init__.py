"""The running parts: lanes, timers, deliveries, the event feed and the clock."""
