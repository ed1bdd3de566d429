"""What real documents write where the specification has no place for it, and everybody understands: warnings only."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Severity
from openapi_vendor.pipeline import Result, generate

THING = "Thing: {type: object, required: [id], properties: {id: {type: string}}}\n"
OPERATION = """
  /things:
    get:
      operationId: listThings
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '%s'}}}}}
"""


def result(folder: Path, files: dict[str, str], config: Config | None = None) -> Result:
    """What becomes of `document.yaml` among the files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return generate(folder / "document.yaml", config or Config(package="made"))


def codes(made: Result, severity: Severity = Severity.WARNING) -> set[str]:
    return {found.code for found in made.diagnostics if found.severity is severity}


HEAD = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n"
LOCAL = OPERATION % "#/components/schemas/Thing"
PLACES = {
    "paths": {
        "document.yaml": f"{HEAD}paths: {{$ref: paths.yaml}}\n",
        "paths.yaml": dedent(OPERATION % "schemas.yaml#/Thing"),
        "schemas.yaml": THING,
    },
    "paths beside others": {
        "document.yaml": f"{HEAD}paths:\n  $ref: paths.yaml\n" "  /more: {get: {operationId: more, responses: {}}}\n",
        "paths.yaml": dedent(OPERATION % "schemas.yaml#/Thing"),
        "schemas.yaml": THING,
    },
    "components": {
        "document.yaml": f"{HEAD}paths: {LOCAL}components: {{$ref: 'parts.yaml#/inner'}}\n",
        "parts.yaml": f"inner: {{schemas: {{{THING.strip()}}}}}\n",
    },
    "schemas": {
        "document.yaml": f"{HEAD}paths: {LOCAL}components: {{schemas: {{$ref: schemas.yaml}}}}\n",
        "schemas.yaml": THING,
    },
    "definitions": {
        "document.yaml": "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {$ref: paths.yaml}\n"
        "definitions: {$ref: schemas.yaml}\n",
        "paths.yaml": "/things: {get: {operationId: listThings, responses: {'200': {description: ok, "
        "schema: {$ref: 'document.yaml#/definitions/Thing'}}}}}\n",
        "schemas.yaml": THING,
    },
    "parameters, responses, headers and more of an operation": {
        "document.yaml": HEAD + """
        paths:
          /things/{id}:
            get:
              operationId: listThings
              parameters: {$ref: parts.yaml#/parameters}
              requestBody: {content: {$ref: parts.yaml#/content}}
              responses: {$ref: parts.yaml#/responses}
        tags: {$ref: parts.yaml#/tags}
        servers: {$ref: parts.yaml#/servers}
        components: {securitySchemes: {$ref: parts.yaml#/schemes}}
        """.replace("\n        ", "\n"),
        "parts.yaml": "parameters: [{name: id, in: path, required: true, schema: {$ref: '#/Thing'}}]\n"
        "content: {application/json: {schema: {$ref: '#/Thing'}}}\n"
        "responses: {'200': {description: ok, headers: {$ref: '#/headers'}, content: {$ref: '#/content'}}}\n"
        "headers: {X-Total: {schema: {type: integer}}}\ntags: [{name: things}]\n"
        "servers: [{url: 'https://example.com'}]\nschemes: {key: {type: http, scheme: bearer}}\n" + THING,
    },
}


@pytest.mark.parametrize("place", PLACES)
def test_references_are_followed(place: str, tmp_path: Path) -> None:
    made = result(tmp_path, PLACES[place])
    assert codes(made, Severity.ERROR) == set(), [found.message for found in made.diagnostics]
    assert ("misplaced-reference" in codes(made)) is (place != "schemas")  # which has long been understood
    assert any("def list_things(" in text for text in made.files.values())
    assert any(name.startswith("models/") and "id: str" in text for name, text in made.files.items())


