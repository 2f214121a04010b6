"""A page opened from a result: its matches marked, the first one in view; related materials; the scripts themselves."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from build_tools.search import SCRIPTS
from tests.conftest import eventually
from tests.search_ui.conftest import ROOT, until

UI = ROOT / "docs/assets/search-ui"
MARKS = "mark.found-mark"


def opened(visit, base, query, screen="desktop"):
    page = visit("search.html#q=" + quote(query), base, screen=screen)
    page.wait_for_selector(".hit")
    page.locator(".hits .hit-title").first.click()
    page.wait_for_selector(MARKS + "--current")
    return page


def in_view(page):
    box = page.locator(MARKS + "--current").first.bounding_box()
    return 60 < box["y"] < page.viewport_size["height"] - 40


def test_the_opened_page_marks_and_jumps(visit, base):
    page = opened(visit, base, "湿粮")
    assert "/materials/2013-0001.html?q=" in page.url
    assert set(page.locator(MARKS).all_inner_texts()) == {"湿粮"}
    assert in_view(page)
    assert re.search(r"本页 \d+ 处匹配", page.locator(".marks-bar").inner_text())
    assert page.wrong == []


def test_stepping_through_and_closing(visit, base):
    page = visit("materials/2013-0001.html?q=" + quote("粮库"), base)
    page.wait_for_selector(MARKS + "--current")
    many = page.locator(MARKS).count()
    assert many > 2
    anchors = page.eval_on_selector_all(".text [id]", "elements => elements.map(e => e.id)")
    for expected in (*range(2, many + 1), 1):
        page.click(".marks-bar [aria-label=下一处]")
        assert f"第 {expected} 处" in page.locator(".marks-count").inner_text()
    page.click(".marks-bar [aria-label=上一处]")
    assert f"第 {many} 处" in page.locator(".marks-count").inner_text()
    eventually(page, lambda: in_view(page))
    text = page.locator(".text").inner_text()
    page.click(".marks-bar [aria-label=不再标出]")
    assert page.locator(MARKS).count() == 0 and page.locator(".marks-bar").count() == 0
    assert page.locator(".text").inner_text() == text and "?" not in page.url
    assert page.eval_on_selector_all(".text [id]", "elements => elements.map(e => e.id)") == anchors
    assert page.wrong == []


# ---------------------------------------------------------------- the match stays in view while the page settles

CLOSING = "materials/2024-0001.html?q=" + quote("请批评指正") + "#closing"
SEVERAL = "materials/2022-0001.html?q=" + quote("不够") + "#s1-3"


@pytest.mark.parametrize("screen", [(1280, 720), (1280, 900), (1440, 900), (1920, 1080), "phone"], ids=str)
@pytest.mark.parametrize("address", [CLOSING, SEVERAL], ids=["closing", "several"])
def test_the_match_is_in_view_when_all_has_loaded(visit, screen, address):
    page = visit(address, screen=screen)
    page.wait_for_selector(MARKS + "--current")
    page.wait_for_selector("#outline .outline-said", state="attached")
    page.wait_for_timeout(300)
    assert in_view(page) and page.wrong == []


@pytest.mark.parametrize(
    "slow", ["**/structures/*.js", "**/search-ui/marks.js", "**/search/engine.js", "**/assets/*.css"]
)
def test_the_match_is_in_view_whatever_comes_late(visit, served, slow):
    page = visit(CLOSING, served, screen=(1280, 900), slow=slow)
    page.wait_for_selector(MARKS + "--current")
    page.wait_for_selector("#outline .outline-said", state="attached")
    page.wait_for_timeout(300)
    assert in_view(page)


ANCHOR_LATE = """new MutationObserver((changes, watch) => {
  if (!document.querySelector('.found-mark--current')) return
  watch.disconnect()
  document.getElementById('s1-3').scrollIntoView()
}).observe(document, {childList: true, subtree: true, attributes: true})"""


def test_the_browser_s_own_way_to_the_anchor_is_not_the_reader_s(visit):
    """Chromium goes there when it first paints, which may come after the matches were marked."""
    page = visit("materials/2022-0001.html?q=" + quote("不够") + "#s1-3", before=ANCHOR_LATE)
    page.wait_for_selector(MARKS + "--current")
    page.wait_for_timeout(500)
    assert 300 < page.locator(MARKS + "--current").bounding_box()["y"] < 600


GROW = "document.querySelector('.text').style.fontSize = '{}px'"


def test_the_match_stays_in_view_until_the_reader_moves(visit):
    page = visit(CLOSING, screen=(1280, 900))
    page.wait_for_selector(MARKS + "--current")
    page.evaluate(GROW.format(30))
    eventually(page, lambda: in_view(page))
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -3000)
    eventually(page, lambda: not in_view(page))
    page.wait_for_timeout(300)
    page.evaluate(GROW.format(14))
    page.wait_for_timeout(300)
    assert not in_view(page)


@pytest.mark.parametrize("way", ["window.scrollTo(0, 0)", "key"])
def test_every_way_of_moving_is_the_reader_s(visit, way):
    """A scroll bar that is dragged says nothing but that the page was scrolled."""
    page = visit(CLOSING, screen=(1280, 900))
    page.wait_for_selector(MARKS + "--current")
    page.wait_for_timeout(500)
    if way == "key":
        page.keyboard.press("Home")
    else:
        page.evaluate(way)
    page.wait_for_timeout(300)
    page.evaluate(GROW.format(30))
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") < 100


def test_a_reader_who_moved_before_the_matches_were_found_is_left_where_he_is(visit, served):
    page, held = visit("index.html", served), []
    page.route("**/search/engine.js", lambda route: held.append(route))
    page.goto(f"{served}/{CLOSING}", wait_until="commit")
    until(page, "window.archiveSearchUi && window.archiveSearchUi.markPage")
    eventually(page, lambda: held)
    page.keyboard.press("Home")
    held[0].continue_()
    page.wait_for_selector(MARKS)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") < 100 and page.locator(".marks-count").inner_text() == "本页 1 处匹配"
    page.click(".marks-bar [aria-label=下一处]")
    eventually(page, lambda: in_view(page))


def test_a_reader_who_comes_back_is_where_he_was(visit, base):
    page = visit(SEVERAL, base)
    page.wait_for_selector(MARKS + "--current")
    page.mouse.move(400, 400)
    page.mouse.wheel(0, -500)
    page.wait_for_timeout(500)
    before = page.evaluate("scrollY")
    page.goto(f"{base}/index.html")
    page.go_back()
    page.wait_for_selector(MARKS)
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 5


@pytest.mark.parametrize("screen", [(1280, 900), "phone"], ids=str)
def test_an_address_without_words_goes_to_its_heading(visit, base, screen):
    page = visit("materials/2013-0001.html#s3", base, screen=screen)
    page.wait_for_selector("#outline .outline-said", state="attached")
    page.wait_for_timeout(300)
    assert 40 < page.locator("#s3").bounding_box()["y"] < 140


def test_a_match_across_elements_is_one_match(visit):
    page = visit("materials/2013-0001.html?q=" + quote("还有差距。一是政治敏锐性不够。有的同志"))
    page.wait_for_selector(MARKS + "--current")
    assert "本页 1 处匹配" in page.locator(".marks-count").inner_text()
    assert "".join(page.locator(MARKS).all_inner_texts()).startswith("还有差距。一是政治敏锐性不够。有的同志"[:-1])
    assert page.locator(MARKS).count() >= 3
    page.click("#s1-1-p1 a")
    assert page.url.endswith("#s1-1-p1") and page.wrong == []


def test_a_match_across_paragraphs(visit):
    page = visit("materials/2013-0001.html")
    two = page.eval_on_selector(".text > p + p", "p => [p.previousElementSibling.textContent, p.textContent]")
    words = two[0].rstrip("。")[-9:] + "。" + two[1][:9]
    page = visit("materials/2013-0001.html?q=" + quote(words))
    page.wait_for_selector(MARKS + "--current")
    assert "本页 1 处匹配" in page.locator(".marks-count").inner_text()
    assert page.eval_on_selector_all(MARKS, "marks => new Set(marks.map(mark => mark.closest('p'))).size") == 2
    assert page.wrong == []


def test_the_way_in_by_an_anchor_goes_to_the_match_there(visit):
    page = visit("materials/2013-0001.html?q=" + quote("粮库") + "#s3")
    page.wait_for_selector(MARKS + "--current")
    after = "mark => Boolean(document.getElementById('s3').compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)"
    later = page.eval_on_selector_all(MARKS, f"marks => marks.some({after})")
    assert page.eval_on_selector(MARKS + "--current", after) == later


def test_what_was_found_by_likeness_is_marked_too(visit):
    page = opened(visit, None, "担当坐为")
    assert page.locator(MARKS).count() >= 1
    assert page.locator(".marks-back").get_attribute("href").endswith("#q=" + quote("担当坐为"))
    page.click(".marks-back")
    page.wait_for_selector(".hit")
    assert page.input_value("#page-find-input") == "担当坐为"


def test_the_way_back_leads_to_the_same_results(visit, base):
    page = visit("search.html#q=" + quote("不够") + "&part=" + quote("问题") + "&p=2", base)
    page.wait_for_selector(".hit")
    first, state = page.locator(".hit").all_inner_texts(), page.url.partition("#")[2]
    page.locator(".hits .hit-title").first.click()
    page.wait_for_selector(".marks-back")
    page.click(".marks-back")
    page.wait_for_selector(".hit")
    assert page.url.partition("#")[2] == state
    assert page.locator(".hit").all_inner_texts() == first
    assert page.locator(".chip").count() == 1 and page.wrong == []


def test_words_in_traditional_characters_are_marked(visit, base):
    page = opened(visit, base, "形式主義")
    assert set(page.locator(MARKS).all_inner_texts()) == {"形式主义"}
    assert in_view(page) and page.wrong == []


def test_marking_waits_for_what_the_engine_needs_of_words_and_text(visit, faked):
    page = visit("materials/2021-0001.html?q=" + quote("担当"), faked)
    page.wait_for_selector(MARKS + "--current")
    needed = page.evaluate("window.askedOfEngine.find(([what]) => what === 'ready')[1]")
    assert needed.startswith("担当\n") and page.locator("h1").inner_text().strip()[:10] in needed


def test_words_and_filters_only_the_words_are_marked(visit):
    page = opened(visit, None, "学习 年度:2021")
    assert set(page.locator(MARKS).all_inner_texts()) == {"学习"}


def test_a_page_opened_otherwise_is_left_alone(visit):
    for name in (
        "materials/2013-0001.html",
        "materials/2013-0001.html?q=",
        "materials/2013-0001.html?q=%20",
        "years/2021.html?q=a",
    ):
        page = visit(name)
        page.wait_for_timeout(300)
        assert page.locator(f"{MARKS}, .marks-bar").count() == 0 and page.wrong == []


def test_a_phone_shows_the_bar_across(visit):
    page = opened(visit, None, "湿粮", "phone")
    box = page.locator(".marks-bar").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("width", [320, 360])
def test_a_small_phone_has_the_way_back_too(visit, width):
    page = opened(visit, None, "学习", (width, 640))
    assert re.fullmatch(r"\d+/\d+ 处", page.locator(".marks-count").inner_text())
    for part in page.locator(".marks-bar > *").all():
        box = part.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, part.inner_text()
    assert page.eval_on_selector(".marks-count", "count => count.scrollWidth <= count.clientWidth")
    page.click(".marks-back")
    page.wait_for_selector(".hit")
    assert page.wrong == []


def test_what_stands_below_the_text_leaves_room_for_the_outline_beside_it(visit):
    page = visit("materials/2021-0001.html", screen=(1280, 900))
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector(".related li")
    left = page.locator("#outline").bounding_box()["x"]
    for below in (".related", ".provenance"):
        box = page.locator(below).bounding_box()
        assert box["x"] + box["width"] <= left


def test_paper_shows_no_marks(visit):
    page = opened(visit, None, "湿粮")
    page.emulate_media(media="print")
    assert not page.locator(".marks-bar").is_visible()
    assert page.eval_on_selector(MARKS, "m => getComputedStyle(m).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_related_materials_at_the_foot(visit, base):
    page = visit("materials/2021-0001.html", base)
    page.wait_for_timeout(300)
    assert page.locator(".related").count() == 0
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector(".related li")
    assert 1 <= page.locator(".related li").count() <= 8
    page.locator(".related a").first.click()
    page.wait_for_url(re.compile(r"/materials/[\w-]+\.html$"))
    assert not page.url.endswith("2021-0001.html") and page.wrong == []


def test_nothing_at_the_foot_where_nothing_is_related(visit, faked):
    page = visit("materials/2021-0001.html", faked)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    until(page, "window.askedOfEngine")
    page.wait_for_timeout(200)
    assert page.locator(".related").count() == 0


# ---------------------------------------------------------------- the scripts


def test_the_engine_s_scripts_are_those_that_it_names():
    found = re.search(r"const ENGINE = \[(.*?)\]", (UI / "base.js").read_text("utf-8"))[1]
    assert tuple(re.findall(r'"(.*?)"', found)) == SCRIPTS


@pytest.mark.parametrize("path", sorted(UI.glob("*.js")), ids=lambda path: path.name)
def test_scripts_are_plain_and_small(path):
    text = path.read_text("utf-8")
    assert text.startswith("/* ") and '"use strict"' in text
    assert len(text.splitlines()) <= 320
    for newer in (
        r"\?\.[a-zA-Z([]",
        r"\?\?",
        r"\.replaceAll\(",
        r"\.flat\(",
        r"fromEntries",
        r"catch \{",
        r"\bimport\b",
        r"innerHTML",
    ):
        assert not re.search(newer, re.sub(r"/\*.*?\*/|//.*", "", text, flags=re.S)), newer
