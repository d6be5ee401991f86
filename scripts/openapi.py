"""Prints the OpenAPI document, without a server or a database: `python -m scripts.openapi`."""

import json
import sys
from types import SimpleNamespace
from typing import cast

from evenhand.api.app import create_app
from evenhand.api.deps import Services


def main() -> None:
    """Writes the document to standard output, keys in a fixed order."""
    # The routes are only described, never called: of the services nothing but their shape is touched.
    services = cast(Services, SimpleNamespace(engine=SimpleNamespace(lanes=None)))
    json.dump(create_app(services).openapi(), sys.stdout, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
