"""`--templates DIR`: a template of the user's takes the place of ours; and the views it may show are documented."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import black
import jinja2
import pytest
from black.mode import TargetVersion
from jinja2 import meta

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.lowering import lower
from openapi_vendor.pipeline import Result, generate
from openapi_vendor.python import views
from openapi_vendor.python.plan import plan
from openapi_vendor.report import render
from openapi_vendor.resources import templates_folder
from openapi_vendor.source import Sources
from tests.cases_support import case_names, document_of, write_package

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "templates.md").read_text("utf-8")
DOCUMENT = ROOT / "specs" / "twilio_conversations.yaml"
ROW = re.compile(r"^\| `(?P<template>[^`]+\.jinja)` \| (?P<file>[^|]+) \| (?P<view>[^|]+) \|$", re.MULTILINE)


def documented() -> dict[str, set[str]]:
    """The templates of the guide's table, with the views that each is said to get."""
    return {row["template"]: set(re.findall(r"`(\w+View)`", row["view"])) for row in ROW.finditer(GUIDE)}


def planned() -> dict[str, set[str]]:
    """The templates that the cases use, with the views that each got."""
    found: dict[str, set[str]] = {}
    for case in case_names():
        document = document_of(case)
        assert document is not None
        config, diagnostics = Config(), Diagnostics()
        sources = Sources(config, diagnostics)
        api = lower(sources.load(document), sources, config, diagnostics)
        files, _ = plan(api, case, config, diagnostics)
        for file in files:
            found.setdefault(file.template, set()).add(type(file.view).__name__)
    return found


def with_template(folder: Path, name: str, text: str) -> Result:
    (folder / "mine").mkdir(exist_ok=True)
    (folder / "mine" / name).write_text(text, encoding="utf-8")
    return generate(DOCUMENT, Config(package="seed", templates=folder / "mine"))


def test_every_template_is_documented() -> None:
    assert set(documented()) == {path.name for path in templates_folder().glob("*.jinja")}


def test_every_view_is_the_documented_one() -> None:
    guide = documented()
    for template, found in planned().items():
        assert found == guide[template], template


def test_included_templates_show_the_views_of_those_that_include_them() -> None:
    guide, environment = documented(), jinja2.Environment(autoescape=False)
    expected: dict[str, set[str]] = {}
    for path in templates_folder().glob("*.jinja"):
        for included in meta.find_referenced_templates(environment.parse(path.read_text("utf-8"))):
            assert included is not None
            expected.setdefault(included, set()).update(guide[path.name])
    for template, found in expected.items():
        assert guide[template] == found


def test_every_field_of_a_view_is_documented_where_it_stands() -> None:
    """The guide points to `views.py`, so each class there says what it is."""
    for name, view in vars(views).items():
        if name.endswith("View") and isinstance(view, type):
            assert name in GUIDE, name


def test_a_template_takes_the_place_of_ours_and_is_formatted(tmp_path: Path) -> None:
    ours = (templates_folder() / "validators.py.jinja").read_text("utf-8")
    result = with_template(tmp_path, "validators.py.jinja", ours + "\n\n\n\nEXTRA = {  'a':1 }  # mine\n")
    assert not result.diagnostics.has_errors, render(result.diagnostics, result.sources)
    text = result.files["validators.py"]
    assert text.endswith('\n\n\nEXTRA = {"a": 1}  # mine\n')
    mode = black.Mode(line_length=120, target_versions={TargetVersion.PY311})
    assert black.format_str(text, mode=mode) == text
    others = generate(DOCUMENT, Config(package="seed")).files
    assert {name for name in others if others[name] != result.files[name]} == {"validators.py"}


