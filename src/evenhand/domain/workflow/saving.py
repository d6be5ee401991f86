"""What comes from outside, as a run can keep it among its variables."""

import math
from typing import Any, Final, cast

MAX_TEXT: Final = 10_000  # characters
MAX_ITEMS: Final = 100
_LARGEST: Final = 2**63 - 1

Value = str | int | float | bool | None


def kept(value: object) -> Any:
    """A text, a number, true or false, or a list of them; None for what is none of these.

    What is too long is cut off.
    """
    if isinstance(value, list):
        return [_single(item) for item in cast("list[object]", value)[:MAX_ITEMS]]
    return _single(value)


def _single(value: object) -> Value:
    match value:
        case str():
            return value.replace("\0", "")[:MAX_TEXT]
        case bool():
            return value
        case float():
            return value if math.isfinite(value) else None
        case int():
            return value if abs(value) <= _LARGEST else None
        case _:
            return None
