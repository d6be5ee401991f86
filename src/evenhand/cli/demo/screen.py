"""What the demo shows in the terminal: a live table, or a line now and then."""

import asyncio
from typing import Final

import typer
from rich.columns import Columns
from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from evenhand.cli.demo import people
from evenhand.cli.demo.board import Board, Person
from evenhand.cli.demo.receiver import Receiver
from evenhand.cli.demo.stage import Stage

NONE: Final = "-"
REDRAW_EVERY: Final = 0.5
LINE_EVERY: Final = 5.0
COLORS: Final = {"online": "green", "busy": "yellow", "offline": "bright_black"}


def heading(address: str, stage: Stage) -> list[str]:
    """Where it is and how to get in."""
    agents = [agent for agent in people.AGENTS if agent.role == "agent"]
    return [
        f"Evenhand demo: open {address} and log in as",
        f"  {people.OWNER_EMAIL} (owner)",
        *(f"  {agent.email} (manager)" for agent in people.AGENTS if agent.role == "manager"),
        f"  {agents[0].email} (agent), or {', '.join(agent.first_name.lower() for agent in agents[1:])}",
        f"The password of all of them: {stage.password}",
        f"The owner's API token: {stage.owner_token}",
        "Ctrl-C stops it; the next start goes on where it ended.",
    ]


def summary(board: Board, receiver: Receiver) -> str:
    """Everything in a line."""
    agents = [person for person in board.people if person.teams]
    online = sum(person.status == "online" for person in agents)
    waiting = f"queue {len(board.queue)}" + (f" (longest {board.longest_wait:.0f} s)" if board.queue else "")
    return (
        f"event {board.seq}  online {online}/{len(agents)}  open {len(board.talks)}  {waiting}  "
        f"{board.messages_a_minute} messages/min  deliveries {_deliveries(board, receiver)}  "
        f"assigned in {_latency(board)}"
    )


async def print_lines(board: Board, receiver: Receiver) -> None:
    """Prints a summary now and then, without end."""
    while True:
        await asyncio.sleep(LINE_EVERY)
        typer.echo(summary(board, receiver))


async def show_table(board: Board, receiver: Receiver, lines: list[str]) -> None:
    """Draws the table again and again, without end."""
    with Live(console=Console(), auto_refresh=False) as live:
        while True:
            live.update(_drawn(board, receiver, lines), refresh=True)
            await asyncio.sleep(REDRAW_EVERY)


def _drawn(board: Board, receiver: Receiver, lines: list[str]) -> Group:
    numbers = Table.grid(padding=(0, 2))
    for name, value in _numbers(board, receiver):
        numbers.add_row(Text(name, style="bright_black"), value)
    return Group(
        Panel("\n".join(lines), border_style="cyan"),
        _people(board),
        Columns([Panel(numbers, title="now"), Panel("\n".join(board.happenings), title="just happened")]),
    )


def _people(board: Board) -> Table:
    table = Table(expand=True)
    for name in ("user", "teams", "status"):
        table.add_column(name)
    for name in ("open contacts", "assigned", "last answer"):
        table.add_column(name, justify="right")
    for person in board.people:
        if person.teams:
            table.add_row(*_row(board, person))
    return table


def _row(board: Board, person: Person) -> tuple[str | Text, ...]:
    at = board.answered.get(person.id)
    return (
        person.name,
        ", ".join(team["name"] for team in person.teams),
        Text(f"● {person.status}", style=COLORS.get(person.status, "")),
        Text("■" * person.open_contacts + f" {person.open_contacts}", style="cyan"),
        str(board.assigned[person.id]),
        "" if at is None else f"{board.clock() - at:.0f} s ago",
    )


def _numbers(board: Board, receiver: Receiver) -> list[tuple[str, str]]:
    return [
        ("open conversations", str(len(board.talks))),
        ("in the queue", str(len(board.queue))),
        ("longest wait", f"{board.longest_wait:.0f} s" if board.queue else NONE),
        ("messages a minute", str(board.messages_a_minute)),
        ("deliveries", _deliveries(board, receiver)),
        ("inbound to assigned", _latency(board)),
    ]


def _deliveries(board: Board, receiver: Receiver) -> str:
    bad = receiver.counts["refused"] + board.failed
    repeated = f", {receiver.counts['repeated']} repeated" if receiver.counts["repeated"] else ""
    return f"{receiver.counts['ok']} ok, {bad} failed{repeated}"


def _latency(board: Board) -> str:
    middle, most = board.percentile(50), board.percentile(95)
    if middle is None or most is None:
        return NONE
    return f"p50 {_short(middle)}, p95 {_short(most)}"


def _short(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
