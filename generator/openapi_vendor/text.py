"""Tainted text: a string that came out of a document.

No string of a document may become code, a path or a fetch (`SECURITY.md`). So a document's strings
travel through the generator as `Text`, which is not a `str`: it does not concatenate, format or join. It
becomes source in two places only, `python/literals.py` (through `ascii`) and `python/prose.py`
(docstrings), becomes an identifier in `python/words.py`, and is shown to a person by `diagnostics.py`.
A test forbids `.raw` anywhere else outside `document/`, which reads it to understand the document.
"""

from __future__ import annotations

from typing import Final, NoReturn


class Text:
    """A string from a document, compared and looked up like a string but never used as one.

    Equality and hash are those of the string, with `str` too, so that a table of known words
    (`FORMATS.get(text)`) works: what comes out of the table is ours.
    """

    __slots__ = ("raw",)

    raw: Final[str]

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self.raw == other.raw
        if isinstance(other, str):
            return self.raw == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.raw)

    def __lt__(self, other: Text) -> bool:
        return self.raw < other.raw

    def __bool__(self) -> bool:
        return bool(self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    def split(self, separator: str) -> list[Text]:
        """The parts between the separators, tainted like the whole."""
        return [Text(part) for part in self.raw.split(separator)]

    def __repr__(self) -> str:
        return f"<Text of {len(self.raw)} characters>"

    def __str__(self) -> NoReturn:
        raise TypeError("document text does not become a str: use literals.py, prose.py or words.py")

    def __format__(self, format_spec: str) -> NoReturn:
        raise TypeError("document text is never formatted: use literals.py, prose.py or words.py")

    def __reduce__(self) -> tuple[type[Text], tuple[str]]:
        return Text, (self.raw,)


NO_TEXT: Final = Text("")
"""Where a document says nothing."""
