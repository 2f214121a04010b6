"""One project with planted values for all tests here."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.canaries.planted import Bait, planted
from tests.project import make_project


def run(folder: Path, *arguments: str) -> Result:
    """The command line in a project folder, as a user calls it."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="session")
def bait() -> Bait:
    return planted()


@pytest.fixture(scope="session")
def project(bait: Bait, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the bait in its archive, built."""
    folder = tmp_path_factory.mktemp("canaries") / "project"
    make_project(folder, {})
    for name, data in bait.files.items():
        path = folder / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    result = run(folder, "build")
    (folder / "said.txt").write_text(result.output, encoding="utf-8")
    assert result.exit_code == 1, result.output
    return folder
