"""How evenly the people of a pool were given contacts, in figures and in a sentence."""

from collections.abc import Sequence

import msgspec


class Got(msgspec.Struct, frozen=True):
    """How many contacts somebody of a pool was given."""

    name: str
    count: int


def spread(pool: Sequence[Got]) -> int:
    """By how many the one with the most is ahead of the one with the fewest."""
    counts = [got.count for got in pool]
    return max(counts) - min(counts)


def sentence(pool: Sequence[Got], where: str) -> str:
    """What a person would say of it; ``pool`` with the most first, ``where``: what the pool is called."""
    total = sum(got.count for got in pool)
    most, fewest = pool[0], pool[-1]
    if len(pool) == 1:
        return f"{most.name} is the only one of {where} and got all {total}."
    if spread(pool) <= 1:
        each = str(most.count) if most.count == fewest.count else f"{fewest.count} or {most.count}"
        return f"Even: each of the {len(pool)} people of {where} got {each} of {total}."
    return (
        f"Of {total} in {where}, {most.name} got the most ({most.count}, {most.count / total:.0%}) and"
        f" {fewest.name} the fewest ({fewest.count}, {fewest.count / total:.0%}); an equal share would be"
        f" {total / len(pool):.1f}. Whoever is away or full for a time gets fewer."
    )
