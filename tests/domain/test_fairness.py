import pytest

from evenhand.domain.fairness import Got, sentence, spread


@pytest.mark.parametrize(
    ("counts", "apart", "said"),
    [
        ([5], 0, "Ana is the only one of Sales and got all 5."),
        ([4, 4], 0, "Even: each of the 2 people of Sales got 4 of 8."),
        ([4, 4, 3], 1, "Even: each of the 3 people of Sales got 3 or 4 of 11."),
        (
            [6, 3, 1],
            5,
            (
                "Of 10 in Sales, Ana got the most (6, 60%) and Cid the fewest (1, 10%); an equal share"
                " would be 3.3. Whoever is away or full for a time gets fewer."
            ),
        ),
    ],
)
def test_a_pool_is_described(counts: list[int], apart: int, said: str) -> None:
    pool = [Got(name, count) for name, count in zip(("Ana", "Ben", "Cid"), counts, strict=False)]
    assert (spread(pool), sentence(pool, "Sales")) == (apart, said)
