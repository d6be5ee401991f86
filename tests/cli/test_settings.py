import os
from pathlib import Path

import pytest

from evenhand.cli.frame import Failed
from evenhand.cli.wiring import running
from evenhand.settings import BadSettings, Settings, load


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.upper().startswith("EVENHAND_")]:
        monkeypatch.delenv(name)


def test_without_anything_set_the_defaults_hold() -> None:
    settings = load()
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8080, None)
    assert settings.data == Path.cwd() / "evenhand-data"


def test_the_command_line_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_PORT", "9000")
    monkeypatch.setenv("EVENHAND_HOST", "0.0.0.0")
    settings = load(port=9001)
    assert (settings.port, settings.host) == (9001, "0.0.0.0")


def test_an_unknown_variable_is_an_error_that_names_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_PROT", "9000")
    with pytest.raises(
        BadSettings, match=r"^EVENHAND_PROT is not known\. Known are: EVENHAND_DATA, .*EVENHAND_PORT"
    ):
        load()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("EVENHAND_PORT", "http", "EVENHAND_PORT: Input should be a valid integer"),
        ("EVENHAND_PORT", "70000", "EVENHAND_PORT: Input should be less than or equal to 65535"),
        (
            "EVENHAND_LOG_LEVEL",
            "loud",
            "EVENHAND_LOG_LEVEL: Input should be 'debug', 'info', 'warning' or 'error'",
        ),
        (
            "EVENHAND_TRUSTED_PROXIES",
            "10.0.0.0/8, proxy.internal",
            "EVENHAND_TRUSTED_PROXIES: proxy.internal is no address and no network such as 10.0.0.0/8.",
        ),
        ("EVENHAND_TRUSTED_PROXIES", "10.0.0.0/8,", "EVENHAND_TRUSTED_PROXIES:  is no address"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as error:
        load()
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_DATABASE_URL", "")
    assert load().database_url is None


def test_a_secret_can_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgresql://eva:hush@db/evenhand\n", encoding="utf-8")
    monkeypatch.setenv("EVENHAND_DATABASE_URL_FILE", str(file))
    url = load().database_url
    assert url is not None
    assert url.get_secret_value() == "postgresql://eva:hush@db/evenhand"


def test_a_secret_given_twice_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVENHAND_SECRET_KEY", "a")
    monkeypatch.setenv("EVENHAND_SECRET_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(BadSettings, match="both set"):
        load()


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file"), (b"", "is empty"), (b"\xff", "not text")]
)
def test_a_secret_file_that_cannot_be_used_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("EVENHAND_SECRET_KEY_FILE", str(file))
    with pytest.raises(BadSettings, match=reason):
        load()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://eva:hush@db:5433/evenhand?password=hush", "postgresql://eva@db:5433/evenhand"),
        ("host=db user=eva password=hush", "set"),
    ],
)
def test_what_is_shown_holds_no_secret(monkeypatch: pytest.MonkeyPatch, url: str, shown: str) -> None:
    monkeypatch.setenv("EVENHAND_DATABASE_URL", url)
    monkeypatch.setenv("EVENHAND_SECRET_KEY", "hush")
    redacted = load().redacted()
    assert redacted["EVENHAND_DATABASE_URL"] == shown
    assert "hush" not in str(redacted)
    assert "hush" not in repr(load())


def test_the_key_is_where_all_processes_of_a_user_find_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert load().key_folder == load().data
    monkeypatch.setenv("EVENHAND_DATABASE_URL", "postgresql://db.test/evenhand")
    assert load().key_folder == tmp_path / "config" / "evenhand"
    assert load(data=tmp_path / "data").key_folder == tmp_path / "data"


async def test_what_requests_may_reach_is_checked_before_anything_starts() -> None:
    with pytest.raises(Failed, match=r"EVENHAND_HTTP_ALLOW: 10\.0\.0 is neither a network"):
        async with running(Settings(http_allow="10.0.0.0/8, 10.0.0")):
            pass


def test_every_variable_is_told_of() -> None:
    told = (Path(__file__).parents[2] / "docs" / "operating.md").read_text(encoding="utf-8")
    assert [name for name in Settings().redacted() if f"`{name}`" not in told] == []
