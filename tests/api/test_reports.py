import csv
import io
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from psycopg import AsyncConnection

from evenhand.api import tables
from tests.api.conftest import House
from tests.api.making import make_channel, make_contact
from tests.api.test_workflows import GREET

NOW = "2026-03-02T12:00:00Z"  # a Monday


async def team_of(house: House, *users: int, name: str = "Sales") -> int:
    team = (await house.manager.post("/teams", json={"name": name})).json()["id"]
    assert (await house.manager.put(f"/teams/{team}/members", json={"users": [*users]})).status_code == 200
    return team


async def assigning(house: House, **step: Any) -> None:
    """A published workflow that assigns whoever writes."""
    document = {**GREET, "steps": [{"id": "assign", "type": "assign_to", **step}]}
    made = (await house.manager.post("/workflows", json={"document": document})).json()
    assert (await house.manager.post(f"/workflows/{made['id']}/publish")).status_code == 200


async def report(house: House, name: str, **query: Any) -> dict[str, Any]:
    response = await house.agent.get(f"/reports/{name}", params=query)
    assert response.status_code == 200, response.text
    return response.json()


async def age(database_url: str, house: House, **changes: str) -> None:
    """Moves what has happened so far, by the columns of events, conversations and so on."""
    async with await AsyncConnection.connect(database_url) as connection:
        for table, change in changes.items():
            statement = f"update {table} set {change} where workspace_id = %(id)s"
            await connection.execute(
                statement.encode(), {"id": house.workspace_id}
            )  # lint-skip: EH302 a test's


async def test_assignments_are_counted_by_day_user_team_and_kind(house: House) -> None:
    team = await team_of(house, house.agent_id, house.manager_id)
    await assigning(house, action="team", team="Sales")
    channel = await make_channel(house)
    events = [await house.write(channel, f"c-{n}") for n in range(3)]
    await house.owner.put(f"/contacts/{events[0].contact_id}/assignee", json={"user": house.owner_id})
    by_day = await report(house, "assignments")
    today = by_day["to"]
    assert date.fromisoformat(today) - date.fromisoformat(by_day["from"]) == timedelta(days=29)
    assert (by_day["timezone"], by_day["total"], len(by_day["items"])) == ("UTC", 4, 30)
    assert by_day["items"][-1] == {"key": today, "name": today, "assignments": 4}
    assert sum(item["assignments"] for item in by_day["items"]) == 4
    by_user = (await report(house, "assignments", by="user"))["items"]
    assert [(item["key"], item["name"], item["assignments"]) for item in by_user] == [
        (str(house.agent_id), "Agent", 2),
        (str(house.manager_id), "Manager", 1),
        (str(house.owner_id), "Owner", 1),
    ]
    by_team = (await report(house, "assignments", by="team"))["items"]
    assert [(item["key"], item["name"], item["assignments"]) for item in by_team] == [
        (str(team), "Sales", 3),
        ("none", "No team", 1),
    ]
    by_kind = (await report(house, "assignments", by="kind"))["items"]
    assert [(item["key"], item["assignments"]) for item in by_kind] == [("round_robin", 3), ("hand", 1)]
    assert (await report(house, "assignments", user=house.owner_id))["total"] == 1
    assert (await report(house, "assignments", team=team))["total"] == 3


async def test_fairness_is_shown_for_each_pool(house: House) -> None:
    team = await team_of(house, house.agent_id, house.manager_id)
    await assigning(house, action="team", team="Sales")
    channel = await make_channel(house)
    for n in range(3):
        await house.write(channel, f"c-{n}")
    await house.manager.put(
        f"/teams/{team}/members", json={"users": [house.agent_id, house.manager_id, house.owner_id]}
    )
    (fair,) = (await report(house, "assignments"))["fairness"]
    assert fair == {
        "team": {"id": team, "name": "Sales"},
        "assignments": 3,
        "spread": 2,
        "sentence": fair["sentence"],
        "users": [
            {"user": {"id": house.agent_id, "name": "Agent"}, "assignments": 2, "share": 2 / 3},
            {"user": {"id": house.manager_id, "name": "Manager"}, "assignments": 1, "share": 1 / 3},
            {"user": {"id": house.owner_id, "name": "Owner"}, "assignments": 0, "share": 0.0},
        ],
    }
    assert "Agent got the most (2, 67%)" in fair["sentence"]


