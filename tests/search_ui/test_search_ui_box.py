"""The box in the header: typing, keys, input methods, and what it asks for."""

from __future__ import annotations

import re

import pytest

from tests.conftest import eventually
from tests.search_ui.conftest import until

FIELD = "#header-find-input"
OPTIONS = "#header-find-list [role=option]"
HITS = "#header-find-list .find-option--hit"


def answered(page, wait=HITS):
    """Waits for the list of what the field holds, not of a part of it: a slow machine pauses between two keys."""
    page.wait_for_selector("#header-find-list[aria-busy=false]")
    page.wait_for_selector(wait)


def typed(page, text, wait=HITS):
    page.keyboard.press("/")
    page.keyboard.type(text)
    answered(page, wait)


def test_results_while_typing(visit, base):
    page = visit("years/2021.html", base)
    typed(page, "担当作为")
    assert 1 <= page.locator(HITS).count() <= 8
    first = page.locator(HITS).first
    assert "担当作为" in first.inner_text() and first.locator("mark").first.inner_text() == "担当作为"
    assert re.match(re.escape(page.base) + r"/materials/[\w-]+\.html\?q=.*#", first.get_attribute("href"))
    assert re.search("共 [0-9,]+ 处", page.locator(".find-option--all").inner_text())
    assert page.wrong == []
    assert all(url.startswith((page.base, "data:")) for url in page.seen)


@pytest.mark.parametrize("name", ["index.html", "materials/2021-0001.html", "guide/using.html", "search.html"])
def test_every_page_has_the_box(visit, name):
    page = visit(name)
    assert page.locator(FIELD).is_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") in ("header-find-input", "page-find-input")
    assert page.wrong == []


def test_nothing_is_fetched_before_the_box_is_used(visit, base):
    page = visit("materials/2021-0001.html", base)
    page.wait_for_timeout(200)
    assert not any("/assets/search/" in url or "/search-index/" in url for url in page.seen)
    page.keyboard.press("/")
    eventually(page, lambda: any("/assets/search/engine.js" in url for url in page.seen))
    assert not any("/search-index/" in url for url in page.seen)
    page.keyboard.type("担当")
    answered(page)
    assert any("/search-index/" in url for url in page.seen)


def test_the_slash_is_typed_where_something_is_typed(visit):
    page = visit("index.html")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.input_value(FIELD) == "a/b"


def test_keys_alone(visit, base):
    page = visit("index.html", base)
    typed(page, "担当")
    field = page.locator(FIELD)
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    one = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{one}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    last = field.get_attribute("aria-activedescendant")
    assert "find-option--all" in page.locator(f"#{last}").get_attribute("class")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false" and not page.locator("#header-find-list").is_visible()
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    words = page.locator("#header-find-list .find-option--word").count()
    for _ in range(words + 1):
        page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{OPTIONS}[aria-selected=true]")
    assert "find-option--hit" in chosen.get_attribute("class")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/materials/.*\?q="))
    page.wait_for_selector("mark.found-mark--current")
    assert page.wrong == []


def test_enter_without_a_choice_leads_to_the_search_page(visit, base):
    page = visit("units/index.html", base)
    page.keyboard.press("/")
    page.keyboard.type("担当作为")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\.html#q="))
    page.wait_for_selector(".hits .hit")
    assert page.input_value("#page-find-input") == "担当作为"
    assert page.wrong == []


def test_a_completion_stands_for_the_last_word(visit):
    page = visit("index.html")
    typed(page, "学习 担当", ".find-option--word")
    words = page.locator(".find-option--word")
    assert words.count() <= 3
    text = words.first.locator(".find-word").inner_text()
    words.first.click()
    assert page.input_value(FIELD) == f"学习 {text}"
    assert page.evaluate("document.activeElement.id") == "header-find-input"


def test_screen_readers_are_told_how_many(visit):
    page = visit("index.html")
    typed(page, "担当作为")
    told = page.locator("#header-find .find-status").inner_text()
    assert re.search(r"共 \d+ 处", told) and "用上下键选择" in told


def test_the_pattern_of_a_combobox(visit):
    page = visit("index.html")
    field = page.locator(FIELD)
    for name, value in (("role", "combobox"), ("aria-autocomplete", "list"), ("aria-controls", "header-find-list")):
        assert field.get_attribute(name) == value
    typed(page, "担当")
    assert page.locator("#header-find-list").get_attribute("role") == "listbox"
    ids = page.eval_on_selector_all(OPTIONS, "options => options.map(option => option.id)")
    assert len(ids) == len(set(ids)) > 3
    outside = (
        "list => [...list.querySelectorAll('a, button, input')].filter(e => e.getAttribute('role') !== 'option').length"
    )
    assert page.eval_on_selector("#header-find-list", outside) == 0


