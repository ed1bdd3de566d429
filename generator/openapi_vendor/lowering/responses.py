"""Responses by status, with their headers and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.contents import Contents
from openapi_vendor.lowering.context import Lost
from openapi_vendor.lowering.links import Links
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.source import Node

_STATUS: Final = re.compile(r"([1-5])([0-9]{2}|[Xx]{2})\Z")
_WITH_TEXT: Final = re.compile(r"\s*([1-5](?:[0-9]{2}|[Xx]{2})|default)(?:\s[^,/|0-9]*)?\Z", re.IGNORECASE)
"""A status with its reason phrase, or with spaces around it; not several statuses in one key."""


class Responses:
    """Lowers the responses of operations."""

    def __init__(self, schemas: Schemas, contents: Contents, links: Links) -> None:
        self._schemas = schemas
        self._contents = contents
        self._links = links
        self._context = schemas.context

    def of(self, operation: Node) -> tuple[ir.Response, ...]:
        """The responses of an operation. One that cannot be used is an error and left out."""
        found: dict[ir.Status, ir.Response] = {}
        for code, written in self._context.reader.members(operation, "responses"):
            status = self._status(code, written)
            if status is None:
                continue
            try:
                response = self._one(status, written, operation)
            except (Unresolved, Lost):
                continue
            if status in found:
                message = f"the status {quote(code)} stands twice: the last one counts"
                self._context.warning("duplicate-status", message, written.location)
            found[status] = response
        return tuple(found.values())

    def described(self, operation: Node) -> Iterator[tuple[ir.Status, ir.Documentation]]:
        """What the responses of an operation say, for one that we answer ourselves."""
        for code, written in self._context.reader.members(operation, "responses"):
            status = self._status(code, written)
            if status is None:
                continue
            try:
                node = self._context.references.follow(written)
            except Unresolved:
                continue
            yield status, documentation.of_object(node, self._context.reader)

    def _status(self, written: str, node: Node) -> ir.Status | None:
        code = written
        if (told := _WITH_TEXT.match(written)) is not None and told[1] != written:
            code = told[1]
            message = f"{quote(written)} must be written {code}: it is read so"
            self._context.warning("status-with-text", message, node.location)
        if code.lower() == "default":
            return ir.DefaultStatus.DEFAULT
        match = _STATUS.match(code)
        if match is None:
            message = f"{quote(code)} is not a status code: the response is left out"
            self._context.diagnostics.error("invalid-status", message, node.location)
            return None
        if match[2].isdigit():
            return int(code)
        if match[2] != "XX":
            message = f"{quote(code)} must be written {match[1]}XX: it is read so"
            self._context.warning("status-case", message, node.location)
        return ir.StatusRange(int(match[1]))

    def _one(self, status: ir.Status, written: Node, operation: Node) -> ir.Response:
        node = self._context.references.follow(written)
        self._context.anchors.target(node, "response")
        if type(node.data) is not dict:
            message = "a response must be an object: it is left out"
            self._context.diagnostics.error("wrong-type", message, node.location)
            raise Lost
        node = self._context.upgrade.response(node, operation)
        return ir.Response(
            status=status,
            contents=self._contents.of(node, received=True),
            location=node.location,
            headers=tuple(self._contents.headers(node)),
            links=tuple(self._each_link(node)),
            documentation=documentation.of_object(node, self._context.reader),
        )

    def _each_link(self, node: Node) -> Iterator[ir.Link]:
        for name, written in self._context.reader.members(node, "links"):
            link = self._links.one(name, written)
            if link is not None:
                yield link
