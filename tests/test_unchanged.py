"""A run that changes nothing is proven by the package's record, and by nothing less."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from openapi_vendor import cli, pipeline, unchanged
from openapi_vendor.config import Config, Job, Limits
from openapi_vendor.manifest import MANIFEST
from openapi_vendor.unchanged import find_unchanged

DOCUMENT = """openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    get:
      tags: [a]
      operationId: a
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'models/pet.yaml#/Pet'}}}}}
"""
PET = "Pet: {type: object, properties: {name: {type: string}}}\n"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    (tmp_path / "in" / "models").mkdir(parents=True)
    (tmp_path / "in" / "models" / "pet.yaml").write_text(PET)
    (tmp_path / "in" / "api.yaml").write_text(DOCUMENT)
    return Job(tmp_path / "in" / "api.yaml", tmp_path / "out", Config(package="pets"))


def run(job: Job, *options: str) -> tuple[int, str]:
    """Exit code and words."""
    package = ["--package", job.config.package] if job.config.package else []
    arguments = ["generate", str(job.document), "--output", str(job.output), *package, *options]
    result = CliRunner().invoke(cli.app, arguments)
    return result.exit_code, result.output


def test_the_second_run_reads_no_document(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_unchanged(job) is None
    assert run(job)[0] == 0
    found = find_unchanged(job)
    assert found is not None
    assert found.folder == job.output / "pets"
    monkeypatch.setattr(pipeline, "generate", None)
    assert run(job) == (0, f"{job.output / 'pets'} is up to date\n")
    assert run(job, "--check") == (0, f"{job.output / 'pets'} is up to date\n")
    assert "internal error" in run(job, "--full")[1]


def test_the_record_names_no_place_of_this_machine(job: Job, tmp_path: Path) -> None:
    run(job)
    record = (job.output / "pets" / MANIFEST).read_text()
    assert list(json.loads(record)["referenced"]) == ["models/pet.yaml"]
    assert str(tmp_path) not in record
    moved = tmp_path / "elsewhere"
    (tmp_path / "in").rename(moved)
    assert find_unchanged(replace(job, document=moved / "api.yaml")) is not None


CHANGES: dict[str, Callable[[Path], object]] = {
    "the document": lambda folder: (folder / "in/api.yaml").write_text(DOCUMENT + "\n"),
    "what it refers to": lambda folder: (folder / "in/models/pet.yaml").write_text(PET + "\n"),
    "no document": lambda folder: (folder / "in/api.yaml").unlink(),
    "no file that it refers to": lambda folder: (folder / "in/models/pet.yaml").unlink(),
    "an edited file": lambda folder: (folder / "out/pets/client.py").write_text("# mine\n"),
    "a missing file": lambda folder: (folder / "out/pets/py.typed").unlink(),
    "a missing record": lambda folder: (folder / "out/pets" / MANIFEST).unlink(),
    "a broken record": lambda folder: (folder / "out/pets" / MANIFEST).write_text("{}"),
    "another name": lambda folder: (folder / "out/pets").rename(folder / "out/cats"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(change: Callable[[Path], object], job: Job, tmp_path: Path) -> None:
    run(job)
    assert find_unchanged(job) is not None
    change(tmp_path)
    assert find_unchanged(job) is None
    assert find_unchanged(replace(job, config=Config())) is None


def test_a_linked_file_proves_nothing(job: Job, tmp_path: Path) -> None:
    run(job)
    for path in (job.output / "pets" / "client.py", job.output / "pets" / "models", job.document.parent / "models"):
        path.rename(tmp_path / "real")
        path.symlink_to(tmp_path / "real")
        assert find_unchanged(job) is None
        path.unlink()
        (tmp_path / "real").rename(path)
    assert find_unchanged(job) is not None


@pytest.mark.parametrize(
    "config",
    [
        Config(package="pets", strict=True),
        Config(package="pets", validate=False),
        Config(package="pets", names={"/components/schemas/A": "B"}),
        Config(package="pets", limits=Limits(max_bytes=10)),
        Config(package="cats"),
        Config(),
    ],
)
def test_another_configuration_is_noticed(config: Config, job: Job) -> None:
    run(job)
    assert find_unchanged(replace(job, config=config)) is None


def test_another_generator_is_noticed(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    run(job)
    monkeypatch.setattr(unchanged, "generator_version", lambda: "0.0.0")
    assert find_unchanged(job) is None


def test_without_a_name_the_package_is_found(job: Job) -> None:
    job = replace(job, config=Config())
    run(job)
    found = find_unchanged(job)
    assert found is not None
    assert found.folder == job.output / "t"


def test_warnings_are_counted_and_errors_repeated(job: Job) -> None:
    job.document.write_text(DOCUMENT + "custom: 1\n")
    assert "warning[spec-field]" in run(job)[1]
    assert run(job) == (0, f"{job.output / 'pets'} is up to date; warnings: 1, which --full shows\n")
    assert "warning[spec-field]" in run(job, "--full")[1]
    job.document.write_text(DOCUMENT + "  /b: {get: {responses: {'200': {$ref: '#/nowhere'}}}}\n")
    first = run(job)
    assert first[0] == 1
    assert "error[" in first[1]
    assert run(job)[0] == 1


def test_what_could_not_be_read_proves_nothing(job: Job) -> None:
    """It may be there the next time, or be allowed."""
    job.document.write_text(DOCUMENT + "components: {schemas: {X: {$ref: none.yaml}}}\n")
    run(job)
    assert find_unchanged(job) is None


def test_only_the_record_changed(job: Job) -> None:
    """A comment in the document changes no file: no drift, and the record follows at the next run."""
    run(job)
    job.document.write_text(DOCUMENT + "# a comment\n")
    code, said = run(job, "--check")
    assert code == 0
    assert "up to date" in said
    assert find_unchanged(job) is None
    assert run(job)[0] == 0
    assert find_unchanged(job) is not None
