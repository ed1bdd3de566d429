"""The commonest lines that are too long, as black would leave them: fields, aliases, items of calls, ends of headers.

Not a formatter: `split` knows `name: type = default`, `Name: TypeAlias = type`, and in what is laid out over lines
already an item that is a bracket (`list[...],`) and the end of a header (`) -> Request[...]:`). It gives up on all
else, and leaves it to black itself, which takes a hundred times longer. Tests hold what it writes against black.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from openapi_vendor.formatting import LINE_LENGTH

_STRING = r'"(?:[^"\\]|\\.)*"'
_FIELD = re.compile(r"(\w+): ([\w.]+(?: \| [\w.]+)*|Deprecated\[.+\]) = (None|UNSET|(field|deprecated_field)\((.*)\))")
_ALIAS = re.compile(r"(\w+: TypeAlias) = (.+)")
_TOKEN = re.compile(rf"""{_STRING}|'(?:[^'\\]|\\.)*'|[\[({{]|[\])}}]|, | \| |[^"'\[\](){{}}, ]+|.""")
_OPENED = re.compile(r"\w+[\[(]|\{")
_END_OF_HEADER = re.compile(r"\) -> (\w+\[.+\]):")
_LAMBDA = "lambda: "
_PARAMETER = re.compile(r"(\w+: )([^\W\d](?:(?! = ).)*)((?: = (?:None|UNSET))?,)")
_UNBREAKABLE_ARGUMENT = re.compile(f"\\w+=r?{_STRING},?")
_UNBREAKABLE = re.compile(f"{_STRING}(?:: {_STRING})?")
"""An item, or a member of a mapping, that black leaves as long as it is."""


def split(statement: str, indent: int) -> str | None:
    """The lines of a statement with lines that are too long at level `indent`; None if black must lay it out."""
    if "\n" not in statement:
        return _statement(statement, indent)
    first, *rest = statement.split("\n")
    lines: list[str] = [first]
    if not _fits(first, indent):
        return None
    for line in rest:
        if len(line) > LINE_LENGTH:
            text = line.lstrip(" ")
            level = (len(line) - len(text)) // 4
            found = _inner(text, level)
            if found is None:
                return None
            line = _margin(level) + found
        lines.append(line)
    return "\n".join(lines)


def _inner(text: str, indent: int) -> str | None:
    """A line of a statement that is laid out over lines."""
    if (match := _END_OF_HEADER.fullmatch(text)) is not None:
        return _bracket(") -> ", match[1], ":", indent)
    if text.startswith(_LAMBDA):
        type_ = text.removeprefix(_LAMBDA).removesuffix(",")
        after = text[len(_LAMBDA) + len(type_) :]
        if len(_parts(type_, " | ")) > 1:
            return _operands(_LAMBDA + type_, after, indent)
        return _bracket(_LAMBDA, type_, after, indent)
    if _UNBREAKABLE_ARGUMENT.fullmatch(text):
        return text
    if not text.endswith(","):
        return None
    if (match := _PARAMETER.fullmatch(text)) is not None:
        return _typed(match[1], match[2], match[3], indent)
    return text if _UNBREAKABLE.fullmatch(text[:-1]) else _bracket("", text[:-1], ",", indent)


def _statement(statement: str, indent: int) -> str | None:
    """A statement of one line."""
    if (match := _ALIAS.fullmatch(statement)) is not None:
        return _alias(match[1], match[2], indent)
    if (match := _FIELD.fullmatch(statement)) is not None:
        return _field(match[1], match[2], match[3], (match[4], match[5]), indent)
    return None


def _field(name: str, annotation: str, default: str, call: tuple[str, str], indent: int) -> str | None:
    """The default goes to a line of its own if the rest then fits; else the annotation does."""
    function, arguments = call
    if function and _fits(f"{name}: {annotation} = {function}(", indent):
        return _on_own_line(f"{name}: {annotation} = {function}(", arguments, ")", indent)
    if _fits(f"{name}: {annotation} = (", indent):
        return _on_own_line(f"{name}: {annotation} = (", default, ")", indent)
    if annotation.endswith("]"):
        return _bracket(f"{name}: ", annotation, f" = {default}", indent)
    return _on_own_line(f"{name}: (", annotation, f") = {default}", indent)


def _on_own_line(opened: str, content: str, closed: str, indent: int) -> str | None:
    if not (_fits(opened, indent) and _fits(content, indent + 1) and _fits(closed, indent)):
        return None
    return f"{opened}\n{_margin(indent + 1)}{content}\n{_margin(indent)}{closed}"


def _alias(target: str, type_: str, indent: int) -> str | None:
    return _typed(f"{target} = ", type_, "", indent)


def _typed(before: str, type_: str, after: str, indent: int) -> str | None:
    """A type between what stands before and after it; a union goes into parentheses."""
    if len(_parts(type_, " | ")) == 1:
        return _bracket(before, type_, after, indent)
    inside = type_ if _fits(type_, indent + 1) else _operands(type_, "", indent + 1)
    if inside is None or not _fits(f"{before}(", indent) or not _fits(f"){after}", indent):
        return None
    return f"{before}(\n{_margin(indent + 1)}{inside}\n{_margin(indent)}){after}"


def _bracket(before: str, text: str, after: str, indent: int) -> str | None:
    """`list[...]` with what is inside on a line, or else with each item on its own, opened where it has to be."""
    match = _OPENED.match(text)
    if match is None or text[-1] not in "])}" or len(_parts(text, " | ")) > 1:
        return None
    opened, content = before + match[0], text[match.end() : -1]
    if not _fits(opened, indent):
        return None
    closed = f"{_margin(indent)}{text[-1]}{after}"
    is_display = match[0] == "{"
    if _fits(content, indent + 1) and not is_display:
        return f"{opened}\n{_margin(indent + 1)}{content}\n{closed}"
    items = _parts(content, ", ")
    comma = "," if len(items) > 1 or (is_display and _fits(f"{content},", indent + 1)) else ""
    lines: list[str] = []
    for item in items:
        whole = _fits(item + comma, indent + 1) or (is_display and _UNBREAKABLE.fullmatch(item))
        line = item + comma if whole else _operands(item, comma, indent + 1)
        if line is None:
            return None
        lines.append(_margin(indent + 1) + line)
    return "\n".join([opened, *lines, closed])


def _operands(text: str, after: str, indent: int) -> str | None:
    """An item that is too long: its bracket opened, or each alternative of a union on its own line."""
    operands = _parts(text, " | ")
    lines: list[str] = []
    for number, operand in enumerate(operands):
        before, end = "| " if number else "", after if number == len(operands) - 1 else ""
        line = before + operand + end
        opened = line if _fits(line, indent) and len(operands) > 1 else _bracket(before, operand, end, indent)
        if opened is None:
            return None
        lines.append(opened)
    return f"\n{_margin(indent)}".join(lines)


def _parts(text: str, separator: str) -> list[str]:
    """The text between the separators that stand in no bracket and no string."""
    parts, depth = [""], 0
    for token in _tokens(text):
        depth += (token in "[({") - (token in "])}")
        if token == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _tokens(text: str) -> Iterator[str]:
    return (match[0] for match in _TOKEN.finditer(text))


def _fits(line: str, indent: int) -> bool:
    return len(line) + indent * 4 <= LINE_LENGTH


def _margin(indent: int) -> str:
    return " " * 4 * indent
