"""Coverage-guided fuzzing of the whole way from bytes to page, by hand: ten minutes and more.

    pip install atheris
    .venv/bin/python bench/fuzz/originals.py -max_total_time=600 [CORPUS_FOLDER]

Begins with the sample materials (where no folder is named) and works on them. The first byte chooses the format, the
rest is the file. Fails on any exception but a refusal, on markup of the
material's own in the page, and on a planted number that is not masked. `tests/test_fuzz_pipeline.py` asks the same
in CI with hypothesis.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["build_tools"]):
    from build_tools.collection import Original
    from build_tools.errors import UnreadableOriginal
    from build_tools.inspection import inspect
    from build_tools.pages import material_page
    from build_tools.pipeline import read_material
    from build_tools.search.documents import documents_of
    from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SUFFIXES = ("txt", "md", "html", "docx", "pdf", "mht", "bin")
FORBIDDEN = {"script", "iframe", "img", "object", "embed", "form", "style", "link", "meta", "base"}
PLANTED = "电话13800138000。"
LONGEST = 60_000
FOLDER = Path(tempfile.mkdtemp(prefix="duizhao-fuzz-"))


class Tags(HTMLParser):
    """Raises where a page holds an element that is not ours."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN or any(name.startswith("on") for name, _ in attrs):
            raise AssertionError(f"<{tag} {attrs}>")


def one(data: bytes) -> None:
    """One input."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else "txt"
    contents = data[1:]
    if suffix in ("txt", "md"):
        contents += f"\n\n{PLANTED}\n".encode()
    path = FOLDER / f"a.{suffix}"
    path.write_bytes(contents)
    original = Original(path, path.name, len(contents), hashlib.sha256(contents).hexdigest(), "x0123456789")
    try:
        material = read_material(original, VOCABULARY)
    except UnreadableOriginal:
        return
    if not material.screening.publish:
        assert not list(material.outline.walk())
        return
    page = material_page(material, VOCABULARY).text
    Tags().feed(page.partition("\n---\n")[2])
    told = page + inspect(material).model_dump_json() + repr(documents_of(material))
    assert "13800138000" not in told or b"13800138000" in data[1:]


def seeds() -> Path:
    """A folder with the sample materials that are not too long, each behind the byte of its format."""
    folder = Path(tempfile.mkdtemp(prefix="duizhao-seeds-"))
    for path in sorted((Path(__file__).resolve().parents[2] / "archive").rglob("*")):
        suffix = path.suffix.removeprefix(".")
        if path.is_file() and suffix in SUFFIXES and path.stat().st_size <= LONGEST:
            (folder / path.name).write_bytes(bytes([SUFFIXES.index(suffix)]) + path.read_bytes())
    return folder


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    defaults = ["-len_control=0", f"-max_len={LONGEST}", *([] if named else [str(seeds())])]
    atheris.Setup([sys.argv[0], *defaults, *sys.argv[1:]], one)
    atheris.Fuzz()
