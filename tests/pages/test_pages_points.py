"""points/: every 小标题 once, in its group, with its data for the filter."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter, defaultdict

import pytest

from build_tools.pages import structures_of
from build_tools.pages.data import FOLDER, DataFolder, script
from build_tools.pages.lead_data import ROWS, LeadData, field_key, packed
from build_tools.pages.points import group_of, group_path
from build_tools.pages.strand_points import SHOWN, StrandLeads
from build_tools.pages.structures import Structures
from build_tools.pages.writer import Written
from build_tools.search.codec import ALPHABET, decode
from build_tools.structures import leads_of, strands_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import hostile, many, material, numbered, plain_outline, section
from tests.pages.reading import Reading, python_markdown, split_page

VOCABULARY = load_vocabulary()
MATERIALS = [*many(40, VOCABULARY), material("x0000000001")]


@pytest.fixture(scope="module")
def pages():
    return {page.path: page.text for page in structures_of(MATERIALS, VOCABULARY).pages()}


def rows_of(text):
    """(material, anchor, text) of the rows of a page."""
    found = re.findall(r'<li><a href="\.\./materials/([^"#]+)\.html#([^"]+)">(.*?)</a>', text)
    return [(one, anchor, Reading(words).words) for one, anchor, words in found]


def test_every_lead_stands_once_in_the_page_of_its_aspect_or_part(pages):
    found = Counter(
        row
        for path, text in pages.items()
        if path.startswith("points/") and not path.startswith("points/strand-")
        for row in rows_of(text)
    )
    wanted = Counter((one.id, lead.anchor, lead.text) for one in MATERIALS for lead in leads_of(one, VOCABULARY))
    assert found == wanted and max(found.values()) == 1
    for one in MATERIALS:
        for lead in leads_of(one, VOCABULARY):
            assert (one.id, lead.anchor, lead.text) in rows_of(pages[group_path(group_of(lead.aspect, lead.part))])


def test_rows_stand_in_groups_of_part_and_pattern(pages):
    text = pages["points/part-remedies.md"]
    assert re.findall(r'<h2 class="part-of-points">(.*?)</h2>', text) == ["措施"]
    names = re.findall(r'<h3 class="pattern">(\S+?)(?: <small>|</h3>)', text)
    assert "…不够…" in names
    assert names == sorted(names, key=VOCABULARY.leads.names.index)


def test_a_group_pages_on_at_200_and_long_ones_are_cut():
    structures = Structures(VOCABULARY)
    inner = [section(f"（{n}）", "长" * 900, part="措施") for n in range(450)]
    outline = type(plain_outline())(None, sections=numbered((section("一、", "措施", within=inner, part="措施"),)))
    structures.add(material(outline=outline))
    pages = {page.path: page.text for page in structures.pages()}
    paths = ["points/part-remedies.md", "points/part-remedies-p2.md", "points/part-remedies-p3.md"]
    assert [len(rows_of(pages[path])) for path in paths] == [200, 200, 50]
    assert all(len(pages[path].encode()) < 400_000 for path in paths)


def test_every_group_has_a_page_even_where_nothing_is_in_it():
    pages = {page.path: page.text for page in Structures(VOCABULARY).pages()}
    assert all(f"points/{aspect}.md" in pages for aspect in VOCABULARY.frameworks.aspects)
    assert "还没有收到" in pages["points/2021-1.md"] and "还没有收到" in pages["points/index.md"]


def test_the_overview_counts_what_there_is(pages):
    words = Reading(python_markdown(split_page(pages["points/index.md"])[1])).words
    total = sum(len(leads_of(one, VOCABULARY)) for one in MATERIALS)
    assert f"共 {total:,} 条" in words


def test_a_strands_page_counts_all_of_its_leads_and_shows_the_first_of_each_pattern(pages):
    found = [(one, lead) for one in MATERIALS for lead in leads_of(one, VOCABULARY)]
    for slug in VOCABULARY.strands.strands:
        mine = [(one, lead) for one, lead in found if slug in strands_of(lead, VOCABULARY)]
        text = pages[f"points/strand-{slug}.md"]
        assert f"共 {len(mine):,} 条" in text
        shown = rows_of(text)
        assert set(shown) <= {(one.id, lead.anchor, lead.text) for one, lead in mine}
        groups = Counter((lead.part, lead.pattern) for _, lead in mine)
        assert len(shown) == len(set(shown)) == sum(min(SHOWN, n) for n in groups.values())
        for (part, pattern), n in groups.items():
            assert (f'data-part="{part}" data-pattern="{pattern}"' in text) == (n > SHOWN)


def test_a_strand_shows_exemplars_and_the_newest_first():
    leads = StrandLeads()
    for n in range(3 * SHOWN):
        key = (0, 0, n != 7, -2000 - n, f"x{n}", 0, "s1", (None, None, None, None, n == 7), 0)
        leads.add(["a"], (key, f"第{n}条"))
    [(part, pattern, count, rows)] = leads.of("a")
    assert (part, pattern, count) == (0, 0, 3 * SHOWN)
    assert [text for _, text in rows] == ["第7条", *(f"第{n}条" for n in range(29, 20, -1))]


# ---------------------------------------------------------------- the filter's data


def data_of(path):
    found = re.fullmatch(r'archiveData\("([^"]+)",(.*)\);\n', path.read_text("utf-8"), re.DOTALL)
    return json.loads(found[2])


def lists_of(folder, head):
    """All lists of the shelves."""
    found = {}
    for n, first in enumerate(head["firsts"]):
        text = data_of(folder / f"shelf-{n}.js")
        assert text.startswith(f"\n{first}\t") and text.endswith("\n")
        lines = [line.split("\t") for line in text.strip("\n").split("\n")]
        found |= {key: decode(numbers) for key, numbers in lines}
    assert list(found) == sorted(found)
    return found


def test_the_data_hold_every_lead_and_the_lists_are_those_of_its_words_and_values(tmp_path):
    for _ in structures_of([*MATERIALS, hostile()], VOCABULARY, tmp_path).pages():
        pass
    folder = tmp_path / FOLDER / "points"
    head = data_of(folder / "head.js")
    wanted, found, files = defaultdict(set), set(), 0
    for group, (count, first, last) in head["groups"].items():
        assert first == files
        files = last + 1
        rows, values = 0, defaultdict(set)
        for n in range(first, files):
            materials, told = data_of(folder / f"rows-{n}.js")
            rows += len(told)
            for place, (m, anchor, text, part, pattern, *named) in enumerate(told):
                one, year, unit, subject, sector, _ = materials[m]
                found.add((one, anchor))
                about = {"part": part, "pattern": pattern, "year": year, "unit": unit, "subject": subject}
                keys = {field_key(name, "" if value is None else value) for name, value in about.items()}
                keys |= {field_key("sector", sector or ""), *(f"named:{strand}" for strand in named)}
                for key in keys.union(map("".join, zip(text.lower(), text.lower()[1:], strict=False))):
                    wanted[key].add(n * ROWS + place)
                for name, value in (("year", year), ("sector", sector), ("subject", subject)):
                    values[name, value].add(one)
        assert rows == count, group
        offered = data_of(folder / f"values-{group}.js")
        told = {(name, value): n for name in offered for value, n in offered[name]}
        assert told == {key: len(ids) for key, ids in values.items() if key[1]}
    assert {key: set(numbers) for key, numbers in lists_of(folder, head).items()} == wanted
    assert found >= {(one.id, lead.anchor) for one in MATERIALS for lead in leads_of(one, VOCABULARY)}


def of_rows(tmp_path, texts):
    """The data of a group of such texts: folder and head."""
    data = LeadData(DataFolder(tmp_path, Written()), ["问题"], ["其他"])
    about = (2021, "某单位", "个人", "水利", False)
    rows = [((0, 0, True, -2021, f"x{n:05}", 0, "s1", about, 0), text) for n, text in enumerate(texts)]
    assert list(data.passing("2021-1", rows, len(rows))) == rows
    data.finish({}, {})
    folder = tmp_path / FOLDER / "points"
    return folder, data_of(folder / "head.js")


def test_files_of_rows_are_small_and_what_they_weigh_is_told(tmp_path):
    folder, head = of_rows(tmp_path, [*("短语" for _ in range(2 * ROWS + 1)), *("长" * 240 for _ in range(60))])
    sizes = [(folder / f"rows-{n}.js").stat().st_size for n in range(head["groups"]["2021-1"][2] + 1)]
    assert len(list(folder.glob("rows-*.js"))) == len(sizes) == 5
    assert weights_of(head["rowWeights"]) == [weight(folder / f"rows-{n}.js") for n in range(5)]
    assert max(sizes) < 40_000


def test_shelves_are_small_and_a_long_list_is_alone(tmp_path):
    texts = [f"共同{chr(0x4E00 + n % 9000)}{chr(0x4E00 + n * 7 % 9000)}" for n in range(20_000)]
    folder, head = of_rows(tmp_path, texts)
    sizes = [(folder / f"shelf-{n}.js").stat().st_size for n in range(len(head["firsts"]))]
    assert len(sizes) > 5 and max(sizes) < 60_000
    assert weights_of(head["shelfWeights"]) == [weight(folder / f"shelf-{n}.js") for n in range(len(sizes))]
    assert len(lists_of(folder, head)["共同"]) == 20_000


def test_the_stamp_changes_with_the_rows_and_only_then(tmp_path):
    stamps = [of_rows(tmp_path / str(n), [text])[1]["stamp"] for n, text in enumerate(["甲乙", "甲乙", "甲丙"])]
    assert stamps[0] == stamps[1] != stamps[2]


def weight(path):
    """Compressed KB."""
    return -(-len(zlib.compress(path.read_bytes(), 1)) // 1024)


def weights_of(text):
    """What `packed` wrote."""
    return [63 * one.count("/") + ALPHABET.index(one[-1]) for one in re.findall("/*[^/]", text)]


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([0, 62], "A+"), ([63, 1], "/AB"), ([130], "//E")])
def test_weights_are_packed_a_character_each(numbers, text):
    assert packed(numbers) == text
    assert weights_of(text) == numbers


def test_data_are_written_only_where_they_changed_and_stale_ones_go(tmp_path):
    def build(materials):
        written = Written()
        structures = Structures(VOCABULARY, tmp_path, written)
        for one in materials:
            structures.add(one)
        for _ in structures.pages():
            pass
        return written

    assert build(MATERIALS).changed
    again = build(MATERIALS)
    assert not again.changed and not again.removed
    assert build([]).removed
    assert not list((tmp_path / FOLDER).rglob("rows-*.js"))


def test_a_data_file_holds_no_character_that_ends_a_line_or_hides():
    text = script("a", ["甲\u2028乙\u202e\ud800</script>"]).decode("utf-8")
    assert text.isprintable() or text.rstrip("\n").isprintable()