def test_a_template_may_import_and_call_what_it_wants(tmp_path: Path) -> None:
    """The verifier judges what our templates write; what a user's template writes is the user's."""
    ours = (templates_folder() / "client.py.jinja").read_text("utf-8")
    text = ours.replace("from __future__ import annotations\n", "from __future__ import annotations\nimport logging\n")
    result = with_template(tmp_path, "client.py.jinja", text + '\nlogging.getLogger(f"{__name__}")\n')
    assert not result.diagnostics.has_errors, render(result.diagnostics, result.sources)
    assert "import logging" in result.files["client.py"]


def test_an_included_template_alone(tmp_path: Path) -> None:
    ours = (templates_folder() / "_group.jinja").read_text("utf-8")
    result = with_template(tmp_path, "_group.jinja", ours.rstrip("\n") + "\n    mine = [ 1,2 ]\n")
    assert not result.diagnostics.has_errors, render(result.diagnostics, result.sources)
    changed = [name for name, text in result.files.items() if "    mine = [1, 2]\n" in text]
    assert changed
    assert all(name.startswith("operations/") for name in changed)


def test_readme_is_not_formatted_as_python(tmp_path: Path) -> None:
    result = with_template(tmp_path, "README.md.jinja", "# {{ view.title }}  (  ours )\n")
    assert result.files["README.md"].endswith("Conversations  (  ours )\n")


def test_all_of_our_templates_as_the_users(tmp_path: Path) -> None:
    """A copy of all templates gives the same package: what we write is what black would write."""
    for path in templates_folder().glob("*.jinja"):
        (tmp_path / "mine").mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / "mine")
    result = generate(DOCUMENT, Config(package="seed", templates=tmp_path / "mine"))
    assert result.files == generate(DOCUMENT, Config(package="seed")).files


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\n{% for x in view.groups %}\n", 2, "Unexpected end of template"),
        ("a = 1\n\n{{ view.nothing }}\n", 3, "no attribute 'nothing'"),
        ("{{ nothing.at_all }}\n", 1, "'nothing' is undefined"),
        ("a = 1\n{{ view.groups | shout }}\n", 2, "No filter named 'shout'"),
        ("a = 1\n{% include 'absent.jinja' %}\n", 2, "there is no template absent.jinja"),
        ("a = 1\n{{ 1 / 0 }}\n", 2, "ZeroDivisionError"),
        ("a = 1\n{{ view.groups.x.y }}\n", 2, "no attribute 'x'"),
        ("{{ '' + 1 }}\n", 1, "TypeError"),
    ],
)
def test_a_mistake_is_located(text: str, line: int, said: str, tmp_path: Path) -> None:
    result = with_template(tmp_path, "client.py.jinja", text)
    assert result.files == {}
    (error,) = [one for one in result.diagnostics if one.severity > 1]
    assert (error.code, error.line, error.location.file) == (
        "template",
        line,
        str(tmp_path / "mine" / "client.py.jinja"),
    )
    assert said in error.message


def test_a_mistake_in_an_included_template_is_located_there(tmp_path: Path) -> None:
    result = with_template(tmp_path, "_imports.jinja", "\n{{ view.imports.nothing }}\n")
    (error,) = [one for one in result.diagnostics if one.severity > 1]
    assert (error.line, error.location.file) == (2, str(tmp_path / "mine" / "_imports.jinja"))


def test_output_that_is_no_python(tmp_path: Path) -> None:
    result = with_template(tmp_path, "client.py.jinja", "class Client\n    pass\n")
    assert result.files == {}
    (error,) = [one for one in result.diagnostics if one.severity > 1]
    assert (error.code, error.location.file, error.line) == ("output-python", "client.py", 1)


PETS = """
openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: https://example.com}]
paths:
  /pets/{name}:
    get:
      operationId: getPet
      tags: [pets, "it's"]
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /old:
    get: {operationId: getOld, tags: [pets], deprecated: true, responses: {'204': {description: d}}}
components:
  schemas:
    Pet:
      type: object
      additionalProperties: false
      required: [petName]
      properties: {petName: {type: string}, age: {type: integer, deprecated: true, minimum: 0}}
"""

