"""What can be set from outside: environment variables that begin with EVENHAND_, checked at the start.

A secret can stand in a file instead, named by the variable with _FILE at its end. Only the command
line reads this; everything below is handed values.
"""

import os
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "EVENHAND_"
IN_FILES: Final = ("database_url", "secret_key")
"""The secrets, which may stand in files."""

THIS_MACHINE: Final = "127.0.0.1,::1"

LogLevel = Literal["debug", "info", "warning", "error"]


class BadSettings(Exception):
    """The environment asks for something that cannot be; one line for each thing that is wrong."""


class Settings(BaseSettings):
    """The settings of one process.

    ``data`` is the folder of the embedded PostgreSQL; ``http_allow`` names networks and hosts, with commas
    between, that workflows may call although they are not on the public internet; without
    ``private_receivers`` bridges of channels and webhooks must be public or named there as well.
    ``trusted_proxies`` names addresses and networks, with commas between, whose ``X-Forwarded-For`` and
    ``X-Forwarded-Proto`` are believed.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    database_url: SecretStr | None = None
    data: Path = Path("evenhand-data")
    secret_key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    log_level: LogLevel = "info"
    http_allow: str = ""
    private_receivers: bool = True
    trusted_proxies: str = THIS_MACHINE

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for name in value.split(","):
            try:
                ip_network(name.strip())
            except ValueError:
                raise ValueError(f"{name.strip()} is no address and no network such as 10.0.0.0/8") from None
        return value

    @field_validator("data")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def key_folder(self) -> Path:
        """Where the key that seals secrets is kept, if none is given.

        With a database elsewhere it is the same for all of a user's processes, wherever they are started.
        """
        if self.database_url is None or "data" in self.model_fields_set:
            return self.data
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "evenhand"

    def redacted(self) -> dict[str, str | None]:
        """Every variable's value as it may be shown: secrets hidden, an address without its password."""
        shown: dict[str, str | None] = {}
        for name in type(self).model_fields:
            value: object = getattr(self, name)
            shown[_variable(name)] = None if value is None else str(value)
        if self.database_url is not None:
            shown[_variable("database_url")] = _without_password(self.database_url.get_secret_value())
        return shown


def load(*, data: Path | None = None, host: str | None = None, port: int | None = None) -> Settings:
    """The settings from the environment; what is given here comes first.

    Raises:
        BadSettings: A variable is unknown, has an impossible value, or names a file that cannot be read.
    """
    problems = [*_unknown_variables(), *_set_twice()]
    if problems:
        raise BadSettings("\n".join(problems))
    given: dict[str, Any] = {"data": data, "host": host, "port": port} | dict(_secrets_in_files())
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise BadSettings("\n".join(_lines(error))) from None


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _unknown_variables() -> Iterator[str]:
    known = {_variable(name) for name in Settings.model_fields}
    known |= {f"{_variable(name)}_FILE" for name in IN_FILES}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            yield f"{name} is not known. Known are: {', '.join(sorted(known))}."


def _set_twice() -> Iterator[str]:
    for name in map(_variable, IN_FILES):
        if os.environ.get(name) and os.environ.get(f"{name}_FILE"):
            yield f"{name} and {name}_FILE are both set: remove one of them."


def _secrets_in_files() -> Iterator[tuple[str, str]]:
    for name in IN_FILES:
        path = os.environ.get(f"{_variable(name)}_FILE")
        if path:
            yield name, _read_secret(name, path)


def _read_secret(name: str, path: str) -> str:
    try:
        text = Path(path).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise BadSettings(f"{_variable(name)}_FILE: {path} cannot be read: {reason}.") from None
    if not text:
        raise BadSettings(f"{_variable(name)}_FILE: {path} is empty.")
    return text


def _lines(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        name = _variable(str(problem["loc"][0]))
        yield f"{name}: {problem['msg'].removeprefix('Value error, ')}."


def _without_password(address: str) -> str:
    """An address that can be shown; one that is no URL may hold its password anywhere and is not shown."""
    parts = urlsplit(address)
    if not parts.scheme:
        return "set"
    user = f"{parts.username}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{user}{parts.hostname or ''}{port}{parts.path}"
