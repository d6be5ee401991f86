from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.retries import ATTEMPTS, pause_after


def test_the_pauses_grow_and_then_it_is_given_up() -> None:
    seconds = [pause_after(attempt, 0.5) for attempt in range(1, 11)]
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    assert seconds == [
        timedelta(seconds=5),
        timedelta(seconds=15),
        minute,
        5 * minute,
        15 * minute,
        hour,
        3 * hour,
        6 * hour,
        12 * hour,
        None,
    ]


@pytest.mark.parametrize(("jitter", "seconds"), [(0, 54), (0.5, 60), (1, 66)])
def test_jitter_moves_a_pause_by_up_to_a_tenth(jitter: float, seconds: float) -> None:
    assert pause_after(3, jitter) == timedelta(seconds=seconds)


@given(st.integers(min_value=1, max_value=ATTEMPTS - 2), st.floats(0, 1), st.floats(0, 1))
def test_whatever_the_jitter_the_next_pause_is_longer(attempt: int, one: float, other: float) -> None:
    pause, next_pause = pause_after(attempt, one), pause_after(attempt + 1, other)
    assert pause is not None
    assert next_pause is not None
    assert pause < next_pause


@given(st.integers(min_value=ATTEMPTS), st.floats(0, 1))
def test_nothing_is_tried_for_ever(attempt: int, jitter: float) -> None:
    assert pause_after(attempt, jitter) is None
