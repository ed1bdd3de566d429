"""YAML text to plain data, straight from the parser's events.

YAML 1.2 with the core schema, as JSON sees it: no dates, no sexagesimals, no `yes`; numbers with a
leading zero stay strings. Keys are always strings, as written. Only the tags of JSON's types are known.
Aliases share their object; what a document would be with every alias written out is counted while reading,
so a bomb is found in linear time and nothing recurses.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

import yaml

from openapi_vendor.config import Limits
from openapi_vendor.diagnostics import Pointer, quote
from openapi_vendor.source.reading import Content, Unreadable, fraction, size, too_many, whole
from openapi_vendor.source.yaml_tabs import with_spaces

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: ten times faster, the same events."""

_TAGS = "tag:yaml.org,2002:"
_WORDS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)
_NUMERIC_START = frozenset("0123456789+-.")


class _Merge:
    """Stands for the key `<<`, which is not a member."""


_MERGE: Final = _Merge()


class _Open:
    """Stands for an anchored value that is still being read: an alias to it would be a circle."""


class _Anchored:
    __slots__ = ("height", "size", "value", "written")

    def __init__(self, value: Any, written: str | None, size: int) -> None:
        self.value = value
        self.written = written  # of a scalar, for an alias that stands as a key
        self.size = size  # in nodes, every alias in it written out
        self.height = -1  # nested containers; found when an alias first needs it


class _Frame:
    """A mapping or sequence being read. `key` is the member that waits for its value."""

    __slots__ = ("anchor", "is_mapping", "key", "merges", "opened", "size_before", "value")

    def __init__(self, is_mapping: bool, anchor: str | None, opened: _Open | None, size_before: int) -> None:
        self.is_mapping = is_mapping
        self.value: Any = {} if is_mapping else []
        self.key: str | _Merge | None = None
        self.anchor = anchor
        self.opened = opened
        self.size_before = size_before
        self.merges: list[dict[str, Any]] | None = None


def read_yaml(text: str, limits: Limits) -> Content:
    """Plain data of a YAML text. Raises Unreadable, with the place, for what is not YAML or not JSON-like.

    A member that stands more than once: the last one counts, and its pointer is reported. Merge keys are
    expanded: a member of the mapping itself wins, then the earlier mapping of a list.
    """
    try:
        return _Reader(limits).read(text)
    except yaml.MarkedYAMLError as error:
        repaired = with_spaces(text)
        if repaired != text:
            read = read_yaml(repaired, limits)
            read.text = repaired
            return read
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "cannot be parsed"
        context = f" {error.context}" if error.context else ""
        offset = mark.index if mark is not None else None
        hint = _hint(text, problem, offset)
        raise Unreadable("syntax", f"not YAML: {problem}{context}", offset, hint, is_syntax=True) from None
    except yaml.reader.ReaderError as error:
        raise Unreadable("syntax", f"not YAML: {error.reason}", _first_unprintable(text), is_syntax=True) from None
    except UnicodeEncodeError as error:
        raise Unreadable("encoding", "a lone surrogate is not text", error.start) from None


