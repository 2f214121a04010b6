"""Web pages (`.html`, `.htm`, `.mht`): bytes → Reading. Nothing of a page is run, and nothing is fetched.

| file | does |
|---|---|
| blocks.py | the page as lines, as a browser prints them |
| lists.py | the numbers of ordered lists |
| article.py | which lines are the article |
| words.py, words.yml | how pages name what is not |
| tables.py | which tables hold data, and which only arrange the page |
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message

from lxml import etree

from build_tools.errors import UnreadableOriginal
from build_tools.model import Finding, Paragraph, Repair, Severity
from build_tools.readers.encoding import Decoded, decode
from build_tools.readers.html.article import Article, find_article
from build_tools.readers.html.blocks import Block, Walker
from build_tools.readers.html.tables import data_tables
from build_tools.readers.html.words import page_words
from build_tools.readers.reading import Reading

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]{2,20})", re.I)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,20})[\"']")
_HEAD = 4096
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>|<!DOCTYPE[^>\[]{0,400}\[(?:[^\]<]|<(?!!DOCTYPE))*+\]\s*>", re.I)
"""An XML declaration, which the parser would take at its word, and declarations of entities, which HTML has not."""
_MACHINERY = re.compile(r"<(script|style|template|textarea|select|iframe|noscript)\b|<!--", re.I)
_COMMENT_END = re.compile("-->")
_LINE_TAGS = re.compile(
    r"</?(?:p|div|h[1-6]|li|tr|td|th|section|article|center|blockquote|pre|br|dd|dt|table)\b[^<>]*>", re.I
)
_OTHER_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_MOST_SHOWN = 60
_TELLING = frozenset(("title", "alt", "aria-label", "value", "placeholder", "srcdoc", "content", "label", "summary"))
_QUOTING = ("script", "style")
_QUOTED = re.compile(r"""["'`]([^"'`\n\\]{2,60})["'`]""")
_FORMS = ("noscript", "textarea", "select", "template", "svg", "iframe", "object")
_LONGEST = 200
"""Characters of a text that may be nothing but a mark; page programs hold much longer ones."""
_LONG_PROSE = 40


def read_html(data: bytes, file: str) -> Reading:
    """The article of a web page. Raises UnreadableOriginal where no text stands in it."""
    match = _XML_CHARSET.search(data[:_HEAD]) or _CHARSET.search(data[:_HEAD])
    return _read_page(decode(data, file, match.group(1).decode("ascii") if match else None), file)


def read_mht(data: bytes, file: str) -> Reading:
    """The article of a web page that was saved as one file (RFC 2557). Raises UnreadableOriginal as `read_html`."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        part = next(iter(pages), None)
        contents = part.get_payload(decode=True) if part is not None else None
        beside = (_subject(message), *(text for other in pages[1:] for text in _words_of_page(other)))
    except Exception:  # noqa: BLE001 (the email package raises whatever broken headers lead to)
        part = contents = None
        beside = ()
    if not isinstance(contents, bytes) or part is None:
        raise UnreadableOriginal(file, "单文件网页（MHT）里没有网页正文")
    match = _CHARSET.search(contents[:_HEAD])
    declared = _charset(part) or (match.group(1).decode("ascii") if match else None)
    reading = _read_page(decode(contents, file, declared), file)
    return replace(reading, aside=(*reading.aside, *filter(None, beside)))


def _subject(message: Message) -> str:
    return str(make_header(decode_header(message.get("Subject", ""))))


def _words_of_page(part: Message) -> list[str]:
    """The lines of a further page in the file: the header of a Word file that was saved as a web page."""
    contents = part.get_payload(decode=True)
    text = decode(contents, "", _charset(part)).text if isinstance(contents, bytes) and contents else ""
    return [block.text for block in Walker(page_words()).page(_parsed(text)).blocks] if text.strip() else []


def _charset(part: Message) -> str | None:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else None


def _read_page(decoded: Decoded, file: str) -> Reading:
    root = _parsed(decoded.text)
    words = page_words()
    page = Walker(words).page(root)
    title = _words_of(root, "title")
    article = find_article(page, " ".join(title), words)
    if not article.blocks:
        raise UnreadableOriginal(file, _why_empty(root))
    tables = data_tables(page)
    paragraphs = tuple(_paragraph(block, tables) for block in article.blocks)
    repairs = tuple(_repair(run) for run in _runs(article, page.blocks))
    aside = (*title, *_told_by_meta(root), *(block.text for block in article.left_out), *page.unseen, *_behind(root))
    findings = (*decoded.findings, *_findings(article, page.unseen))
    return Reading(paragraphs, decoded.encoding, tuple(dict.fromkeys(aside)), findings, repairs)


def _parsed(source: str) -> etree._Element:
    """The page as a tree; one whose elements stand deeper than the parser goes is parsed without most of them."""
    root, complete = _tree(source)
    if not complete:
        flat = _OTHER_TAGS.sub("", _LINE_TAGS.sub("\x01", _without_machinery(source)))
        root, _ = _tree(flat.replace("\x01", "<br>"))
    return root


def _without_machinery(source: str) -> str:
    """The source without scripts, comments and the like; what is never closed stays, and is looked for once."""
    pieces: list[str] = []
    last = 0
    unclosed: set[str] = set()
    for opening in _MACHINERY.finditer(source):
        name = (opening[1] or "").lower()
        if opening.start() < last or name in unclosed:
            continue
        closing = re.compile(rf"</{name}\s*>", re.I) if name else _COMMENT_END
        if end := closing.search(source, opening.end()):
            pieces.append(source[last : opening.start()])
            last = end.end()
        else:
            unclosed.add(name)
    return "".join([*pieces, source[last:]])


def _tree(source: str) -> tuple[etree._Element, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, recover=True)
    body = _PROLOGUE.sub("", source.lstrip("\ufeff")).replace("\x00", "\ufffd")
    body = "".join(c if c < "\ud800" or c > "\udfff" else "\ufffd" for c in body) if _SURROGATE.search(body) else body
    root = etree.fromstring(body.encode("utf-8") or b" ", parser)
    complete = not any("xcessive depth" in entry.message for entry in parser.error_log)
    return root if root is not None else etree.Element("html"), complete


_SURROGATE = re.compile("[\ud800-\udfff]")


def _paragraph(block: Block, tables: frozenset[int]) -> Paragraph:
    return Paragraph(
        block.text,
        block.line,
        heading_level=block.level,
        strong=block.strong,
        strong_lead=block.strong_lead,
        indented=block.indented,
        after_blank=block.after_blank,
        cell=block.cell in tables,
    )


# ---------------------------------------------------------------- what is not the article


def _words_of(root: etree._Element, tag: str) -> list[str]:
    texts = (" ".join("".join(map(str, element.itertext())).split()) for element in root.iter(tag))
    return [text for text in texts if text]


def _behind(root: etree._Element) -> list[str]:
    """What a page holds and no reader sees: attributes, forms, and the texts that scripts and styles quote."""
    told: list[str] = []
    for element in root.iter():
        told += (str(text) for name, text in element.items() if name in _TELLING or str(name).startswith("data-"))
    for element in root.iter(*_QUOTING):
        told += (quoted[1] for quoted in _QUOTED.finditer("".join(map(str, element.itertext()))))
    for element in root.iter(*_FORMS):
        told.append(" ".join(" ".join(map(str, element.itertext())).split())[:_LONGEST])
    return list(dict.fromkeys(text for text in told if not text.isascii() and len(text) <= _LONGEST))


def _told_by_meta(root: etree._Element) -> list[str]:
    names = {"description", "keywords", "author", "subject"}
    told: list[str] = []
    for meta in root.iter("meta"):
        name, text = (meta.get("name") or "").strip(), (meta.get("content") or "").strip()
        if text and not name.isascii():  # a property that the office named itself: 密级
            told.append(f"{name}：{text}")
        elif text and name.lower() in names:
            told.append(text)
    # Words of pictures and fields are seen by who opens the page, comments by who opens the file.
    shown = (element.get(name) for element in root.iter("img", "input") for name in ("alt", "value"))
    told += (text.strip() for text in shown if text)
    told += ((comment.text or "").strip() for comment in root.iter(etree.Comment))
    return list(filter(None, told))


def _runs(article: Article, blocks: list[Block]) -> list[list[Block]]:
    """The lines that were left out, those together that stood together."""
    left_out = {id(block) for block in article.left_out}
    runs: list[list[Block]] = []
    together = False
    for block in blocks:
        if id(block) not in left_out:
            together = False
            continue
        if together:
            runs[-1].append(block)
        else:
            runs.append([block])
        together = True
    return runs


def _repair(run: list[Block]) -> Repair:
    """A stretch that was left out; of a long one the beginning, the original has the rest."""
    text = " ".join(block.text for block in run)
    shown = text if len(text) <= 2 * _MOST_SHOWN else f"{text[:_MOST_SHOWN]}……（共 {len(text)} 字）"
    return Repair("page_furniture", shown, "", 1, tuple(dict.fromkeys(block.line for block in run)))


def _findings(article: Article, unseen: list[str]) -> list[Finding]:
    findings = []
    if article.left_out:
        count = sum(len(block.text) for block in article.left_out)
        message = f"网页上正文以外的文字（导航、页脚等）没有收入，共 {len(article.left_out)} 行 {count} 字"
        findings.append(Finding("page_furniture", message, Severity.INFO, f"第{article.left_out[0].line}行"))
    prose = [block for block in article.left_out if len(block.text) >= _LONG_PROSE and "。" in block.text]
    if prose:
        shown = prose[0].text[:20]
        message = f"网页上正文以外有成段的文字没有收入（{len(prose)} 段，如“{shown}…”），请核对是不是正文"
        findings.append(Finding("page_furniture", message, Severity.WARNING, f"第{prose[0].line}行"))
    if unseen:
        count = sum(len(text) for text in unseen)
        message = f"网页上看不见的文字（隐藏或已删去）没有收入，共 {len(unseen)} 处 {count} 字"
        findings.append(Finding("hidden_text", message, Severity.INFO))
    return findings


def _why_empty(root: etree._Element) -> str:
    if next(root.iter("frame", "iframe"), None) is not None:
        return "网页由框架拼成，正文不在这个文件里，请另存框架里的网页"
    if next(root.iter("script"), None) is not None:
        return "网页里没有文字，正文可能由脚本载入，请在浏览器里复制正文另存"
    return "网页里没有文字"
