"""The verdicts of the official JSON Schema test suite (2020-12), asked of generated packages.

Each file of the suite becomes one document, with a component per schema and an operation that takes and gives it.
Every instance is decoded from a success, where drift is a "no", and what came of it is checked as a request's body. A
verdict agrees where both are the suite's. `python -m tests.json_schema.suite` writes what it finds into
`docs/json-schema.md`: the figures by keyword, and each verdict that differs with its reason.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import tempfile
import threading
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.corpus.packages import generated, operations_of
from tests.shared import SHARED

ROOT = Path(__file__).resolve().parents[2]
SUITE = SHARED / "json-schema-test-suite" / "tests" / "draft2020-12"
REMOTES = Path(__file__).resolve().parent / "remotes"
PAGE = ROOT / "docs" / "json-schema.md"

_LOCAL = "http://localhost:1234/"
_OFFICIAL = "https://json-schema.org/"

jsonschema: Any = importlib.import_module("jsonschema")  # it has no types


@dataclass(frozen=True)
class Reading:
    """Where we read a schema otherwise than JSON Schema does, and why. `places` are `file: group` as patterns."""

    title: str
    reason: str
    places: tuple[str, ...]


READINGS = (
    Reading(
        "A schema with `properties` or `required` is a class, with or without `type: object`",
        "Its author means an object, a caller needs its class, and that something else came is worth a report.",
        (
            "additionalProperties: additionalProperties being false",
            "(properties|required|ref|vocabulary): ",
        ),
    ),
    Reading(
        "What has the type `date-time`, `date`, `time`, `duration`, `uuid` or `byte` is checked",
        "The value is a `datetime`, a `UUID` or `bytes` in Python; a text that is none must not pass for one.",
        ("format: (date|date-time|time|uuid|duration) format", "content: "),
    ),
    Reading(
        "An empty `enum` says nothing",
        "The specification advises against it, and in real documents it stands where values were forgotten.",
        ("enum: empty enum",),
    ),
    Reading(
        "`additionalProperties: false` in a branch of `allOf` closes the whole object",
        "Read literally, nothing but an empty object would fit the usual base class with further properties.",
        ("additionalProperties: additionalProperties does not look in applicators",),
    ),
    Reading(
        "`unevaluatedProperties` and `unevaluatedItems` see what the whole schema describes",
        "A branch inside `allOf` sees what stands beside it, and a circle of references is followed once.",
        (
            "unevaluated(Items|Properties): (item|property) is evaluated in an uncle schema",
            "unevaluatedProperties: dynamic evalation inside nested refs",
        ),
    ),
)


@dataclass(frozen=True)
class Verdict:
    """One instance: what we said of it as a response and as a body, or why there is no package; empty if it fits."""

    file: str
    group: str
    test: str
    expected: bool
    said: str

    @property
    def agrees(self) -> bool:
        return self.expected == (not self.said)

    @property
    def readings(self) -> list[Reading]:
        """The readings that explain it."""
        place = f"{self.file}: {self.group}"
        return [each for each in READINGS if any(re.match(pattern, place) for pattern in each.places)]


# --- the suite --------------------------------------------------------------------------------------


@cache
def verdicts() -> tuple[Verdict, ...]:
    """All of them, in the order of the suite."""
    with tempfile.TemporaryDirectory(prefix="json-schema-") as folder, _remotes() as origin:
        sys.path.insert(0, folder)
        try:
            return tuple(
                verdict
                for file in sorted(SUITE.glob("*.json"))
                for verdict in _of_file(file.stem, json.loads(_moved(file, origin)), Path(folder), origin)
            )
        finally:
            sys.path.remove(folder)


def _of_file(name: str, groups: list[Any], folder: Path, origin: str) -> Iterator[Verdict]:
    package = "suite_" + re.sub(r"\W", "_", name)
    paths: dict[str, Any] = {}
    components: dict[str, Any] = {}
    for index, group in enumerate(groups):
        schema: Any = group["schema"]
        if isinstance(schema, dict):
            # A file of its own, because references inside it begin at its root.
            (folder / f"{package}_{index}.json").write_text(json.dumps(schema), encoding="utf-8")
            schema = {"$ref": f"./{package}_{index}.json"}
        components[f"Schema{index}"] = schema
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Schema{index}"}}}
        responses = {"200": {"description": "", "content": content}}
        paths[f"/{index}"] = {"post": {"requestBody": {"content": content}, "responses": responses}}
    document = folder / f"{package}.json"
    whole = {"openapi": "3.1.0", "info": {"title": "Suite", "version": "1"}, "paths": paths}
    document.write_text(json.dumps({**whole, "components": {"schemas": components}}), encoding="utf-8")
    is_generated = generated(document, folder, package, allow_http_refs=(origin,))
    operations = operations_of(package) if is_generated else {}
    for index, group in enumerate(groups):
        operation = next(iter(operations.get(f"POST /{index}", ())), None)
        for test in group["tests"]:
            said = _said(operation, group["schema"], test["data"])
            yield Verdict(name, group["description"], test["description"], test["valid"], said)


def _said(operation: Any, schema: Any, data: Any) -> str:
    """What the package has against the data, in either direction."""
    if operation is None:
        return "no operation"
    try:
        value, drift = operation.responses[200][0].codec.decode(json.dumps(data).encode())
        _, problems = operation.body[0].codec.prepare(value)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    found, sent = (
        [each for each in several if not _is_merely_unknown(each, schema, data)] for several in (drift, problems)
    )
    if bool(found) != bool(sent):
        return f"as a response {found}, as a body {sent}"
    return str(found[0]) if found else ""


def _is_merely_unknown(found: Any, schema: Any, data: Any) -> bool:
    """Whether it is about a field that the schema does not name and does not forbid: that is reported, but no fault."""
    if found.expected != "no field of this name":
        return False
    place = [part.replace("~1", "/").replace("~0", "~") for part in found.pointer.split("/")[1:-1]]
    closing = ("additionalProperties", "unevaluatedProperties")
    try:
        with warnings.catch_warnings(action="ignore"):  # it may look for what the schema refers to
            errors = list(_leaves(jsonschema.Draft202012Validator(schema).iter_errors(data)))
    except Exception:
        return True
    return not any(
        error.validator in closing and [str(part) for part in error.absolute_path] == place for error in errors
    )


def _leaves(errors: Any) -> Iterator[Any]:
    for error in errors:
        yield error
        yield from _leaves(error.context)


# --- what it refers to ------------------------------------------------------------------------------


def _moved(path: Path, origin: str) -> str:
    """A file of the suite, with what it refers to at our own address."""
    text = path.read_text(encoding="utf-8")
    return text.replace(_LOCAL, f"{origin}/").replace(_OFFICIAL, f"{origin}/json-schema.org/")


@contextmanager
def _remotes() -> Iterator[str]:
    """A server of the suite's remote schemas and of the meta-schemas; gives its origin."""
    official = Path(importlib.import_module("jsonschema_specifications").__file__ or "").parent / "schemas/draft202012"
    files = {f"/draft2020-12/{path.relative_to(REMOTES).as_posix()}": path for path in REMOTES.rglob("*.json")}
    files["/json-schema.org/draft/2020-12/schema"] = official / "metaschema.json"
    for path in (official / "vocabularies").iterdir():
        files[f"/json-schema.org/draft/2020-12/meta/{path.name}"] = path

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = files.get(self.path)
            self.send_response(200 if path else 404)
            self.end_headers()
            if path:
                self.wfile.write(_moved(path, f"http://127.0.0.1:{server.server_port}").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# --- the page ---------------------------------------------------------------------------------------


def page() -> str:
    """What `docs/json-schema.md` says."""
    found = verdicts()
    agreed = Counter(each.file for each in found if each.agrees)
    total = Counter(each.file for each in found)
    lines = [
        "# The JSON Schema test suite",
        "",
        "Written by `make suite`. Each schema of the official suite for 2020-12",
        "(<https://github.com/json-schema-org/JSON-Schema-Test-Suite>) is a component of a document, generated once.",
        'Each instance is decoded from a 200 response, where drift is a "no", and what came of it is validated as a',
        "request body.",
        "Both verdicts must be the suite's.",
        "",
        f"**{sum(agreed.values()):,} of {len(found):,} verdicts agree.**",
        "",
        "| keyword | agree | of |",
        "|---|---:|---:|",
        *(f"| {name} | {agreed[name]} | {count} |" for name, count in total.items()),
        "",
        "A field that a schema neither names nor forbids is reported as drift, which is not a verdict of this table.",
        "",
        "## What differs, and why",
    ]
    for reading in READINGS:
        differing = [each for each in found if not each.agrees and each.readings[:1] == [reading]]
        if differing:
            count = f"{len(differing)} verdict{'s' * (len(differing) > 1)}"
            lines += ["", f"### {reading.title}", "", f"{reading.reason} ({count})", ""]
            lines += [f"- {each.file}: {each.group}: {each.test}" for each in differing]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    for each in verdicts():
        if not each.agrees and not each.readings:
            print(f"not explained: {each}", file=sys.stderr)
    print(next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("**")).strip("*"))