def _hint(text: str, problem: str, offset: int | None) -> str:
    """What a syntax error most often comes from."""
    if offset is not None and "\t" in text[offset : offset + 1]:
        return "Indent with spaces: YAML does not allow tabs there."
    if _CONFLICT.search(text):
        return "The file holds the marks of a merge conflict (`<<<<<<<`): settle it first."
    if problem.startswith("mapping values are not allowed"):
        return "Quote a text that holds `: `, and check that the line is indented like its neighbours."
    return ""


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.anchors: dict[str, _Anchored | _Open] = {}
        self.stack: list[_Frame] = []
        self.duplicates: list[Pointer] = []

    def read(self, text: str) -> Content:
        """The loop over the events. One function with local names: it runs for every value."""
        next_event = Loader(text).get_event
        max_nodes, max_depth = self.limits.max_nodes, self.limits.max_depth
        stack, anchors = self.stack, self.anchors
        names: dict[str, str] = {}  # one object per spelling of a key
        documents = 0
        nodes = 0
        root: Any = None
        frame: _Frame | None = None
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                written = event.value
                if frame is not None and frame.key is None and frame.is_mapping:
                    if event.anchor is not None:
                        anchors[event.anchor] = _Anchored(written, written, 1)
                    self._begin_member(frame, names.setdefault(written, written), event)
                    continue
                nodes += 1
                if event.tag is not None:
                    value = _tagged(written, event)
                elif event.implicit[0]:
                    value = _plain(written, event)
                else:
                    value = written
                if event.anchor is not None:
                    anchors[event.anchor] = _Anchored(value, written, 1)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                _check_tag(event, "map" if kind is yaml.MappingStartEvent else "seq")
                if frame is not None and frame.key is None and frame.is_mapping:
                    raise Unreadable("yaml-key", "a key must be a scalar", event.start_mark.index)
                opened = None
                if event.anchor is not None:
                    opened = anchors[event.anchor] = _Open()
                frame = _Frame(kind is yaml.MappingStartEvent, event.anchor, opened, nodes)
                nodes += 1
                stack.append(frame)
                if len(stack) > max_depth:
                    raise _too_deep(max_depth, event.start_mark.index)
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = stack.pop()
                value = done.value
                if done.merges is not None:
                    _merge(value, done.merges)
                # An anchor may be given again inside: then the inner one is the latest.
                if done.anchor is not None and anchors[done.anchor] is done.opened:
                    anchors[done.anchor] = _Anchored(value, None, nodes - done.size_before)
                frame = stack[-1] if stack else None
            elif kind is yaml.AliasEvent:
                anchored = self._anchored(event)
                if frame is not None and frame.key is None and frame.is_mapping:
                    if anchored.written is None:
                        raise Unreadable("yaml-key", "a key must be a scalar", event.start_mark.index)
                    self._begin_member(frame, anchored.written, event)
                    continue
                value = anchored.value
                nodes += anchored.size
                if nodes > max_nodes:
                    break
                if anchored.height < 0:
                    anchored.height = size(value)[1]
                if len(stack) + anchored.height > max_depth:
                    raise _too_deep(max_depth, event.start_mark.index)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Unreadable(
                        "second-document",
                        "a second YAML document begins here",
                        event.start_mark.index,
                        "Keep one document per file.",
                    )
                continue
            elif kind is yaml.StreamEndEvent:
                return Content(root, self.duplicates)
            else:
                continue
            if nodes > max_nodes:
                break
            if frame is None:
                root = value
            elif not frame.is_mapping:
                frame.value.append(value)
            elif frame.key is _MERGE:
                self._merge_later(frame, value, event)
                frame.key = None
            else:
                frame.value[frame.key] = value
                frame.key = None
        raise too_many(max_nodes, event.start_mark.index, "Every alias counts written out: use $ref instead of aliases")

    def _begin_member(self, frame: _Frame, key: str, event: Any) -> None:
        if type(event) is yaml.ScalarEvent:
            if key == "<<" and event.implicit[0]:
                frame.key = _MERGE
                return
            if event.tag is not None:
                _tagged(key, event)
        if key in frame.value:
            self.duplicates.append((*self._path(), key))
        frame.key = key

    def _path(self) -> Pointer:
        """Where the innermost open container stands."""
        return tuple(
            len(frame.value) if frame.key is None else "<<" if isinstance(frame.key, _Merge) else frame.key
            for frame in self.stack[:-1]
        )

    def _anchored(self, event: Any) -> _Anchored:
        anchored = self.anchors.get(event.anchor)
        at = event.start_mark.index
        if anchored is None:
            raise Unreadable(
                "yaml-alias", f"alias {quote(event.anchor)} stands for nothing: no such anchor above it", at
            )
        if isinstance(anchored, _Open):
            raise Unreadable(
                "yaml-alias",
                f"alias {quote(event.anchor)} contains itself",
                at,
                "Use $ref where a schema refers to itself.",
            )
        return anchored

    def _merge_later(self, frame: _Frame, value: Any, event: Any) -> None:
        several = value if type(value) is list else [value]
        if not all(type(one) is dict for one in several):
            raise Unreadable("yaml-merge", "`<<` takes a mapping or a list of mappings", event.start_mark.index)
        if frame.merges is None:
            frame.merges = []
        frame.merges.extend(reversed(several))


def _merge(value: dict[str, Any], merges: list[dict[str, Any]]) -> None:
    """Put the merged members before the mapping's own; a later one overrides."""
    own = dict(value)
    value.clear()
    for merged in merges:
        value.update(merged)
    value.update(own)


def _plain(written: str, event: Any) -> Any:
    """The value of an untagged plain scalar by the core schema (YAML 1.2, 10.3.2)."""
    if written[:1] not in _NUMERIC_START:
        return _WORDS.get(written, written)
    try:
        if _INTEGER.fullmatch(written):
            return whole(written)
        if _LEADING_ZERO.fullmatch(written):
            return written  # 010 is 8 in YAML 1.1 and 10 in YAML 1.2: what was typed is the safe reading
        if _FLOAT.fullmatch(written):
            return fraction(written)
        if _BASED.fullmatch(written):
            return int(written, 0) if len(written) <= 500 else written
    except Unreadable as error:
        error.offset = event.start_mark.index
        raise
    if _NOT_FINITE.fullmatch(written):
        raise Unreadable(
            "not-a-number",
            f"{quote(written)} is not a JSON number",
            event.start_mark.index,
            "Leave the value out, or quote it if text is meant.",
        )
    return written


def _tagged(written: str, event: Any) -> Any:
    """The value of a scalar with one of JSON's tags."""
    kind = _check_tag(event, "str", "int", "float", "bool", "null")
    if kind == "str":
        return written
    value = _plain(written, event)
    if kind == "float" and type(value) is int:
        return float(value)
    expected: dict[str, tuple[type, ...]] = {
        "int": (int,), "float": (float, Decimal), "bool": (bool,), "null": (type(None),),
    }  # fmt: skip
    if type(value) not in expected[kind]:
        raise Unreadable("yaml-tag", f"{quote(written)} is no {kind}", event.start_mark.index)
    return value


def _check_tag(event: Any, *known: str) -> str:
    """The short name of the tag; `known[0]` where there is none, or `!`. Raises Unreadable for others."""
    tag = event.tag
    if tag is None or tag == "!":
        return known[0]
    if tag.startswith(_TAGS) and tag[len(_TAGS) :] in known:
        return str(tag[len(_TAGS) :])
    raise Unreadable(
        "yaml-tag",
        f"tag {quote(tag)} is refused",
        event.start_mark.index,
        "Only JSON's types have tags here: !!str, !!int, !!float, !!bool, !!null, !!map, !!seq.",
    )


def _too_deep(max_depth: int, offset: int) -> Unreadable:
    return Unreadable(
        "too-deep",
        f"objects and arrays are nested more than {max_depth} deep",
        offset,
        "Move inner parts into components, or raise the limit `max_depth`.",
    )


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _first_unprintable(text: str) -> int | None:
    match = _UNPRINTABLE.search(text)
    return match.start() if match else None
