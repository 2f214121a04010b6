"""Web pages: encodings, structure, and which lines are the article."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.errors import UnreadableOriginal
from build_tools.model import Document
from build_tools.readers import read
from build_tools.readers.html.lists import formatted

TITLE = "枫桥县水利局领导班子2021年度民主生活会对照检查材料"
LINES = [
    "按照县委通知要求，班子认真学习，广泛听取意见，现将对照检查情况报告如下。",
    "一、存在的问题",
    "一是学习不系统。全年集中学习次数不少，联系实际不够。",
    "二、原因分析",
    "理论武装不够。平时忙于事务，读书少，思考也少。",
]
SIGNED = ["枫桥县水利局", "2022年1月10日"]


def page(source: str, name: str = "a.html") -> Document:
    return read(source.encode(), name, "0" * 64)


def lines(source: str) -> list[str]:
    return [p.text for p in page(f"<html><body>{source}</body></html>").paragraphs]


def paragraphs(texts: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("declared", "written", "named"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),  # the declaration is wrong, as it is on many pages
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-8", "utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_encodings(declared: str, written: str, named: str) -> None:
    lines = [line for line in LINES if written != "big5"] or ["我們在學習上還不夠主動，對群眾的意見聽得不多。" * 3]
    source = f'<html><head><meta charset="{declared}"></head><body>{paragraphs(lines)}</body></html>'
    document = read(source.encode(written), "a.html", "0" * 64)
    assert document.source.encoding == named
    assert [p.text for p in document.paragraphs] == lines
    assert document.findings == ()


def test_a_rare_character_beyond_gb2312_under_its_label() -> None:
    source = (
        f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>镕{LINES[0]}</p><p>二〇二一年䶮</p>'
    )
    assert "二〇二一年䶮" in read(source.encode("gb18030"), "a.html", "0" * 64).text


# ---------------------------------------------------------------- structure


def test_blocks_breaks_headings_and_bold() -> None:
    found = page(
        "<html><body><h1>题</h1><p><b>一、</b><strong>问题</strong></p><div>　　<b>学习不够。</b>平时忙。<br>第二行<p></p>"
        "<p style='font-weight:700'>粗<span style='font-weight:normal'>细</span></p><h3><b>小标题</b></h3></body></html>"
    ).paragraphs
    assert [(p.text, p.heading_level, p.strong, p.strong_lead, p.indented, p.after_blank) for p in found] == [
        ("题", 1, False, 0, False, False),
        ("一、问题", 0, True, 0, False, False),
        ("学习不够。平时忙。", 0, False, 5, True, False),
        ("第二行", 0, False, 0, False, False),
        ("粗细", 0, False, 1, False, True),
        ("小标题", 3, False, 0, False, False),
    ]


def test_white_space_as_a_browser_shows_it() -> None:
    assert lines("<p>对照\n  检查 <b>GDP</b>\n\tabc&nbsp;x</p><pre>一行\n二行\n\n三行</pre>") == [
        "对照检查 GDP abc\xa0x",
        "一行",
        "二行",
        "三行",
    ]


def test_entities_ruby_and_what_only_looks_like_markup() -> None:
    assert lines(
        "<p>领<ruby>导<rp>(</rp><rt>dǎo</rt><rp>)</rp></ruby> &lt;b&gt; &amp;nbsp; &#31532;&#x4E00; {{x}} 5<6</p>"
    ) == ["领导(dǎo) <b> &nbsp; 第一 {{x}} 5<6"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>甲<li>乙<ol type=a><li>丙</ol><li>丁</ol>", ["1.甲", "2.乙", "a.丙", "3.丁"]),
        ("<ol start=4><li>甲<li value=9>乙<li>丙</ol>", ["4.甲", "9.乙", "10.丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol type=I><li><p>甲</p><p>乙</p><li>丙</ol>", ["I.甲", "乙", "II.丙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        (
            "<ol><li>一、甲<li>（二）乙<li>3.丙<li>四是丁<li>1.5倍</ol>",
            ["一、甲", "（二）乙", "3.丙", "四是丁", "5.1.5倍"],
        ),
    ],
)
def test_numbers_of_lists_are_text_and_never_doubled(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


def test_numbers_in_chinese() -> None:
    assert [formatted(n, "cjk-ideographic") for n in (1, 10, 11, 20, 35)] == [
        "一、",
        "十、",
        "十一、",
        "二十、",
        "三十五、",
    ]


def test_tables_of_data_are_cells_and_tables_that_arrange_the_page_are_not() -> None:
    data = "<table><tr><th>问题<th>措施<tr><td>学习不够<td>每周学习<tr><td>走访不勤<td>每月走访</table>"
    found = page(f"<html><body><table><tr><td>{paragraphs(LINES)}{data}</td></tr></table></body></html>").paragraphs
    assert [p.text for p in found if p.cell] == ["问题", "措施", "学习不够", "每周学习", "走访不勤", "每月走访"]
    assert [p.text for p in found if not p.cell] == LINES


# ---------------------------------------------------------------- the article

FRAMES = {
    "article": "<nav><a href='/'>首页</a></nav><article><header><h1>{t}</h1></header>{b}</article><footer>版权所有</footer>",
    "divs": "<div class='hd'><a href='/'>某县政府</a></div><div><div><h2>{t}</h2><div id='c'>{b}</div></div>"
    "<div><a href='/1'>动态一条</a><a href='/2'>动态两条</a></div></div><div class='foot'>主办：某县办公室</div>",
    "tables": "<table><tr><td><a href='/'>首页</a><a href='/a'>概况</a></td></tr><tr><td><table><tr><td>{t}</td></tr>"
    "<tr><td>{b}</td></tr></table></td></tr><tr><td>地址：枫桥县城关镇 邮编：000000</td></tr></table>",
    "one form": "<form id='form1'><input value='搜'><div class='menu'><a href='/'>首页</a></div><div>{t}</div>"
    "<div class='content'>{b}</div><button>提交</button></form>",
    "named all over": "<div class='nav-page-footer'><h1>{t}</h1>{b}</div><div class='footer'><a href='/'>首页</a></div>",
    "hidden until a script runs": "<h1>{t}</h1><div style='visibility: hidden'>{b}</div><a href='/x'>上一篇</a>",
    "saved document": "<p align='center'>{t}</p>{b}",
    "breaks": "<div class=menu><a href='/'>首页</a></div><div><center>{t}</center>{n}</div>",
    "centred": "<center><font size=5>{t}</font></center>{b}<hr><center>版权所有 某县人民政府</center>",
}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_article_and_nothing_else(frame: str) -> None:
    texts = [*LINES, *SIGNED]
    body = FRAMES[frame].format(t=TITLE, b=paragraphs(texts), n="<br>".join(texts))
    source = f"<!doctype html><html><head><title>{TITLE}-某县政府网</title></head><body>{body}</body></html>"
    assert [p.text for p in page(source).paragraphs] == [TITLE, *texts]


def test_sections_in_sibling_elements_stay_together() -> None:
    halves = f"<div>{paragraphs(LINES[:3])}</div><div>{paragraphs(LINES[3:])}</div><div>{paragraphs(SIGNED)}</div>"
    source = (
        f"<div><a href='/'>首页</a></div><section><h1>{TITLE}</h1>{halves}</section><div><a href='/m'>地图</a></div>"
    )
    assert lines(source) == [TITLE, *LINES, *SIGNED]


def test_related_links_go_and_links_inside_the_text_stay() -> None:
    body = f"<h1>{TITLE}</h1>{paragraphs(LINES[:2])}<p><a href='/f'>附件：问题清单</a></p>{paragraphs(LINES[2:])}"
    related = (
        "<p>相关阅读：</p><ul><li><a href='/1'>一条消息</a><li><a href='/2'>两条消息</a><li><a href='/3'>三条</a></ul>"
    )
    assert lines(f"<div>{body}{related}</div>") == [TITLE, *LINES[:2], "附件：问题清单", *LINES[2:]]


def test_a_contents_list_of_links_within_the_page_stays() -> None:
    contents = "<ul><li><a href='#1'>一、存在的问题</a><li><a href='#2'>二、原因分析</a></ul>"
    assert lines(f"<nav><a href='/'>首页</a></nav><h1>{TITLE}</h1>{contents}{paragraphs(LINES)}")[1:3] == [
        LINES[1],
        LINES[3],
    ]


def test_what_is_left_out_is_recorded_and_set_aside_for_screening() -> None:
    prose = "这是读者评论里的一段话，说得很长很长，也有句号，但不是正文。可是程序应当提醒人核对一下这里的文字。"
    source = (
        f"<html><head><title>站名</title><meta name=keywords content='机密'></head><body><div class=nav><a href='/'>首页</a></div>"
        f"<h1>{TITLE}</h1>{paragraphs(LINES)}<p>我们<span style='display:none'>隐藏</span>改<del>旧稿</del>。</p>"
        f"<div class='comment-list'><p>{prose}</p></div><script>脚本()</script></body></html>"
    )
    document = page(source)
    assert [p.text for p in document.paragraphs] == [TITLE, *LINES, "我们改。"]
    assert document.aside == ("站名", "机密", "首页", prose, "隐藏", "旧稿")
    assert [(r.kind, r.before) for r in document.repairs] == [("page_furniture", "首页"), ("page_furniture", prose)]
    assert [(f.code, f.severity) for f in document.findings] == [
        ("page_furniture", "info"),
        ("page_furniture", "warning"),
        ("hidden_text", "info"),
    ]


def test_words_beside_the_text_are_set_aside_for_screening() -> None:
    source = (
        "<html><head><title>站名</title><meta name='密级' content='机密'></head><body><!-- 秘密★5年 -->"
        f"<img alt='绝密★1年'><input value='机密★长期'><h1>{TITLE}</h1>{paragraphs(LINES)}</body></html>"
    )
    assert {"密级：机密", "秘密★5年", "绝密★1年", "机密★长期"} <= set(page(source).aside)


def test_nothing_of_the_page_is_run_or_fetched() -> None:
    source = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><head><base href="http://127.0.0.1:9/">'
        '<link rel=stylesheet href="http://127.0.0.1:9/a.css"></head><body onload="x()"><p>甲&x;</p>'
        '<img src="http://127.0.0.1:9/a.png" onerror="x()"><iframe src="file:///etc/passwd"></iframe>'
        '<object data="http://127.0.0.1:9/">替代文字</object><svg><text>图中字</text></svg></body></html>'
    )
    assert [p.text for p in page(source).paragraphs] == ["甲&x;"]


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("<html><body></body></html>", "网页里没有文字"),
        ("<html><frameset><frame src='a.html'></frameset></html>", "网页由框架拼成"),
        ("<html><body><div id=app></div><script>load()</script></body></html>", "正文可能由脚本载入"),
    ],
)
def test_pages_without_text(source: str, cause: str) -> None:
    with pytest.raises(UnreadableOriginal, match=cause):
        page(source)


def test_single_file_pages() -> None:
    head = "From: <由浏览器保存>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx; type=text/html\r\n\r\n"
    part = "--xx\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    import base64

    body = base64.b64encode(f"<html><body>{paragraphs(LINES)}</body></html>".encode("gb18030")).decode()
    document = read(f"{head}{part}{body}\r\n--xx--\r\n".encode(), "a.doc", "0" * 64)
    assert (document.source.format, document.source.encoding) == ("mht", "gb18030")
    assert [p.text for p in document.paragraphs] == LINES
    with pytest.raises(UnreadableOriginal, match="没有网页正文"):
        read(f"{head}--xx--".encode(), "a.mht", "0" * 64)


# ---------------------------------------------------------------- anything at all


@pytest.mark.parametrize("tag", ["div", "font", "b", "table><tr><td", "ul><li", "span style='display:none'"])
def test_elements_nested_beyond_any_sense_lose_nothing(tag: str) -> None:
    begun = time.process_time()
    text = page(f"<html><body><p>{LINES[0]}</p>{f'<{tag}>' * 30_000}深处的文字{LINES[2]}").text
    assert LINES[0] in text and f"深处的文字{LINES[2]}" in text
    assert time.process_time() - begun < 20


def test_a_page_of_declarations_that_never_end_is_read_in_time() -> None:
    begun = time.process_time()
    text = page(f"<html><body><p>{LINES[0]}</p>{'<!DOCTYPE x[' * 60_000}").text
    assert LINES[0] in text
    assert time.process_time() - begun < 20


def test_scripts_and_comments_beneath_too_many_elements_are_no_text() -> None:
    deep = "<div>" * 600
    rest = f"<script>a</script><!-- b --><p>{LINES[1]}</p><SCRIPT>c</Script ><p>{LINES[2]}</p>"
    text = page(f"<html><body><p>{LINES[0]}</p>{deep}{rest}{'<style>' * 3}<p>{LINES[3]}").text
    assert "a" not in text and "b" not in text and "c" not in text
    assert LINES[0] in text and LINES[1] in text and LINES[2] in text


NAMES = st.sampled_from(["", "nav", "footer", "content", "main-article", "share", "header", "zoom", "x1"])
TAGS = st.sampled_from(
    "div p section span b a table tr td ul ol li h1 h2 br center article header pre ruby rt form".split()
)
SOURCES = st.lists(
    st.one_of(
        st.builds(lambda tag, name: f'<{tag} class="{name}">', TAGS, NAMES),
        st.builds(lambda tag: f"</{tag}>", TAGS),
        st.sampled_from(
            ["<a href='/x'>", "<!--", "-->", "<![CDATA[", "<", ">", "&#0;", "&", "<p style='display:none'>"]
        ),
        st.text(alphabet="学习不够，一、。（二）1.2021年\n 　x", max_size=30),
    ),
    max_size=60,
).map("".join)


@given(SOURCES)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_page_is_read_or_refused(source: str) -> None:
    try:
        page(f"<html><body><p>开头</p>{source}")
    except UnreadableOriginal:
        pass


@given(
    st.lists(st.text(alphabet="学习不够联系实际走访群众", min_size=4, max_size=40), min_size=3, max_size=12),
    st.sampled_from(["p", "div", "section", "td", "li"]),
    st.lists(NAMES, min_size=1, max_size=4),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_no_running_text_of_the_article_is_lost(
    texts: list[str], tag: str, names: list[str], data: st.DataObject
) -> None:
    texts = [f"{text}，所以要改第{index}处。" for index, text in enumerate(texts)] + LINES
    source = paragraphs(texts, tag)
    for name in names:
        before, after = (
            data.draw(st.sampled_from(["", "<a href='/'>首页</a>", "<div class='nav'>导航</div>"])) for _ in "ab"
        )
        source = f"<div class='{name}'>{before}{source}{after}</div>"
    found = page(f"<html><body>{source}</body></html>").text
    for text in texts:
        assert text in found
