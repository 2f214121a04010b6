"""Personal numbers in the names of files: no command tells them, whatever happens to the file, and no page does."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.canaries.conftest import run
from tests.canaries.reading import found_in, told
from tests.project import make_project
from tests.sample import material_text

VALUES = {
    "110105194912310": "identity number",
    "13800138001": "mobile",
    "13800138002": "in the name of a folder",
    "13800138003": "zero-width characters in it",
    "13800138004": "in the name of a zip archive",
    "13800138005": "in the name of a member",
    "13800138006": "of an empty file",
    "13800138007": "of a file that is no text",
    "13800138008": "of one that bears a mark",
    "13800138009": "of a duplicate",
    "13800138010": "of a volume",
    "13800138011": "of a broken link",
    "13800138012": "wide digits",
    "13800138013": "of a broken record",
    "13800138014": "of a record without an original",
    "13800138015": "of a bomb's member",
    "13800138016": "of a file that is not there",
    "13800138017": "of a file that is still being copied",
}
NAMES = {
    "张三 身份证110105194912310xxx.txt": material_text("甲县财政局"),
    "联系人13800138001.txt": material_text("乙县水利局"),
    "13800138002的文件夹/材料.txt": material_text("丙县交通局"),
    "零宽138\u200b0013\ufeff80\u00ad03.txt": material_text("丁县林业局"),
    "空13800138006.txt": "",
    "非文本13800138007.docx": "PK\x03\x04不是",
    "涉密13800138008.txt": "机密★5年\n" + material_text("戊县文化局"),
    "重复13800138009.txt": material_text("乙县水利局"),
    "全角１３８００１３８０１２.txt": material_text("己县档案局"),
}


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an empty archive, and what will be handed in beside it."""
    project = make_project(tmp_path / "project", {})
    project.archive.mkdir()
    handed = tmp_path / "project" / "inbox"
    for name, text in NAMES.items():
        (handed / name).parent.mkdir(parents=True, exist_ok=True)
        (handed / name).write_text(text, encoding="utf-8")
    volume = "".join(f"\n第{n}篇\n{material_text(f'{n}河县财政局')}" for n in "一二三")
    (handed / "合集13800138010.txt").write_text(volume, encoding="utf-8")
    members = {
        "里面13800138005.txt": material_text("庚县统计局").encode(),
        "../炸弹13800138015.txt": b"x",
    }
    (handed / "压缩包13800138004.zip").write_bytes(_zip(members))
    (handed / "断链13800138011.txt").symlink_to(tmp_path / "nowhere")
    (handed / "还在传13800138017.txt.part").write_text("甲", encoding="utf-8")
    return tmp_path / "project"


def _said(folder: Path, calls: list[tuple[str, ...]]) -> list[str]:
    return [f"{arguments[0]}: {run(folder, *arguments).output}" for arguments in calls]


def test_no_command_tells_them(folder: Path) -> None:
    said = _said(
        folder,
        [
            ("add", "inbox", "--dry-run"),
            ("add", "inbox", "--dry-run", "--split"),
            ("add", "inbox", "--dry-run", "--format", "json"),
            ("add", "inbox/没有13800138016.txt"),
            ("inspect", "没有13800138016.txt"),
            ("add", "inbox", "--yes", "--split"),
            ("add", "--inbox", "--yes", "--format", "json"),
        ],
    )
    archive = folder / "archive"
    (archive / "手放的13800138009.txt").write_text(material_text("辛县审计局"), encoding="utf-8")
    (archive / "坏记录13800138013.txt").write_text(material_text("壬县气象局"), encoding="utf-8")
    (archive / "坏记录13800138013.txt.yml").write_text("年度: 2021\n", encoding="utf-8")
    (archive / "没原件13800138014.txt.yml").write_text("sha256: " + "0" * 64, encoding="utf-8")
    (archive / "断链13800138011.txt").symlink_to(folder / "nowhere")
    (archive / "再重复13800138009.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
    said += _said(
        folder,
        [
            ("check",),
            ("check", "--format", "json"),
            ("check", "--fixity"),
            ("check", "--fixity", "--format", "json"),
            ("add", "archive", "--dry-run", "--format", "json"),
            ("add", "archive", "--yes"),
            ("build", "--pages-only"),
            ("search", "学习", "--format", "json"),
            ("export", "catalogue", "--csv", "目录.csv", "--json", "目录.json"),
            ("export", "bagit", "包"),
            *(("inspect", str(path.relative_to(folder))) for path in sorted(archive.rglob("*138*.txt"))),
        ],
    )
    assert [line for line in said if told([line.replace("\\u200b", "").replace("\\ufeff", "")], VALUES)] == []
    assert any("138****8001" in line for line in said) and any("110105********0xxx" in line for line in said)
    for place in ("docs", "目录.csv", "目录.json", "包"):
        assert (folder / place).exists()
        assert found_in(folder / place, VALUES) == []


def test_an_original_is_stored_under_a_masked_name_and_its_record_knows_the_real_one(folder: Path) -> None:
    untitled = "没有标题的一段话，学习不够深入，措施不够有力。\n"
    (folder / "inbox" / "王某13800138001.md").write_text(untitled, encoding="utf-8")
    result = run(folder, "add", "inbox/王某13800138001.md", "--yes", "--format", "json")
    (item,) = json.loads(result.stdout)["items"]
    (path,) = (folder / "archive").rglob("*.md")
    assert path.stem == "王某138＊＊＊＊8001" and item["target"].endswith(path.name) and item["id"]
    record = yaml.safe_load(path.with_name(path.name + ".yml").read_text(encoding="utf-8"))
    assert record["original_name"] == "王某13800138001.md"
