"""What the specification finds wrong with a document: which finding, where, in which words."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor import worker
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Severity
from openapi_vendor.pipeline import generate
from openapi_vendor.report import render
from openapi_vendor.source import Sources
from openapi_vendor.validation import check, run, validate

RULES = Path(__file__).resolve().parent / "validation"
HEAD = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n"
HEAD_31 = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


def said(folder: Path, text: str, config: Config | None = None) -> str:
    """All that is said about a document, without the name of its folder."""
    config = config or Config()
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    diagnostics = Diagnostics()
    sources = Sources(config, diagnostics)
    validate(sources.load(path), sources, config, diagnostics)
    return render(diagnostics, sources).replace(f"{folder}{os.sep}", "")


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if ": warning[" in line or ": note[" in line or ": error[" in line]


@pytest.mark.parametrize(
    "text",
    [
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n",
        HEAD + "paths: {}\n",
        HEAD_31 + "paths: {}\n",
        HEAD_31 + "webhooks: {}\n",
        "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {}\n",
    ],
)
def test_nothing_is_said_about_a_good_document(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == ""


@pytest.mark.parametrize("rule", sorted(path.stem for path in RULES.glob("*.yaml")))
def test_rules(tmp_path: Path, rule: str) -> None:
    """Each document of tests/validation/ breaks one rule; the text beside it is what must be said."""
    expected = (RULES / f"{rule}.txt").read_text(encoding="utf-8")
    assert said(tmp_path, (RULES / f"{rule}.yaml").read_text(encoding="utf-8")) == expected


def test_strict_makes_errors(tmp_path: Path) -> None:
    text = HEAD + "paths: {}\ncustom: 1\ncomponents: {schemas: {A: {$ref: '#/b'}}}\n"
    for line in lines(said(tmp_path, text, Config(strict=True))):
        assert ": error[" in line


def test_findings_stand_in_the_file_that_they_are_about(tmp_path: Path) -> None:
    (tmp_path / "pet.yaml").write_text("Pet:\n  type: integer\n  default: x\n")
    told = said(tmp_path, HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: 'pet.yaml#/Pet'}}}\n")
    assert lines(told) == [
        "pet.yaml:3:12: warning[spec-default]: the default is the string 'x', but its schema wants an integer"
    ]


@pytest.mark.parametrize(
    ("reference", "times"),
    # What one option would allow is said once.
    [("http://127.0.0.1:9/x.yaml", 1), ("ftp://127.0.0.1:9/x", 2), ("../x.yaml", 1), ("data:,{}", 2)],
)
def test_nothing_is_fetched(tmp_path: Path, reference: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", fetched)
    monkeypatch.setattr("socket.create_connection", fetched)
    monkeypatch.setattr("urllib.request.urlopen", fetched)
    monkeypatch.setattr("jsonschema_path.retrievers.urlopen", fetched)
    text = HEAD + "paths:\n  /a: {get: {responses: {'200': {$ref: REF}}}}\ncomponents: {schemas: {A: {$ref: REF}}}\n"
    told = said(tmp_path, text.replace("REF", f"'{reference}'"))
    assert [line.split(": ")[1] for line in lines(told)] == ["warning[ref-denied]"] * times


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "paths: [1]\n",
        HEAD + "paths: {/a: {get: {parameters: [x]}}}\n",
        HEAD + "paths: {/a: 3, /b: {get: []}}\ntags: x\ncomponents: {schemas: {A: {properties: [], allOf: 3}}}\n",
        HEAD + "paths: {'/a{': {get: {responses: {'200': {description: d}}}}}\n",
        HEAD + "tags: [{}]\npaths: {}\n",
        HEAD + "paths: {}\ncomponents: {schemas: {A: {type: integer, multipleOf: 0, default: 3}}}\n",
        HEAD + "paths: {}\ncomponents: {schemas: {A: {type: string, pattern: '(', default: a}}}\n",
        HEAD + "paths: {}\ncomponents: {schemas: {A: {multipleOf: 0.12345678901234567890, default: 1.5}}}\n",
        HEAD_31 + "components: {schemas: {A: {$schema: 3}, B: {$schema: urn:x}, C: {$id: '#'}, D: {type: {}}}}\n",
        "openapi: 3.0.3\n",
        "openapi: [3]\n",
        "openapi: 3.7.1\n",
        "openapi: 2.0\n",
        "swagger: 3.0.0\n",
        "a: 1\n",
    ],
)
def test_the_validator_never_fails_the_run(tmp_path: Path, text: str) -> None:
    told = said(tmp_path, text)
    assert told
    assert "Traceback" not in told


def test_a_lone_surrogate(tmp_path: Path) -> None:
    info = '{"title": "\\ud800", "version": 1, "x": "\\udfff", "license": {}}'
    text = f'{{"openapi": "3.0.3", "info": {info}, "paths": {{}}}}'
    assert [line.partition("warning")[2] for line in lines(said(tmp_path, text))] == [
        "[spec-type]: expected a string, found the number 1",
        "[spec-field]: unknown field 'x'",
        "[spec-missing]: 'name' is missing",
    ]


def test_one_part_that_cannot_be_checked_hides_nothing(tmp_path: Path) -> None:
    text = HEAD + "paths:\n  /a: {get: {parameters: [x], responses: {'200': {description: d}}}}\n"
    text += "  /b/{id}: {get: {responses: {'200': {description: d}}}}\n"
    told = said(tmp_path, text)
    assert "spec-path-parameter" in told
    assert told.count("note[spec-unchecked]") == 1


def test_all_of_is_walked_in_linear_time(tmp_path: Path) -> None:
    twice = "    A{0}: {{allOf: [{{$ref: '#/x/A{1}'}}, {{$ref: '#/x/A{1}'}}]}}\n"
    twice = twice.replace("#/x", "#/components/schemas")
    schemas = "".join(twice.format(n, n + 1) for n in range(60))
    circle = "    B: {allOf: [{items: {$ref: '#/components/schemas/B'}}], required: [x]}\n"
    text = f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}    A60: {{type: object}}\n{circle}"
    assert lines(said(tmp_path, text)) == [
        "a.yaml:67:71: warning[spec-required]: 'x' is required, but not among the properties"
    ]


def test_schemas_nested_deeply_through_references(tmp_path: Path) -> None:
    schemas = "".join(f"    A{n}: {{items: {{$ref: '#/components/schemas/A{n + 1}'}}}}\n" for n in range(1500))
    text = f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}    A1500: {{type: integer, default: x}}\n"
    assert "spec-default" in said(tmp_path, text)
    assert sys.getrecursionlimit() < 10_000


def test_validations_in_threads_leave_the_limit_of_recursion_as_it_was(tmp_path: Path) -> None:
    before = sys.getrecursionlimit()
    inside = threading.Barrier(2, timeout=30)

    def at_once() -> None:
        run._with_deep_stack(inside.wait)

    with ThreadPoolExecutor(2) as threads:
        for _ in range(20):
            for done in [threads.submit(at_once), threads.submit(at_once)]:
                done.result()
    assert sys.getrecursionlimit() == before


def test_the_same_words_whatever_the_hash_seed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "paths: {}\ncomponents: {schemas: {S: {required: [d, a, c, b], allOf: [{}]}}}\n")
    code = "import sys; from pathlib import Path; from openapi_vendor.config import Config; "
    code += "from openapi_vendor.validation import check; print(check(Path(sys.argv[1]), Config()))"
    root = Path(__file__).resolve().parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(outputs) == 1


def test_another_process(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "paths: {}\ncustom: 1\n")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found, inputs = pool.submit(check, path, Config(strict=True)).result()
    assert [(one.severity, one.code) for one in found] == [(Severity.ERROR, "spec-field")]
    assert list(inputs.files) == [path]
    assert [one.code for one in check(tmp_path / "absent.yaml", Config())[0]] == ["unreadable"]


@pytest.fixture
def two_files(tmp_path: Path) -> Path:
    """A document with findings of loading, of validation and of lowering, in two files."""
    (tmp_path / "b.yaml").write_text("P: {type: strin, type: string, required: x}\nQ: {default: 1, default: 2}\n")
    path = tmp_path / "a.yaml"
    refs = "{schemas: {P: {$ref: b.yaml#/P}, Q: {$ref: b.yaml#/Q}, R: {$ref: none.yaml}}}"
    path.write_text(f"{HEAD}paths: {{/a: {{get: {{}}}}}}\ncustom: 1\ncustom: 2\ncomponents: {refs}\n")
    return path


def test_beside_the_other_stages_it_finds_the_same(two_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = generate(two_files)
    started: list[object] = []
    popen = subprocess.Popen

    def counted(*arguments: Any, **options: Any) -> Any:
        started.append(arguments)
        return popen(*arguments, **options)

    monkeypatch.setattr(worker, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(subprocess, "Popen", counted)
    there = generate(two_files)
    assert len(started) == 2  # one validates, one checks what is generated
    assert list(there.diagnostics) == list(here.diagnostics)
    assert {"duplicate-key", "spec-field", "ref-unreadable"} <= {one.code for one in here.diagnostics}
    assert there.sources.inputs == here.sources.inputs
    assert there.files == here.files


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "print('noise')", "import os; os.abort()"])
def test_a_process_that_fails_does_not_matter(two_files: Path, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = generate(two_files)
    monkeypatch.setattr(worker, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(worker, "_PROGRAM", program)
    there = generate(two_files)
    assert there.files == here.files
    missing = set(here.diagnostics) - set(there.diagnostics)
    if "abort" in program:
        assert "spec-unchecked" in {one.code for one in there.diagnostics}
    else:
        assert not missing