def test_parts_that_are_referred_to_count(tmp_path: Path) -> None:
    made = result(tmp_path, PLACES["parameters, responses, headers and more of an operation"])
    text = made.files["operations/things.py"]
    assert '"X-Total"' in text
    assert 'Path("id"' in text
    assert "https://example.com" in made.files["_api.py"]
    assert "HttpBearer" in made.files["_api.py"]


@pytest.mark.parametrize("keyword", ["$defs", "definitions"])
def test_definitions_of_the_nearest_schema(keyword: str, tmp_path: Path) -> None:
    made = result(
        tmp_path,
        {"document.yaml": HEAD + f"""
            paths:
              /things:
                post:
                  operationId: addThing
                  parameters:
                    - name: q
                      in: query
                      schema: {{{keyword}: {{Mode: {{enum: [q, r]}}}}, $ref: '#/{keyword}/Mode'}}
                  requestBody:
                    content:
                      application/json:
                        schema:
                          {keyword}: {{Mode: {{enum: [outer, o]}}, Both: {{enum: [both, b]}}}}
                          properties:
                            outer: {{$ref: '#/{keyword}/Mode'}}
                            inner:
                              {keyword}: {{Mode: {{enum: [inner, i]}}}}
                              properties:
                                mode: {{$ref: '#/{keyword}/Mode'}}
                                both: {{type: array, items: {{$ref: '#/{keyword}/Both'}}}}
                  responses: {{'204': {{description: ok}}}}
            """.replace("\n            ", "\n")},
    )
    assert codes(made, Severity.ERROR) == set()
    assert "ref-nearest" in codes(made)
    models = "".join(text for name, text in made.files.items() if name.startswith("models/"))
    for values in ('"inner", "i"', '"outer", "o"', '"both", "b"', '"q", "r"'):
        assert f"Literal[{values}]" in models + made.files["operations/things.py"]


def test_descriptions_in_files_of_prose(tmp_path: Path) -> None:
    text = "Clients can assume that: it works.\n\n* DRS IDs are `strings`: &always\n"
    made = result(
        tmp_path,
        {
            "document.yaml": """
            openapi: 3.0.3
            info: {title: t, version: '1', description: {$ref: ./docs/intro.md}}
            tags: [{name: things, description: {$ref: docs/tag.markdown}}]
            paths:
              /things:
                get:
                  operationId: listThings
                  tags: [things]
                  description: {$ref: docs/operation.md}
                  parameters: [{name: q, in: query, description: {$ref: docs/parameter.txt}, schema: {type: string}}]
                  responses:
                    '200':
                      description: {$ref: docs/none.md}
                      content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
            components:
              schemas:
                Thing:
                  description: {$ref: docs/schema.md}
                  properties: {id: {description: {$ref: docs/field.md}}}
            """,
            "docs/intro.md": text,
            **{f"docs/{name}": f"Of the {name[:-3]}: *yes*.\n" for name in ("operation.md", "schema.md", "field.md")},
            "docs/tag.markdown": "Of the tag: *yes*.",
            "docs/parameter.txt": "Of the parameter: *yes*.",
        },
    )
    assert codes(made, Severity.ERROR) == set(), [found.message for found in made.diagnostics]
    assert {"description-reference", "ref-unreadable"} <= codes(made)
    assert "syntax" not in codes(made)
    package = "".join(made.files.values())
    assert "* DRS IDs are `strings`: &always" in made.files["__init__.py"]
    for place in ("operation", "schema", "field", "tag", "parameter"):
        assert f"Of the {place}: *yes*." in package


