"""The configuration has the last word on pages: rules of its own, none at all, and errors for what cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest

from openapi_vendor.config import Config, PageRule, jobs
from openapi_vendor.diagnostics import Refused
from openapi_vendor.pipeline import Result, generate
from openapi_vendor.report import render

DOCUMENT = Path(__file__).parent / "cases" / "pagination" / "document.yaml"


def generated(**pagination: PageRule | None) -> Result:
    return generate(DOCUMENT, Config(package="pages", pagination=pagination))


def errors(result: Result) -> list[str]:
    return [each.message for each in result.diagnostics if each.code == "pagination"]


def test_rules_of_the_configuration() -> None:
    chosen = {
        "listByLink": None,
        "listByMeta": PageRule("cursor", parameter="limit", next="/meta/key", items="/pets"),
        "GET /uncertain/zero": PageRule("page-number", parameter="page"),
        "searchPets": PageRule("cursor", body="/text", next="/next_cursor", more="/has_more", items="/results"),
    }
    result = generated(**chosen)
    # The query parameter does not exist: everything else can be meant.
    assert errors(result) == [
        "the configured pagination of 'listByMeta' cannot work: `parameter`: there is no query parameter 'limit'"
    ]
    table = result.files["pagination.md"]
    assert "list_by_link" not in table
    assert "list_by_meta" not in table
    assert '`PageNumber(parameter="page")` | the body itself | configured |' in table
    assert '`Cursor(body="/text", next="/next_cursor", more="/has_more")` | `/results` | configured |' in table
    assert "def list_by_link() -> Request[" in result.files["operations/pets.py"]
    assert "list_by_link = method(list_by_link)" in result.files["operations/pets.py"]
    assert "list_from_zero = paged_method(list_from_zero)" in result.files["operations/uncertain.py"]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (PageRule("next-url", next="/meta/none", items="/pets"), "`next` ('/meta/none') leads nowhere in the answer"),
        (PageRule("next-url", next="/meta/next_page_url"), "`items` ('') leads to no array in the answer"),
        (PageRule("link-header", items="/meta"), "`items` ('/meta') leads to no array in the answer"),
        (PageRule("cursor", body="/x", next="/meta/key", items="/pets"), "`body` ('/x') leads nowhere in the request"),
        (PageRule("cursor", parameter="q", last="/name", items="/pets"), "`last` ('/name') leads nowhere in an item"),
        (PageRule("offset", parameter="x", items="/pets", total="/n"), "`total` ('/n') leads nowhere in the answer"),
    ],
)
def test_a_rule_that_cannot_work(rule: PageRule, message: str) -> None:
    result = generated(listByMeta=rule)
    assert any(message in each for each in errors(result))
    printed = render(result.diagnostics, result.sources)
    assert "document.yaml:17:7: error[pagination]: the configured pagination of 'listByMeta' cannot work" in printed
    assert "list_by_meta" not in result.files["pagination.md"]


def test_a_name_that_the_document_does_not_have() -> None:
    result = generated(**{"GET /by_metta": None})
    assert errors(result) == ["`pagination` names 'GET /by_metta', which the document does not have"]
    assert "Did you mean 'GET /by_meta'?" in render(result.diagnostics, result.sources)


def read(folder: Path, table: str) -> Config:
    (folder / "pyproject.toml").write_text(
        '[[tool.openapi-vendor.documents]]\ndocument = "a.yaml"\noutput = "out"\n'
        f"[tool.openapi-vendor.documents.pagination]\n{table}\n"
    )
    (job,) = jobs(folder)
    return job.config


def test_the_table_of_the_configuration(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """
listPets = false
"GET /v2/things" = { by = "cursor", parameter = "after", next = "/meta/next", items = "/data" }
search = { by = "cursor", body = "/cursor", last = "/id" }
pages = { by = "page-number", parameter = "page[number]", size = "page[size]", total = "/pages" }
links = { by = "link-header" }
""",
    )
    assert config.pagination == {
        "listPets": None,
        "GET /v2/things": PageRule("cursor", parameter="after", next="/meta/next", items="/data"),
        "search": PageRule("cursor", body="/cursor", last="/id"),
        "pages": PageRule("page-number", parameter="page[number]", size="page[size]", total="/pages"),
        "links": PageRule("link-header"),
    }


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("a = true", "`tool.openapi-vendor.documents[0].pagination.a` must be false, or a table with `by`, not True"),
        ("a = {}", "`tool.openapi-vendor.documents[0].pagination.a.by` is missing or not known"),
        ('a = { by = "magic" }', "pagination.a.by` is missing or not known"),
        ('a = { by = "cursor", paramter = "x" }', "pagination.a.paramter` is not known"),
        ('a = { by = "cursor", parameter = "x" }', "pagination.a` needs `next` or `last`"),
        ('a = { by = "cursor", next = "/x", parameter = "x", body = "/x" }', "needs `parameter` or `body`"),
        ('a = { by = "next-url" }', "pagination.a` needs `next`"),
        ('a = { by = "next-url", next = "x" }', "pagination.a.next` must be a JSON pointer, which begins with `/`"),
        ('a = { by = "offset", size = "x" }', "pagination.a` needs `parameter`"),
        ('a = { by = "offset", parameter = 1 }', "pagination.a.parameter` must be a string, not 1"),
    ],
)
def test_a_table_that_cannot_be_meant(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(Refused) as caught:
        read(tmp_path, table)
    assert message in caught.value.diagnostic.message
    assert caught.value.diagnostic.location.file == str(tmp_path / "pyproject.toml")
