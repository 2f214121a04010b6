"""The archive folder with everything that can be wrong in it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from build_tools import collection as collection_module
from build_tools.collection import Collection, collect, printable, single_original
from build_tools.errors import DuplicateOriginal, UnreadableOriginal, WrongUse
from build_tools.readers import CONTAINER_LIMIT, TEXT_LIMIT
from build_tools.vocabulary import load_vocabulary

posix_only = pytest.mark.skipif(os.name == "nt", reason="such names and links need a POSIX file system")


def put(archive: Path, name: str, text: str = "", record: str | None = None) -> Path:
    path = archive / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or f"{name}的正文", encoding="utf-8")
    if record is not None:
        path.with_name(path.name + ".yml").write_text(record, encoding="utf-8")
    return path


def files(collection: Collection) -> list[str]:
    return [original.file for original in collection.originals]


def problems(collection: Collection) -> list[str]:
    return [str(problem) for problem in collection.problems]


def test_originals_in_any_sub_folder_with_their_records(tmp_path: Path) -> None:
    put(tmp_path, "b.txt")
    put(tmp_path, "2021/甲.md", record="id: 2021-0001\nyear: 2021\n")
    got = collect(tmp_path)
    assert files(got) == ["2021/甲.md", "b.txt"]
    first, second = got.originals
    assert first.id == "2021-0001"
    assert first.record.overrides == {"year": 2021}
    digest = hashlib.sha256("b.txt的正文".encode()).hexdigest()
    assert (second.sha256, second.id) == (digest, f"x{digest[:10]}")
    assert second.read_bytes() == "b.txt的正文".encode()
    assert (got.problems, got.findings) == ((), ())


def test_the_order_is_that_of_the_names(tmp_path: Path) -> None:
    for name in ("c.txt", "a/z.txt", "B.txt", "乙.txt", "甲.txt"):
        put(tmp_path, name)
    assert files(collect(tmp_path)) == sorted(["c.txt", "a/z.txt", "B.txt", "乙.txt", "甲.txt"])


def test_what_is_no_original_is_passed_over(tmp_path: Path) -> None:
    for name in (".git/x.txt", ".hidden.txt", "~$材料.txt", "Thumbs.db", "vocabulary/frameworks.yml"):
        put(tmp_path, name)
    got = collect(tmp_path)
    assert got.is_empty
    assert got.findings == ()
    assert files(collect(put(tmp_path, "2021/vocabulary/a.txt").parents[2])) == ["2021/vocabulary/a.txt"]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="没有归档文件夹"):
        collect(tmp_path / "nowhere")


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "同一份")
    put(tmp_path, "b/c.txt", "同一份")
    got = collect(tmp_path)
    assert files(got) == ["a.txt"]
    assert problems(got) == ["b/c.txt：内容与 a.txt 完全相同，只收前一份"]
    assert isinstance(got.problems[0], DuplicateOriginal)


def test_of_the_same_bytes_the_registered_one_is_kept_and_its_record_holds(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "同一份")
    put(tmp_path, "b.txt", "同一份", "access: remove\n")
    got = collect(tmp_path)
    assert files(got) == []
    assert [original.file for original in got.removed] == ["b.txt"]
    assert "a.txt：内容与 b.txt 完全相同" in problems(got)[0]


def test_two_records_with_the_same_id(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", record="id: 2021-0001")
    put(tmp_path, "b.txt", record="id: 2021-0001")
    got = collect(tmp_path)
    assert files(got) == ["a.txt"]
    assert problems(got) == ["b.txt：编号 2021-0001 已用于 a.txt，请改记录里的 id"]


def test_a_record_without_original(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt.yml", "year: 2021")
    put(tmp_path, "a.yml", "year: 2021")
    put(tmp_path, "a.txt.yaml", "year: 2021")
    got = collect(tmp_path)
    assert files(got) == ["a.txt"]
    assert {(f.file, f.finding.code, f.finding.message) for f in got.findings} == {
        ("b.txt.yml", "record_unused", "没有同名的原件"),
        ("a.yml", "record_unused", "没有同名的原件；记录的名字应是 a.txt.yml"),
        ("a.txt.yaml", "record_unused", "记录的名字应是 a.txt.yml"),
    }


def test_a_checksum_that_does_not_fit_is_reported_and_the_original_built(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", record=f"sha256: {'0' * 63}a")
    got = collect(tmp_path)
    assert files(got) == ["a.txt"]
    assert [(f.file, f.finding.code) for f in got.findings] == [("a.txt", "fixity_changed")]


def test_access(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", record="access: withhold")
    put(tmp_path, "b.txt", record="access: remove")
    put(tmp_path, "c.txt", record="access: publish")
    got = collect(tmp_path)
    assert files(got) == ["c.txt"]
    assert [original.file for original in got.withheld] == ["a.txt"]
    assert [original.file for original in got.removed] == ["b.txt"]
    assert not got.is_empty


def test_a_broken_record_holds_back_its_original_only(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", record="yaer: 2021")
    put(tmp_path, "b.txt", record="subject: 大家")
    put(tmp_path, "c.txt")
    got = collect(tmp_path, load_vocabulary())
    assert files(got) == ["c.txt"]
    assert problems(got)[0].startswith("a.txt.yml，“yaer”：没有这个键，可用的有：id、")
    assert problems(got)[1].startswith("b.txt.yml，“subject”：只能是 ")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, "good.TXT")
    (tmp_path / "empty.txt").write_bytes(b"")
    put(tmp_path, "没有后缀")
    got = collect(tmp_path)
    assert files(got) == ["good.TXT", "没有后缀"]  # whether they are texts say the readers
    assert problems(got) == ["empty.txt：文件是空的"]


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(CONTAINER_LIMIT + 1)
    monkeypatch.setattr(Path, "open", lambda *_args, **_named: pytest.fail("opened"))
    assert problems(collect(tmp_path)) == ["big.txt：文件太大（50.0 MB，上限 50 MB），请确认是不是一篇材料"]


def test_a_text_that_is_too_large_although_a_word_file_might_be_so(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(TEXT_LIMIT + 1)
    with (tmp_path / "big.pdf").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(TEXT_LIMIT + 1)
    got = collect(tmp_path)
    assert (files(got), problems(got)) == (
        ["big.pdf"],
        ["big.txt：文件太大（5.0 MB，上限 5 MB），请确认是不是一篇材料"],
    )


def test_a_file_that_grows_after_it_was_collected(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    (original,) = collect(tmp_path).originals
    with path.open("wb") as file:
        file.truncate(TEXT_LIMIT + 1)
    with pytest.raises(UnreadableOriginal, match="文件太大"):
        original.read_bytes()


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    (original,) = collect(tmp_path).originals
    path.unlink()
    with pytest.raises(UnreadableOriginal, match=r"a\.txt：打不开：文件不在了"):
        original.read_bytes()


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt")
    real = Path.open

    def refusing(path: Path, *args: object, **named: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    got = collect(tmp_path)
    assert files(got) == ["b.txt"]
    assert problems(got) == ["a.txt：打不开：没有权限"]


def test_a_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "锁/b.txt")
    real = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "锁":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(collection_module.os, "scandir", refusing)
    got = collect(tmp_path)
    assert files(got) == ["a.txt"]
    assert problems(got) == ["锁/：打不开：没有权限"]


@posix_only
def test_links(tmp_path: Path) -> None:
    outside, archive = tmp_path / "outside", tmp_path / "archive"
    put(outside, "secret.txt")
    put(archive, "z.txt", "里面的")
    (archive / "a-inside.txt").symlink_to("z.txt")
    (archive / "out.txt").symlink_to(outside / "secret.txt")
    (archive / "folder").symlink_to(outside)
    (archive / "broken.txt").symlink_to("nowhere.txt")
    (archive / "loop.txt").symlink_to("loop.txt")
    (archive / "round").symlink_to(archive)
    got = collect(archive)
    assert files(got) == ["z.txt"]
    assert problems(got) == [
        "a-inside.txt：内容与 z.txt 完全相同，只收前一份",
        "broken.txt：符号链接指向的文件不存在",
        "folder：符号链接指向归档文件夹之外，不予读取",
        "loop.txt：符号链接指向的文件不存在",
        "out.txt：符号链接指向归档文件夹之外，不予读取",
    ]


@posix_only
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert problems(collect(tmp_path)) == ["pipe.txt：不是普通文件"]


@posix_only
def test_odd_names(tmp_path: Path) -> None:
    names = [
        "带 空格 和“引号”'\".txt",
        "换\n行.txt",
        "反向\u202e名.txt",
        "汉" * 83 + ".txt",
        "汉" * 80 + "/" + "字" * 80 + "/" + "长" * 80 + ".md",
        "..\\..\\etc.txt",
        "-rf.txt",
        "<script>.txt",
    ]
    for name in names:
        put(tmp_path, name, f"{name}的正文")
    odd = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(odd)).write_bytes("正文".encode())
    got = collect(tmp_path)
    assert len(got.originals) == len(names) + 1
    assert got.problems == ()
    for original in got.originals:
        json.dumps(original.file, ensure_ascii=False).encode()
        assert original.file.isprintable(), original.file
        assert original.read_bytes()
    assert {"换\\n行.txt", "反向\\u202e名.txt", "\\xff\\xfe.txt"} <= set(files(got))


def test_printable() -> None:
    assert printable("某局 2021.txt") == "某局 2021.txt"
    assert printable("a\x1b[31m\r\n\u2028b") == "a\\x1b[31m\\r\\n\\u2028b"
    printable("\udcff\ud800").encode()


def test_one_file_for_inspect(tmp_path: Path) -> None:
    path = put(tmp_path, "archive/2021/a.txt", record="id: 2021-0009")
    assert single_original(path, None, tmp_path / "archive").file == "2021/a.txt"
    assert single_original(path).file == "a.txt"
    assert single_original(path).id == "2021-0009"


def test_contents_are_not_kept(tmp_path: Path) -> None:
    for n in range(200):
        put(tmp_path, f"{n}.txt", f"{n}" + "文" * 20_000)
    got = collect(tmp_path)
    assert sum(sys.getsizeof(getattr(o, slot)) for o in got.originals for slot in o.__slots__) < 200 * 2_000
