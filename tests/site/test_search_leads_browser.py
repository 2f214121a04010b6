"""小标题 stand among the results of the search page as a kind of their own."""

from __future__ import annotations

import random
import shutil
from urllib.parse import urlencode

import pytest

from build_tools.pages.data import FOLDER, DataFolder
from build_tools.pages.lead_data import LeadData
from build_tools.pages.names import names
from build_tools.pages.writer import Written
from build_tools.search import find_leads
from build_tools.search.leads import BUDGET
from build_tools.vocabulary import load_vocabulary
from tests.conftest import eventually, retire


def test_the_search_page_lists_leads_that_hold_the_words(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#q=不够")
    page.wait_for_selector(".lead-hits li")
    rows = page.locator(".lead-hits li a").all_text_contents()
    assert rows and all("不够" in words for words in rows)
    page.click(".lead-hits p a")
    page.wait_for_selector(".points-status:has-text('条')")
    assert page.input_value("#points-words") == "不够"
    retire(context)


def test_a_filter_of_the_search_page_narrows_them_too(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    kinds = page.locator(".lead-hits li span")
    page.goto(f"file://{searchable}/search.html#q=学习")
    eventually(page, lambda: any("问题" in words for words in kinds.all_text_contents()))
    page.goto(f"file://{searchable}/search.html#q=学习&part=措施")
    page.reload()
    page.wait_for_selector(".lead-hits li")
    eventually(page, lambda: all("措施" in words for words in kinds.all_text_contents()))
    assert kinds.count() > 0
    retire(context)


@pytest.mark.parametrize(
    "query",
    [
        "不够",
        "学习 不够",
        "“学习” -调研",
        "GDP",
        "学",
        "年度:2021 学习",
        "-学习",
        "不 学习",
        "鲲鹏展翅",
        "<img>",
        "constructor",
    ],
)
def test_the_terminal_lists_the_same(browser, searchable, query):
    answer = find_leads(searchable / "assets" / "structures-data", query)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#{urlencode({'q': query})}")
    page.wait_for_selector(".lead-hits", state="attached")
    links = page.locator(".lead-hits li a")
    eventually(page, lambda: links.count() == len(answer.rows))
    page.wait_for_timeout(100 if not answer.rows else 0)
    assert links.all_text_contents() == [row.text for row in answer.rows]
    ends = links.evaluate_all("all => all.map((a) => a.href)")
    assert all(end.endswith("/" + row.url) for end, row in zip(ends, answer.rows, strict=True))
    assert page.locator(".lead-hits").is_visible() == bool(answer.total)
    said = f"小标题{'共' if answer.exact else '至少'} {answer.total} 条"
    assert not answer.total or page.locator(".lead-hits .more").text_content().startswith(said)
    retire(context)


# ---------------------------------------------------------------- many of them

PARTS, PATTERNS = list(names().parts), load_vocabulary().leads.names
GROUPS = {"2021-1": "问题", "2022-1": "问题", "part-causes": "原因", "part-remedies": "措施"}
COMMON, SELDOM = "学习不够深入系统", [chr(0x4E00 + 5 * n) for n in range(3000)]


def made_rows(group, part, count, dice):
    """Rows of a group in their order, as points.py has them."""
    rows = []
    for n in range(count):
        text = "".join(dice.choice(SELDOM) for _ in range(6))
        for size, share in ((4, 0.1), (2, 0.3), (1, 0.2)):
            if dice.random() < share:
                start = dice.randrange(len(COMMON) - size)
                text = text[:3] + COMMON[start : start + size] + text[3:]
        about = (dice.choice([None, 2021, 2022]), f"第{n % 40}局", dice.choice(["个人", None]), "水利", n % 50 == 0)
        named = 3 if part != "问题" and n % 7 == 0 else 0
        key = (PARTS.index(part), n % 4, not about[4], -(about[0] or 0), f"x{group}{n:05}", 0, "s1", about, named)
        rows.append((key, text))
    return sorted(rows)


@pytest.fixture(scope="module")
def crowded(searchable, tmp_path_factory):
    """The site with so many made-up 小标题 that a lookup cannot load them all: its folder, the rows by group."""
    site = tmp_path_factory.mktemp("crowded") / "site"
    shutil.copytree(searchable, site, ignore=shutil.ignore_patterns("search-index", "points", "materials"))
    data = LeadData(DataFolder(site, Written()), PARTS, PATTERNS)
    dice = random.Random(7)
    rows = {group: made_rows(group, part, 6000, dice) for group, part in GROUPS.items()}
    for group, some in rows.items():
        assert list(data.passing(group, some, len(some))) == some
    data.finish({"year": [], "sector": [], "subject": []}, {"first": [], "second": [], "third": ["2022-1"]})
    return site, rows


@pytest.fixture
def finder(browser, crowded):
    """Looks for 小标题 in a page of the crowded site; the names of the files loaded are in `seen`."""
    context = browser.new_context()
    page = context.new_page()
    page.seen = []
    page.on("request", lambda r: page.seen.append(r.url.partition("structures-data/")[2].partition(".js")[0]))
    page.goto(f"file://{crowded[0]}/search.html")
    eventually(page, lambda: page.evaluate("Boolean(window.archiveSearchUi.findLeads && window.archiveSearch)"))
    page.find = lambda question, limit=6: page.evaluate(
        "([q, n]) => archiveSearchUi.findLeads(q, n)", [question, limit]
    )
    yield page
    retire(context)


QUERIES = [
    "学习",
    "学习 不够",
    "不够深入",
    "学习不够深",
    "学 习",
    "学 学习",
    "够 深入系统",
    "系",
    "丁丂",
    "学习不够深入系统又",
    "GDP",
]


def holding(rows, words, groups=GROUPS):
    """All rows that hold the words, in order."""
    return [(key, text) for group in groups for key, text in rows[group] if all(w in text for w in words.split())]


@pytest.mark.parametrize("query", QUERIES)
def test_within_a_budget_browser_and_reference_find_the_same_first_ones(finder, crowded, query):
    site, rows = crowded
    reference = find_leads(site / FOLDER, query)
    answer = finder.find({"words": query, "budget": BUDGET})
    if len(query) > 1:
        assert [row["text"] for row in answer["rows"]] == [row.text for row in reference.rows]
        assert (answer["total"], answer["exact"]) == (reference.total, reference.exact)
    truth = holding(rows, query)
    assert [row["text"] for row in answer["rows"]] == [text for _, text in truth][: len(answer["rows"])]
    assert answer["total"] == len(truth) if answer["exact"] else answer["total"] <= len(truth)
    sizes = [(site / FOLDER / f"{name}.js").stat().st_size for name in finder.seen if "points/" in name]
    assert sum(sizes) < 3 * BUDGET * 1024  # as they are before compression


def test_two_common_words_load_little_and_are_counted_to_the_last(finder, crowded):
    answer = finder.find({"words": "学习 不够", "budget": BUDGET})
    assert answer["exact"] and answer["total"] == len(holding(crowded[1], "学习 不够")) > 6
    assert len(answer["rows"]) == 6
    assert len([name for name in finder.seen if "points/rows-" in name]) <= 6


def test_what_no_list_tells_stops_at_the_budget_and_says_so(finder, crowded):
    everything = len(list((crowded[0] / FOLDER / "points").glob("rows-*.js")))
    answer = finder.find({"words": "丁 丂 丄", "budget": BUDGET})
    assert not answer["exact"]
    assert len([name for name in finder.seen if "points/rows-" in name]) < everything / 2


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ({"year": ["2021"]}, lambda group, key: key[7][0] == 2021),
        ({"year": [""]}, lambda group, key: key[7][0] is None),
        ({"year": ["2021", "2022"], "subject": ["个人"]}, lambda group, key: key[7][0] and key[7][2] == "个人"),
        ({"part": ["措施"]}, lambda group, key: group == "part-remedies"),
        ({"part": ["措施", "原因"], "unit": ["第7局"]}, lambda group, key: "part" in group and key[7][1] == "第7局"),
        ({"pattern": [PATTERNS[2]]}, lambda group, key: key[1] == 2),
        ({"aspects": ["2022-1"]}, lambda group, key: group == "2022-1"),
        ({"frameworks": ["2021", "2022"]}, lambda group, key: group[:4] in ("2021", "2022")),
        ({"group": "part-causes", "all": True}, lambda group, key: group == "part-causes"),
        ({"strand": "third"}, lambda group, key: group == "2022-1" or key[8] == 3),
    ],
)
@pytest.mark.parametrize("words", ["", "学习", "学习不够"])
def test_what_is_asked_for_besides_words_narrows_as_it_says(finder, crowded, question, fits, words):
    rows = {group: [row for row in some if fits(group, row[0])] for group, some in crowded[1].items()}
    truth = holding(rows, words)
    answer = finder.find({"words": words, **question}, 20)
    assert [row["text"] for row in answer["rows"]] == [text for _, text in truth[:20]]
    whole = finder.find({"words": words, **question, "all": True}, 20)
    assert (whole["total"], whole["exact"]) == (len(truth), True)


