"""Every reference of a document, checked where it stands.

The library stops at the first reference that leads nowhere, and does not say where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from openapi_vendor.diagnostics import Diagnostic, Pointer, Refused, Severity
from openapi_vendor.source import Node, Sources, is_prose
from openapi_vendor.source.resources import objects


def check_references(root: Node, sources: Sources, severity: Severity) -> Iterator[Diagnostic]:
    """A diagnostic for each `$ref` that cannot be followed, in the document and in what it refers to."""
    seen: set[tuple[str, Pointer]] = set()
    pending = [root]
    while pending:
        start = pending.pop()
        for pointer, value in objects(start.data, start.pointer):
            if not isinstance(value.get("$ref"), str) or (start.source.display, pointer) in seen:
                continue
            seen.add((start.source.display, pointer))
            if pointer[-1:] == ("description",) and is_prose(value["$ref"]):
                continue  # it is read where it is needed, as a text
            try:
                target = sources.follow(Node(value, start.source, pointer))
            except Refused as refused:
                yield replace(refused.diagnostic, severity=severity)
                continue
            place = (target.source.display, target.pointer)
            if target.source is not root.source and place not in seen:
                seen.add(place)
                pending.append(target)
