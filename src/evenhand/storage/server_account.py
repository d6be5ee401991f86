"""The operating-system account that the embedded PostgreSQL runs as, and how to run programs as it.

PostgreSQL refuses to run as root. When Evenhand does, the server runs as the owner of the data folder or,
if that is root too, as `nobody`. No folder's rights are ever widened for it: where the account may not go
(the data is below a folder of mode 0700, say), the server gets the one capability that lets it.
"""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

UNPRIVILEGED: Final = "nobody"
SHELL: Final = "/bin/sh"

# Asked as the account itself, because only the system knows about access lists and mounts.
CAN_REACH: Final = (
    '"$1" --version >&2 && test -r "$2" && shift 2 && for path; do test -x "$path" || exit; done'
)

# To look up and read anywhere, and nothing else. The last bit lets access(2), by which PostgreSQL looks for
# its own programs, count the capability too: without it only open(2) and exec(2) do.
CAPABILITY: Final = (
    "--clear-groups",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--bounding-set=-all,+dac_read_search",
    "--securebits=+no_setuid_fixup",
    "--no-new-privs",
)


class EmbeddedFailed(Exception):
    """The embedded PostgreSQL cannot be used; the message says why and what helps."""


@dataclass(frozen=True)
class Account:
    """An account by its numbers.

    `switch` is set when Evenhand runs as root and the account is another; `prefix` goes before each command.
    """

    uid: int
    gid: int
    switch: bool = False
    prefix: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return _name(self.uid)

    def own(self, folder: Path) -> None:
        """Hands a folder of ours to the account."""
        if self.switch:
            os.lchown(folder, self.uid, self.gid)

    def run(
        self, command: Sequence[str | Path], output: int = subprocess.PIPE, keep: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end, away from the terminal and its Ctrl-C, without Evenhand's environment.

        What it prints goes to the descriptor `output`; the descriptors `keep` stay open in it.
        """
        direct = self.switch and not self.prefix
        environment = {name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"}
        return subprocess.run(
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment | {"PATH": os.defpath, "LC_ALL": "C"},
            user=self.uid if direct else None,
            group=self.gid if direct else None,
            extra_groups=() if direct else None,
            pass_fds=keep,
            start_new_session=True,
            check=False,
            text=True,
            errors="replace",
        )

    def reaching(self, programs: Path, folders: Sequence[Path]) -> "Account":
        """This account, with what it needs to run PostgreSQL's programs and to enter the folders.

        Raises EmbeddedFailed when nothing lets it.
        """
        if not self.switch:
            return self
        wanted = [programs / "initdb", programs.parent / "share/postgresql/postgres.bki", *folders]
        question = [SHELL, "-c", CAN_REACH, SHELL, *wanted]
        if self.run(question).returncode == 0:
            return self
        able = self._with_capability()
        answer = able.run(question) if able else None
        if able and answer and answer.returncode == 0:
            return able
        closed = next((folder for path in wanted if (folder := self._closed(path))), folders[0])
        why = answer.stdout.strip() if answer else "the program setpriv of util-linux is not installed"
        raise EmbeddedFailed(
            f"PostgreSQL refuses to run as root, and the account {self.name}, which it runs as instead, may"
            f" not enter {closed}. Allow it with `chmod o+x {closed}`, keep the data elsewhere with --data,"
            " run Evenhand as another account than root, or set EVENHAND_DATABASE_URL. (Going round it failed"
            f" too: {why})"
        )

    def _with_capability(self) -> "Account | None":
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            return None
        return replace(self, prefix=(setpriv, f"--reuid={self.uid}", f"--regid={self.gid}", *CAPABILITY))

    def _closed(self, path: Path) -> Path | None:
        """The topmost folder on the way to a path that the account may not enter, as far as modes tell."""
        for folder in [*reversed(path.parents), path]:
            found = folder.stat()
            if not found.st_mode & (stat.S_IXUSR if found.st_uid == self.uid else stat.S_IXOTH):
                return folder
        return None


def account_for(folder: Path, cluster: Path) -> Account:
    """The account for a data folder and the cluster in it, which may not exist yet.

    Raises EmbeddedFailed when this process may not use the cluster.
    """
    owner = (cluster if cluster.exists() else folder).stat()
    if os.geteuid() != 0:
        if owner.st_uid != os.geteuid() and cluster.exists():
            raise EmbeddedFailed(
                f"{cluster} belongs to the account {_name(owner.st_uid)}: run Evenhand as that account or as"
                " root, or choose another folder with --data."
            )
        return Account(os.geteuid(), os.getegid())
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, switch=True)
    if cluster.exists():
        raise EmbeddedFailed(
            f"{cluster} belongs to root, and PostgreSQL refuses to run as root. Give it to the account that"
            f" it is to run as: `chown -R {UNPRIVILEGED} {cluster}`."
        )
    try:
        unprivileged = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise EmbeddedFailed(
            f"PostgreSQL refuses to run as root, and there is no account {UNPRIVILEGED} here to run it as."
            " Run Evenhand as another account than root, or set EVENHAND_DATABASE_URL."
        ) from None
    return Account(unprivileged.pw_uid, unprivileged.pw_gid, switch=True)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