def test_nothing_is_searched_before_the_word_is_committed(visit, faked):
    page = visit("index.html", faked)
    page.keyboard.press("/")
    until(page, "window.askedOfEngine")
    ime = page.context.new_cdp_session(page)
    for text in ("d", "dan", "dan'dang"):
        ime.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(200)
    # the Enter and the arrows of an input method choose a word there and do nothing here
    page.eval_on_selector(
        FIELD,
        "f => ['Enter', 'ArrowDown', 'Escape'].forEach(key => f.dispatchEvent("
        "new KeyboardEvent('keydown', {key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true})))",
    )
    page.wait_for_timeout(200)
    assert page.evaluate("askedOfEngine") == []
    assert "index.html" in page.url
    ime.send("Input.insertText", {"text": "担当"})
    page.wait_for_selector(HITS)
    assert [asked[1] for asked in page.evaluate("askedOfEngine")] == ["担当", "担当"]
    assert page.input_value(FIELD) == "担当"


def test_the_list_is_busy_until_it_answers_what_is_typed(visit, faked):
    page = visit("index.html", faked)
    typed(page, "快")
    page.clock.install(time=0)
    page.clock.pause_at(60_000)
    page.keyboard.type("慢")
    assert page.get_attribute("#header-find-list", "aria-busy") == "true"
    assert page.locator(HITS).first.locator(".hit-title").inner_text() == "快"
    page.clock.run_for(120)
    answered(page)
    assert page.locator(HITS).first.locator(".hit-title").inner_text() == "快慢"


def test_typing_asks_once_after_a_pause(visit, faked):
    page = visit("index.html", faked)
    page.keyboard.press("/")
    until(page, "window.askedOfEngine")
    page.clock.install(time=0)  # the machine may be slower than any typist
    page.clock.pause_at(60_000)
    for character in "一二三四五":
        page.keyboard.type(character)
        page.clock.run_for(60)
    assert page.evaluate("askedOfEngine") == []
    page.clock.run_for(120)
    page.wait_for_selector(HITS)
    assert [a[1] for a in page.evaluate("askedOfEngine") if a[0] == "query"] == ["一二三四五"]


def test_an_answer_that_comes_late_is_dropped(visit, faked):
    page = visit("index.html", faked)
    page.keyboard.press("/")
    page.keyboard.type("慢")
    until(page, "window.askedOfEngine && askedOfEngine.some(a => a[1] === '慢')")
    page.keyboard.type("了一点")
    answered(page)
    page.wait_for_timeout(800)
    assert page.locator(HITS).first.locator(".hit-title").inner_text() == "慢了一点"


def test_hostile_text_stays_text(visit, faked):
    page = visit("index.html", faked)
    page.keyboard.press("/")
    page.keyboard.type("恶意<img src=x onerror=alert(1)>")
    answered(page)
    assert page.locator("#header-find-list img, #header-find-list script").count() == 0
    assert "<img src=x" in page.locator(HITS).first.inner_text()
    assert page.wrong == []


@pytest.mark.parametrize("query", ["。，！", "<img src=x onerror=alert(1)>", "\\", '"', "-", "年度:", "%", "a" * 2000])
def test_odd_queries_are_answered_calmly(visit, query):
    page = visit("index.html")
    page.keyboard.press("/")
    page.fill(FIELD, query)
    page.wait_for_timeout(300)
    assert page.wrong == []
    page.keyboard.press("Enter")
    page.wait_for_selector("#page-find-input")
    page.wait_for_timeout(300)
    assert page.wrong == []


def test_a_missing_engine_is_told_in_one_line(visit, searchable, tmp_path):
    import shutil

    shutil.copytree(searchable, tmp_path / "site", ignore=shutil.ignore_patterns("search-index", "search"))
    page = visit("index.html", tmp_path / "site")
    page.keyboard.press("/")
    page.keyboard.type("担当")
    answered(page, ".find-said")
    assert "请管理员重新生成网站" in page.locator(".find-said").inner_text()
    assert not [line for line in page.wrong if "ERR_FILE_NOT_FOUND" not in line]  # the browser's own line
    page.goto(f"{page.base}/search.html#q=担当")
    page.wait_for_selector(".find-message:not([hidden])")
    assert "请管理员重新生成网站" in page.locator(".find-message").inner_text()


def test_a_phone_opens_the_box_over_the_header(visit):
    page = visit("materials/2021-0001.html", screen="phone")
    assert not page.locator(FIELD).is_visible()
    page.click(".find-open")
    page.keyboard.type("担当")
    answered(page)
    box = page.locator("#header-find-list").bounding_box()
    assert box["x"] == 0 and box["width"] == 390 and box["y"] + box["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.locator(FIELD).is_visible()
    page.click(".find-open")
    page.click(".find-back")
    assert not page.locator(FIELD).is_visible()
    assert page.wrong == []


def test_a_click_elsewhere_closes_the_list(visit):
    page = visit("index.html")
    typed(page, "担当")
    page.mouse.click(300, 20)  # the header: nothing there leads anywhere
    assert not page.locator("#header-find-list").is_visible()
