"""One module of `operations/` while it is written: its imports, and what its operations share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, media_kind
from openapi_vendor.python import code, literals
from openapi_vendor.python.annotated_text import AnnotatedText
from openapi_vendor.python.annotations import RUNTIME, Annotator, Context, Place
from openapi_vendor.python.body_kinds import body_kind
from openapi_vendor.python.documentation import entries, joined, of_value, shortened
from openapi_vendor.python.enumerations import listed
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.layout import bracketed, fits, settle, tuple_of
from openapi_vendor.python.names import Part
from openapi_vendor.python.octets import octets_of
from openapi_vendor.python.prose import docstring, one_line
from openapi_vendor.python.views import AliasView, ImportsView, close_up

BODY_RECORDS = {
    MediaKind.JSON: "Json",
    MediaKind.FORM: "Form",
    MediaKind.MULTIPART: "Multipart",
    MediaKind.TEXT: "Text",
    MediaKind.XML: "Xml",
    MediaKind.BYTES: "Bytes",
    MediaKind.EVENT_STREAM: "EventStream",
    MediaKind.JSON_LINES: "JsonLines",
    MediaKind.JSON_SEQUENCE: "JsonSequence",
}
"""The runtime's record for each family of media types."""

_MANY = 3
"""So many functions that say the same of an argument leave it to their module."""

_SCALAR_KINDS = frozenset({"string", "number", "boolean"})

_NO_PART = Part((), "", ())

STREAMED = frozenset({"EventStream", "JsonLines", "JsonSequence"})
"""The records of bodies that are made of items."""


def item_type(content: ir.Content) -> ir.Type:
    """The type of one item of a stream: `itemSchema`; else, as documents before 3.2 have it, that of `schema`.

    There it may be an array of the items. A string says nothing of JSON, but is what the data of an event may be.
    """
    if content.item_type is not None:
        return content.item_type
    match content.type:
        case ir.Array(rest=rest, prefix=()) if rest is not None:
            return rest
        case None:
            return ir.Anything()
        case ir.String() if media_kind(content.media_type) is not MediaKind.EVENT_STREAM:
            return ir.Anything()
        case found:
            return found


def record_name(api: ir.Api, content: ir.Content, *, sent: bool) -> str:
    """The runtime's record of a media type.

    What the schema says is octets, or base64, is bytes whatever it is called. A multipart body that is received stays
    bytes: readers of those abound. So does a stream of events that is sent, for that is what servers do. XML without a
    schema of what is inside stays text.
    """
    kind = body_kind(api, content)
    if octets_of(content, api) is not None:
        return "Bytes"
    if kind is MediaKind.XML and content.xml is None:
        return "Text"
    if kind is (MediaKind.EVENT_STREAM if sent else MediaKind.MULTIPART):
        return "Bytes"
    return BODY_RECORDS[kind]


