"""Redoes every decision by hand, from the log alone: who could have been chosen then, and who was next."""

from collections import defaultdict
from typing import Any

from evenhand.domain import model as m


class Ledger:
    """What the log says of people, contacts and turns, event by event."""

    def __init__(self) -> None:
        self.status: dict[int, str] = {}
        self.pools: defaultdict[int, dict[int, int]] = defaultdict(dict)
        """By pool: who is in it since which event."""
        self.turns: defaultdict[int, dict[int, int]] = defaultdict(dict)
        """By pool: whose last turn was which event."""
        self.assignee: dict[int, int] = {}
        self.open: set[int] = set()
        self.had: defaultdict[int, set[int]] = defaultdict(set)
        """By contact: who had the conversation that is open."""

    def read(self, event: m.Event) -> None:
        """The next event of the log; a decision is checked before it takes effect."""
        data = event.data or {}
        if event.contact_id is not None:
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
                assert self.status[user] == data["previous"] != data["status"]
                self.status[user] = data["status"]
            case "team.joined":
                self.pools[team][user] = event.seq
            case "team.left":
                del self.pools[team][user]
            case _:
                pass

    def _of_contact(self, event: m.Event, contact: int, data: dict[str, Any]) -> None:
        user = event.user_id
        match event.type:
            case "conversation.opened":
                assert contact not in self.open
                assert user == self.assignee.get(contact)
                self.open.add(contact)
                self.had[contact] = set() if user is None else {user}
            case "conversation.closed":
                assert user == self.assignee.get(contact)
                self.open.remove(contact)
            case "contact.deleted":
                self.open.discard(contact)
                self.assignee.pop(contact, None)
            case "contact.unassigned":
                assert self.assignee.pop(contact) == user
            case "contact.assigned":
                self._assigned(event, data)
            case _:
                pass

    def load(self, user_id: int, contact_id: int) -> int:
        """The user's open contacts, but for this one."""
        return sum(
            user == user_id and contact in self.open and contact != contact_id
            for contact, user in self.assignee.items()
        )

    def _assigned(self, event: m.Event, data: dict[str, Any]) -> None:
        contact, user = event.contact_id, event.user_id
        assert contact is not None
        assert user is not None
        assert data["previous"] == self.assignee.get(contact)
        assert data["by"] == ("step" if event.actor.startswith("workflow:") else "hand")
        if "pool" in data:
            self._redo(event.seq, contact, user, data)
        assert user in self.pools[m.WORKSPACE_POOL], "a deleted user was assigned"
        self.assignee[contact] = user
        self.had[contact].add(user)

    def _redo(self, seq: int, contact: int, winner: int, data: dict[str, Any]) -> None:
        members, turns = self.pools[data["pool"]], self.turns[data["pool"]]
        left_out: dict[str, str] = {}
        places: list[tuple[int, int, int, int]] = []
        cap = data.get("max_open_contacts")
        said = data.get("left_out", {})
        for user, joined in members.items():
            load = self.load(user, contact)
            if said.get(str(user)) == "excluded":
                assert user in self.had[contact]
                left_out[str(user)] = "excluded"
            elif data.get("only_online") and self.status[user] != "online":
                left_out[str(user)] = "not_online"
            elif cap is not None and load >= cap:
                left_out[str(user)] = "full"
            else:
                fewest = load if data["logic"] == "least_open" else 0
                places.append((fewest, turns.get(user, 0), joined, user))
        places.sort()
        assert left_out == said
        assert data["order"] == [place[3] for place in places]
        assert data["eligible"] == len(places)
        assert data["last_turns"] == [place[1] for place in places]
        assert data.get("open_contacts", [0] * len(places)) == [place[0] for place in places]
        assert winner == data["order"][0]
        turns[winner] = seq