async def test_the_pool_of_the_workspace_has_reports_of_its_own(house: House) -> None:
    await team_of(house, house.agent_id)
    await assigning(house, action="workspace", only_online=True)
    channel = await make_channel(house)
    events = [await house.write(channel, f"c-{n}") for n in range(2)]
    await house.owner.put(f"/contacts/{events[0].contact_id}/assignee", json={"user": house.owner_id})
    await house.owner.put(f"/users/{house.manager_id}/status", json={"status": "online"})
    of_pool = await report(house, "assignments", by="team", team="workspace")
    assert [(item["key"], item["assignments"]) for item in of_pool["items"]] == [("workspace", 1)]
    assert [(pool["team"], pool["assignments"]) for pool in of_pool["fairness"]] == [(None, 1)]
    query = {"by": "user", "team": "workspace", "format": "csv"}
    assert (await house.agent.get("/reports/assignments", params=query)).text.splitlines()[1:] == [
        f"{house.manager_id},Manager,1"
    ]
    assert (await report(house, "queue", by="team", team="workspace"))["items"][0]["entered"] == 2
    for wrong in ("0", "-1", "none", ""):
        response = await house.agent.get("/reports/assignments", params={"team": wrong})
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "query/team")


async def test_days_are_those_of_the_workspaces_time_zone(house: House, database_url: str) -> None:
    contact = await make_contact(house)
    await house.owner.put(f"/contacts/{contact['id']}/assignee", json={"user": house.agent_id})
    await age(database_url, house, events="at = '2026-03-29T22:30:00Z'")
    query = {"from": "2026-03-29", "to": "2026-03-30"}
    assert [item["assignments"] for item in (await report(house, "assignments", **query))["items"]] == [1, 0]
    await house.owner.patch("/workspace", json={"timezone": "Europe/Rome"})
    in_rome = await report(house, "assignments", **query)  # the clocks go forward on the first of the two
    assert [(item["key"], item["assignments"]) for item in in_rome["items"]] == [
        ("2026-03-29", 0),
        ("2026-03-30", 1),
    ]


async def test_times_of_answers_are_reported(house: House, database_url: str) -> None:
    team = await team_of(house, house.agent_id)
    channel = await make_channel(house, outbound_url="http://127.0.0.1:9/")
    for number in range(4):
        event = await house.write(channel, f"c-{number}")
        path = f"/contacts/{event.contact_id}"
        if number:
            await house.owner.put(f"{path}/assignee", json={"user": house.agent_id})
            assert (await house.agent.post(f"{path}/messages", json={"text": "Hi"})).status_code == 201
        if number > 1:
            await house.agent.put(f"{path}/conversation", json={"status": "closed"})
    await age(
        database_url,
        house,
        events=f"at = '{NOW}'",
        conversations=f"opened_at = '{NOW}', closed_at = case when closed_at is not null then"
        f" '{NOW}'::timestamptz + interval '1 hour' end, first_response_at = case when"
        f" first_response_at is not null then '{NOW}'::timestamptz + interval '10 seconds' end",
    )
    query = {"from": "2026-03-02", "to": "2026-03-02"}
    expected = {
        "conversations": 4,
        "answered": 3,
        "first_response_median": 10.0,
        "first_response_p90": 10.0,
        "waited": 0,
        "waiting_median": None,
        "waiting_p90": None,
        "closed": 2,
        "resolution_median": 3600.0,
        "resolution_p90": 3600.0,
    }
    (day,) = (await report(house, "responses", **query))["items"]
    assert day == {"key": "2026-03-02", "name": "2026-03-02", **expected}
    (hour,) = (await report(house, "responses", by="hour", **query))["items"]
    assert hour == {"key": "12", "name": "12", **expected}
    users = (await report(house, "responses", by="user", **query))["items"]
    assert [(item["name"], item["conversations"], item["answered"]) for item in users] == [
        ("Agent", 3, 3),
        ("Nobody", 1, 0),
    ]
    (sales,) = (await report(house, "responses", by="team", **query))["items"]
    assert (sales["key"], sales["conversations"]) == (str(team), 3)
    empty = await report(house, "responses", **{"from": "2026-03-03", "to": "2026-03-03"})
    assert [item["conversations"] for item in empty["items"]] == [0]


