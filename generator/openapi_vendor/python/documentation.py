"""What docstrings say: the document's prose in the order in which a reader needs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from openapi_vendor import ir
from openapi_vendor.formatting import LINE_LENGTH
from openapi_vendor.python import literals, runtime_names
from openapi_vendor.python.prose import one_line, plain, wrap
from openapi_vendor.text import Text

_HEADLINE = LINE_LENGTH - 4 - len('"""')
"""Characters of a docstring's first line, where more lines follow."""
_SENTENCE = re.compile(r"[^\n]{10,}?[.!?:](?=\s+[A-Z\"'`\[(])")
_PHRASES = {
    "200": "OK",
    "201": "Created",
    "202": "Accepted",
    "204": "No Content",
    "304": "Not Modified",
    "400": "Bad Request",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "Not Found",
    "409": "Conflict",
    "405": "Method Not Allowed",
    "406": "Not Acceptable",
    "410": "Gone",
    "412": "Precondition Failed",
    "422": "Unprocessable Entity",
    "429": "Too Many Requests",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
}
"""Reason phrases (RFC 9110, section 15) as documents repeat them."""


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


def of_info(info: ir.Info) -> Iterator[str]:
    """Summary, description, then who offers the API and on which terms."""
    summary, description = plain(info.summary), plain(info.description)
    if not _same(summary, description):
        yield summary
    yield description
    yield "\n".join(f"- {fact}" for fact in terms_of(info))


def terms_of(info: ir.Info) -> Iterator[str]:
    """Terms of service, contact and licence, a line each."""
    if info.terms_of_service:
        yield f"Terms of service: {one_line(info.terms_of_service)}"
    for subject, facts in (("Contact", info.contact), ("License", info.license)):
        if facts:
            yield f"{subject}: {', '.join(one_line(value) for _, value in facts)}"


def of_tag(tag: ir.Tag, parent: str = "") -> Iterator[str]:
    """What the document says of a group; `parent` is the group, in code, that it belongs to."""
    facts = [f"Part of {parent}."] if parent else []
    yield from of_node(ir.Documentation(tag.summary, tag.description, tag.external_docs), *facts)


def of_value(documentation: ir.Documentation, type_: ir.Type, *facts: str) -> Iterator[str]:
    """The same for what has a type: with what the document says of each value that it lists."""
    said = list(filter(None, of_node(documentation, *facts)))
    yield from said
    items = [f"- {code(literals.value(value))}: {one_line(text)}" for value, text in _described_values(type_) if text]
    if items:
        yield "\n".join(items if said else ["Its values:", "", *items])


def _described_values(type_: ir.Type | None) -> Iterator[tuple[ir.Json, Text | None]]:
    """The listed values of a type and of its parts, with their descriptions."""
    match type_:
        case ir.Enumeration(values, descriptions):
            yield from zip(values, descriptions, strict=False)
        case ir.Union(variants):
            for variant in variants:
                yield from _described_values(variant)
        case ir.Checked(inner):
            yield from _described_values(inner)
        case ir.Array(rest, prefix):
            for part in (*prefix, rest):
                yield from _described_values(part)
        case ir.Map(values):
            yield from _described_values(values)
        case _:
            pass


def of_operation(
    operation: ir.Operation,
    parameters: tuple[str, ...],
    body: str,
    pages: str = "",
    more: Iterable[tuple[str, str]] = (),
    shortened: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[str]:
    """A request function's docstring: summary, route, description, pages, arguments, result, errors.

    `more` are arguments that are not parameters, with what is said of them. `shortened` leads from a
    parameter and what is said of it to what is said here, because the module says it in full.
    """
    summary = plain(operation.documentation.summary)
    description = plain(operation.documentation.description)
    first, rest = (summary, description) if summary else _first_paragraph(description)
    route = code(f"{operation.method} {one_line(operation.path_template)}")
    headline = f"{first} ({route})"
    if first and "\n" not in headline and len(headline) <= _HEADLINE:
        yield headline
    else:
        yield first
        yield route
    said = [first]
    shared = operation.path_documentation
    for text in (rest, plain(shared.summary), plain(shared.description)):
        if text and not any(_same(text, other) for other in said):
            said.append(text)
            yield text
    if operation.documentation.deprecated:
        yield "Deprecated."
    further = [f"`client.pages(...)` and `client.items(...)` go on from this page, by {pages}."] if pages else []
    if operation.documentation.external_docs:
        further.append(f"See {one_line(operation.documentation.external_docs)}")
    yield " ".join(further)
    described: list[tuple[str, Iterable[str]]] = []
    for name, parameter in zip(parameters, operation.parameters, strict=True):
        text = joined(of_value(parameter.documentation, parameter.type))
        described.append((name, [(shortened or {}).get((name, text), text)]))
    if operation.body is not None:
        described.append((body, of_node(operation.body.documentation)))
    described += [(name, [text]) for name, text in more]
    arguments = entries(described)
    if arguments:
        yield "\n".join(["Args:", *arguments])
    returned, raised = _outcomes(operation, success=True), _outcomes(operation, success=False)
    sections = [*(["Returns:", *returned] if returned else []), *(["Raises:", *raised] if raised else [])]
    if sections:
        yield "\n".join(sections)


def _outcomes(operation: ir.Operation, *, success: bool) -> list[str]:
    name = status_name if success else error_name
    found = [
        (name(response.status), joined(of_node(response.documentation)), status_name(response.status))
        for response in operation.responses
        if is_success(response.status) is success
    ]
    plainly = [shown for shown, text, status in found if _says_nothing(text, status)]
    told = [(shown, [text]) for shown, text, status in found if not _says_nothing(text, status)]
    return [*([f"    {', '.join(plainly)}"] if plainly and not success else []), *entries(told)]


def _says_nothing(text: str, status: str) -> bool:
    """Whether a description only says that this is a response of that status."""
    return any(_same(text, known) for known in ("", "Response", "Success", _PHRASES.get(status, "")))


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


def error_name(status: ir.Status) -> str:
    """The runtime's error for a status, with the status where the name says less."""
    by_status, by_hundreds = runtime_names.errors_by_status()
    if isinstance(status, int) and status in by_status:
        return by_status[status]
    hundreds = (
        status.hundreds if isinstance(status, ir.StatusRange) else status // 100 if isinstance(status, int) else 0
    )
    return f"{by_hundreds.get(hundreds, runtime_names.STATUS_ERROR)} ({status_name(status)})"


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
        text = joined(paragraphs)
        if text:
            lines = wrap(f"{name}: {text}", LINE_LENGTH - 4 - 8).split("\n")
            rest = (f"        {line}" if line.strip() else "" for line in lines[1:])
            found.append("\n".join([f"    {lines[0]}", *rest]))
    return found


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as one text."""
    return "\n\n".join(filter(None, paragraphs))


def shortened(text: str) -> str:
    """The first sentence of a text of several, with a mark that more was said; empty where it has but one."""
    sentence = _SENTENCE.match(text)
    return f"{sentence[0]} [...]" if sentence else ""


def _first_paragraph(description: str) -> tuple[str, str]:
    head, _, tail = description.partition("\n\n")
    return head, tail.strip("\n")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _same(first: str, second: str) -> bool:
    return first.rstrip(". ").casefold() == second.rstrip(". ").casefold()
