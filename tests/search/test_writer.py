"""The index as files: complete, the same every time, nothing of what is not published."""

from dataclasses import replace
from pathlib import Path

from build_tools.model import Material, Screening
from build_tools.search import Index, search
from build_tools.search.documents import documents_of
from tests.search.conftest import write_index


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.js"))}


def test_spilling_changes_nothing(tmp_path: Path, materials: list[Material]) -> None:
    write_index(tmp_path / "one", materials[:20])
    write_index(tmp_path / "many", materials[:20], limit=5_000)
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


def test_writing_again_changes_no_file_and_removes_stale_ones(tmp_path: Path, materials: list[Material]) -> None:
    first = write_index(tmp_path, materials[:12])
    assert first.materials == 12
    again = write_index(tmp_path, materials[:12])
    assert (again.changed, again.removed) == ([], [])
    fewer = write_index(tmp_path, materials[:6])
    assert "text/3.js" in fewer.removed
    assert "text/0.js" not in fewer.changed


def test_files_are_neither_small_nor_large(tmp_path: Path, materials: list[Material]) -> None:
    write_index(tmp_path, materials)
    sizes = {name: len(data) for name, data in contents(tmp_path).items() if name.startswith(("post/", "text/"))}
    assert len(sizes) > 20
    assert 20_000 <= min(sizes.values()) and max(sizes.values()) <= 200_000


def test_what_is_not_published_is_nowhere(tmp_path: Path, materials: list[Material]) -> None:
    secret = replace(materials[1], screening=Screening(publish=False, secrecy="秘密"))
    write_index(tmp_path, [materials[0], secret, materials[2]])
    words = documents_of(secret)[3].text[20:40]
    everything = b"".join(contents(tmp_path).values())
    assert secret.id.encode() not in everything
    assert words.encode("utf-16-le") not in everything
    assert search(Index(tmp_path), words).total == 0


def test_an_empty_archive_can_be_searched(tmp_path: Path) -> None:
    write_index(tmp_path, [])
    assert search(Index(tmp_path), "学习").kind == "none"


def test_documents_hold_every_word_of_the_text(materials: list[Material]) -> None:
    outline = materials[0].outline
    texts = [document.text for document in documents_of(materials[0])]
    wanted = [*outline.title_lines, *outline.preamble, *outline.closing]
    wanted += [block for section in outline.walk() for block in section.blocks]
    assert all(any(block.text in text for text in texts) for block in wanted)
    assert all(any(text.startswith(section.printed) for text in texts) for section in outline.walk())
