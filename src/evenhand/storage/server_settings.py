"""The settings of the embedded PostgreSQL, made for the machine it runs on."""

import os
from pathlib import Path
from typing import Final

MB: Final = 1 << 20
GB: Final = 1 << 30

# The limits that a container sets to the memory of its processes, for cgroup 2 and 1.
CGROUP_LIMITS: Final = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")

HEADER: Final = """\
# Written by Evenhand at each start of the server. For settings of your own use ALTER SYSTEM: it wins.
"""

FIXED: Final = """\
listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
cluster_name = 'evenhand'
max_connections = 200

# Every commit is on the disk before it is answered. This build has no lz4.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_compression = pglz

# Steady writing: checkpoints rarely and spread out, rows cleaned up soon and in small helpings.
checkpoint_timeout = 10min
checkpoint_completion_target = 0.9
autovacuum_naptime = 10s
autovacuum_vacuum_cost_delay = 1ms
autovacuum_vacuum_cost_limit = 1000

# Short queries by index on a machine that is shared with Evenhand itself.
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0

timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_duration_statement = 5s
# Without the details, in which the values of rows, so personal data, would stand.
log_error_verbosity = terse
"""


def settings(memory: int, disk: int, socket_folder: Path) -> str:
    """The text of the settings file for a machine with so many bytes of memory and of disk."""
    sizes = {
        "shared_buffers": _bounded(memory // 8, 64 * MB, 2 * GB),
        "effective_cache_size": _bounded(memory // 2, 128 * MB, 64 * GB),
        "work_mem": _bounded(memory // 512, 4 * MB, 32 * MB),
        "maintenance_work_mem": _bounded(memory // 32, 32 * MB, 512 * MB),
        "min_wal_size": _bounded(disk // 64, 80 * MB, 512 * MB),
        "max_wal_size": _bounded(disk // 16, 256 * MB, 4 * GB),
    }
    lines = [f"{name} = {size // MB}MB" for name, size in sizes.items()]
    # A list whose items are quoted, inside a quoted value: the path may hold commas, quotes and spaces.
    folder = '"' + str(socket_folder).replace('"', '""') + '"'
    return "\n".join([HEADER + FIXED, *lines, f"unix_socket_directories = {_quoted(folder)}", ""])


def memory_of_machine() -> int:
    """The bytes of memory that this process may count on: the machine's, or its container's limit."""
    limits = [path.read_text().strip() for path in map(Path, CGROUP_LIMITS) if path.is_file()]
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([machine, *(int(limit) for limit in limits if limit.isdigit())])


def _bounded(size: int, least: int, most: int) -> int:
    return max(least, min(size, most))


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
