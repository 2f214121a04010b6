"""Every repair rule against its fixture file; the files' form is told in `fixtures.py`."""

from __future__ import annotations

import inspect

import pytest

from build_tools.repair import CHANGES, REPORTS, RULES, Rule
from build_tools.vocabulary import load_vocabulary
from tests.repair.fixtures import FOLDER, UNCHANGED, Case, cases, rules_with_fixtures, shown
from tests.repair.support import accounted, characters, document

VOCABULARY = load_vocabulary()
BY_NAME = {rule.__name__: rule for rule in RULES}
ALL_CASES = [case for name in BY_NAME if name in rules_with_fixtures() for case in cases(name)]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.rule}: {case.title}")
def test_rule(case: Case) -> None:
    given = document(case.given)
    result = BY_NAME[case.rule](given, VOCABULARY)
    if case.expected == UNCHANGED:
        assert shown(result) == shown(given)
        assert result.repairs == () and result.findings == ()
        return
    expected = case.expected.split("\n")
    assert shown(result) == [line for line in expected if not line.startswith("! ")]
    findings = [line.split(" ", 3)[1:] for line in expected if line.startswith("! ")]
    assert len(result.findings) == len(findings), result.findings
    for finding, (code, where, words) in zip(result.findings, findings, strict=True):
        assert (finding.code, finding.where) == (code, where)
        assert words in finding.message
    assert accounted(given, result) == characters(result.text)
    assert {repair.kind for repair in result.repairs} <= {case.rule}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_fixture_with_both_sorts_of_examples(rule: Rule) -> None:
    assert {case.is_negative for case in cases(rule.__name__)} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_stands_in_the_file_of_its_name_and_says_what_it_does(rule: Rule) -> None:
    module = inspect.getmodule(rule)
    assert module is not None and module.__name__ == f"build_tools.repair.{rule.__name__}"
    assert module.__doc__ and rule.__doc__


def test_no_fixture_is_without_a_rule() -> None:
    assert rules_with_fixtures() == set(BY_NAME)


def test_every_changing_rule_has_a_chinese_name() -> None:
    assert set(VOCABULARY.damage.kinds) == {rule.__name__ for rule in CHANGES}


def test_every_finding_of_a_report_is_explained() -> None:
    codes = {line.split(" ", 2)[1] for case in ALL_CASES for line in case.expected.split("\n") if line[:2] == "! "}
    assert codes <= set(VOCABULARY.findings.findings)
    assert REPORTS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_case_of_a_fixture_is_read(rule: Rule) -> None:
    lines = (FOLDER / f"{rule.__name__}.md").read_text(encoding="utf-8").split("\n")
    assert lines.count(".") == 3 * len(list(cases(rule.__name__)))
