"""Which keywords the objects of a document have: what `docs/mapping.md` must speak of.

    python -m tests.corpus.keywords FOLDER

prints the keywords of all documents of the folder (see `tests.corpus.measure`) that the table does not list.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from openapi_vendor.document.schema import WRITTEN
from openapi_vendor.document.shapes import Holds
from openapi_vendor.document.upgrade import METHODS
from openapi_vendor.source import Node
from tests.corpus.schemas import Document, Steps

ROOT = Path(__file__).resolve().parents[2]
MAPPING = ROOT / "docs" / "mapping.md"

ONE, LIST, MAP = "one", "list", "map"

_FORMS = {Holds.ONE: ONE, Holds.LIST: LIST, Holds.MAP: MAP}
_SCHEMA = {
    **{name: (_FORMS[each.shape.holds], "schema") for name, each in WRITTEN.items() if each.holds_schemas},
    "discriminator": (ONE, "discriminator"),
    "externalDocs": (ONE, "external docs"),
    "xml": (ONE, "xml"),
}
_VALUED = {
    "schema": (ONE, "schema"),
    "content": (MAP, "media type"),
    "examples": (MAP, "example"),
    "items": (ONE, "schema"),
}

CHILDREN: dict[str, dict[str, tuple[str, str]]] = {
    "document": {
        "info": (ONE, "info"),
        "servers": (LIST, "server"),
        "paths": (MAP, "path item"),
        "webhooks": (MAP, "path item"),
        "components": (ONE, "components"),
        "tags": (LIST, "tag"),
        "externalDocs": (ONE, "external docs"),
        "definitions": (MAP, "schema"),
        "parameters": (MAP, "parameter"),
        "responses": (MAP, "response"),
        "securityDefinitions": (MAP, "security scheme"),
    },
    "components": {
        "schemas": (MAP, "schema"),
        "responses": (MAP, "response"),
        "parameters": (MAP, "parameter"),
        "examples": (MAP, "example"),
        "requestBodies": (MAP, "request body"),
        "headers": (MAP, "header"),
        "securitySchemes": (MAP, "security scheme"),
        "links": (MAP, "link"),
        "callbacks": (MAP, "callback"),
        "pathItems": (MAP, "path item"),
        "mediaTypes": (MAP, "media type"),
    },
    "info": {"contact": (ONE, "contact"), "license": (ONE, "license")},
    "path item": {
        **dict.fromkeys(METHODS, (ONE, "operation")),
        "additionalOperations": (MAP, "operation"),
        "parameters": (LIST, "parameter"),
        "servers": (LIST, "server"),
    },
    "operation": {
        "parameters": (LIST, "parameter"),
        "requestBody": (ONE, "request body"),
        "responses": (MAP, "response"),
        "callbacks": (MAP, "callback"),
        "servers": (LIST, "server"),
        "externalDocs": (ONE, "external docs"),
    },
    "parameter": _VALUED,
    "header": _VALUED,
    "request body": {"content": (MAP, "media type")},
    "response": {
        "headers": (MAP, "header"),
        "content": (MAP, "media type"),
        "links": (MAP, "link"),
        "schema": (ONE, "schema"),
    },
    "media type": {
        "schema": (ONE, "schema"),
        "itemSchema": (ONE, "schema"),
        "examples": (MAP, "example"),
        "encoding": (MAP, "encoding"),
        "itemEncoding": (ONE, "encoding"),
        "prefixEncoding": (LIST, "encoding"),
    },
    "encoding": {"headers": (MAP, "header"), "encoding": (MAP, "encoding")},
    "security scheme": {"flows": (ONE, "flows")},
    "flows": {"*": (ONE, "flow")},
    "link": {"server": (ONE, "server")},
    "server": {"variables": (MAP, "server variable")},
    "tag": {"externalDocs": (ONE, "external docs")},
    "schema": _SCHEMA,
}
"""Which fields of which objects hold objects of which kind. What is not listed is a leaf."""


def keywords(document: Document) -> Iterator[tuple[str, str, Node]]:
    """Every keyword of every object, as the object's kind, the keyword, and the object; extensions left out."""
    seen: set[tuple[str, str, Steps]] = set()
    waiting = [("document", document.root)]
    while waiting:
        kind, node = waiting.pop()
        key = (kind, str(node.source.path), node.pointer)
        if key in seen or not isinstance(node.data, dict):
            continue
        seen.add(key)
        target = document.follow(node)
        if target is not None and target is not node:
            waiting.append((kind, target))
        if kind == "callback":
            waiting.extend(("path item", item) for name, item in node.items() if not name.startswith("x-"))
            continue
        children = CHILDREN.get(kind, {})
        for name, child in node.items():
            if name.startswith("x-"):
                continue
            yield kind, name, node
            form, inner = children.get(name) or children.get("*") or ("", "")
            if form == ONE:
                waiting.append((inner, child))
            elif form == LIST:
                waiting.extend((inner, item) for item in child.elements())
            elif form == MAP:
                waiting.extend((inner, item) for each, item in child.items() if not each.startswith("x-"))


def listed() -> tuple[set[str], set[str]]:
    """The keywords of the table, and those of its part "What changes nothing"."""
    used, unused = MAPPING.read_text(encoding="utf-8").partition("## Each keyword")[0].split("## What changes nothing")
    return _first_column(used), _first_column(unused)


def _first_column(text: str) -> set[str]:
    rows = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`\s]+)`", row)}


def missing(path: Path) -> dict[str, str]:
    """The keywords of a document that the table does not list, each with a place where it stands.

    Those that are none of OpenAPI's or JSON Schema's are not asked for: a diagnostic says that they are ignored.
    """
    known = set.union(*listed())
    found: dict[str, str] = {}
    for kind, name, node in keywords(Document(path)):
        if name not in known and kind not in ("flows", "server variable"):
            found.setdefault(f"{kind}: {name}", str(node.location))
    return found


def main() -> int:
    folder = Path(sys.argv[1])
    manifest = folder / "MANIFEST.tsv"
    if not manifest.is_file():
        print(f"skipped: there is no {manifest}")
        return 0
    with manifest.open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines, delimiter="\t"):
            for name, place in missing((folder / entry["file"]).resolve()).items():
                print(f"{entry['name']}: {name}: {place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
