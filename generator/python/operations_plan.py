"""Views of `operations/`: one module for each group, holding its tables, request functions and group class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator import ir
from generator.media_types import MediaKind, media_kind
from generator.python import documentation, literals
from generator.python.annotations import RUNTIME, Annotator, Context, Place
from generator.python.imports import Imports, ImportView
from generator.python.layout import bracketed, fits, settle, tuple_of
from generator.python.names import body_name, parameter_names
from generator.python.prose import docstring
from generator.python.servers import same_servers, server
from generator.python.views import AliasView, File, GroupView, ImportsView, OperationsModuleView, OperationView
from generator.python.words import pascal
from generator.text import Text

_RUNTIME = f"..{RUNTIME}"
_LOCATIONS = {
    ir.In.PATH: "Path",
    ir.In.QUERY: "Query",
    ir.In.HEADER: "Header",
    ir.In.COOKIE: "Cookie",
    ir.In.QUERYSTRING: "QueryString",
}
_DEFAULT_STYLE = {
    ir.In.PATH: (ir.Style.SIMPLE, False),
    ir.In.QUERY: (ir.Style.FORM, True),
    ir.In.HEADER: (ir.Style.SIMPLE, False),
    ir.In.COOKIE: (ir.Style.FORM, True),
    ir.In.QUERYSTRING: (ir.Style.FORM, True),
}
_BODY_RECORDS = {
    MediaKind.JSON: "Json",
    MediaKind.FORM: "Form",
    MediaKind.MULTIPART: "Multipart",
    MediaKind.TEXT: "Text",
    MediaKind.XML: "Text",
    MediaKind.BYTES: "Bytes",
    MediaKind.EVENT_STREAM: "Text",
    MediaKind.JSON_LINES: "Text",
    MediaKind.JSON_SEQUENCE: "Text",
}
_TYPED = {"Json", "Form", "Multipart"}
_DEFAULT_MEDIA_TYPE = {
    "Json": "application/json",
    "Form": "application/x-www-form-urlencoded",
    "Multipart": "multipart/form-data",
    "Text": "text/plain",
    "Bytes": "application/octet-stream",
}


def files(context: Context) -> Iterator[tuple[File, GroupView]]:
    """Every module of `operations/`, with the group that the client shows."""
    groups: dict[Text, list[ir.Operation]] = defaultdict(list)
    for operation in context.api.operations:
        groups[operation.group].append(operation)
    for group, operations in groups.items():
        view = _Module(context).view(group, operations)
        yield File(f"operations/{view.group.module}.py", "operations.py.jinja", view), view.group


class _Module:
    """Builds one module's view."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._imports = Imports()
        self._annotator = Annotator(context, self._imports, Place.SIGNATURE)
        self._aliases: dict[str, AliasView] = {}
        self._alias_of: dict[ir.Enumeration, str] = {}
        self._header_sets: dict[str, str] = {}

    def view(self, group: Text, operations: list[ir.Operation]) -> OperationsModuleView:
        names = self._context.names.groups[group]
        views = tuple(self._operation(operation) for operation in operations)
        for symbol in ("ClientT", "Group", "Request", "method"):
            self._imports.use(_RUNTIME, symbol)
        self._imports.use(".._api", "API")
        tag = next((tag for tag in self._context.api.tags if tag.name == group), None)
        described = ir.Documentation(tag.summary, tag.description, tag.external_docs) if tag else ir.Documentation()
        texts = list(filter(None, documentation.of_node(described)))
        text = docstring(texts or [f"Operations of {documentation.code(names.attribute)}."], indent=1)
        return OperationsModuleView(
            docstring([f"Request functions of {documentation.code(names.attribute)}."], indent=0),
            ImportsView(self._imports.groups(), self._imports.typing_only()),
            tuple(self._aliases.values()),
            GroupView(
                names.module,
                names.class_name,
                names.attribute,
                text,
                settle(
                    bracketed(
                        f"def {names.attribute}(", ["self"], f") -> {names.class_name}[Self]:", indent=1
                    ),
                    indent=1,
                ),
                docstring([first_line(texts) or f"Operations of {documentation.code(names.attribute)}."], indent=2),
                ImportView(f".operations.{names.module}", (names.class_name,)).statement(2),
                views,
            ),
        )

    def _operation(self, operation: ir.Operation) -> OperationView:
        names = self._context.names.operations[operation.key]
        arguments = parameter_names(operation, self._context.names)
        body = body_name(arguments)
        self._context.names.allocated.add(body)
        returns = self._returns(operation)
        text = docstring(documentation.of_operation(operation, arguments, body, returns), indent=1)
        passed = [*arguments, *([f"{body}={body}" if body == "body" else f"body={body}"] if operation.body else [])]
        decorator = ""
        if operation.documentation.deprecated:
            self._imports.use(_RUNTIME, "deprecated")
            decorator = f"@deprecated({literals.string(f'{names.function} is deprecated')})"
        return OperationView(
            names.function,
            names.method,
            settle(bracketed(f"{names.method} = method(", [names.function], ")", indent=1), indent=1),
            settle(self._table(operation, names.constant), indent=0),
            self._header(operation, names.function, arguments, body, returns),
            text,
            settle(bracketed(f"return {names.constant}.request(", passed, ")", indent=1), indent=1),
            decorator,
        )

    # --- the function --------------------------------------------------------------------------

    def _header(
        self, operation: ir.Operation, function: str, arguments: tuple[str, ...], body: str, returns: str
    ) -> str:
        positional: list[str] = []
        required: list[str] = []
        optional: list[str] = []
        for argument, parameter in zip(arguments, operation.parameters, strict=True):
            annotation = self._joined(self._argument_members(operation, argument, parameter.type))
            if parameter.where is ir.In.PATH:
                positional.append(f"{argument}: {annotation}")
            elif parameter.required:
                required.append(f"{argument}: {annotation}")
            else:
                optional.append(f"{argument}: {_or_none(annotation)} = None")
        if operation.body:
            annotation = self._joined(self._body_members(operation.body))
            if operation.body.required:
                required.append(f"{body}: {annotation}")
            else:
                optional.insert(0, f"{body}: {_or_none(annotation)} = None")
        keywords = [*required, *optional]
        items = [*positional, *(["*", *keywords] if keywords else [])]
        result = f"{self._imports.use(_RUNTIME, 'Request')}[{returns}]"
        return settle(bracketed(f"def {function}(", items, f") -> {result}:", indent=0), indent=0)

    def _argument_members(self, operation: ir.Operation, argument: str, type_: ir.Type) -> tuple[str, ...]:
        if isinstance(type_, ir.Enumeration):
            return (self._enumeration(operation, argument, type_),)
        if isinstance(type_, ir.Array) and isinstance(type_.rest, ir.Enumeration) and not type_.prefix:
            return (f"list[{self._enumeration(operation, argument, type_.rest)}]",)
        return self._annotator.members(type_, plain=True)

    def _enumeration(self, operation: ir.Operation, argument: str, type_: ir.Enumeration) -> str:
        """A `Literal`, under a name of its own where it is long."""
        if type_ in self._alias_of:
            return self._alias_of[type_]
        written = self._annotator.of(type_)
        if fits(written, 13) or not written.startswith("Literal["):
            return written
        function = self._context.names.operations[operation.key].function
        name = self._context.names.types.claim([pascal(tuple(f"{function}_{argument}".split("_")))])
        alias = self._imports.use("typing", "TypeAlias")
        items = list(dict.fromkeys(map(literals.value, type_.values)))
        statement = bracketed(f"{name}: {alias} = Literal[", items, "]", indent=0)
        self._aliases[name] = AliasView(name, settle(statement, indent=0), "")
        self._alias_of[type_] = name
        return name

    def _joined(self, members: tuple[str, ...]) -> str:
        return " | ".join(dict.fromkeys(members))

    def _body_members(self, body: ir.Body) -> tuple[str, ...]:
        members: dict[str, None] = {}
        for content in body.contents:
            members |= dict.fromkeys(self._content_members(content))
        return tuple(members) or ("bytes",)

    def _content_members(self, content: ir.Content) -> tuple[str, ...]:
        record = _BODY_RECORDS[media_kind(content.media_type)]
        if record == "Text":
            return ("str",)
        if record == "Bytes":
            return ("bytes",)
        return self._annotator.members(content.type if content.type is not None else ir.Anything(), plain=True)

    def _returns(self, operation: ir.Operation) -> str:
        members: dict[str, None] = {}
        for response in successes(operation):
            if not response.contents:
                members["None"] = None
            for content in response.contents:
                members |= dict.fromkeys(self._content_members(content))
        ordered = sorted(members or {"None": None}, key=lambda member: member == "None")
        return " | ".join(ordered)

    # --- the table -----------------------------------------------------------------------------

    def _table(self, operation: ir.Operation, constant: str) -> str:
        rows = [literals.string(operation.method), self._path(operation)]
        parameters = [
            self._parameter(operation, argument, parameter)
            for argument, parameter in zip(parameter_names(operation, self._context.names), operation.parameters, strict=True)
        ]
        if parameters:
            rows.append(_named("parameters", parameters))
        if operation.body:
            rows.append(self._body(operation.body))
        rows.append(self._responses(operation))
        headers = [
            f"{_status_key(response.status)}: {self._header_set(response.headers)}"
            for response in operation.responses
            if response.headers
        ]
        if headers:
            rows.append(bracketed("response_headers={", headers, "}", indent=1, reserve=1))
        if operation.security is not None:
            rows.append(_named("security", [self._requirement(found) for found in operation.security]))
        if operation.servers and not same_servers(operation.servers, self._context.api.servers):
            self._imports.use(_RUNTIME, "Server")
            if any(found.variables for found in operation.servers):
                self._imports.use(_RUNTIME, "ServerVariable")
            rows.append(_named("servers", [server(found) for found in operation.servers]))
        lines = "".join(f"    {row},\n" for row in rows)
        return f"{constant} = API.operation(\n{lines})"

    def _path(self, operation: ir.Operation) -> str:
        parts = [
            str(part.parameter) if isinstance(part, ir.Slot) else literals.string(part) for part in operation.path
        ]
        return tuple_of(parts, indent=1, reserve=1)

    def _parameter(self, operation: ir.Operation, argument: str, parameter: ir.Parameter) -> str:
        record = self._imports.use(_RUNTIME, _LOCATIONS[parameter.where])
        if isinstance(parameter.type, ir.Enumeration):
            type_ = self._enumeration(operation, argument, parameter.type)
        else:
            type_ = self._lazy(self._annotator.of(parameter.type))
        items = [literals.string(parameter.name), type_]
        style, explode = _DEFAULT_STYLE[parameter.where]
        if parameter.required and parameter.where is not ir.In.PATH:
            items.append("required=True")
        if parameter.style is not style:
            items.append(f"style={literals.string(parameter.style.value)}")
        if parameter.explode is not (explode if parameter.style is style else parameter.style is ir.Style.FORM):
            items.append(f"explode={parameter.explode}")
        if parameter.allow_reserved:
            items.append("allow_reserved=True")
        if parameter.allow_empty_value:
            items.append("allow_empty_value=True")
        if parameter.media_type is not None:
            items.append(f"media_type={literals.string(parameter.media_type)}")
        return bracketed(f"{record}(", items, ")", indent=2, reserve=1)

    def _body(self, body: ir.Body) -> str:
        contents = [
            self._content(content, indent=1 + (len(body.contents) > 1), required=body.required)
            for content in body.contents
        ]
        if len(contents) == 1:
            return f"body={contents[0]}"
        return tuple_of(contents, indent=1, prefix="body=")

    def _content(self, content: ir.Content, *, indent: int, required: bool = True) -> str:
        name = _BODY_RECORDS[media_kind(content.media_type)]
        record = self._imports.use(_RUNTIME, name)
        items: list[str] = []
        if name in _TYPED:
            type_ = content.type if content.type is not None else ir.Anything()
            items.append(self._lazy(" | ".join(self._annotator.members(type_))))
        if content.media_type != _DEFAULT_MEDIA_TYPE[name]:
            items.append(f"{'media_type=' * (name in _TYPED)}{literals.string(content.media_type)}")
        if not required:
            items.append("required=False")
        return bracketed(f"{record}(", items, ")", indent=indent, reserve=8)

    def _responses(self, operation: ir.Operation) -> str:
        items: list[str] = []
        for response in operation.responses:
            several = len(response.contents) > 1
            contents = [self._content(content, indent=2 + several) for content in response.contents]
            value = "None" if not contents else contents[0] if len(contents) == 1 else tuple_of(contents, indent=2, reserve=8)
            items.append(f"{_status_key(response.status)}: {value}")
        return bracketed("responses={", items, "}", indent=1, reserve=1)

    def _header_set(self, headers: tuple[ir.Header, ...]) -> str:
        """The headers of a response, as a constant that every response with the same ones shares."""
        record = self._imports.use(_RUNTIME, "Header")
        items: list[str] = []
        for header in headers:
            arguments = [literals.string(header.name), self._lazy(self._annotator.of(header.type))]
            arguments += ["required=True"] * header.required + ["explode=True"] * header.explode
            if header.media_type is not None:
                arguments.append(f"media_type={literals.string(header.media_type)}")
            items.append(bracketed(f"{record}(", arguments, ")", indent=1, reserve=1))
        value = tuple_of(items, indent=0, prefix="_HEADERS_00 = ", reserve=0).partition(" = ")[2]
        if value not in self._header_sets:
            name = f"_HEADERS_{len(self._header_sets) + 1}" if self._header_sets else "_HEADERS"
            self._header_sets[value] = name
            self._context.names.allocated.add(name)
            self._aliases[name] = AliasView(name, settle(f"{name} = {value}", indent=0), "")
        return self._header_sets[value]

    def _requirement(self, requirement: ir.SecurityRequirement) -> str:
        constants = [self._context.names.schemes[use.scheme].constant for use in requirement]
        if not constants:
            return "()"
        for constant in constants:
            self._imports.use(".._api", constant)
        return f"({', '.join(constants)}{',' * (len(constants) == 1)})"

    def _lazy(self, annotation: str) -> str:
        """A type of the package is not imported before it is needed."""
        if "models." not in annotation:
            return annotation
        self._imports.use("..", "models")
        return f"lambda: {annotation}"


def successes(operation: ir.Operation) -> list[ir.Response]:
    """The responses that a call returns: 2xx, else the default one where nothing says what success is."""
    found = [response for response in operation.responses if documentation.is_success(response.status)]
    if not found:
        found = [response for response in operation.responses if isinstance(response.status, ir.DefaultStatus)]
    return found


def first_line(texts: list[str]) -> str:
    """What a list of paragraphs says first, on one line."""
    return texts[0].partition("\n")[0] if texts else ""


def _status_key(status: ir.Status) -> str:
    name = documentation.status_name(status)
    return name if name.isdigit() else f'"{name}"'


def _named(name: str, items: list[str]) -> str:
    return tuple_of(items, indent=1, prefix=f"{name}=")


def _or_none(annotation: str) -> str:
    return annotation if annotation.split(" | ")[-1] in {"None", "Any"} else f"{annotation} | None"


