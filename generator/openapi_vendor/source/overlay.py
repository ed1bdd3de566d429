"""OpenAPI Overlay 1.0 and 1.1: changes to a document that live in a file of their own.

The document is changed before anything else looks at it. What an overlay brings in keeps the place where it
was written, so that a diagnostic about it points into the overlay; what an overlay moved (items behind a
removed one) keeps the place where it stood.
"""

from __future__ import annotations

from typing import Any

from jsonpath import JSONPathEnvironment, JSONPathError

from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Location, Pointer, Refused, Severity, quote
from openapi_vendor.source.node import Node, Source, origin_of

_VERSIONS = ("1.0.", "1.1.")


def apply_overlay(source: Source, overlay: Node, diagnostics: Diagnostics) -> Source:
    """The source as the overlay's actions, one after the other, leave it; `source` itself is not changed.

    An action that matches nothing is a warning (`overlay-no-match`). Raises Refused (`overlay`) where the
    overlay does not follow its specification, or asks for what cannot be done.
    """
    version = overlay.data.get("overlay") if isinstance(overlay.data, dict) else None
    if not isinstance(version, str) or not version.startswith(_VERSIONS):
        raise _refused(overlay, "this is not an OpenAPI Overlay 1.0 or 1.1", "It begins with `overlay: 1.0.0`.")
    actions = overlay.get("actions")
    if actions is None or not isinstance(actions.data, list):
        raise _refused(actions or overlay, "an overlay has a list of `actions`")
    patch = _Patch(source)
    for action in actions.elements():
        if not _act(patch, action):
            diagnostics.warning("overlay-no-match", "the target matches nothing in the document", _at(action, "target"))
    return patch.result()


def _act(patch: _Patch, action: Node) -> bool:
    """Do one action; whether its target matched anything."""
    if not isinstance(action.data, dict):
        raise _refused(action, "an action is an object")
    pointers = _matches(patch, action, "target")
    if action.data.get("remove") is True:
        # From the back, so that the places of the others do not change.
        for pointer in sorted(pointers, key=_document_order, reverse=True):
            if not pointer:
                raise _refused(action, "the whole document cannot be removed")
            patch.remove(pointer)
        return bool(pointers)
    change = action.get("update")
    copied = _matches(patch, action, "copy") if change is None and "copy" in action.data else None
    if change is None and copied is None:
        raise _refused(action, "an action has `update`, `remove: true` or `copy`")
    if copied is not None and len(copied) != 1:
        message = f"`copy` must match one value, and matches {len(copied)}"
        raise Refused(Diagnostic(Severity.ERROR, "overlay", message, _at(action, "copy")))
    for pointer in pointers:
        if copied is not None:
            value, origin = patch.value(copied[0]), patch.origin(copied[0])
        else:
            assert change is not None
            value, origin = change.data, change.location
        try:
            patch.update(pointer, value, origin)
        except _Incompatible as error:
            raise _refused(action, str(error)) from None
    return bool(pointers)


def _matches(patch: _Patch, action: Node, field: str) -> list[Pointer]:
    """The pointers that a JSONPath (RFC 9535) of the action selects, each once."""
    expression = action.data.get(field)
    if not isinstance(expression, str):
        raise _refused(action, f"`{field}` must be a JSONPath")
    try:
        found = JSONPathEnvironment(strict=True).finditer(expression, patch.data)
        return list(dict.fromkeys(tuple(match.parts) for match in found))
    except (JSONPathError, RecursionError) as error:
        reason = quote(str(error).splitlines()[0] if str(error) else type(error).__name__, 100)
        message = f"{quote(expression, 100)} is not a JSONPath: {reason}"
        raise Refused(Diagnostic(Severity.ERROR, "overlay", message, _at(action, field))) from None


class _Incompatible(Exception):
    """An update that does not fit what it is meant for."""


