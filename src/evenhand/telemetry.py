"""What is counted and measured, under names that dashboards may rely on. Nothing in it names a person."""

from typing import Final

from prometheus_client import Counter, Gauge, Histogram

_FAST: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds

COMMANDS: Final = Counter(
    "evenhand_commands",
    "Commands, by kind and outcome (done, duplicate, refused, failed).",
    ["kind", "outcome"],
)
BATCH_COMMANDS: Final = Histogram(
    "evenhand_batch_commands", "Commands in one transaction of a lane.", buckets=(1, 2, 4, 8, 16, 32, 64, 128)
)
LANE_SECONDS: Final = Histogram(
    "evenhand_lane_seconds", "Seconds that a lane's batch took, by phase.", ["phase"], buckets=_FAST
)
WAITING_COMMANDS: Final = Gauge("evenhand_waiting_commands", "Commands that wait for a lane of this process.")
DELIVERIES: Final = Counter(
    "evenhand_deliveries",
    "Attempts to deliver, by outcome (arrived, failed, given_up).",
    ["outcome"],
)
WEBHOOKS: Final = Counter(
    "evenhand_webhook_attempts",
    "Attempts to send an event to a webhook, by outcome (arrived, failed).",
    ["outcome"],
)
REQUESTS: Final = Counter(
    "evenhand_http_requests", "HTTP requests answered, by route and status.", ["method", "route", "status"]
)
REQUEST_SECONDS: Final = Histogram(
    "evenhand_http_request_seconds", "Seconds until the answer began, by route.", ["route"], buckets=_FAST
)
STREAMS: Final = Gauge("evenhand_event_streams", "Event streams that are open in this process.")
OLDEST_SNAPSHOT: Final = Gauge(
    "evenhand_oldest_snapshot_seconds",
    "Age of the database's oldest snapshot; an old one slows hot rows.",
)
