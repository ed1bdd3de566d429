"""Diagnostics as text: places, excerpts, advice; in the order of the files, each once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Location, Refused, Severity
from openapi_vendor.report import SHOWN_PER_CODE, render, report, summary
from openapi_vendor.source import Sources

DOCUMENT = "openapi: 3.1.0\ninfo:\n  title: 値\n  contact: {name: a}\ntags: [{name: b}, {name: c}]\n"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    (tmp_path / "api.yaml").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    loaded = Sources(Config(), Diagnostics())
    loaded.load(Path("api.yaml"))
    return loaded


def found(severity: Severity, code: str, message: str, *pointer: str | int, hint: str = "") -> Diagnostic:
    return Diagnostic(severity, code, message, Location("api.yaml", pointer), hint)


def test_the_format(sources: Sources) -> None:
    diagnostics = [
        found(Severity.WARNING, "late", "second", "tags", 1, "name", hint="Do this."),
        found(Severity.ERROR, "early", "first", "info", "title"),
        Diagnostic(Severity.NOTE, "key", "a key", Location("api.yaml", ("info", "contact")), at_key=True),
        Diagnostic(Severity.ERROR, "syntax", "here", Location("api.yaml"), line=1, column=10),
        Diagnostic(Severity.ERROR, "elsewhere", "no such file", Location("other.yaml")),
    ]
    assert render(diagnostics, sources) == """\
api.yaml:1:10: error[syntax]: here
    1 | openapi: 3.1.0
      |          ^
api.yaml:3:10: error[early]: first
    3 |   title: 値
      |          ^
api.yaml:4:3: note[key]: a key
    4 |   contact: {name: a}
      |   ^
api.yaml:5:26: warning[late]: second
    5 | tags: [{name: b}, {name: c}]
      |                          ^
  help: Do this.
other.yaml: error[elsewhere]: no such file
"""


def test_the_same_finding_once_at_its_worst(sources: Sources) -> None:
    one = found(Severity.WARNING, "code", "message", "info")
    worse = found(Severity.ERROR, "code", "message", "info")
    assert render([one, worse, one], sources).count("[code]") == 1
    assert "error[code]" in render([one, worse], sources)


def test_nothing_steers_the_terminal(sources: Sources) -> None:
    text = render([found(Severity.ERROR, "code", "a\x1b[31m\u202eb\nc", hint="\x07")], sources)
    assert "\\x1b[31m\\u202eb\\nc" in text
    assert "\x07" not in text


def test_without_sources() -> None:
    assert render([found(Severity.ERROR, "config", "wrong")], None) == "api.yaml: error[config]: wrong\n"
    assert render([], None) == ""


def test_many_of_a_kind_are_counted(sources: Sources) -> None:
    warnings = [found(Severity.WARNING, "many", f"number {n}", "info") for n in range(SHOWN_PER_CODE + 5)]
    errors = [found(Severity.ERROR, "bad", f"number {n}", "info") for n in range(SHOWN_PER_CODE + 5)]
    stream = io.StringIO()
    report(warnings + errors, sources, stream)
    assert stream.getvalue().count("warning[many]") == SHOWN_PER_CODE
    assert stream.getvalue().count("error[bad]") == SHOWN_PER_CODE + 5
    assert stream.getvalue().endswith("... and 5 more of [many]\n")
    everything = io.StringIO()
    report(warnings, sources, everything, everything=True)
    assert everything.getvalue() == render(warnings, sources)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_on_a_terminal(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    diagnostics = [found(Severity.ERROR, "code", "[bold]not markup[/bold] :smile:", "tags", 0, hint="Help.")]
    coloured = _Terminal()
    report(diagnostics, sources, coloured)
    assert "\x1b[" in coloured.getvalue()
    assert "[bold]not markup[/bold] :smile:" in coloured.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = _Terminal()
    report(diagnostics, sources, plain)
    assert "\x1b[3" not in plain.getvalue()


def test_plain_where_there_is_no_terminal(sources: Sources, capsys: pytest.CaptureFixture[str]) -> None:
    diagnostics = [found(Severity.ERROR, "code", "x" * 300, "tags", 0)]
    report(diagnostics, sources)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == render(diagnostics, sources)


def test_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"a: 1\nb: \xff\n")
    sources = Sources(Config(), Diagnostics())
    with pytest.raises(Refused) as caught:
        sources.load(tmp_path / "bad.yaml")
    assert "bad.yaml:2:4: error[encoding]" in render([caught.value.diagnostic], sources)
    assert "    2 | b: \ufffd\n      |    ^\n" in render([caught.value.diagnostic], sources)


def test_summary() -> None:
    error, warning = found(Severity.ERROR, "a", "a"), found(Severity.WARNING, "b", "b")
    assert summary([error, warning, warning, found(Severity.NOTE, "c", "c")]) == "1 error, 2 warnings"
    assert summary([warning]) == "1 warning"
    assert summary([]) == ""
