"""The connections to PostgreSQL, and what its errors mean for whoever has to go on."""

import asyncio
import os
import select
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any, Final, Literal, LiteralString, Self
from weakref import WeakKeyDictionary

import msgspec
import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout

CHECKOUT_LIMIT: Final = 5.0  # seconds that one waits for a connection
RECONNECT_LIMIT: Final = 2.0  # seconds after which the pool begins anew; until then it doubles its pauses
PREPARED_MAX: Final = 1000  # statements a connection; more than there are

# What libpq does with a server that is gone without a word; a URL may say otherwise.
CONNECTION: Final = MappingProxyType(
    {
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        "client_encoding": "UTF8",
    }
)

# What the server does with a client that is gone, frozen or slow. No client keeps a lock for longer.
SESSION: Final = MappingProxyType(
    {
        "idle_in_transaction_session_timeout": "10s",
        "client_connection_check_interval": "1s",
        "tcp_keepalives_idle": "5s",
        "tcp_keepalives_interval": "3s",
        "tcp_keepalives_count": "3",
        "tcp_user_timeout": "10s",
        "lock_timeout": "2s",
        "timezone": "UTC",
        "datestyle": "ISO, MDY",
        "jit": "off",
    }
)

# A plan that was made while a table was empty is kept for the connection's life. The lanes' statements all go
# by index, so nothing is lost when none of their plans can be a scan.
LANES: Final = MappingProxyType(
    {
        **SESSION,
        "statement_timeout": "15s",
        "enable_seqscan": "off",
        "enable_hashjoin": "off",
        "enable_mergejoin": "off",
        "enable_bitmapscan": "off",
    }
)
READS: Final = MappingProxyType({**SESSION, "statement_timeout": "10s"})

# Plans that were made while tables were small stay until somebody analyses them: with each fourfold use of a
# connection they are made anew, when the tables may have grown as much.
DISCARD_PLANS: Final[LiteralString] = "discard plans"
USES: Final = frozenset(4**power for power in range(2, 10))

SET_SETTINGS: Final[LiteralString] = """
select set_config(setting.key, setting.value, false) from json_each_text(%(settings)s::json) setting"""

# Not all platforms let a server see that its client is gone while it works.
OPTIONAL: Final = "client_connection_check_interval"

FailureKind = Literal["retry", "data"]

# What is not the statement's fault, by SQLSTATE: connection (08), conflict (40), connections, memory or disk
# used up (53), system (58), lock not available, going down or starting, read-only since a failover, and the
# server's own time-outs for transactions.
RETRY_CLASSES: Final = frozenset({"08", "40", "53", "58"})
RETRY_STATES: Final = frozenset(
    {
        *("55P03", "57P01", "57P02", "57P03", "57P04", "57P05", "25006", "25P03", "25P04"),
    }
)


class DatabaseUnavailable(Exception):
    """PostgreSQL cannot be reached or has no connection left; nothing was done, and a repetition may work."""


def failure_kind(error: BaseException) -> FailureKind:
    """Whether to send the whole transaction again (`retry`), or to look for what is wrong in it (`data`).

    After `retry` the transaction may still have been committed, if it was the commit whose answer was lost.
    """
    match error:
        case DatabaseUnavailable():
            return "retry"
        case psycopg.Error(sqlstate=str(state)):
            return "retry" if state in RETRY_STATES or state[:2] in RETRY_CLASSES else "data"
        case psycopg.errors.PipelineAborted():
            return (
                "data"  # the pipeline's first error, which is lost, may have been of any kind: find it alone
            )
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return "retry"  # no word from the server: the connection broke
        case _:
            return "data"


def for_log(error: BaseException) -> dict[str, Any]:
    """What a log may say of an error: of PostgreSQL's not the rows it quotes, which are personal data."""
    if not isinstance(error, psycopg.Error):
        return {"exc_info": error}
    more = {"sqlstate": error.sqlstate, "constraint": error.diag.constraint_name}
    reason = error.diag.message_primary or str(error).strip()
    return {"reason": reason, **{name: value for name, value in more.items() if value}}


def default_application_name() -> str:
    """The name of this process's sessions in pg_stat_activity."""
    return f"evenhand {os.getpid()}"


async def connect(url: str, application_name: str) -> AsyncConnection[TupleRow]:
    """One connection of its own, in autocommit, to be closed by the caller.

    Raises DatabaseUnavailable with the reason; the URL, which may hold a password, is not in it.
    """
    try:
        return await AsyncConnection.connect(**_parameters(url, application_name))
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(f"The database cannot be reached: {str(error).strip()}") from error


