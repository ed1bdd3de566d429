"""Work grows no faster than the document does: calls are counted, not seconds, so that no busy machine fails this."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from openapi_vendor import formatting, pipeline
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.render import Renderer
from tests.scale.document import document

ROOT = Path(__file__).resolve().parent.parent
SMALL = 10
"""Resources of the smallest document: so many that what is done once does not count much."""

SLACK = 1.05
"""Dictionaries and sorting may cost this much more, in what grows fourfold."""


def write(folder: Path, size: int) -> Path:
    path = folder / f"{size}.json"
    path.write_text(json.dumps(document(SMALL * size)))
    return path


def calls(work: Callable[[], object]) -> Counter[str]:
    """How often functions were called during `work`, by the module of the caller or of the function."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: Any) -> None:
        if event in ("call", "c_call"):
            counted[frame.f_code.co_filename] += 1

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return counted


def generate(path: Path, *, validate: bool = False) -> pipeline.Result:
    result = pipeline.generate(path, Config(package="scale", validate=validate))
    assert not [found for found in result.diagnostics if found.severity >= Severity.WARNING]
    return result


@pytest.mark.parametrize("validate", [False, True], ids=["generation", "with validation"])
def test_calls_grow_with_the_document(validate: bool, tmp_path: Path) -> None:
    generate(write(tmp_path, 1), validate=validate)  # imports, and fills what is cached for ever
    small, medium, large = (
        calls(lambda path=path: generate(path, validate=validate))  # type: ignore[misc]
        for path in (write(tmp_path, size) for size in (1, 4, 16))
    )
    for less, more in ((small, medium), (medium, large)):
        worst = {name: (less[name], count) for name, count in more.most_common(20) if count > 4 * SLACK * less[name]}
        assert more.total() <= 4 * SLACK * less.total(), f"grew more than the document: {worst}"


def test_descendants_of_one_base_cost_no_more_each(tmp_path: Path) -> None:
    """One base with a discriminator and more and more descendants, each mapped: hundreds in the largest documents."""

    def one(size: int) -> Path:
        names = [f"Kind{number}" for number in range(20 * size)]
        mapping = {name.lower(): f"#/components/schemas/{name}" for name in names}
        text = {"type": "string"}
        base = {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": text},
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        }
        own = {"type": "object", "properties": {"other": text}}
        kinds = {name: {"allOf": [{"$ref": "#/components/schemas/Base"}, own]} for name in names}
        schema = {"schema": {"$ref": "#/components/schemas/Base"}}
        answer = {"200": {"description": "d", "content": {"application/json": schema}}}
        found = {
            "openapi": "3.1.0",
            "info": {"title": "Scale", "version": "1"},
            "servers": [{"url": "https://scale.example.com"}],
            "paths": {"/a": {"get": {"operationId": "a", "responses": answer}}},
            "components": {"schemas": {"Base": base, **kinds}},
        }
        path = tmp_path / f"base-{size}.json"
        path.write_text(json.dumps(found))
        return path

    generate(one(1))
    small, large = (calls(lambda path=path: generate(path)) for path in (one(4), one(16)))  # type: ignore[misc]
    name = str(ROOT / "generator" / "openapi_vendor" / "lowering" / "inheritance.py")
    assert large[name] <= 4 * SLACK * small[name]
    assert large.total() <= 4 * SLACK * small.total()


def test_each_file_is_rendered_once_and_black_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: Counter[str] = Counter()
    formatted: list[str] = []
    render, format_source = Renderer.render, formatting.format_source

    def counted_render(self: Renderer, file: Any) -> str:
        rendered[file.path] += 1
        return render(self, file)

    def counted_format(text: str, name: str = "") -> str:
        formatted.append(text)
        return format_source(text, name)

    monkeypatch.setattr(Renderer, "render", counted_render)
    monkeypatch.setattr("openapi_vendor.python.layout.format_source", counted_format)
    files = generate(write(tmp_path, 4)).files
    assert set(rendered.values()) == {1}
    assert set(rendered) == {name for name in files if not name.startswith("_runtime/") and name != "py.typed"}
    assert formatted == []


def test_a_run_that_changes_nothing_imports_little() -> None:
    code = "import sys, openapi_vendor.cli; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    imported = set(shown.split())
    costly = (
        "jinja2 rich black yaml jsonschema openapi_spec_validator httpx2 openapi_vendor.pipeline openapi_vendor.source"
    )
    assert not imported & set(costly.split())


def test_importing_a_package_does_not_grow_with_it(tmp_path: Path) -> None:
    """The package, a client, and one group of operations: as many modules whatever else there is."""
    imported: list[set[str]] = []
    for size in (1, 4):
        folder = tmp_path / str(size) / "scale"
        for name, text in generate(write(tmp_path, size)).files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        code = "import sys, scale; client = scale.Client(); client.group_0; print(*sys.modules)"
        shown = subprocess.run(
            [sys.executable, "-c", code], cwd=folder.parent, capture_output=True, text=True, check=True
        ).stdout
        imported.append({name for name in shown.split() if name.startswith("scale")})
    assert imported[0] == imported[1]
    assert not any(name.startswith("scale.models.") for name in imported[0])