async def test_waiting_in_the_queue_is_reported(house: House, database_url: str) -> None:
    await team_of(house, house.agent_id)
    await assigning(house, action="team", team="Sales", only_online=True)
    channel = await make_channel(house)
    events = [await house.write(channel, f"c-{number}") for number in range(3)]
    await age(database_url, house, events=f"at = '{NOW}'", conversations=f"opened_at = '{NOW}'")
    path = f"/contacts/{events[0].contact_id}/assignee"
    await house.owner.put(path, json={"user": house.agent_id})
    await age(
        database_url,
        house,
        events=f"at = case when type = 'contact.assigned' then '{NOW}'::timestamptz + interval '90 s'"
        f" else '{NOW}' end",
    )
    query = {"from": "2026-03-02", "to": "2026-03-02"}
    expected = {"entered": 3, "assigned": 1, "waiting_median": 90.0, "waiting_p90": 90.0}
    for by, key in (("day", "2026-03-02"), ("hour", "12")):
        assert (await report(house, "queue", by=by, **query))["items"] == [
            {"key": key, "name": key, **expected}
        ]
    (sales,) = (await report(house, "queue", by="team", **query))["items"]
    assert (sales["name"], sales["entered"]) == ("Sales", 3)
    (day,) = (await report(house, "responses", **query))["items"]
    assert (day["conversations"], day["waited"], day["waiting_median"]) == (3, 1, 90.0)


async def test_the_length_of_the_queue_is_noted_and_reported(house: House) -> None:
    await team_of(house, house.agent_id)
    await assigning(house, action="team", team="Sales", only_online=True)
    channel = await make_channel(house)
    for number in range(3):
        await house.write(channel, f"c-{number}")
    maintenance = house.services.engine.maintenance
    assert await maintenance.take_samples() in {0, 1}, "somebody may have noted it in these minutes already"
    await maintenance.take_samples()
    length = (await report(house, "queue"))["length"]
    assert (length[-1]["most"], length[-1]["mean"]) == (3, 3 / 72)
    assert [each["most"] for each in length[:-1]] == [0] * (len(length) - 1)
    assert (await report(house, "queue", team=1))["length"][-1]["most"] == 0


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-03-02", "to": "2026-03-01"},
        {"from": "2024-03-02", "to": "2026-03-01"},
        {"from": "yesterday"},
        {"from": "9999-12-31", "to": "9999-12-31"},
        {"to": "0001-01-01"},
        {"to": "2026-02-30"},
        {"by": "week"},
        {"format": "xml"},
    ],
)
@pytest.mark.parametrize("name", ["assignments", "responses", "queue"])
async def test_impossible_reports_are_refused(house: House, name: str, query: dict[str, str]) -> None:
    response = await house.agent.get(f"/reports/{name}", params=query)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_value")


async def test_reports_come_as_files_without_formulas(house: House) -> None:
    evil = '=HYPERLINK("http://x.test","a")'
    await house.owner.patch(f"/users/{house.agent_id}", json={"name": evil})
    contact = await make_contact(house)
    await house.owner.put(f"/contacts/{contact['id']}/assignee", json={"user": house.agent_id})
    for response in (
        await house.agent.get("/reports/assignments?by=user&format=csv"),
        await house.agent.get("/reports/assignments?by=user", headers={"Accept": "text/csv"}),
    ):
        assert response.headers["content-type"].startswith("text/csv")
        assert response.headers["content-disposition"] == 'attachment; filename="assignments-by-user.csv"'
        rows = list(csv.reader(io.StringIO(response.text)))
        assert rows == [["key", "name", "assignments"], [str(house.agent_id), f"'{evil}", "1"]]
    for path in ("responses?by=hour", "queue?by=day", "queue?by=time"):
        response = await house.agent.get(f"/reports/{path}&format=csv")
        assert response.headers["content-type"].startswith("text/csv"), path
    assert (await house.agent.get("/reports/queue?format=json", headers={"Accept": "text/csv"})).json()


class Line(msgspec.Struct):
    name: str
    at: datetime | None
    count: int | None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana", "Ana"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("  +1", "'  +1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\uff1d1", "'\uff1d1"),
        ('a,b\n"c"', 'a,b\n"c"'),
        ("1-1", "1-1"),
    ],
)
def test_a_cell_says_what_the_text_says(text: str, shown: str) -> None:
    response = tables.as_csv("x", [Line(text, datetime(2026, 3, 2, tzinfo=ZoneInfo("UTC")), -5)], Line)
    rows = list(csv.reader(io.StringIO(bytes(response.body).decode(), newline="")))
    assert rows == [["name", "at", "count"], [shown, "2026-03-02T00:00:00+00:00", "-5"]]
