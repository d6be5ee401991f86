"""What came of attempts to deliver a message."""

from evenhand.domain import model as m
from evenhand.domain.commands import DeliveryResult, ReportDeliveries
from evenhand.domain.state import State


def report(state: State, command: ReportDeliveries) -> None:
    """Arrived: the row goes. Failed: again later, or given up visibly with ``message.failed``.

    The failure of an attempt that another has followed says nothing; an arrival counts whichever it was.
    """
    for result in command.results:
        delivery = state.deliveries.find(result.delivery_id)
        if delivery is None or delivery.failed:
            continue
        if result.error is None:
            state.deliveries.remove(delivery.id)
        elif result.attempt >= delivery.attempt:
            _fail(state, delivery, result)
        state.next_delivery.put(delivery.contact_id, True)


def _fail(state: State, delivery: m.Delivery, result: DeliveryResult) -> None:
    row = state.deliveries.edit(delivery.id)
    row.attempt, row.error, row.next_at = result.attempt, result.error, result.retry_at
    if result.retry_at is None:
        row.failed = True
        state.emit("message.failed", "system", contact_id=row.contact_id, subject_id=row.id)
