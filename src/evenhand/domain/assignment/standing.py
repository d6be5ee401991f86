"""The users of a large pool kept in order, so that nobody has to be scanned to find who is next."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from heapq import merge

import msgspec

from evenhand.domain.assignment.terms import Terms, Why

Turn = tuple[int, int, int]
"""Last turn, time of joining, user: who is first in this order is next."""


class Place(msgspec.Struct, frozen=True):
    """Where a user stands in the pool."""

    online: bool
    open_contacts: int
    turn: Turn


class Standing:
    """The pool by presence and by number of open contacts; within each, in the order of turns."""

    def __init__(self) -> None:
        self._places: dict[int, Place] = {}
        self._levels: dict[bool, dict[int, list[Turn]]] = {True: {}, False: {}}

    def __len__(self) -> int:
        return len(self._places)

    def put(self, user_id: int, place: Place) -> None:
        """The user stands here from now on."""
        if self._places.get(user_id) == place:
            return
        self.drop(user_id)
        self._places[user_id] = place
        insort(self._levels[place.online].setdefault(place.open_contacts, []), place.turn)

    def drop(self, user_id: int) -> None:
        """The user has left the pool."""
        place = self._places.pop(user_id, None)
        if place is None:
            return
        levels = self._levels[place.online]
        level = levels[place.open_contacts]
        del level[bisect_left(level, place.turn)]
        if not level:
            del levels[place.open_contacts]

    def in_turn(self, terms: Terms) -> Iterator[int]:
        """Those who may take a contact, longest since the last turn first."""
        levels = [
            level
            for by_open in self._present(terms)
            for open_contacts, level in by_open.items()
            if _below_cap(terms, open_contacts)
        ]
        holder = self._holder(terms)
        extra = [] if holder is None or _below_cap(terms, holder.open_contacts) else [holder.turn]
        return self._without_excluded(merge(extra, *levels), terms)

    def by_load(self, terms: Terms) -> Iterator[int]:
        """Those who may take a contact, fewest open contacts first, then longest since the last turn."""
        return self._without_excluded(self._turns_by_load(terms), terms)

    def left_out(self, terms: Terms) -> dict[Why, int]:
        """How many may not, by the first rule that leaves them out."""
        excluded = [self._places[user_id] for user_id in terms.excluded if user_id in self._places]
        not_online = full = 0
        for online, by_open in self._levels.items():
            for open_contacts, level in by_open.items():
                if terms.only_online and not online:
                    not_online += len(level)
                elif not _below_cap(terms, open_contacts):
                    full += len(level)
        for place in excluded:
            if terms.only_online and not place.online:
                not_online -= 1
            elif not _below_cap(terms, place.open_contacts):
                full -= 1
        holder = self._holder(terms)
        if holder is not None and terms.holder_id not in terms.excluded:
            full -= not _below_cap(terms, holder.open_contacts)
        counts: dict[Why, int] = {"excluded": len(excluded), "not_online": not_online, "full": full}
        return {why: count for why, count in counts.items() if count}

    def nearest(self, terms: Terms) -> Iterator[tuple[int, Why]]:
        """Those who may not, nearest to it first: fewest rules against them, then fewest open contacts."""
        away = self._levels[False] if terms.only_online else {}
        near: list[_Group] = [
            (away, False, "not_online"),
            *((by_open, True, "full") for by_open in self._present(terms)),
        ]
        far: list[_Group] = [(away, True, "not_online")]
        named: set[int | None] = {*terms.excluded}
        if self._holder(terms) is not None:
            named.add(terms.holder_id)
        elif (own := self._with_room(terms)) is not None:  # at the cap by this very contact
            near.append(({own.open_contacts: [own.turn]}, True, "not_online"))
        for groups in (near, far):
            for turn, why in _by_load(groups, terms):
                if turn[2] not in named:
                    named.add(turn[2])
                    yield turn[2], why
        for user_id in terms.excluded:
            if user_id in self._places:
                yield user_id, "excluded"

    def _turns_by_load(self, terms: Terms) -> Iterator[Turn]:
        """In order of load; the contact does not count for its own holder, who stands one level lower."""
        present = self._present(terms)
        holder = self._holder(terms)
        numbers = {number for by_open in present for number in by_open}
        if holder is not None:
            numbers.add(holder.open_contacts - 1)
        for number in sorted(numbers):
            if not _below_cap(terms, number):
                break
            levels = [by_open[number] for by_open in present if number in by_open]
            lower = holder is not None and holder.open_contacts - 1 == number
            for turn in merge(*levels, [holder.turn] if holder is not None and lower else []):
                if lower or turn[2] != terms.holder_id:
                    yield turn

    def _present(self, terms: Terms) -> list[dict[int, list[Turn]]]:
        return [self._levels[True]] if terms.only_online else list(self._levels.values())

    def _holder(self, terms: Terms) -> Place | None:
        """The holder's place, if the holder may take the contact under a load of one less."""
        place = self._with_room(terms)
        return None if place is None or (terms.only_online and not place.online) else place

    def _with_room(self, terms: Terms) -> Place | None:
        """The holder's place, if under a load of one less it is below the cap."""
        place = None if terms.holder_id is None else self._places.get(terms.holder_id)
        return place if place is not None and _below_cap(terms, place.open_contacts - 1) else None

    def _without_excluded(self, turns: Iterator[Turn], terms: Terms) -> Iterator[int]:
        excluded = frozenset(terms.excluded)
        return (turn[2] for turn in turns if turn[2] not in excluded)


_Group = tuple[dict[int, list[Turn]], bool, Why]
"""Levels, whether those at the cap or those below it are meant, and the rule against them."""


def _by_load(groups: list[_Group], terms: Terms) -> Iterator[tuple[Turn, Why]]:
    numbers = {number for levels, full, _ in groups for number in levels if _below_cap(terms, number) != full}
    for number in sorted(numbers):
        named: list[list[tuple[Turn, Why]]] = [
            [(turn, why) for turn in levels[number]]
            for levels, full, why in groups
            if number in levels and _below_cap(terms, number) != full
        ]
        yield from merge(*named)


def _below_cap(terms: Terms, open_contacts: int) -> bool:
    return terms.max_open_contacts is None or open_contacts < terms.max_open_contacts