def test_a_description_does_not_read_what_is_denied(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Secret.")
    text = "openapi: 3.0.3\ninfo: {title: t, version: '1', description: {$ref: ../secret.md}}\npaths: {}\n"
    made = result(tmp_path / "docs", {"document.yaml": text})
    assert codes(made, Severity.ERROR) == set()
    assert "ref-denied" in codes(made)
    assert "Secret." not in "".join(made.files.values())


def test_a_denied_folder_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    media = "{description: ok, content: {application/json: {schema: {$ref: '../%s'}}}}"
    responses = "".join(f"        '{status}': {media % target}\n" for status, target in DENIED.items())
    text = f"{HEAD}paths:\n  /a:\n    get:\n      operationId: a\n      responses:\n{responses}"
    files = {"api/document.yaml": text, "common/a.yaml": THING, "common/b.yaml": THING, "more types/c.yaml": THING}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    made = generate(Path("api/document.yaml"), Config(package="made"))
    denied = {found.hint for found in made.diagnostics if found.severity is Severity.ERROR}
    assert len([found for found in made.diagnostics if found.severity is Severity.ERROR]) == 2
    assert denied == {
        "Allow its folder with --allow-file-refs common if the document is trusted.",
        "Allow its folder with --allow-file-refs 'more types' if the document is trusted.",
    }
    allowed = generate(
        Path("api/document.yaml"), Config(package="made", allow_file_refs=(Path("common"), Path("more types")))
    )
    assert codes(allowed, Severity.ERROR) == set()


DENIED = {
    "200": "common/a.yaml#/Thing",
    "201": "common/a.yaml#/Thing",
    "202": "common/b.yaml#/Thing",
    "203": "more types/c.yaml#/Thing",
}

TABS = {
    "before a comment": "a:\n  - A\n\t# c\n  - B\n",
    "and spaces before a comment": "a:\n  - A\n \t \t# c\n  - B\n",
    "alone on a line": "a:\n  - A\n\t\n  - B\n",
    "first": "\t# c\na:\n  - A\n  - B\n",
    "last": "a:\n  - A\n  - B\n\t# c",
    "with carriage returns": "a:\r\n  - A\r\n\t# c\r\n  - B\r\n",
    "many": "a:\n  - A\n" + "\t# c\n" * 3_000 + "  - B\n",
}


@pytest.mark.parametrize("tabs", TABS)
def test_tabs_before_comments(tabs: str, tmp_path: Path) -> None:
    from openapi_vendor.diagnostics import Diagnostics
    from openapi_vendor.source import Sources

    (tmp_path / "a.yaml").write_text(TABS[tabs], encoding="utf-8", newline="")
    assert Sources(Config(), Diagnostics()).load(tmp_path / "a.yaml").data == {"a": ["A", "B"]}


def test_tabs_in_texts_stay(tmp_path: Path) -> None:
    from openapi_vendor.diagnostics import Diagnostics, Location
    from openapi_vendor.source import Sources

    text = 'a: |\n  x\n  \t# y\n\nb: "c\td"\n\t# e\nf: |-\n    g\n    \t# g\n \t# h\ni: 1\n'
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    sources = Sources(Config(), Diagnostics())
    assert sources.load(tmp_path / "a.yaml").data == {"a": "x\n\t# y\n", "b": "c\td", "f": "g\n\t# g", "i": 1}
    assert sources.position(Location(str(tmp_path / "a.yaml"), ("i",))) == (11, 4)


BLOCKS = {
    "a: |\n  x\n  \t\n  y\nb: 1\n": "x\n\t\ny\n",
    "a: |\n  x\n    \t \n  y\nb: 1\n": "x\n  \t \ny\n",
    "a: |\n  x\n\t\n  \t# y\nb: 1\n": "x\n\n\t# y\n",
    "a: |\n\t\n  x\n \t\n  \ty\nb: 1\n": "\nx\n\n\ty\n",
    "a: >-\r\n  x\r\n\t\r\n  y\r\nb: 1\r\n": "x\ny",
}
"""A line of nothing but tabs is text where it is indented as far as the text, and else an empty line of it."""


@pytest.mark.parametrize("text", BLOCKS)
def test_lines_of_tabs_in_texts(text: str, tmp_path: Path) -> None:
    from openapi_vendor.diagnostics import Diagnostics
    from openapi_vendor.source import Sources

    (tmp_path / "a.yaml").write_text(text, encoding="utf-8", newline="")
    assert Sources(Config(), Diagnostics()).load(tmp_path / "a.yaml").data == {"a": BLOCKS[text], "b": 1}
