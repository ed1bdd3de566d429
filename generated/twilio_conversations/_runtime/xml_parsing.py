"""From bytes to elements, with expat, and without what makes XML dangerous.

A document type declaration is refused, so there are no entities but the five that XML itself has: nothing grows, and
nothing is fetched. Elements nest at most 100 deep. It takes one pass, in time linear in the bytes.
"""

from __future__ import annotations

from typing import Final, NoReturn
from xml.parsers import expat

from .drift import DecodeFailure
from .xml_nodes import Element

MAX_DEPTH: Final = 100

_SEPARATOR: Final = " "  # in no namespace name that is a URI


class _Builder:
    """Receives what expat reads."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.names: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: list[str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise DecodeFailure(f"elements nested more than {MAX_DEPTH} deep")
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = _split(name)
        element = Element(*known, {_split(key): value for key, value in pairs})
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.open[-1].pieces.append(text)


def parse(body: bytes, charset: str | None) -> Element:
    """The root element. `charset` is that of the media type, which counts more than what the XML says of itself.

    Raises `DecodeFailure` for what is no well-formed XML with namespaces, or exceeds a limit.
    """
    builder = _Builder()
    try:
        parser = expat.ParserCreate(charset, _SEPARATOR)
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = builder.start
        parser.EndElementHandler = builder.end
        parser.CharacterDataHandler = builder.text
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        parser.Parse(body, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        message = f"not XML: {reason} (line {error.lineno}, column {error.offset + 1})"
        raise DecodeFailure(message) from None
    except (LookupError, ValueError) as error:
        raise DecodeFailure(f"not XML: its encoding cannot be read: {error}") from None
    assert builder.root is not None, "expat reports XML without an element"
    return builder.root


def _refuse(*arguments: object) -> NoReturn:
    raise DecodeFailure("XML with a document type declaration, which is not read")


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(_SEPARATOR)
    return namespace, local