def test_an_outdated_lookup_stops_and_loads_nothing_more(finder):
    answer = finder.evaluate(
        "() => { let asked = 0; return archiveSearchUi.findLeads({words: '学习', going: () => (asked += 1) < 2}, 6) }"
    )
    assert answer is None
    assert [name for name in finder.seen if "points/shelf-" in name]
    assert not [name for name in finder.seen if "points/rows-" in name]


def test_what_is_kept_of_the_data_is_bounded_by_its_size(finder, crowded):
    files = len(list((crowded[0] / FOLDER / "points").glob("rows-*.js")))
    kept = finder.evaluate(
        "async (files) => { for (let n = 0; n < files; n += 1) await archiveSearchUi.data(`points/rows-${n}`);"
        " return archiveSearchUi.dataKept() }",
        files,
    )
    assert 1e6 < kept["bytes"] <= 4e6
    assert 1 < kept["files"] < files
    first = finder.evaluate("async () => (await archiveSearchUi.data('points/rows-0'))[1].length")
    assert first == 256
    assert finder.seen.count("points/rows-0") == 2


def test_nothing_of_the_leads_is_loaded_before_the_results_are_drawn(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    seen, held, free = [], [], []
    page.on("request", lambda r: seen.append(r.url))

    def hold(route):
        route.continue_() if free else held.append(route)

    page.route("**/search-index/**", hold)
    page.goto(f"file://{searchable}/search.html#q=学习", wait_until="commit")
    page.wait_for_selector(".lead-hits", state="attached")
    eventually(page, lambda: held)
    assert page.evaluate("Boolean(window.archiveSearchUi.findLeads)")
    assert not page.locator(".hit").count() and not [url for url in seen if "structures-data" in url]
    free.append(True)
    for route in held:
        route.continue_()
    page.wait_for_selector(".lead-hits li")
    assert page.locator(".hit").count()
    retire(context)