VENDORED = {
    "models.py": "from pets._runtime import Model\n\n\nclass ApiModel(Model):\n    pass\n",
    "tracing.py": """
TRACED = {}

def traced(method, path, *, tags):
    def note(function):
        TRACED[function.__name__] = (method, path, tags)
        return function
    return note
""",
}

EXAMPLE = re.compile(r"^### (?P<title>.+?)\n(?P<text>.*?)(?=^##)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```jinja\n\{# (?P<name>\S+) #\}\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def with_example(title: str, tmp_path: Path, code: str) -> str:
    """What `code` prints beside a package of the example's templates in the guide."""
    (guide,) = [found["text"] for found in EXAMPLE.finditer(GUIDE) if found["title"] == title]
    (tmp_path / "mine").mkdir()
    for found in BLOCK.finditer(guide):
        (tmp_path / "mine" / found["name"]).write_text(found["text"], encoding="utf-8")
    document = tmp_path / "pets.yaml"
    document.write_text(PETS, encoding="utf-8")
    result = generate(document, Config(package="pets", templates=tmp_path / "mine"))
    assert not result.diagnostics.has_errors, render(result.diagnostics, result.sources)
    write_package(result, tmp_path)
    (tmp_path / "vendored").mkdir()
    for name, text in VENDORED.items():
        (tmp_path / "vendored" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", f"import pets\n{code}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("title", "code", "printed"),
    [
        (
            "Another base class",
            "from vendored.models import ApiModel; pet = pets.models.Pet(pet_name='Rex')\n"
            "print(isinstance(pet, ApiModel), pet.age)",
            "True None",
        ),
        (
            "Without what is deprecated",
            "from pets.operations import pets as group\n"
            "print([hasattr(group, name) or hasattr(pets.Client().pets, name) for name in ('get_pet', 'get_old')])",
            "[True, False]",
        ),
        (
            "A decorator on each function",
            "import pets.operations.pets; from vendored.tracing import TRACED; print(TRACED['get_pet'])",
            "('GET', '/pets/{name}', ('pets', \"it's\"))",
        ),
    ],
)
def test_the_examples_of_the_guide(title: str, code: str, printed: str, tmp_path: Path) -> None:
    assert with_example(title, tmp_path, code) == printed


def test_facts(tmp_path: Path) -> None:
    """The facts of fields and operations, as a template shows them."""
    (tmp_path / "pets.yaml").write_text(PETS, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.py.jinja").write_text(
        "{% for model in view.models %}\nMODEL = {{ model.pointer }}, {{ model.deprecated }}\n"
        "{% for field in model.fields %}\n{{ field.name }} = {{ field.property }}, {{ field.pointer }}, "
        '"{{ field.type }}", "{{ field.default }}", {{ field.required }}, {{ field.deprecated }}\n'
        "{% endfor %}\n{% endfor %}\n"
    )
    (tmp_path / "mine" / "operations.py.jinja").write_text(
        "{% for operation in view.operations %}\n{{ operation.function }} = {{ operation.http_method }}, "
        "{{ operation.operation_id }}, {{ operation.pointer }}, {{ operation.deprecated }}\n{% endfor %}\n"
    )
    files = generate(tmp_path / "pets.yaml", Config(package="pets", templates=tmp_path / "mine")).files
    assert files["models/pet.py"].splitlines() == [
        'MODEL = "/components/schemas/Pet", False',
        'pet_name = "petName", "/components/schemas/Pet/properties/petName", "str", "", True, False',
        'age = "age", "/components/schemas/Pet/properties/age", "Deprecated[models.Age | None]", "None", False, True',
    ]
    assert files["operations/pets.py"].splitlines() == [
        'get_pet = "GET", "getPet", "/paths/~1pets~1{name}/get", False',
        'get_old = "GET", "getOld", "/paths/~1old/get", True',
    ]
