"""`Sources`: loads files, follows `$ref` under the policy of `access.py`, and knows lines and columns."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urldefrag

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Location, Pointer, Refused, Severity, quote
from openapi_vendor.digests import digest
from openapi_vendor.source import positions
from openapi_vendor.source.access import Access, Denied, FileTarget, Target, UrlTarget, origin_of, read_file
from openapi_vendor.source.inputs import Inputs
from openapi_vendor.source.json_reader import read_json
from openapi_vendor.source.node import Node, Source
from openapi_vendor.source.places import Places
from openapi_vendor.source.reading import Content, Unreadable, decode
from openapi_vendor.source.references import References, place_of_reference

_PROSE = (".md", ".markdown", ".mdown", ".txt", ".rst", ".adoc")
"""How the names of files end that are read as texts where a description refers to them."""

_FIRST_CHARACTER = re.compile(r"\s*(\S?)")


class Sources:
    """All files of one run. `diagnostics` receives warnings; a file that cannot be used raises Refused.

    `inputs` says what was read.
    """

    def __init__(self, config: Config, diagnostics: Diagnostics) -> None:
        self._limits = config.limits
        self._overlays = config.overlays
        self._diagnostics = diagnostics
        self._access = Access(
            folders=[Path(os.path.realpath(folder)) for folder in config.allow_file_refs],
            origins=frozenset(filter(None, map(origin_of, config.allow_http_refs))),
            max_bytes=config.limits.max_bytes,
        )
        self._shown_folders: list[tuple[Path, str]] = [
            (Path(os.path.realpath(folder)), str(folder)) for folder in config.allow_file_refs
        ]
        self._loaded: dict[Target, Source | Diagnostic] = {}
        self._denied: dict[str, Diagnostic] = {}
        """What the policy denies, by what would allow it."""
        self.inputs = Inputs()
        self._places = Places()
        self._references = References(self._open, self._access.allows)

    # --- loading -----------------------------------------------------------------------------------

    def load(self, path: Path) -> Node:
        """The root of a document that the user named, with the overlays of the configuration applied.

        Its folder becomes readable for `$ref`. Raises Refused where a file cannot be read, is neither JSON
        nor YAML, or is not an object, and where an overlay cannot be applied.
        """
        source = self._read_named(path, is_root=True)
        if type(source.data) is not dict:
            message, hint = "the document is not an object", "Is it the right file?"
            raise Refused(_error("not-an-object", message, Location(source.display), hint))
        for overlay in self._overlays:
            # Imported here because few documents need it.
            from openapi_vendor.source.overlay import apply_overlay

            source = apply_overlay(source, _root(self._read_named(overlay)), self._diagnostics)
        real = Path(os.path.realpath(path))
        if real.parent not in self._access.folders:
            self._access.folders.append(real.parent)
            self._shown_folders.append((real.parent, os.path.dirname(source.display)))
        self._loaded[FileTarget(real)] = source
        self._places.add(source)
        self._references.add(source)
        return _root(source)

    def _read_named(self, path: Path, *, is_root: bool = False) -> Source:
        """A file that the user named, wherever and whatever it is."""
        display = str(path)
        try:
            content = read_file(path, self._limits.max_bytes, regular_only=False)
        except Denied as denied:
            raise Refused(_error(denied.code, denied.message, Location(display), denied.hint)) from None
        real = Path(os.path.realpath(path))
        if is_root:
            self.inputs.root = real
            self.inputs.files[real] = digest(content)
        return self._read(content, display, path=real)

    def prose(self, node: Node) -> str | None:
        """The text of the file that a `$ref` at `node` names, where its name says that it is prose; else None.

        Raises Refused where it may not or cannot be read.
        """
        if not is_prose(node.data["$ref"]):
            return None
        path = urldefrag(node.data["$ref"]).url
        target = self._target(path, node)
        content = self._content(target, path, node)
        if isinstance(target, FileTarget):
            self.inputs.files[target.path] = digest(content)
        try:
            return decode(content)
        except Unreadable as error:
            raise Refused(_error(error.code, error.message, place_of_reference(node), error.hint)) from None

    def _open(self, reference: str, base: Node) -> Source:
        """The file that the reference (without fragment) leads to. Raises Refused."""
        target = self._target(reference, base)
        loaded = self._loaded.get(target)
        if loaded is None:
            content = self._content(target, reference, base)
            loaded = self._loaded[target] = self._read_referenced(content, target)
        if isinstance(loaded, Diagnostic):
            raise Refused(loaded)
        return loaded

    def _target(self, reference: str, base: Node) -> Target:
        """What a reference (without fragment) leads to, by the policy. Raises Refused."""
        source = base.source
        try:
            target = self._access.target(reference, source.url or source.path or Path())
        except Denied as denied:
            raise self._refused(denied, reference, base) from None
        if isinstance(target, UrlTarget) or target.linked:
            self.inputs.complete = False
        return target

    def _content(self, target: Target, reference: str, base: Node) -> bytes:
        try:
            return self._access.read(target)
        except Denied as denied:
            raise self._refused(denied, reference, base) from None

    def _refused(self, denied: Denied, reference: str, base: Node) -> Refused:
        """The diagnostic about a reference; what is denied for one reason is one finding, at the first of them."""
        self.inputs.complete = False
        code, message = denied.code, denied.message
        if code == "unreadable":  # its message names the real path
            code, message = "ref-unreadable", f"{quote(reference, 120)} leads to no regular file"
        found = _error(code, message, place_of_reference(base), denied.hint)
        return Refused(self._denied.setdefault(denied.remedy, found) if denied.remedy else found)

    def _read_referenced(self, content: bytes, target: Target) -> Source | Diagnostic:
        try:
            if isinstance(target, UrlTarget):
                source = self._read(content, target.url, url=target.url)
            else:
                self.inputs.files[target.path] = digest(content)
                source = self._read(content, self._shown(target.path), path=target.path)
        except Refused as refused:
            return refused.diagnostic
        self._references.add(source)
        return source

    def _shown(self, path: Path) -> str:
        """The file's name as the user would write it: from where they named its folder."""
        for folder, shown in self._shown_folders:
            if path.is_relative_to(folder):
                return os.path.join(shown, path.relative_to(folder))
        return str(path)

    def _read(self, content: bytes, display: str, *, path: Path | None = None, url: str | None = None) -> Source:
        try:
            text = decode(content)
        except Unreadable as error:
            source = Source(
                display, None, path=path, url=url, text=content.decode("utf-8", "replace"), is_readable=False
            )
            raise Refused(self._unreadable(source, error)) from None
        collecting = gc.isenabled()
        gc.disable()  # plain data holds no circles, and the collector would walk it again and again
        try:
            read, is_json = self._parse(text, display)
        except Unreadable as error:
            source = Source(display, None, path=path, url=url, text=text, is_readable=False)
            raise Refused(self._unreadable(source, error)) from None
        finally:
            if collecting:
                gc.enable()
        source = Source(display, read.data, path=path, url=url, text=read.text or text, is_json=is_json)
        self._places.add(source)
        self._report_duplicates(source, read.duplicates)
        return source

    def _parse(self, text: str, display: str) -> tuple[Content, bool]:
        """The data, and whether it is JSON. The content decides: what begins like JSON is tried as JSON."""
        match = _FIRST_CHARACTER.match(text)
        first = match[1] if match else ""
        if not first:
            raise Unreadable("empty", "the file is empty", None)
        failure: Unreadable | None = None
        if first in "{[" or display.lower().endswith(".json"):
            try:
                return read_json(text, self._limits), True
            except Unreadable as error:
                if not error.is_syntax:
                    raise
                failure = error
        from openapi_vendor.source.yaml_reader import read_yaml  # costs what reading JSON does not need

        try:
            read = read_yaml(text, self._limits)
        except Unreadable as error:
            # YAML's complaint about a file that was meant to be JSON would mislead.
            is_yaml = display.lower().endswith((".yaml", ".yml"))
            raise error if failure is None or is_yaml or not error.is_syntax else failure from None
        if failure is not None and display.lower().endswith(".json"):
            line, column = positions.Lines(text).place(failure.offset or 0)
            message = f"{failure.message}; the file was read as YAML"
            self._diagnostics.add(
                Diagnostic(Severity.WARNING, "not-json", message, Location(display), line=line, column=column)
            )
        if read.data is None:
            raise Unreadable("empty", "the file holds no value", None)
        return read, False

    def _unreadable(self, source: Source, error: Unreadable) -> Diagnostic:
        self._places.add(source)
        line = column = None
        if error.offset is not None:
            line, column = self._places.lines(source).place(error.offset)
        location = Location(source.display)
        return Diagnostic(Severity.ERROR, error.code, error.message, location, error.hint, line=line, column=column)

    def _report_duplicates(self, source: Source, duplicates: list[Pointer]) -> None:
        if not duplicates:
            return
        places = self._places.find(source, duplicates)
        for pointer in dict.fromkeys(duplicates):
            at = [self._places.lines(source).place(offset) for offset in places[pointer].keys]
            where = "".join(f", {line}:{column}" for line, column in at[:5])
            self._diagnostics.add(
                Diagnostic(
                    Severity.WARNING,
                    "duplicate-key",
                    f"{quote(pointer[-1])} stands more than once (at {where[2:]}); the last one counts",
                    Location(source.display, pointer),
                    "Rename or remove all but one.",
                    at_key=True,
                )
            )

    # --- the rest of what a source can be asked ----------------------------------------------------

    def resolve(self, base: Node, reference: str) -> Node:
        """What a `$ref` at `base` (or in it) stands for; one step, so the result may be a reference itself.

        `#/json/pointer`, `#anchor`, `file.yaml#/pointer`, or a URI that some `$id` or `$self` gives. Relative
        references start from the file of `base`, or from the `$id` around it. Raises Refused at `base`.
        """
        return self._references.resolve(base, reference)

    @property
    def has_dynamic_anchors(self) -> bool:
        """Whether a `$dynamicAnchor` stands in any source read so far."""
        return self._references.has_dynamic_anchors

    def resource(self, node: Node) -> tuple[str, Pointer]:
        """The file and the pointer of the schema resource (JSON Schema 2020-12 §4.3.5) that a node belongs to."""
        return self._references.resource(node)

    def dynamic_anchors(self, node: Node) -> dict[str, Node]:
        """The dynamic anchors of that resource, by name."""
        return self._references.dynamic_anchors(node)

    def follow(self, node: Node) -> Node:
        """What the node finally stands for: itself, or the end of its chain of references.

        Raises Refused where a reference leads nowhere, and where they lead round in a circle.
        """
        return self._references.follow(node)

    def locate(self, locations: Iterable[Location]) -> None:
        """Prepare `position` for many locations at once: one pass per file instead of one per location."""
        self._places.locate(locations)

    def origin(self, location: Location) -> Location:
        """Where a value was written: in an overlay, for what an overlay brought into the document."""
        return self._places.origin(location)

    def position(self, location: Location, at_key: bool = False) -> tuple[int, int] | None:
        """Line and column, 1-based, of the value or of its key; of what is around it where it is absent.

        None where the file is unknown or could not be read.
        """
        return self._places.position(location, at_key)

    def excerpt(self, file: str, line: int, column: int) -> str | None:
        """The line with a caret under the column, ready to print. None where there is no such line."""
        return self._places.excerpt(file, line, column)

    def written(self, node: Node) -> str | None:
        """A scalar as its author typed it (`1.10` for a version that YAML reads as the number 1.1)."""
        return self._places.written(node)


def is_prose(reference: str) -> bool:
    """Whether a reference names a file of prose, by how its name ends."""
    return urldefrag(reference).url.lower().endswith(_PROSE)


def _root(source: Source) -> Node:
    return Node(source.data, source)


def _error(code: str, message: str, location: Location, hint: str = "") -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, location, hint)
