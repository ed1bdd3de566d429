"""The Python API: `generate(document, config) -> Result`, which touches no disk and raises for no document."""

from __future__ import annotations

from pathlib import Path

import openapi_vendor
from openapi_vendor import Config, Severity, generate

ROOT = Path(__file__).resolve().parent.parent


def test_generate_gives_the_files_of_the_seed() -> None:
    result = generate(ROOT / "specs" / "twilio_conversations.yaml", Config(package="twilio_conversations"))
    assert result.package == "twilio_conversations"
    assert {"__init__.py", "client.py", "errors.py", "validators.py", "py.typed", "README.md"} <= set(result.files)
    assert not result.diagnostics.has_errors
    assert result.counts is not None
    assert result.counts.operations == 1


def test_the_title_names_the_package() -> None:
    assert generate(ROOT / "specs" / "twilio_conversations.yaml").package == "twilio_conversations"


def test_a_refused_document_gives_diagnostics_and_no_files(tmp_path: Path) -> None:
    for name, text in {
        "empty.yaml": "",
        "list.json": "[]",
        "version.yaml": "openapi: 9.0.0",
        "missing.yaml": None,
    }.items():
        document = tmp_path / name
        if text is not None:
            document.write_text(text, encoding="utf-8")
        result = generate(document)
        assert result.files == {}
        assert any(diagnostic.severity is Severity.ERROR for diagnostic in result.diagnostics)


def test_nothing_else_is_exported() -> None:
    assert sorted(openapi_vendor.__all__) == ["Config", "Diagnostic", "Result", "Severity", "generate"]


DANGLING = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /old: {get: {operationId: old, responses: {'200': {$ref: '#/components/responses/Gone'}}}}
  /new: {get: {operationId: new, responses: {'204': {description: d}}}}
"""


def test_a_loss_that_is_named_is_no_error(tmp_path: Path) -> None:
    document = tmp_path / "api.yaml"
    document.write_text(DANGLING)
    assert generate(document).diagnostics.has_errors
    result = generate(document, Config(accept_losses=("/paths/~1old",)))
    assert not result.diagnostics.has_errors
    assert any(found.code == "ref-dangling" and "accepted" in found.hint for found in result.diagnostics)
    assert "def new(" in "".join(result.files.values())
    elsewhere = generate(document, Config(accept_losses=("/paths/~1ol", "/paths/~1new")))
    assert elsewhere.diagnostics.has_errors
    assert [found.code for found in elsewhere.diagnostics].count("accept-losses") == 2