class _Patch:
    """A document being changed. Containers are copied before their first change: YAML aliases share them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.data: Any = source.data
        self._origins: dict[Pointer, Location] = dict(source.origins)
        self._owned: dict[int, Any] = {}

    def result(self) -> Source:
        before = self._source
        return Source(
            before.display,
            self.data,
            path=before.path,
            url=before.url,
            text=before.text,
            is_json=before.is_json,
            origins=self._origins,
        )

    def value(self, pointer: Pointer) -> Any:
        value = self.data
        for token in pointer:
            value = value[token]
        return value

    def origin(self, pointer: Pointer) -> Location:
        """Where the value at a pointer of the changed document was written."""
        return origin_of(pointer, self._origins, self._source.display)

    def remove(self, pointer: Pointer) -> None:
        container: Any = self._container(pointer[:-1])
        token: Any = pointer[-1]
        behind: list[tuple[Pointer, dict[Pointer, Location]]] = []
        if isinstance(container, list):
            for index in range(token + 1, len(container)):
                behind.append(((*pointer[:-1], index - 1), self._taken((*pointer[:-1], index))))
        self._taken(pointer)
        del container[token]
        for place, origins in behind:
            self._origins.update({(*place, *inner): location for inner, location in origins.items()})

    def update(self, pointer: Pointer, change: Any, origin: Location) -> None:
        """Merge into an object, append to an array, replace anything else (1.1)."""
        target = self.value(pointer)
        if isinstance(target, list):
            container = self._container(pointer)
            container.append(change)
            self._origins[(*pointer, len(container) - 1)] = origin
            return
        if isinstance(target, dict) and not isinstance(change, dict):
            raise _Incompatible("the target is an object, so `update` must be one")
        if not isinstance(target, dict):
            if not pointer:
                raise _Incompatible("the document is not an object")
            self._set(pointer, change, origin)
            return
        pending = [(pointer, change, origin)]
        while pending:
            place, members, location = pending.pop()
            container = self._container(place)
            for key, value in members.items():
                at, where = (*place, key), Location(location.file, (*location.pointer, key))
                known = container.get(key)
                if isinstance(known, dict) and isinstance(value, dict):
                    pending.append((at, value, where))
                elif isinstance(known, list) and isinstance(value, list):
                    items = self._container(at)
                    for index, item in enumerate(value):
                        self._origins[(*at, len(items))] = Location(location.file, (*where.pointer, index))
                        items.append(item)
                else:
                    self._set(at, value, where)

    def _set(self, pointer: Pointer, value: Any, origin: Location) -> None:
        self._taken(pointer)
        self._container(pointer[:-1])[pointer[-1]] = value
        self._origins[pointer] = origin

    def _container(self, pointer: Pointer) -> Any:
        """The object or array at a pointer, ours to change: it and all around it are copied once."""
        value = self.data = self._own(self.data)
        for token in pointer:
            value[token] = self._own(value[token])
            value = value[token]
        return value

    def _own(self, container: Any) -> Any:
        if id(container) in self._owned:
            return container
        copy = dict(container) if isinstance(container, dict) else list(container)
        self._owned[id(copy)] = copy  # kept alive: another object must not get the same id
        return copy

    def _taken(self, pointer: Pointer) -> dict[Pointer, Location]:
        """Forget the origins at and below a pointer; returns them relative to it, its own included."""
        own: dict[Pointer, Location] = {(): self.origin(pointer)}
        for place in [one for one in self._origins if one[: len(pointer)] == pointer]:
            own[place[len(pointer) :]] = self._origins.pop(place)
        return own


def _document_order(pointer: Pointer) -> list[tuple[int, str]]:
    return [(token, "") if isinstance(token, int) else (-1, token) for token in pointer]


def _at(action: Node, field: str) -> Location:
    return Location(action.source.display, (*action.pointer, field))


def _refused(node: Node, message: str, hint: str = "") -> Refused:
    return Refused(Diagnostic(Severity.ERROR, "overlay", message, node.location, hint))
