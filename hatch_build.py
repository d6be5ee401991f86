"""Sees to it that nobody ships a package without the web app."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebAppIsBuilt(BuildHookInterface[Any]):
    """Refuses to build a package while the web app has not been built. An editable install needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        """Looks before anything is packed."""
        if version != "editable" and not (Path(self.root) / "src/evenhand/web_dist/index.html").is_file():
            raise RuntimeError("The web app has not been built: run `make web` first.")
