"""Every response example of real documents, decoded by the generated package and encoded again.

    python -m tests.corpus.examples FOLDER [NAME...] [--show N]

FOLDER is as for `tests.corpus.measure`. An example decodes without drift, or the drift is the example's fault: then
`jsonschema` finds fault with the same place (`wrong`), the property is one that the document does not name
(`unnamed`), or the text has not the form that its `format` asks for (`format`). Drift that is none of these is a
bug (`bugs`), and so is an example that does not come out of the encoder as it went in (`changed`).
"""

from __future__ import annotations

import argparse
import base64
import csv
import datetime
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from rich.console import Console
from rich.table import Table

from openapi_vendor.source import Node
from tests.corpus.packages import generated, operations_of
from tests.corpus.schemas import Document, Steps

ROOT = Path(__file__).resolve().parents[2]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
COLUMNS = ("examples", "clean", "wrong", "unnamed", "format", "bugs", "changed", "failed", "other")
BAD = ("bugs", "changed", "failed")

_JSON = msgspec.json.Encoder(decimal_format="number")
_ESCAPES = {"~1": "/", "~0": "~"}


@dataclass
class Example:
    """A response example: the operation as `GET /pets`, the status as in the document, and the schema."""

    operation: str
    status: str
    media_type: str
    value: Any
    schema: Node | None
    place: str


@dataclass
class Outcome:
    """What came of a document: how many examples came to what, and words on those that are bugs."""

    counts: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)


# --- the examples of a document ----------------------------------------------------------------------


def examples(document: Document) -> Iterator[Example]:
    """All examples of all responses, with those that their schemas state at the top."""
    produces = _texts(document.root.get("produces"))
    for path, item in document.members(document.root.get("paths")):
        for method in METHODS:
            operation = document.follow(item.get(method))
            if operation is None:
                continue
            types = _texts(operation.get("produces")) or produces
            for status, response in document.members(operation.get("responses")):
                for media_type, content in _contents(document, response, types):
                    schema = content.get("schema")
                    for value in _values(document, content, document.follow(schema)):
                        label = f"{method.upper()} {unquote(path.partition('#')[0].partition('?')[0])}"
                        stated = _parsed(value.data) if "json" in media_type else value.data
                        yield Example(label, status, media_type, stated, schema, str(value.location))


def _parsed(example: Any) -> Any:
    """An example of JSON, which may be written as the text of the body (OpenAPI 3.0, "Media Type Object")."""
    if isinstance(example, str) and example.strip()[:1] in ("{", "[", '"'):
        try:
            return json.loads(example)
        except ValueError:
            pass
    return example


def _contents(document: Document, response: Node, produces: list[str]) -> Iterator[tuple[str, Node]]:
    yield from document.members(response.get("content"))
    schema, stated = response.get("schema"), response.get("examples")  # 2.0
    if schema is not None:
        for name in produces or ["application/json"]:
            example = stated.get(name) if stated is not None else None
            shown = {"schema": schema} if example is None else {"schema": schema, "example": example}
            yield name, Node(shown, response.source, response.pointer)


def _values(document: Document, content: Node, schema: Node | None) -> Iterator[Node]:
    for holder in (content, schema):
        example = holder.get("example") if holder is not None else None
        if example is not None:
            yield example
    for _, each in document.members(content.get("examples")):
        yield from (value for name in ("value", "dataValue") if (value := each.get(name)) is not None)
    several = schema.get("examples") if schema is not None else None
    yield from several.elements() if several is not None else ()


def _texts(node: Node | None) -> list[str]:
    return [str(each.data) for each in node.elements()] if node is not None else []


# --- one document --------------------------------------------------------------------------------------


def check(path: Path, folder: Path, package: str) -> Outcome:
    """Generates the package into `folder`, which is on the import path, and puts every example through it."""
    if not generated(path, folder, package):
        return Outcome(Counter(failed=1), ["failed: the document was refused"])
    operations = operations_of(package)
    document = Document(path)
    outcome = Outcome()
    for example in examples(document):
        outcome.counts["examples"] += 1
        words = f"{example.operation} {example.status} {example.place}"
        found = [content for each in operations.get(example.operation, ()) if (content := _content(each, example))]
        contents = [content for content in found if type(content).__name__ == "Json"]
        if not contents:
            is_lost = not found and "/" in example.media_type
            outcome.counts["failed" if is_lost else "other"] += 1
            outcome.said += [f"failed: {words}: no such response in the package"] * is_lost
            continue
        data = _JSON.encode(example.value)
        try:
            # Paths that differ in their fragment alone are one path to the package.
            value, drift, codec = min(((*each.codec.decode(data), each.codec) for each in contents), key=_much)
            back = json.loads(codec.encode(value))
        except Exception as error:
            outcome.counts["failed"] += 1
            outcome.said.append(f"failed: {words}: {type(error).__name__}: {error}")
            continue
        kind, said = judged(document, example, drift)
        outcome.counts[kind] += 1
        outcome.said.extend(f"{kind}: {words}: {line}" for line in said)
        difference = _difference(json.loads(data), back)
        if difference:
            outcome.counts["changed"] += 1
            outcome.said.append(f"changed: {words}: {difference}")
    return outcome


def _much(decoded: tuple[Any, tuple[Any, ...], Any]) -> int:
    return len(decoded[1])


