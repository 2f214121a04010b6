"""A project folder, things to hand in, and the command line run in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from build_tools.checks.fixity import FixityReport, check_fixity
from build_tools.cli import main
from build_tools.collection.inventory import take_inventory
from build_tools.vocabulary import load_vocabulary
from tests.sample import material_text

VOCABULARY = load_vocabulary()


def run(*args: str, code: int | None = 0) -> Result:
    """The command in the current folder; `code` is the exit code it must end with."""
    result = CliRunner().invoke(main, args)
    assert code is None or result.exit_code == code, result.output
    return result


def add_json(*args: str, code: int | None = 0) -> dict[str, Any]:
    """What `add --format json` says."""
    answer: dict[str, Any] = json.loads(run("add", "--format", "json", *args, code=code).stdout)
    return answer


def put(path: Path, text: str | bytes | None = None) -> Path:
    """A file with these contents, or with a material of the unit that its name is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = material_text(path.stem) if text is None else text
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def tree(folder: Path) -> dict[str, str]:
    """Every file under a folder with the checksum of its contents, what the program keeps for itself left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".duizhao" not in path.parts
    }


def originals(archive: Path = Path("archive")) -> list[str]:
    """The originals of an archive."""
    return [name for name in tree(archive) if not name.endswith(".yml")]


def fixity(archive: Path = Path("archive")) -> FixityReport:
    """The fixity report of an archive."""
    return check_fixity(take_inventory(archive), VOCABULARY)