class Pool:
    """Connections that are all set up alike and handed out to one caller at a time."""

    def __init__(
        self, url: str, application_name: str, sizes: tuple[int, int], session: Mapping[str, str]
    ) -> None:
        self._session = dict(session)
        self._uses: WeakKeyDictionary[AsyncConnection[TupleRow], int] = WeakKeyDictionary()
        self._pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
            kwargs=_parameters(url, application_name),
            min_size=sizes[0],
            max_size=sizes[1],
            open=False,
            configure=self._configure,
            timeout=CHECKOUT_LIMIT,
            reconnect_timeout=RECONNECT_LIMIT,
            reconnect_failed=_go_on,
        )

    async def open(self) -> None:
        """Connects; raises DatabaseUnavailable when that takes too long."""
        asked = _told_to_stop()
        try:
            await self._pool.open(wait=True, timeout=CHECKOUT_LIMIT)
        except PoolTimeout as error:
            raise DatabaseUnavailable("The database takes too long to connect to.") from error
        if _told_to_stop() > asked:
            raise asyncio.CancelledError

    async def close(self) -> None:
        """Closes the connections that are in the pool; those that are out close when they come back."""
        await self._pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[AsyncConnection[TupleRow]]:
        """A connection in autocommit. What is left of a transaction at the end is rolled back.

        Raises DatabaseUnavailable when none is free or can be made within CHECKOUT_LIMIT.
        """
        connection = await self._take()
        try:
            yield connection
        finally:
            await self._pool.putconn(connection)

    async def _take(self) -> AsyncConnection[TupleRow]:
        try:
            while True:
                connection = await self._get()
                if not _has_word(connection) and await self._is_fresh(connection):
                    return connection
                await connection.close()
                await self._pool.putconn(connection)
        except (PoolTimeout, PoolClosed) as error:
            raise DatabaseUnavailable(
                "The database cannot be reached, or all connections are in use."
            ) from error

    async def _get(self) -> AsyncConnection[TupleRow]:
        asked = _told_to_stop()
        connection = await self._pool.getconn()
        if _told_to_stop() > asked:
            await self._pool.putconn(connection)
            raise asyncio.CancelledError
        return connection

    async def _is_fresh(self, connection: AsyncConnection[TupleRow]) -> bool:
        """Counts a use and has plans made anew when it is time; False where the connection is broken."""
        uses = self._uses[connection] = self._uses.get(connection, 0) + 1
        if uses in USES:
            try:
                await connection.execute(DISCARD_PLANS)
            except psycopg.OperationalError:
                return False
        return True

    async def _configure(self, connection: AsyncConnection[TupleRow]) -> None:
        connection.prepared_max = PREPARED_MAX
        set_json_dumps(msgspec.json.encode, connection)
        set_json_loads(msgspec.json.decode, connection)
        try:
            await _set(connection, self._session)
        except psycopg.errors.InvalidParameterValue:
            await _set(connection, {name: value for name, value in self._session.items() if name != OPTIONAL})


class Database:
    """The connections of a process.

    `lanes` is for the transactions of the lanes, for claims and for looking at what is due: statements that
    all go by index, one connection for each loop. `reads` is for everything else: lanes that wait for each
    other's locks can never leave a read without a connection.
    """

    def __init__(self, lanes: Pool, reads: Pool) -> None:
        self.lanes: Final = lanes
        self.reads: Final = reads

    @classmethod
    async def open(
        cls, url: str, application_name: str | None = None, *, lanes: int = 6, max_size: int = 12
    ) -> Self:
        """Connects both pools: so many connections for the lanes, at most `max_size` for everything else.

        Raises DatabaseUnavailable with the reason.
        """
        name = application_name or default_application_name()
        await (await connect(url, name)).close()  # which says why not; a pool would only time out
        database = cls(
            Pool(url, name, (lanes, lanes), LANES),
            Pool(url, name, (min(2, max_size), max_size), READS),
        )
        try:
            await database.lanes.open()
            await database.reads.open()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        await self.lanes.close()
        await self.reads.close()


def _parameters(url: str, application_name: str) -> dict[str, Any]:
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise DatabaseUnavailable(
            "The database URL cannot be read; it looks like postgresql://user:password@host:5432/name."
        ) from None
    return {
        **CONNECTION,
        **given,
        "application_name": application_name,
        "autocommit": True,
        "prepare_threshold": 0,  # prepared when first run: all statements are constants
    }


def _told_to_stop() -> int:
    """How often the task has been told to stop, or has had no more time.

    The library's pool waits by `asyncio.wait_for`, which before Python 3.12 loses a cancellation that comes
    just as there is what it waits for: unless somebody counts, the task goes on for ever.
    """
    task = asyncio.current_task()
    return task.cancelling() if task else 0


def _has_word(connection: AsyncConnection[TupleRow]) -> bool:
    """Whether the server has said something to an idle connection: as a rule, that it is over.

    Costs no round trip, and spares the callers an error each after a restart of the server.
    """
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


async def _go_on(pool: AsyncConnectionPool[AsyncConnection[TupleRow]]) -> None:
    await pool.check()  # makes the pool try again


async def _set(connection: AsyncConnection[TupleRow], session: Mapping[str, str]) -> None:
    settings = msgspec.json.encode(session).decode()
    await connection.execute(SET_SETTINGS, {"settings": settings}, prepare=False)
