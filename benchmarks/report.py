"""The table and the JSON: every figure as a ratio to the floor, with its goal where it has one."""

import json
import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

COLUMNS: Final = {
    "per_s": ("per s", "{:,.0f}"),
    "ratio": ("of floor", "{:.2f}"),
    "batched_ratio": ("of batched", "{:.2f}"),
    "undrained_per_s": ("undrained", "{:,.0f}"),
    "p50_ms": ("p50 ms", "{:.2f}"),
    "p99_ms": ("p99 ms", "{:.2f}"),
    "client_cpu_ms": ("client ms", "{:.3f}"),
    "server_cpu_ms": ("server ms", "{:.3f}"),
    "commits": ("commits", "{:.3f}"),
    "wal_bytes": ("WAL B", "{:,.0f}"),
    "statements": ("statements", "{:.1f}"),
    "rows_read": ("rows read", "{:.1f}"),
}
"""The measures that the table shows, in order; the others stand beside the name or in the JSON only."""

BESIDE: Final = {
    "clients": "{:.0f} clients",
    "flush_us": "{:.0f} µs a flush",
    "seconds": "done in {:.1f} s",
    "us_per_step": "{:.0f} µs a step",
    "times_small": "{:.2f} times the small one's",
    "cpu_of_a_core": "{:.2%} of a core",
    "more_than_idle": "{:+.2%} of a core against idle",
}


class Goal(NamedTuple):
    """A bound for one measure of a figure."""

    measure: str
    bound: float
    at_least: bool

    def met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{self.measure.removesuffix('_ms')} {'≥' if self.at_least else '≤'} {self.bound:g}"


def named(workspaces: int) -> str:
    """So many workspaces, in words."""
    return "1 workspace" if workspaces == 1 else f"{workspaces} workspaces"


def at_least(measure: str, bound: float) -> Goal:
    return Goal(measure, bound, at_least=True)


def at_most(measure: str, bound: float) -> Goal:
    return Goal(measure, bound, at_least=False)


@dataclass(frozen=True)
class Figure:
    """What was measured under one name; per-event measures are milliseconds, transactions and bytes."""

    part: str
    name: str
    values: dict[str, float]
    goals: tuple[Goal, ...] = field(default=())

    def verdicts(self) -> Iterator[tuple[Goal, bool]]:
        for goal in self.goals:
            yield goal, goal.met(self.values[goal.measure])


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, one a line, under the name of their part."""
    shown = [name for name in COLUMNS if any(name in figure.values for figure in figures)]
    rows = [["", *(COLUMNS[name][0] for name in shown), "goal"]]
    rows += [_row(figure, shown) for figure in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = [_line(rows[0], widths)]
    part = ""
    for figure, row in zip(figures, rows[1:], strict=True):
        if figure.part != part:
            part = figure.part
            lines.append(part)
        lines.append(_line(row, widths))
    return "\n".join(lines)


def _row(figure: Figure, shown: Sequence[str]) -> list[str]:
    beside = [form.format(figure.values[name]) for name, form in BESIDE.items() if name in figure.values]
    label = f"{figure.name} ({', '.join(beside)})" if beside else figure.name
    cells = [COLUMNS[name][1].format(figure.values[name]) if name in figure.values else "" for name in shown]
    goals = ", ".join(f"{goal}: {'pass' if met else 'MISS'}" for goal, met in figure.verdicts())
    return [f"  {label}", *cells, goals]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *cells, goals = row
    middle = "  ".join(cell.rjust(width) for cell, width in zip(cells, widths[1:-1], strict=True))
    return f"{name.ljust(widths[0])}  {middle}  {goals}".rstrip()


def write_json(path: Path, figures: Sequence[Figure], *, quick: bool) -> None:
    """Everything that was measured, for comparing runs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "quick": quick,
        "machine": {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
        },
        "figures": [
            asdict(figure) | {"goals": [{"goal": str(goal), "met": met} for goal, met in figure.verdicts()]}
            for figure in figures
        ],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
