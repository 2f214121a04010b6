"""docs → site: a strict build, nothing fetched from elsewhere, the old site whole until the new one stands."""

from __future__ import annotations

import errno
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import build_tools.site as module
from build_tools.errors import SiteFailure
from build_tools.site import MARKER, build_site, check_site
from build_tools.site.mkdocs_child import Packed

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"


def test_pages_lie_where_the_contract_says(site):
    for name in ("index.html", "years/2021.html", "aspects/2021-1.html", "materials/index.html", "guide/using.html"):
        assert (site / name).is_file()
    assert not (site / "home.html").exists()


class Resources(HTMLParser):
    """What a browser would load of its own accord for a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "link" and values.get("rel") not in ("canonical", "prev", "next"):
            self.found.append(values.get("href", ""))
        elif tag != "a":
            self.found += [v for k, v in attrs if k in ("src", "href", "srcset", "data", "poster", "action") and v]


def test_no_page_loads_anything_from_another_host(site):
    for path in site.rglob("*.html"):
        for address in Resources(path.read_text("utf-8")).found:
            assert not re.match(r"(https?:)?//", address), f"{path}: {address}"


def test_no_style_sheet_loads_anything_from_another_host(site):
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)", path.read_text("utf-8")):
            assert not re.match(r"(https?:)?//", "".join(address)), f"{path}: {address}"


def test_no_hostile_text_becomes_markup(site):
    bad, good = ((site / f"materials/{name}.html").read_text("utf-8") for name in ("x0123456789", "2021-0007"))
    assert bad.count("<script") == good.count("<script")
    assert "alert(1)</script>" not in bad
    assert "<title>＜script＞alert(1)＜/script＞{{ config.site_name }}" in bad  # printed, not evaluated


def test_nothing_is_left_beside_the_site(site):
    assert {path.name for path in site.parent.iterdir()} == {"docs", "site"}


# ---------------------------------------------------------------- put in place in one step


@pytest.fixture
def small(tmp_path):
    """A tiny project, quick to build."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: 小\nplugins: []\ntheme: {name: null, custom_dir: t}\n", encoding="utf-8"
    )
    (tmp_path / "t").mkdir()
    (tmp_path / "t/main.html").write_text("{{ page.content }}", encoding="utf-8")
    return tmp_path


def run(small, site="site"):
    build_site(small / "mkdocs.yml", small / "docs", small / site)


def test_a_new_build_takes_the_place_of_the_old_one(small):
    run(small)
    (small / "site/old.html").write_text("旧", encoding="utf-8")
    (small / "docs/index.md").write_text("# 新\n", encoding="utf-8")
    run(small)
    assert "新" in (small / "site/index.html").read_text("utf-8")
    assert not (small / "site/old.html").exists()
    assert (small / "site" / MARKER).is_file()


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("docs/index.md", "[断](nowhere.md)\n", "index.md 里的链接“nowhere.md”没有对应的页面"),
        ("mkdocs.yml", "site_name: [\n", "网站配置第 2 行附近不是正确的 YAML"),
        ("t/main.html", "{{ no.such.thing.at.all }}", "index.md 生成网页时出错（'no' is undefined）"),
    ],
)
def test_a_failed_build_leaves_the_old_site_whole(small, capfd, name, text, cause):
    run(small)
    before = {path: path.read_bytes() for path in (small / "site").rglob("*") if path.is_file()}
    (small / name).write_text(text, encoding="utf-8")
    with pytest.raises(SiteFailure) as failure:
        run(small)
    line = str(failure.value)
    assert cause.lower() in line.lower() and "\n" not in line and line.startswith("网站没有建成")
    assert before == {path: path.read_bytes() for path in (small / "site").rglob("*") if path.is_file()}
    assert not (small / ".site.new").exists()
    assert capfd.readouterr() == ("", "")


def test_a_folder_that_is_not_ours_is_never_replaced(small):
    (small / "site").mkdir()
    (small / "site/照片.jpg").write_bytes(b"x")
    with pytest.raises(SiteFailure, match="没有覆盖"):
        run(small)
    assert (small / "site/照片.jpg").exists()


def test_an_empty_folder_may_be_used(small):
    (small / "site").mkdir()
    run(small)
    assert (small / "site/index.html").is_file()


@pytest.mark.parametrize("missing", ["mkdocs.yml", "docs"])
def test_what_is_missing_is_named(small, missing):
    (small / missing).rename(small / "elsewhere")
    with pytest.raises(SiteFailure, match=re.escape(missing)):
        run(small)


WRONG = {
    "theme: {name: nosuch}": "没有安装主题“nosuch”",
    "theme: {name: null, custom_dir: nosuch}": "nosuch 不存在",
    "plugins: [nosuch]": "没有安装插件“nosuch”",
    "markdown_extensions: [nosuch]": "没有 Markdown 扩展“nosuch”",
    "nosuch: 1": "网站配置里有不认识的键“nosuch”",
    "nav: 1": "网站配置里的“nav”不对",
    "nav: [{指南: [{说明: guide/nosuch.md}]}]": "没有导航所写的 guide/nosuch.md",
    "- 1": "网站配置第 4 行附近不是正确的 YAML",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_configuration_is_found_before_any_work(small, line):
    text = (small / "mkdocs.yml").read_text("utf-8")
    key = line.partition(":")[0]
    kept = [one for one in text.splitlines() if not one.startswith(key + ":")]
    (small / "mkdocs.yml").write_text("\n".join([*kept, line, ""]), encoding="utf-8")
    with pytest.raises(SiteFailure) as failure:
        check_site(small / "mkdocs.yml", small / "docs", small / "site")
    assert WRONG[line] in str(failure.value) and "\n" not in str(failure.value)


def test_a_right_configuration_is_right(small):
    (small / "mkdocs.yml").open("a", encoding="utf-8").write("nav: [index.md, {年度: years/index.md}]\n")
    check_site(small / "mkdocs.yml", small / "docs", small / "site")
    assert {path.name for path in small.iterdir()} == {"docs", "mkdocs.yml", "t"}


def test_what_the_system_reports_is_said_in_chinese(small, monkeypatch):
    run(small)
    said = {"messages": [], "failure": "x", "number": errno.ENOSPC, "file": str(small / ".site.new/a.html")}
    monkeypatch.setattr(module, "_build_apart", lambda *_: said)
    with pytest.raises(SiteFailure, match=r"网站没有建成：.*a\.html：磁盘空间不足；原来的网站没有动"):
        run(small)
    assert (small / "site/index.html").is_file()


def test_a_child_that_is_killed_is_one_line(small, monkeypatch):
    monkeypatch.setattr(module.mkdocs_child, "__file__", str(small / "t/main.html"))
    (small / "t/main.html").write_text("import os; os.kill(os.getpid(), 9)", encoding="utf-8")
    with pytest.raises(SiteFailure, match="内存不足"):
        run(small)


def test_the_html_of_pages_is_kept_packed_and_comes_out_as_it_went_in() -> None:
    class Page:
        content = Packed()
        markdown = "# 题"

    page = Page()
    assert page.content is None
    page.content = html = "<p>学习不够深入。</p>" * 1000
    assert page.content == html
    assert page.markdown == "", "what the HTML was made of is not kept"
    assert sum(sys.getsizeof(value) for value in vars(page).values()) < len(html) // 10
    page.content = None
    assert page.content is None
