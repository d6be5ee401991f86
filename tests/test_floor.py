"""The floor that everything is compared to must go on doing what the product does."""

from collections.abc import Generator
from pathlib import Path

import pytest

from benchmarks import rows
from benchmarks.bench import QUICK
from benchmarks.server import Server
from benchmarks.start import begin

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture
def server(tmp_path: Path) -> Generator[Server]:
    server = Server.start(tmp_path)
    yield server
    server.stop()


async def test_the_floor_writes_the_rows_that_the_engine_writes(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = await begin(server, QUICK)
    assert "8 new" in await rows.compare(bench)

    other = tmp_path / "floor.sql"
    other.write_text(rows.FLOOR_SQL.read_text().replace("'Ana'", "'Eva'"))
    monkeypatch.setattr(rows, "FLOOR_SQL", other)
    with pytest.raises(rows.RowsDiffer, match="contacts differs"):
        await rows.compare(bench)
