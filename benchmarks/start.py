"""What a run begins with: the database that every measurement starts from a copy of."""

import secrets
from base64 import b64encode
from typing import Final

from benchmarks.bench import Bench, Sizes
from benchmarks.engine import lanes
from benchmarks.floor import Floor
from benchmarks.seed import WORKSPACES, Seed, fill
from benchmarks.server import SEEDED, Server
from evenhand.storage.database import connect
from evenhand.storage.migrate import migrate
from evenhand.storage.partitions import keep_pieces
from evenhand.storage.vault import KEY_BYTES, Vault
from evenhand.storage.workspaces import create_workspace

NOWHERE: Final = "http://127.0.0.1:9/"
"""Where the channels deliver to: an engine in this process never goes there."""


async def begin(server: Server, sizes: Sizes, *, profile: bool = False) -> Bench:
    """Makes the workspaces, by the commands with which anybody makes them."""
    key = secrets.token_bytes(KEY_BYTES)
    server.create(SEEDED)
    await migrate(server.url(SEEDED))
    seed = await _fill(server, Vault(key))
    server.settle(SEEDED)
    return Bench(server, seed, key, Floor(server, seed), sizes, profile)


async def _fill(server: Server, vault: Vault) -> Seed:
    def seal(workspace_id: int) -> str:
        return vault.seal(workspace_id, "whsec_" + b64encode(secrets.token_bytes(32)).decode())

    async with await connect(server.url(SEEDED), "benchmarks") as connection:
        await keep_pieces(connection)  # as a running engine has them
        workspaces = [
            await create_workspace(connection, f"Workspace {number}") for number in range(1, WORKSPACES + 1)
        ]
    async with lanes(server.url(SEEDED)) as submit:
        return await fill(submit, workspaces, seal, NOWHERE)
