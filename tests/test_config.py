"""The jobs of a `pyproject.toml`, and values that cannot be meant."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from openapi_vendor.config import Config, Include, Job, Limits, jobs
from openapi_vendor.diagnostics import Refused
from openapi_vendor.report import render

FULL = """
[project]
name = "other"

[tool.openapi-vendor]
output = "clients"
strict = true
limits = { max-bytes = 1000 }

[[tool.openapi-vendor.documents]]
document = "specs/one.yaml"

[[tool.openapi-vendor.documents]]
document = "specs/two.yaml"
output = "elsewhere"
package = "two"
strict = false
validate = false
templates = "mine"
overlays = ["fix.yaml"]
allow-file-refs = ["common"]
allow-http-refs = ["https://example.com"]
allow-unsafe-patterns = ["/components/schemas/Host/pattern"]
limits = { max-depth = 10, max-nodes = 20 }

[tool.openapi-vendor.documents.include]
tags = ["a"]
paths = ["/a*"]
operations = ["GET /b", "c"]

[tool.openapi-vendor.documents.names]
"/components/schemas/Pet" = "Animal"
"""


def test_jobs(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(FULL)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    one = Job(tmp_path / "specs/one.yaml", tmp_path / "clients", Config(strict=True, limits=Limits(max_bytes=1000)))
    two = Job(
        tmp_path / "specs/two.yaml",
        tmp_path / "elsewhere",
        Config(
            package="two",
            validate=False,
            templates=tmp_path / "mine",
            names={"/components/schemas/Pet": "Animal"},
            include=Include(("a",), ("/a*",), ("GET /b", "c")),
            overlays=(tmp_path / "fix.yaml",),
            allow_file_refs=(tmp_path / "common",),
            allow_http_refs=("https://example.com",),
            allow_unsafe_patterns=("/components/schemas/Host/pattern",),
            limits=Limits(max_depth=10, max_nodes=20),
        ),
    )
    assert jobs(tmp_path) == jobs(tmp_path / "deep" / "er") == jobs(tmp_path / "pyproject.toml") == (one, two)


def test_paths_are_short_where_they_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_text(FULL)
    monkeypatch.chdir(tmp_path)
    assert jobs(Path("."))[0].document == Path("specs/one.yaml")
    assert Include().everything
    assert not Include(tags=("a",)).everything


ONE = '[[tool.openapi-vendor.documents]]\ndocument = "a.yaml"\noutput = "out"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "[tool.openapi-vendor] lists no documents"),
        ("[tool", "not TOML: "),
        ("[tool]\nopenapi-vendor = 3", "`tool.openapi-vendor` must be a table, not 3"),
        ("[tool.openapi-vendor]\ndocuments = 3", "`tool.openapi-vendor.documents` must be a list of tables"),
        (
            "[tool.openapi-vendor]\ndocuments = [3]",
            "`tool.openapi-vendor.documents` must be a list of tables",
        ),
        ("[tool.openapi-vendor]\noutputs = 'a'\n" + ONE, "`tool.openapi-vendor.outputs` is not known"),
        (ONE + "strickt = true", "`tool.openapi-vendor.documents[0].strickt` is not known"),
        (ONE + "allow_http_refs = []", "`tool.openapi-vendor.documents[0].allow_http_refs` is not known"),
        (ONE + "strict = 'yes'", "documents[0].strict` must be true or false, not 'yes'"),
        (ONE + "package = 'a-b'", "package 'a-b' is not a name that Python can import"),
        (ONE + "package = 'class'", "package 'class' is not a name"),
        (ONE + "package = ''", "documents[0].package` must be some text"),
        (ONE + "templates = ''", "documents[0].templates` must be some text"),
        (ONE + "templates = 1", "documents[0].templates` must be a string, not 1"),
        (ONE + "overlays = ['']", "documents[0].overlays` must be a list of strings"),
        (ONE + "include = {tags = ['']}", "documents[0].include.tags` must be a list of strings"),
        (ONE + "include = []", "documents[0].include` must be a table, not []"),
        (ONE + "overlays = 'a'", "documents[0].overlays` must be a list of strings"),
        (ONE + "overlays = [1]", "documents[0].overlays` must be a list of strings"),
        (ONE + "limits = {max-bytes = true}", "documents[0].limits.max-bytes` must be a whole number"),
        (ONE + "limits = {max-bytes = 0}", "limits must be positive"),
        (ONE + "limits = {max-depth = 1000}", "the limit max_depth is 500 at most"),
        (ONE + "limits = {depth = 1}", "documents[0].limits.depth` is not known"),
        (ONE + "include = {tag = []}", "documents[0].include.tag` is not known"),
        (ONE + "names = {a = 'B'}", "'a' is not a JSON pointer"),
        (ONE + "names = {'/a' = 'B C'}", "'B C' is not a name in Python"),
        (ONE + "names = {'/a' = 3}", "documents[0].names./a` must be a string, not 3"),
        (ONE + "allow-unsafe-patterns = true", "documents[0].allow-unsafe-patterns` must be a list of strings"),
        (ONE + "allow-unsafe-patterns = ['a']", "'a' is not a JSON pointer"),
        (ONE + "allow-http-refs = ['example.com']", "'example.com' is not a web origin"),
        (ONE + "allow-http-refs = ['https://example.com/x']", "is not a web origin"),
        ("[[tool.openapi-vendor.documents]]\noutput = 'a'", "documents[0].document` is missing"),
        ("[[tool.openapi-vendor.documents]]\ndocument = 'a'", "documents[0].output` is missing"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(Refused) as caught:
        jobs(file)
    shown = render([caught.value.diagnostic], None)
    assert shown.startswith(f"{file}")
    assert "error[config]: " in shown
    assert message in shown


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[tool.openapi-vendor]\nouput = 'a'\n" + ONE, "output"),
        (ONE + "docment = 'a'", "document"),
        (ONE + "strickt = true", "strict"),
        (ONE + "allow_http_refs = []", "allow-http-refs"),
        (ONE + "limits = {max_bytes = 1}", "max-bytes"),
        (ONE + "include = {path = []}", "paths"),
        (ONE + "pagination = {a = {by = 'next-url', nxt = '/a'}}", "next"),
    ],
)
def test_what_a_misspelt_key_meant(tmp_path: Path, text: str, meant: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(Refused) as caught:
        jobs(tmp_path)
    assert caught.value.diagnostic.hint == f"Did you mean `{meant}`?"
    assert caught.value.diagnostic.location.file == str(tmp_path / "pyproject.toml")
    assert caught.value.diagnostic.location.pointer[:2] == ("tool", "openapi-vendor")


def test_every_field_of_a_configuration_has_a_key(tmp_path: Path) -> None:
    """The table of the documentation lists the keys of `Config` and its records."""
    documented = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text("utf-8")
    for record in (Config, Include, Limits):
        for field in fields(record):
            assert f"`{field.name.replace('_', '-')}`" in documented


def test_the_place_of_a_syntax_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\na = = 1\n")
    with pytest.raises(Refused) as caught:
        jobs(tmp_path)
    assert (caught.value.diagnostic.line, caught.value.diagnostic.column) == (2, 5)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xff")
    with pytest.raises(Refused, match="not UTF-8"):
        jobs(tmp_path)
