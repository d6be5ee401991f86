"""Redoes every decision by hand, from the log alone: who could have been chosen then, and who was next.

What it says of a breach begins with the number of the invariant: I1 a cap, I2 presence, I3 one assignee,
I5 and I13 one way out of the queue, I8 fair turns, I9 the fewest open contacts, I10 one end of a run.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from evenhand.domain import model as m

NAMED: Final = 10
"""So many are named of those who are eligible, and of those who are not, where a pool has over a hundred."""
EVERYBODY: Final = 100


class Asked(NamedTuple):
    """A run that waits to be assigned: since which event, at which step, who had the contact by then."""

    seq: int
    step: str
    contact: int
    pool: int
    holder: int | None
    had: frozenset[int]


class Ledger:
    """What the log says of people, contacts and turns, event by event."""

    def __init__(self) -> None:
        self.status: dict[int, str] = {}
        self.pools: defaultdict[int, dict[int, int]] = defaultdict(dict)
        """By pool: who is in it since which event."""
        self.turns: defaultdict[int, dict[int, int]] = defaultdict(dict)
        """By pool: whose last turn was which event."""
        self.fairness: defaultdict[int, Fairness] = defaultdict(Fairness)
        self.assignee: dict[int, int] = {}
        self.open: set[int] = set()
        self.held: defaultdict[int, set[int]] = defaultdict(set)
        """By user: the open contacts."""
        self.had: defaultdict[int, set[int]] = defaultdict(set)
        """By contact: who had the conversation that is open."""
        self.asked: dict[int, Asked] = {}
        """By run: what it waits for, as far as the log says; a way out need not have an event."""
        self.ended: set[int] = set()
        self.decisions = 0

    def read(self, event: m.Event) -> None:
        """The next event of the log; a decision is checked before it takes effect."""
        data = event.data or {}
        if event.type.startswith("run."):
            self._of_run(event, data)
        elif event.contact_id is not None:
            self._of_contact(event, event.contact_id, data)
        elif event.user_id is not None:
            self._of_user(event, event.user_id, data)

    def _of_user(self, event: m.Event, user: int, data: dict[str, Any]) -> None:
        team = event.subject_id or m.WORKSPACE_POOL
        match event.type:
            case "user.created":
                self.status[user] = "offline"
                self.pools[team][user] = event.seq
            case "user.deleted":
                self.status[user] = "offline"
                for members in self.pools.values():
                    members.pop(user, None)
            case "user.status_changed":
                said = (data["previous"], data["status"])
                assert self.status[user] == said[0] != said[1], f"user {user} was {self.status[user]}: {said}"
                self.status[user] = data["status"]
            case "team.joined":
                self.pools[team][user] = event.seq
            case "team.left":
                del self.pools[team][user]
            case _:
                pass

    def _of_run(self, event: m.Event, data: dict[str, Any]) -> None:
        run, contact = event.subject_id, event.contact_id
        assert run is not None
        assert contact is not None
        if event.type in {"run.started", "run.skipped"}:
            return
        assert run not in self.ended, f"I10: {event.type} after the end of run {run}"
        if event.type == "run.waiting" and "pool" in data:
            holder, had = self.assignee.get(contact), frozenset(self.had[contact])
            self.asked[run] = Asked(event.seq, data["step"], contact, data["pool"], holder, had)
        elif event.type != "run.moved":
            self.asked.pop(run, None)
        if event.type == "run.ended":
            self.ended.add(run)

    def _of_contact(self, event: m.Event, contact: int, data: dict[str, Any]) -> None:
        user, holder = event.user_id, self.assignee.get(contact)
        match event.type:
            case "conversation.opened":
                assert contact not in self.open, f"contact {contact} has two conversations"
                assert user == holder, f"I3: {contact} was opened for {user}, and is {holder}'s"
                self.open.add(contact)
                self.had[contact] = set() if user is None else {user}
                self._hold(contact)
            case "conversation.closed":
                assert user == holder, f"I3: {contact} was closed for {user}, and is {holder}'s"
                self._let_go(contact)
                self.open.remove(contact)
            case "contact.deleted":
                self._let_go(contact)
                self.open.discard(contact)
                self.assignee.pop(contact, None)
            case "contact.unassigned":
                assert user == holder, f"I3: {contact} was taken from {user}, and is {holder}'s"
                self._let_go(contact)
                del self.assignee[contact]
            case "contact.assigned":
                self._assigned(event, contact, data)
            case _:
                pass

    def load(self, user_id: int, contact_id: int) -> int:
        """The user's open contacts, but for this one."""
        held = self.held[user_id]
        return len(held) - (contact_id in held)

    def may_take(
        self, user: int, contact: int, pool: int, excluded: Collection[int], terms: tuple[bool, int | None]
    ) -> bool:
        """Whether the user could be given the contact now. ``terms``: only who is online, and the cap."""
        only_online, cap = terms
        if user not in self.pools[pool] or user in excluded:
            return False
        present = not only_online or self.status[user] == "online"
        return present and (cap is None or self.load(user, contact) < cap)

    def _hold(self, contact: int) -> None:
        if contact in self.open and contact in self.assignee:
            self.held[self.assignee[contact]].add(contact)

    def _let_go(self, contact: int) -> None:
        if contact in self.assignee:
            self.held[self.assignee[contact]].discard(contact)

    def _assigned(self, event: m.Event, contact: int, data: dict[str, Any]) -> None:
        user, holder = event.user_id, self.assignee.get(contact)
        assert user is not None
        assert data["previous"] == holder, f"I3: {contact} went from {data['previous']}, and was {holder}'s"
        assert data["by"] == ("step" if event.actor.startswith("workflow:") else "hand"), event.actor
        assert data.get("run") not in self.ended, f"I10: assigned after the end of run {data['run']}"
        if "pool" in data:
            self._redo(event.seq, contact, user, data)
            self.decisions += 1
        assert user in self.pools[m.WORKSPACE_POOL], f"I14: deleted user {user} was assigned"
        self._let_go(contact)
        self.assignee[contact] = user
        self._hold(contact)
        self.had[contact].add(user)
        for run in (data.get("run", 0), *data.get("satisfied", ())):
            self.asked.pop(run, None)

    def _redo(self, seq: int, contact: int, winner: int, data: dict[str, Any]) -> None:
        pool, logic, cap = data["pool"], data["logic"], data.get("max_open_contacts")
        members, turns = self.pools[pool], self.turns[pool]
        self._was_eligible(contact, winner, data)
        left_out: dict[int, list[str]] = {}
        places: list[tuple[int, int, int, int]] = []
        for user, joined in members.items():
            load = self.load(user, contact)
            against = {
                "excluded": user in data.get("excluded", ()),
                "not_online": data.get("only_online", False) and self.status[user] != "online",
                "full": cap is not None and load >= cap,
            }
            if why := [name for name, holds in against.items() if holds]:
                left_out[user] = why
            else:
                fewest = load if logic == "least_open" else 0
                places.append((fewest, turns.get(user, 0), joined, user))
        places.sort()
        number = {"round_robin": "I8", "least_open": "I9"}[logic]
        assert winner == places[0][3], f"{number}: {places[0][3]} was next, and {winner} was chosen: {data}"
        self._said(contact, data, places, left_out)
        eligible = [place[3] for place in places]
        self.fairness[pool].note(winner, eligible, counts=logic == "round_robin")
        turns[winner] = seq

    def _was_eligible(self, contact: int, winner: int, data: dict[str, Any]) -> None:
        cap, load = data.get("max_open_contacts"), self.load(winner, contact)
        assert winner in self.pools[data["pool"]], f"{winner} was chosen and is not in pool {data['pool']}"
        assert cap is None or load < cap, f"I1: {winner} was chosen with {load} of {cap} open contacts"
        status = self.status[winner]
        assert not data.get("only_online") or status == "online", f"I2: {winner} was chosen, being {status}"
        excluded = set(data.get("excluded", ()))
        asked = self.asked.get(data["run"])
        had = self.had[contact] if asked is None else {*self.had[contact], *asked.had, asked.holder}
        assert winner not in excluded, f"{winner} was chosen and excluded"
        assert excluded <= had, f"{excluded} are left out of {contact}, which {had} have had"

    def _said(
        self,
        contact: int,
        data: dict[str, Any],
        places: list[tuple[int, int, int, int]],
        left_out: dict[int, list[str]],
    ) -> None:
        """The decision says what was found."""
        said = {int(user): why for user, why in data.get("left_out", {}).items()}
        whole = "left_out_counts" not in data
        named = places if whole else places[:NAMED]
        assert not whole or len(places) + len(left_out) <= EVERYBODY, f"too many are named: {data}"
        assert data["eligible"] == len(places), f"{len(places)} are eligible: {data}"
        assert data["order"] == [place[3] for place in named], f"the order is {named}: {data}"
        assert data["last_turns"] == [place[1] for place in named], f"the order is {named}: {data}"
        assert data.get("open_contacts", [0] * len(named)) == [place[0] for place in named]
        first = {user: why[0] for user, why in left_out.items()}
        if whole:
            assert said == first, f"left out are {first}: {data}"
            return
        assert data["left_out_counts"] == Counter(first.values()), f"left out are {first}: {data}"
        assert said == {user: first[user] for user in said}, f"left out are {first}: {data}"

        def distance(user: int) -> tuple[bool, int, int]:
            why = left_out[user]
            return (True, 0, 0) if "excluded" in why else (False, len(why), len(self.held[user]))

        nearest = sorted(map(distance, left_out))[:NAMED]
        assert [distance(user) for user in said] == nearest, f"the nearest to it are {nearest}: {data}"


