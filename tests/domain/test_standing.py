"""A large pool kept in order says what looking at everybody says."""

from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from evenhand.domain.assignment.standing import Place, Standing
from evenhand.domain.assignment.terms import Terms, Why

PLACES = st.builds(
    Place,
    online=st.booleans(),
    open_contacts=st.integers(0, 2),
    turn=st.tuples(st.integers(0, 3), st.integers(1, 3), st.just(0)),
)
USERS = st.sampled_from((1, 2, 3, 4))
MOVES = st.lists(st.tuples(USERS, st.one_of(PLACES, PLACES, PLACES, st.none())), min_size=8, max_size=40)
"""Enough of them that most pools have several users, the holder and the excluded among them."""
TERMS = st.builds(
    Terms,
    pool_id=st.just(1),
    only_online=st.booleans(),
    max_open_contacts=st.sampled_from((None, 1, 2, 3)),
    excluded=st.sets(USERS | st.just(8), max_size=1).map(lambda users: tuple(sorted(users))),
    holder_id=st.sampled_from((1, 2, 3, 4, None)),
)

AWAY = [(1, Place(online=False, open_contacts=1, turn=(2, 1, 0))), (2, Place(False, 1, (1, 1, 0)))]
"""At a cap of one the first, whose contact it is, is nearer than the second, who is full besides."""


def play(moves: Iterable[tuple[int, Place | None]]) -> tuple[Standing, dict[int, Place]]:
    standing, places = Standing(), dict[int, Place]()
    for user_id, place in moves:
        if place is None:
            standing.drop(user_id)
            places.pop(user_id, None)
        else:
            stands = Place(place.online, place.open_contacts, (*place.turn[:2], user_id))
            standing.put(user_id, stands)
            places[user_id] = stands
    return standing, places


def load(user_id: int, place: Place, terms: Terms) -> int:
    return place.open_contacts - (user_id == terms.holder_id)


def rules(user_id: int, place: Place, terms: Terms) -> list[Why]:
    cap = terms.max_open_contacts
    against: list[tuple[bool, Why]] = [
        (user_id in terms.excluded, "excluded"),
        (terms.only_online and not place.online, "not_online"),
        (cap is not None and load(user_id, place, terms) >= cap, "full"),
    ]
    return [why for holds, why in against if holds]


@given(MOVES, TERMS)
def test_who_is_next_is_who_a_look_at_everybody_finds(
    moves: list[tuple[int, Place | None]], terms: Terms
) -> None:
    standing, places = play(moves)
    eligible = [user_id for user_id, place in places.items() if not rules(user_id, place, terms)]
    by_turn = sorted(eligible, key=lambda user_id: places[user_id].turn)
    by_load = sorted(
        eligible, key=lambda user_id: (load(user_id, places[user_id], terms), places[user_id].turn)
    )
    assert list(standing.in_turn(terms)) == by_turn
    assert list(standing.by_load(terms)) == by_load
    assert len(standing) == len(places)


@given(MOVES, TERMS)
@example(AWAY, Terms(pool_id=1, only_online=True, max_open_contacts=1, excluded=(), holder_id=1))
def test_who_is_left_out_is_counted_by_the_first_rule_and_named_nearest_first(
    moves: list[tuple[int, Place | None]], terms: Terms
) -> None:
    standing, places = play(moves)
    against = {user_id: rules(user_id, place, terms) for user_id, place in places.items()}
    first = [whys[0] for whys in against.values() if whys]
    assert standing.left_out(terms) == {why: first.count(why) for why in first}
    nearest = list(standing.nearest(terms))
    assert dict(nearest) == {user_id: whys[0] for user_id, whys in against.items() if whys}
    distances = [
        (len(against[user_id]), places[user_id].open_contacts)
        for user_id, _ in nearest
        if "excluded" not in against[user_id]
    ]
    assert distances == sorted(distances)
    behind = [user_id for user_id, _ in nearest[len(distances) :]]
    assert all("excluded" in against[user_id] for user_id in behind)