class OperationModule:
    """Collects what the module of a group, or of a part of one, needs at its top.

    `dots` lead from the module to the package's root; `part` says whose functions it holds.
    """

    def __init__(self, context: Context, dots: str, part: Part = _NO_PART) -> None:
        self.context = context
        self.imports = Imports()
        self.runtime = f"{dots}{RUNTIME}"
        self.api = f"{dots}_api"
        self.errors = f"{dots}errors"
        self._dots = dots
        self.annotator = AnnotatedText(Annotator(context, Place.SIGNATURE, dots=dots), self.imports)
        self._statements: dict[str, AliasView] = {}
        self._path = part.path
        self.shortened = _repeated_arguments(context, part.operations)
        """Arguments of which many functions would say the same at length, each with that text: its first sentence."""

    def imports_view(self) -> ImportsView:
        return ImportsView(self.imports.groups(), self.imports.typing_only())

    def statements(self) -> tuple[AliasView, ...]:
        """What stands between the imports and the first operation."""
        return close_up(list(self._statements.values()))

    def docstring(self, subject: str) -> str:
        """What the functions are of, and what many of them would say of an argument at length."""
        described = entries((name, [text]) for name, text in self.shortened)
        section = ["\n".join(["Arguments of many functions:", *described])] if described else []
        return docstring([f"Request functions of {subject}.", *section], indent=0)

    def use(self, symbol: str) -> str:
        """A symbol of the runtime."""
        return self.imports.use(self.runtime, symbol)

    def lazy(self, annotation: code.Node) -> str:
        """An annotation; one that names a type of the package is evaluated when it is needed."""
        is_late = self.annotator.nodes.refers_to_models(annotation)
        return self.annotator.text(code.Lambda(annotation) if is_late else annotation)

    def content_members(self, content: ir.Content, *, sent: bool = False) -> tuple[str, ...]:
        """What a body of this media type is in Python; `sent` in a request, where more may be given."""
        record = record_name(self.context.api, content, sent=sent)
        if record in STREAMED:
            item = self.annotator.joined(item_type(content), plain=True)
            kinds = [self.imports.use("collections.abc", each) for each in ("Iterable", "AsyncIterable") if sent]
            return tuple(f"{kind}[{item}]" for kind in kinds or ["list"])
        if record == "Bytes" and sent and octets_of(content, self.context.api) is not ir.StringFormat.BYTE:
            return (self.use("Binary"),)
        if record == "Text":
            text = self.text_type(content)
            return ("str",) if text is None else self.annotator.members(text, plain=True)
        if record == "Bytes":
            return ("bytes",)
        return self.annotator.members(content.type if content.type is not None else ir.Anything(), plain=True)

    def text_type(self, content: ir.Content) -> ir.Type | None:
        """What a body of text stands for; None where it is any text, or would need a syntax of its own.

        Null has no text.
        """
        type_ = content.type
        if type_ is None or media_kind(content.media_type) is not MediaKind.TEXT:
            return None
        if isinstance(type_, ir.Union) and ir.Null() in type_.variants:
            variants = tuple(each for each in type_.variants if each != ir.Null())
            type_ = variants[0] if len(variants) == 1 else replace(type_, variants=variants)
        if type_ == ir.String() or not self.context.kinds.json(type_) <= _SCALAR_KINDS:
            return None
        return type_

    def enumeration(self, type_: ir.Enumeration) -> str:
        """A closed `Literal`, under a name of its own where it is long."""
        name = self.context.names.literals.get((self._path, listed(type_)))
        if name is None:
            return self.annotator.of(type_)
        if name not in self._statements:
            alias = self.imports.use("typing", "TypeAlias")
            opening = f"{name}: {alias} = {self.imports.use('typing', 'Literal')}["
            statement = bracketed(opening, listed(type_), "]", indent=0)
            self._statements[name] = AliasView(name, settle(statement, indent=0), "")
        return name

    def header(self, header: ir.Header, indent: int) -> str:
        """The runtime's record of a header of a response or of a part."""
        arguments = [literals.string(header.name), self.lazy(self.annotator.nodes.of(header.type))]
        arguments += ["required=True"] * header.required + ["explode=True"] * header.explode
        if header.media_type is not None:
            arguments.append(f"media_type={literals.string(header.media_type)}")
        return bracketed(f"{self.use('Header')}(", arguments, ")", indent=indent, reserve=1)

    def header_set(self, operation: ir.Operation, response: ir.Response) -> str:
        """The headers of a response, as a constant that every response with the same ones shares."""
        name = self.context.names.header_sets[operation.key, response.status]
        if name not in self._statements:
            items = [self.header(header, 1) for header in response.headers]
            statement = tuple_of(items, indent=0, prefix=f"{name} = ", reserve=0)
            described = entries(
                (f"`{one_line(header.name)}`", of_value(header.documentation, header.type))
                for header in response.headers
            )
            text = docstring(["\n".join(["Response headers:", *described])], indent=0) if described else ""
            self._statements[name] = AliasView(name, settle(statement, indent=0), text)
        return name


def _repeated_arguments(context: Context, operations: Sequence[ir.Operation]) -> dict[tuple[str, str], str]:
    """Arguments with a text of more than a line that several operations say of them, and its short form."""
    said = Counter(
        (name, joined(of_value(parameter.documentation, parameter.type)))
        for operation in operations
        for name, parameter in zip(context.names.arguments[operation.key].parameters, operation.parameters, strict=True)
    )
    return {
        (name, text): short
        for (name, text), count in said.items()
        if count >= _MANY and not fits(f"{name}: {text}", 2) and (short := shortened(text))
    }
