"""Media types: reading them, and finding the documented one that a response has (RFC 9110 §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec


class MediaType(msgspec.Struct, frozen=True):
    """A parsed media type, in lower case but for the values of its parameters."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def essence(self) -> str:
        """`type/subtype`, without parameters."""
        return f"{self.type}/{self.subtype}"

    @property
    def is_json(self) -> bool:
        """`application/json`, `text/json`, or anything with the suffix `+json`."""
        return self.subtype == "json" or self.subtype.endswith("+json")

    @property
    def is_xml(self) -> bool:
        """`application/xml`, `text/xml`, or anything with the suffix `+xml`."""
        return self.subtype == "xml" or self.subtype.endswith("+xml")

    @property
    def charset(self) -> str | None:
        """The `charset` parameter."""
        return dict(self.parameters).get("charset")


@lru_cache(maxsize=512)
def parse(text: str) -> MediaType | None:
    """The media type (or range) that the text names; None where it is none."""
    essence, *sections = text.split(";")
    kind, slash, subtype = essence.strip().lower().partition("/")
    if not (kind and slash and subtype):
        return None
    parameters = []
    for section in sections:
        name, equals, value = section.strip().partition("=")
        if equals:
            parameters.append((name.strip().lower(), value.strip().strip('"')))
    return MediaType(kind, subtype, tuple(parameters))


def accept(wanted: Sequence[str], documented: Sequence[str]) -> str:
    """The `Accept` header: the media types of successes; with less weight XML beside others, and those of errors.

    Anything else comes last (RFC 9110 §12.5.1): it is read all the same, and some servers refuse to answer without.
    """
    is_mixed = len({"xml" in media_type for media_type in wanted}) > 1
    weighted = [each for each in wanted if is_mixed and "xml" in each]
    plain = [each for each in wanted or documented if each not in weighted]
    weighted += [each for each in documented if each not in wanted and wanted]
    entries = [*plain, *(f"{each};q=0.9" for each in weighted)]
    if "*/*" not in plain:
        entries.append("*/*;q=0.1" if entries else "*/*")
    return ", ".join(dict.fromkeys(entries))


def best_match(documented: Sequence[str], actual: str) -> int | None:
    """The index of the documented media type (or range) that fits `actual` best; None where none does.

    From best to worst: the same type with all the documented parameters, both JSON or both XML, the range
    `type/*`, `*/*`. A documented parameter that differs rules the entry out, `charset` excepted.
    """
    found = parse(actual)
    if found is None:
        return None
    best: tuple[int, int] | None = None
    for index, entry in enumerate(documented):
        score = _score(parse(entry), found)
        if score and (best is None or score > best[0]):
            best = score, index
    return None if best is None else best[1]


def _score(documented: MediaType | None, actual: MediaType) -> int:
    if documented is None:
        return 0
    wanted = {name: value for name, value in documented.parameters if name != "charset"}
    if any(dict(actual.parameters).get(name) != value for name, value in wanted.items()):
        return 0
    if documented.essence == actual.essence:
        return 10 + len(wanted)
    if (documented.is_json and actual.is_json) or (documented.is_xml and actual.is_xml):
        return 3
    if documented.essence == f"{actual.type}/*":
        return 2
    return 1 if documented.essence == "*/*" else 0
