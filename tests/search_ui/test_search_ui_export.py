"""The search page: taking results away."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote

from tests.conftest import eventually
from tests.search_ui.conftest import searched, total


def test_results_are_copied_as_text_and_as_csv(visit, served):
    page = searched(visit, served, permissions=["clipboard-read", "clipboard-write"])
    page.click("text=复制本页")
    page.wait_for_selector(".find-said-line:not(:empty)")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("查找：担当（共 ") and "\n1. " in text and "\n10. " in text
    assert re.search(served + r"/materials/[\w-]+\.html#", text)
    page.click("text=复制为表格")
    eventually(page, lambda: page.evaluate("navigator.clipboard.readText()") != text)
    rows = list(csv.reader(io.StringIO(page.evaluate("navigator.clipboard.readText()"))))
    assert len(rows) == 11 and rows[0][:3] == ["序号", "标题", "小标题"]


def test_copying_where_the_page_is_not_secure(visit):
    page = searched(visit, None, before="Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.click("text=复制本页")
    page.wait_for_selector(".find-said-line:not(:empty)")
    assert "已复制本页 10 处" in page.locator(".find-said-line").inner_text()
    page.evaluate(
        "const area = document.createElement('textarea'); area.id = 'paste'; document.body.prepend(area); area.focus()"
    )
    page.keyboard.press("Control+v")
    assert page.input_value("#paste").startswith("查找：担当")
    assert page.wrong == []


def test_a_file_for_excel(visit, base):
    page = searched(visit, base)
    with page.expect_download() as download:
        page.click("text=下载 CSV")
    assert download.value.suggested_filename == "查找结果_担当.csv"
    data = open(download.value.path(), "rb").read()  # noqa: PTH123, SIM115
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == total(page) + 1 and {len(row) for row in rows} == {9}
    assert page.wrong == []


def test_no_cell_is_a_formula(visit, faked):
    page = searched(visit, faked, "q=" + quote("恶意"))
    with page.expect_download() as download:
        page.click("text=下载 CSV")
    data = open(download.value.path(), encoding="utf-8-sig", newline="").read()  # noqa: PTH123, SIM115
    row = list(csv.reader(io.StringIO(data)))[1]
    assert row[1].startswith("'=1+1") and row[2].startswith("'+cmd") and row[3] == "'-2" and row[5] == "'@SUM(A1)"
    assert page.locator(".hits img, .hits script").count() == 0 and page.wrong == []
