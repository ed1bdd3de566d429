"""What docstrings say: the document's prose in the order in which a reader needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import ir
from generator.formatting import LINE_LENGTH
from generator.python import literals
from generator.python.prose import one_line, plain, wrap


def of_node(documentation: ir.Documentation, *facts: str) -> Iterator[str]:
    """Summary, description, what else is known, where to read on."""
    summary, description = plain(documentation.summary), plain(documentation.description)
    known = [fact for fact in facts if fact]
    if documentation.deprecated:
        known.insert(0, "Deprecated.")
    if documentation.has_default:
        known.append(f"Default: {code(literals.value(documentation.default))}.")
    if documentation.external_docs:
        known.append(f"See {one_line(documentation.external_docs)}.")
    paragraphs = [summary] if summary and not _same(summary, description) else []
    paragraphs += [description] if description else []
    said = " ".join(known)
    if paragraphs and said and "\n" not in paragraphs[-1]:
        yield from paragraphs[:-1]
        yield f"{_sentence(paragraphs[-1])} {said}"
        return
    yield from paragraphs
    yield said


def of_operation(operation: ir.Operation, parameters: tuple[str, ...], body: str, pages: str = "") -> Iterator[str]:
    """A request function's docstring: summary, route, description, pages, arguments, result, errors."""
    summary = plain(operation.documentation.summary)
    description = plain(operation.documentation.description)
    first, rest = (summary, description) if summary else _first_paragraph(description)
    yield first
    route = code(f"{operation.method} {one_line(operation.path_template)}")
    external_docs = one_line(operation.documentation.external_docs)
    yield f"{route} (see {external_docs})" if external_docs else route
    said = [first]
    shared = operation.path_documentation
    for text in (rest, plain(shared.summary), plain(shared.description)):
        if text and not any(_same(text, other) for other in said):
            said.append(text)
            yield text
    if operation.documentation.deprecated:
        yield "Deprecated."
    if pages:
        yield f"`client.pages(...)` and `client.items(...)` go on from this page, by {pages}."
    described = [
        (name, of_node(parameter.documentation))
        for name, parameter in zip(parameters, operation.parameters, strict=True)
    ]
    if operation.body is not None:
        described.append((body, of_node(operation.body.documentation)))
    arguments = entries(described)
    if arguments:
        yield "\n".join(["Args:", *arguments])
    returned, raised = _outcomes(operation, success=True), _outcomes(operation, success=False)
    sections = [*(["Returns:", *returned] if returned else []), *(["Raises:", *raised] if raised else [])]
    if sections:
        yield "\n".join(sections)


def _outcomes(operation: ir.Operation, *, success: bool) -> list[str]:
    name = status_name if success else error_name
    return entries(
        (name(response.status), of_node(response.documentation))
        for response in operation.responses
        if is_success(response.status) is success
    )


def is_success(status: ir.Status) -> bool:
    """2xx."""
    return (
        status.hundreds == 2 if isinstance(status, ir.StatusRange) else isinstance(status, int) and status // 100 == 2
    )


def status_name(status: ir.Status) -> str:
    """`404`, `4XX`, `default`."""
    match status:
        case ir.StatusRange(hundreds):
            return f"{hundreds}XX"
        case ir.DefaultStatus():
            return "default"
        case int():
            return str(status)


_ERROR_NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    402: "PaymentRequired",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    406: "NotAcceptable",
    408: "RequestTimeout",
    409: "Conflict",
    410: "Gone",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    423: "Locked",
    429: "TooManyRequests",
    500: "InternalServerError",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
}
_FAMILIES = {3: "Redirection", 4: "ClientError", 5: "ServerError"}


def error_name(status: ir.Status) -> str:
    """The runtime's error for a status (`templates/runtime/errors.py`), with the status where the name says less."""
    if isinstance(status, int) and status in _ERROR_NAMES:
        return _ERROR_NAMES[status]
    hundreds = (
        status.hundreds if isinstance(status, ir.StatusRange) else status // 100 if isinstance(status, int) else 0
    )
    return f"{_FAMILIES.get(hundreds, 'StatusError')} ({status_name(status)})"


def code(text: str) -> str:
    """CommonMark inline code; a text with backticks gets a longer fence."""
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def entries(described: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    """Entries of a Google-style section, wrapped with a hanging indent; what has no text gets none."""
    found: list[str] = []
    for name, paragraphs in described:
        text = "\n\n".join(filter(None, paragraphs))
        if text:
            lines = wrap(f"{name}: {text}", LINE_LENGTH - 4 - 8).split("\n")
            rest = (f"        {line}" if line.strip() else "" for line in lines[1:])
            found.append("\n".join([f"    {lines[0]}", *rest]))
    return found


def _first_paragraph(description: str) -> tuple[str, str]:
    head, _, tail = description.partition("\n\n")
    return head, tail.strip("\n")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _same(first: str, second: str) -> bool:
    return first.rstrip(". ").casefold() == second.rstrip(". ").casefold()
