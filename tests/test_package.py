"""What is shipped: whole, nothing else, and at work without the checkout that it was made from."""

import json
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx2
import pytest

from tests.cli.processes import started
from tests.conftest import scratch_database

pytestmark = [pytest.mark.process, pytest.mark.slow]

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "src"
SHIPPED: Final = re.compile(
    r"evenhand/([\w/]+\.py|py\.typed|storage/migrations/\d{4}_\w+\.sql|templates/[\w-]+\.yaml"
    r"|cli/demo/workflows/\w+\.yaml|[\w/]+/[\w.-]+\.json|web_dist/[\w./-]+)"
)
"""Code, migrations, the gallery, the demo's workflows, texts, the web app."""


def run(*command: str | Path, within: Path = ROOT) -> str:
    """What a command prints; fails if it does."""
    done = subprocess.run(command, cwd=within, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source package as somebody does who has nothing else."""
    if not (SOURCE / "evenhand" / "web_dist" / "index.html").is_file():
        pytest.skip("the web app has not been built: make web")
    place = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "hatchling", "build", "-d", place, "-t", "sdist")
    [source] = place.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(place, filter="data")
    unpacked = place / source.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-d", place, "-t", "wheel", within=unpacked)
    [wheel] = place.glob("*.whl")
    return wheel


def files() -> Iterator[str]:
    """Everything below the source folder that is not made by running it."""
    for path in (SOURCE / "evenhand").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(SOURCE).as_posix()


def test_the_wheel_is_the_source_folder_and_the_web_app(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == set(files())
    assert "evenhand/web_dist/licenses.md" in names  # the notices of what is built in
    assert [name for name in names if not SHIPPED.fullmatch(name)] == []


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`evenhand` in an environment of its own, which borrows the other packages from the one in use."""
    place = tmp_path_factory.mktemp("stranger")
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv")
    python = place / "venv" / "bin" / "python"
    quiet = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", "--python", python, "install", *quiet, wheel)
    [packages] = (place / "venv").glob("lib/python*/site-packages")
    # The folder is searched, but its own .pth files, one of which leads to the checkout, are not read.
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"))
    where = run(python, "-I", "-c", "import evenhand; print(evenhand.__file__)")
    assert Path(where.strip()).is_relative_to(packages)
    return place / "venv" / "bin" / "evenhand"


def test_it_works_where_nothing_but_the_wheel_is(
    installed: Path, server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(tmp_path)
    named = ("--workspace", "Acme", "--owner-email", "o@acme.test", "--json")
    with scratch_database(server_url) as url:
        with started("init", *named, url=url, program=installed) as command:
            token = json.loads(command.line("token"))["token"]
        with started("serve", "--port", "0", url=url, program=installed) as server:
            look_around(server.address(), token)
            assert server.stop() == 0
        with started("doctor", url=url, program=installed) as command:
            assert command.process.communicate(timeout=30)[1] == ""
            assert command.process.returncode == 0


def look_around(address: str, token: str) -> None:
    """The page, what it loads first, and the gallery."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx2.Client(base_url=address, headers=headers, trust_env=False, timeout=30) as browser:
        [script] = re.findall(r'<script type="module"[^>]* src="([^"]+)"', browser.get("/").text)
        assert browser.get(script).status_code == 200
        gallery = browser.get("/api/v1/workflows/templates", params={"limit": 100}).json()
        assert len(gallery["items"]) == len(list(SOURCE.glob("evenhand/templates/*.yaml")))
