"""`duizhao search`: the same results as on the site, in the terminal. Reads the index that the last build wrote."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path

import click

from build_tools.building import SEARCH_INDEX
from build_tools.cli.console import DONE, ChineseCommand, say
from build_tools.cli.project import docs_option, format_option
from build_tools.errors import WrongUse
from build_tools.pages.data import FOLDER as STRUCTURES_DATA
from build_tools.search import Answer, Index, LeadAnswer, as_json, find_leads
from build_tools.search import search as find

_MARKED = re.compile("<mark>(.*?)</mark>")


class _SearchCommand(ChineseCommand):
    """What begins with one hyphen is a word that is not wanted; what begins with two is an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Takes unknown words with one hyphen for words of the query; refuses unknown options."""
        known = {name for option in self.get_params(ctx) for name in option.opts}
        before = list(takewhile(lambda arg: arg != "--", args))
        for arg in before:
            name = arg.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, possibilities=get_close_matches(name, known), ctx=ctx)
        return super().parse_args(ctx, ["--help" if arg == "-h" else arg for arg in before] + args[len(before) :])


# `-h` is no option of click's here, which would find it in every word with one hyphen and an h.
@click.command(
    cls=_SearchCommand,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    short_help="在终端里查找，结果与网站上的相同",
)
@click.argument("words", nargs=-1, required=True, metavar="查找内容")
@click.option(
    "--limit", type=click.IntRange(1, 500), default=10, show_default=True, metavar="条数", help="最多给出几条。"
)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, metavar="条数", help="跳过前面几条。")
@format_option
@docs_option
def search(words: tuple[str, ...], limit: int, offset: int, output_format: str, docs: Path) -> int:
    """在终端里查找。写法与网站上相同：空格表示同时含有，-词 表示排除，年度:2021、部分:措施 等是条件。

    例如：duizhao search 担当 -形式主义 年度:2021。以两个减号开头的是选项，要找这样的词，前面加 --。
    """
    folder = docs / SEARCH_INDEX
    if not (folder / "head.js").is_file():
        raise WrongUse(f"还没有查找用的索引（{folder}），请先运行 duizhao build")
    query = " ".join(words)
    answer = find(Index(folder), query, limit, offset)
    leads = LeadAnswer() if offset else find_leads(docs / STRUCTURES_DATA, query)
    if output_format == "json":
        say(json.dumps({**as_json(answer), "leads": asdict(leads)}, ensure_ascii=False, indent=2))
    else:
        for line in (*_lead_text(leads), *_text(answer, offset)):
            say(line)
    return DONE


def _lead_text(leads: LeadAnswer) -> Iterator[str]:
    if not leads.total:
        return
    yield f"小标题{'共' if leads.exact else '至少'} {leads.total} 条"
    for row in leads.rows:
        about = (
            row.part,
            row.year or "年度不详",
            row.unit or "单位不详",
            row.subject,
            "范例" if row.exemplar else None,
        )
        yield f"- {row.text}　{'　'.join(str(one) for one in about if one)}　{row.url}"
    yield ""


def _text(answer: Answer, offset: int) -> Iterator[str]:
    if answer.total:
        yield f"{'共' if answer.exact else '至多'} {answer.total} {'篇' if answer.kind == 'material' else '处'}"
    if answer.message:
        yield answer.message
    for number, result in enumerate((*answer.results, *answer.alike), offset + 1):
        place = "，".join(str(word) for word in (result.year, result.unit, result.part) if word)
        heading = f" › {result.heading}" if result.heading and result.heading != result.title else ""
        yield f"\n{number}. {'（相近）' if result.near else ''}{result.title}{heading}"
        yield f"   {place}　{result.url}"
        yield f"   {_with_bold(result.snippet)}"
        for other in result.also:
            says_it = html.unescape(_MARKED.sub(r"\1", other.snippet)).startswith(other.heading)
            yield f"   › {'' if says_it else other.heading + '　'}{_with_bold(other.snippet)}"


def _with_bold(snippet: str) -> str:
    """A snippet for the terminal, its matches in bold; where there is no terminal, click leaves the bold out."""
    return html.unescape(_MARKED.sub(lambda match: click.style(match[1], bold=True), snippet))
