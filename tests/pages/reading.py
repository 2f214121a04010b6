"""Reads a generated page back, as Python-Markdown and as CommonMark would show it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
import yaml
from markdown_it import MarkdownIt

from build_tools.model import Block, Outline
from build_tools.pages.body import TEXT_BEGIN, TEXT_END
from build_tools.shown_text import shown

ROOT = Path(__file__).parents[2]
BUILT_IN = ["toc", "tables", "fenced_code"]
"""What MkDocs adds to the extensions of mkdocs.yml."""

VOID = {"br", "hr", "img", "input", "meta", "link"}


def split_page(text: str) -> tuple[dict[str, Any], str]:
    """A page's front matter and its Markdown."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    assert found, "no front matter"
    return yaml.safe_load(found[1]), text[found.end() :]


@cache
def extensions() -> tuple[list[str], dict[str, Any]]:
    """The extensions of mkdocs.yml, with their settings."""
    names, settings = list(BUILT_IN), {}
    for one in yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]:
        name, values = (one, {}) if isinstance(one, str) else next(iter(one.items()))
        settings[name] = values
        if name not in names:
            names.append(name)
    return names, settings


def python_markdown(text: str) -> str:
    """HTML as MkDocs makes it."""
    names, settings = extensions()
    return markdown.markdown(text, extensions=names, extension_configs=settings)


def common_mark(text: str) -> str:
    """HTML as CommonMark has it."""
    return str(MarkdownIt("commonmark", {"html": True}).render(text))


DIALECTS = (python_markdown, common_mark)


class Reading(HTMLParser):
    """What a browser would find in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.stray: list[str] = []
        """Closing tags that close nothing, and elements left open."""
        self.feed(html)
        self.close()
        self.stray += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v for k, v in attrs if k != "markdown"}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.stray.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.elements if tag == "a" and "href" in attrs]


def text_of(html: str) -> str:
    """The text part of a material's page, cut out by its comments."""
    parts = re.findall(re.escape(TEXT_BEGIN) + r"(.*?)" + re.escape(TEXT_END), html, re.DOTALL)
    return "".join(parts)


def packed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def words_of(outline: Outline) -> str:
    """All words of an outline in the order of the text, as a page shows them, without white space."""

    def flat(blocks: tuple[Block, ...]) -> str:
        return "".join(block.text for block in blocks)

    pieces = [flat(outline.title_lines), flat(outline.contents), flat(outline.byline), flat(outline.preamble)]
    pieces += [section.printed + flat(section.blocks) for section in outline.walk()]
    pieces += [flat(outline.closing), flat(outline.signature)]
    return packed(shown("".join(pieces)))


def is_hand_written(path: str) -> bool:
    """Whether a link leads to a page of the guide, which no build generates."""
    return path.startswith("guide/") and (ROOT / "docs" / path).is_file()


def is_data(path: str) -> bool:
    """Whether a link leads to a file for taking along, which is written beside the pages."""
    return re.fullmatch(r"assets/structures-data/(?:outlines|skeletons)/[A-Za-z0-9_-]+\.docx", path) is not None
