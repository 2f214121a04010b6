"""The set-up files agree with each other and with the code."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
DISTRIBUTIONS = {
    "yaml": "pyyaml",
    "markdown_it": "markdown-it-py",
    "charset_normalizer": "charset-normalizer",
    "pdfminer": "pdfminer.six",
}
"""Imported name → distribution, where they differ."""


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def test_constraints_are_exact_versions_without_addresses() -> None:
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in PINS), PINS


def test_all_that_is_asked_for_is_pinned() -> None:
    asked = {name_of(line) for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]}
    assert asked <= {name_of(line) for line in PINS}


def test_what_the_code_imports_and_what_it_asks_for_are_the_same() -> None:
    imported = set()
    for path in (ROOT / "build_tools").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                imported.add(node.module.partition(".")[0])
    used = {DISTRIBUTIONS.get(name, name) for name in imported - set(sys.stdlib_module_names) - {"build_tools"}}
    asked = {name_of(line) for line in PROJECT["dependencies"]}
    assert used | {"mkdocs-material"} == asked, "mkdocs-material is the theme that mkdocs.yml names"
