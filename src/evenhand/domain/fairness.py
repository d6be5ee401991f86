"""How evenly the people of a pool were given contacts, in figures and in a sentence."""

from collections.abc import Sequence

import msgspec

from evenhand.domain.texts import Said, either, said


class Got(msgspec.Struct, frozen=True):
    """How many contacts somebody of a pool was given."""

    name: str
    count: int


def spread(pool: Sequence[Got]) -> int:
    """By how many the one with the most is ahead of the one with the fewest."""
    counts = [got.count for got in pool]
    return max(counts) - min(counts)


def sentence(pool: Sequence[Got], where: str) -> Said:
    """What a person would say of it; ``pool`` with the most first, ``where``: what the pool is called."""
    total = sum(got.count for got in pool)
    most, fewest = pool[0], pool[-1]
    if len(pool) == 1:
        return said(
            "{name} is the only one of {where} and got all {total}.", name=most.name, where=where, total=total
        )
    if spread(pool) <= 1:
        each = fewest.count if most.count == fewest.count else either([f"{fewest.count}", f"{most.count}"])
        return said(
            "Even: each of the {people} people of {where} got {each} of {total}.",
            people=len(pool),
            where=where,
            each=each,
            total=total,
        )
    return said(
        "Of {total} in {where}, {first} got the most ({most}, {most_share:.0%}) and {last} the fewest"
        " ({fewest}, {fewest_share:.0%}); an equal share would be {equal:.1f}."
        " Whoever is away or full for a time gets fewer.",
        total=total,
        where=where,
        first=most.name,
        most=most.count,
        most_share=most.count / total,
        last=fewest.name,
        fewest=fewest.count,
        fewest_share=fewest.count / total,
        equal=total / len(pool),
    )