def _content(operation: Any, example: Example) -> Any:
    status: int | str = int(example.status) if example.status.isdigit() else example.status
    for key in (status, str(status).upper(), str(status).lower()):
        for content in operation.responses.get(key, ()):
            if content.media_type.lower() == example.media_type.lower():
                return content
    return None


def judged(document: Document, example: Example, drift: tuple[Any, ...]) -> tuple[str, list[str]]:
    """What an example comes to, and what is to be said of it if that is bad."""
    if not drift:
        return "clean", []
    data = json.loads(_JSON.encode(example.value))
    assert example.schema is not None
    errors = document.errors(example.schema, data)
    unnamed = document.errors(example.schema, data, is_closed=True)
    kinds: set[str] = set()
    bugs: list[str] = []
    for each in drift:
        steps = steps_of(each.pointer, data)
        if _concern(errors, steps):
            kinds.add("wrong")
        elif _concern(unnamed, steps):
            kinds.add("unnamed")
        elif document.breaks_format(example.schema, data, steps):
            kinds.add("format")
        else:
            bugs.append(str(each))
    if bugs:
        return "bugs", bugs
    return next(kind for kind in ("wrong", "format", "unnamed") if kind in kinds), []


def _concern(errors: list[Steps], steps: Steps) -> bool:
    """Whether an error is about the place, something inside it or something around it."""
    return any(steps[: len(error)] == error or error[: len(steps)] == steps for error in errors)


def steps_of(pointer: str, data: Any) -> Steps:
    """The path that a JSON Pointer leads along in `data`."""
    steps: list[str | int] = []
    for part in pointer.split("/")[1:]:
        name = re.sub("~[01]", lambda found: _ESCAPES[found[0]], part)
        if isinstance(data, list):
            steps.append(int(name))
            data = data[int(name)]
        else:
            steps.append(name)
            data = data.get(name) if isinstance(data, dict) else None
    return tuple(steps)


def _difference(before: Any, after: Any, place: str = "") -> str:
    """Where two JSON values differ in meaning; empty where they do not."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in (*before, *after):
            if name not in before or name not in after:
                return f"{place}/{name} is {'new' if name in after else 'gone'}"
            if found := _difference(before[name], after[name], f"{place}/{name}"):
                return found
        return ""
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return next((found for i, pair in pairs if (found := _difference(*pair, f"{place}/{i}"))), "")
    if isinstance(before, bool) == isinstance(after, bool) and before == after:
        return ""
    if isinstance(before, str) and isinstance(after, str) and _meaning(before) == _meaning(after):
        return ""
    return f"{place} was {before!r:.60}, is {after!r:.60}"


def _meaning(text: str) -> Any:
    """The instant, duration, number, UUID or bytes that a text stands for."""
    try:
        # Python knows microseconds; msgspec rounds what is finer.
        return round(datetime.datetime.fromisoformat(text.upper().replace("Z", "+00:00")).timestamp(), 5)
    except ValueError:
        pass
    try:
        return datetime.time.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        pass
    try:
        return msgspec.convert(text, datetime.timedelta)
    except msgspec.ValidationError:
        pass
    try:
        return Decimal(text)
    except ArithmeticError:
        pass
    if re.fullmatch("[0-9a-fA-F-]{36}", text):
        return text.lower()
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return text


# --- a folder of documents ------------------------------------------------------------------------------


def table(rows: dict[str, Counter[str]]) -> Table:
    """The counts of all documents that have examples, totals last."""
    shown = Table(title="Response examples")
    for heading in ("document", *COLUMNS):
        shown.add_column(heading, justify="left" if heading == "document" else "right")
    total: Counter[str] = sum(rows.values(), Counter())
    for name, counts in rows.items():
        style = "red" if any(counts[kind] for kind in BAD) else ""
        shown.add_row(name, *(str(counts[column]) for column in COLUMNS), style=style)
    shown.add_section()
    shown.add_row(f"{len(rows)} documents", *(str(total[column]) for column in COLUMNS))
    return shown


def in_process(document: Path, package: str) -> Outcome:
    """`check` in a process of its own, so that neither memory nor modules stay."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.corpus.examples", "--one", str(document), folder, package]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1800)
    if run.returncode:
        return Outcome(Counter(failed=1), [(run.stderr.strip().splitlines() or ["no output"])[-1]])
    found = json.loads(run.stdout.splitlines()[-1])
    return Outcome(Counter(found["counts"]), found["said"])


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        document, folder, package = sys.argv[2:5]
        sys.path.insert(0, folder)
        outcome = check(Path(document), Path(folder), package)
        print(json.dumps({"counts": outcome.counts, "said": outcome.said}))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--show", type=int, default=5, help="so many bugs of each document are told")
    options = parser.parse_args()
    manifest = options.folder / "MANIFEST.tsv"
    if not manifest.is_file():
        print(f"skipped: there is no {manifest}")
        return 0
    rows: dict[str, Counter[str]] = {}
    with manifest.open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines, delimiter="\t"):
            name = entry["name"]
            if options.names and name not in options.names:
                continue
            outcome = in_process((options.folder / entry["file"]).resolve(), re.sub(r"\W", "_", name))
            for line in outcome.said[: options.show]:
                print(f"{name}: {line}", file=sys.stderr)
            if outcome.counts:
                rows[name] = outcome.counts
            print(f"{name}: {dict(outcome.counts)}", file=sys.stderr, flush=True)
    Console(width=160 if not sys.stdout.isatty() else None).print(table(rows))
    return 1 if any(counts[kind] for counts in rows.values() for kind in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