class Fairness:
    """I8: of any two users who are eligible at each choice by round robin of a stretch, turns differ by one.

    Of every pair it keeps how far apart they are, and have been, since both have been eligible without a
    break; a choice by the other logic ends the stretch for all.
    """

    def __init__(self) -> None:
        self._now = 0
        self._known: set[int] = set()
        self._broken: dict[int, int] = {}
        self._all_broken = 0
        self._pairs: dict[tuple[int, int], tuple[int, int, int, int]] = {}

    def note(self, winner: int, eligible: list[int], *, counts: bool) -> None:
        """The next choice; ``counts``: by round robin."""
        self._now += 1
        if not counts:
            self._all_broken = self._now
            return
        self._known.update(eligible)
        for user in self._known.difference(eligible):
            self._broken[user] = self._now
        for other in eligible:
            if other != winner:
                self._turn(winner, other)

    def _turn(self, winner: int, other: int) -> None:
        pair, step = ((winner, other), 1) if winner < other else ((other, winner), -1)
        began = max(self._all_broken, self._broken.get(winner, 0), self._broken.get(other, 0))
        since, apart, low, high = self._pairs.get(pair, (-1, 0, 0, 0))
        if since != began:
            apart = low = high = 0
        apart += step
        low, high = min(low, apart), max(high, apart)
        self._pairs[pair] = (began, apart, low, high)
        assert high - low <= 1, f"I8: {winner} is {high - low} turns ahead of {other}"
