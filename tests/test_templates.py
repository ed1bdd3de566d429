"""`--templates DIR`: a template of the user's takes the place of ours; and the views it may show are documented."""

from __future__ import annotations

import re
import shutil
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
from tests.cases_support import case_names, document_of

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
