"""What the user may choose: one frozen `Config` per generated package, and the jobs of a `pyproject.toml`.

Few knobs, each for a need that the document itself cannot answer. The command line builds the same records.
"""

from __future__ import annotations

import difflib
import keyword
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from openapi_vendor.diagnostics import Diagnostic, Location, Pointer, Refused, Severity, quote

T = TypeVar("T")

TOOL = "openapi-vendor"
"""Our table in a `pyproject.toml`: `[tool.openapi-vendor]`."""

MAX_DEPTH = 500
"""The highest limit of nesting that may be asked for: what Python's JSON reader takes at any time."""

_OF_JOB = ("document", "output")
"""The keys of a document's table that are not those of its `Config`."""
_NOWHERE = Location("configuration")
_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?")
_TOML_PLACE = re.compile(r"(.*) \(at line ([0-9]+), column ([0-9]+)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Include:
    """Which operations to generate. Everything, unless something is listed; then what any list names.

    `tags` are tag names, `paths` are path templates as written (a trailing `*` stands for any rest) and
    `operations` are operationIds or `METHOD /path`.
    """

    tags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        return not (self.tags or self.paths or self.operations)


@dataclass(frozen=True, slots=True)
class Limits:
    """What loading a document may cost. Raise them for a document that is large and trusted.

    `max_bytes`: size of one file (64 MiB). `max_depth`: nested objects and arrays (256; at most 500).
    `max_nodes`: values of one file, every YAML alias written out (5,000,000).
    `max_output`: characters of the package's files together (512 Mi).
    """

    max_bytes: int = 64 * 1024 * 1024
    max_depth: int = 256
    max_nodes: int = 5_000_000
    max_output: int = 512 * 1024 * 1024


PAGE_RULES = {
    "next-url": ("next", "items"),
    "link-header": ("items",),
    "cursor": ("parameter", "body", "next", "last", "more", "items"),
    "offset": ("parameter", "size", "total", "more", "items"),
    "page-number": ("parameter", "size", "total", "more", "items"),
}
"""What says where the next page is, and the fields of a `PageRule` that each of them takes."""


_NEEDED: dict[str, list[tuple[str, ...]]] = {
    "next-url": [("next",)],
    "link-header": [],
    "cursor": [("parameter", "body"), ("next", "last")],
}


@dataclass(frozen=True, slots=True)
class PageRule:
    """How the pages of an operation follow each other, where its document does not make that certain.

    `by` is a key of `PAGE_RULES`. `parameter` and `size` are names of query parameters; everything else is a JSON
    pointer: `body` into the request's body, `last` into the last item of a page, the others into the answer. `items`
    is "" where the answer is itself the array of items.
    """

    by: str
    parameter: str = ""
    body: str = ""
    next: str = ""
    last: str = ""
    more: str = ""
    size: str = ""
    total: str = ""
    items: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """How to generate one package. Raises `Refused` (`config`) for a value that cannot be meant.

    `package` is its import name, an ASCII identifier; None takes it from the document's title.
    `strict` turns what the specification forbids, but we can work with, from warnings into errors.
    `validate` checks the document against the specification; without it only what we cannot use is found.
    `templates` is a folder whose templates replace ours by name.
    `names` pins names: from the JSON pointer of a node (`/components/schemas/Pet`) to its Python name.
    `overlays` are OpenAPI Overlay files, applied in order before anything else looks at the document.
    `allow_file_refs` are folders, and `allow_http_refs` origins (`https://example.com`), that `$ref` may
    read from besides the document's own folder.
    `pagination` says, by operationId or `METHOD /path`, how pages follow each other; None: they do not.
    `allow_unsafe_patterns` are JSON pointers of regular expressions (`/components/schemas/Host/pattern`) that `re` is
    to match, though some texts may keep it busy for very long.
    `accept_losses` are JSON pointers of places in the document (`/paths/~1old/get`): errors there and below become
    warnings, so that what they cost does not fail the run.
    """

    package: str | None = None
    strict: bool = False
    validate: bool = True
    templates: Path | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    include: Include = Include()
    overlays: tuple[Path, ...] = ()
    allow_file_refs: tuple[Path, ...] = ()
    allow_http_refs: tuple[str, ...] = ()
    allow_unsafe_patterns: tuple[str, ...] = ()
    accept_losses: tuple[str, ...] = ()
    limits: Limits = Limits()
    pagination: Mapping[str, PageRule | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.package is not None and not _is_name(self.package):
            raise _refused(f"package {quote(self.package)} is not a name that Python can import")
        for pointer, name in self.names.items():
            if not pointer.startswith("/"):
                raise _refused(f"names: {quote(pointer)} is not a JSON pointer", "It begins with `/`.")
            if not _is_name(name):
                raise _refused(f"names: {quote(name)} is not a name in Python")
        for option in ("allow_unsafe_patterns", "accept_losses"):
            for pointer in getattr(self, option):
                if not pointer.startswith("/"):
                    raise _refused(f"{option}: {quote(pointer)} is not a JSON pointer", "It begins with `/`.")
        for origin in self.allow_http_refs:
            if not _ORIGIN.fullmatch(origin):
                hint = "An origin is a scheme and a host, perhaps a port: https://example.com"
                raise _refused(f"{quote(origin)} is not a web origin", hint)
        limits = self.limits
        if min(limits.max_bytes, limits.max_depth, limits.max_nodes, limits.max_output) < 1:
            raise _refused("limits must be positive")
        if self.limits.max_depth > MAX_DEPTH:
            raise _refused(f"the limit max_depth is {MAX_DEPTH} at most")


@dataclass(frozen=True, slots=True)
class Job:
    """A document, the folder that its package is written into (as `output/<package>`), and how."""

    document: Path
    output: Path
    config: Config


def jobs(start: Path) -> tuple[Job, ...]:
    """What `[tool.openapi-vendor]` asks for in a `pyproject.toml`, or in the one nearest to a folder.

    `[[tool.openapi-vendor.documents]]` tables give one job each: `document`, `output`, and the fields of
    `Config` with hyphens. What stands in `[tool.openapi-vendor]` itself holds for all of them. Paths are
    relative to the file. Raises `Refused` with the file and the key of what cannot be used.
    """
    file = _nearest(start)
    tool = _read(file).table("tool").table(TOOL)
    documents = tool.take("documents", list[Any], [])
    if not documents:
        hint = f'Add [[tool.{TOOL}.documents]] with `document = "openapi.yaml"`.'
        raise _refused(f"[tool.{TOOL}] lists no documents", hint, tool.location())
    tool.refuse_others((*_OF_JOB, *_keys(Config), "documents"))
    # Each document starts from what holds for all of them.
    common = {key: member for key, member in tool.data.items() if key != "documents"}
    found: list[Job] = []
    for index, value in enumerate(documents):
        if not isinstance(value, dict):
            raise tool.wrong("documents", list[Any])
        found.append(_job(_Table({**common, **value}, file, (*tool.pointer, "documents", index))))
    return tuple(found)


def _job(table: _Table) -> Job:
    table.refuse_others((*_OF_JOB, *_keys(Config)))
    document, output = (table.take(key, Path | None) for key in _OF_JOB)
    if document is None or output is None:
        key = "output" if document else "document"
        raise _refused(f"{table.shown(key)} is missing", "", table.location(key))
    rest = {key: value for key, value in table.data.items() if key not in _OF_JOB}
    try:
        return Job(document, output, _record(_Table(rest, table.file, table.pointer), Config))
    except Refused as refused:
        found = refused.diagnostic
        if found.location != _NOWHERE:
            raise
        raise _refused(f"{table.shown()}: {found.message}", found.hint, table.location()) from None


def _keys(record: type) -> dict[str, str]:
    """The keys of a table that becomes a record, with its fields: hyphens stand for underscores."""
    return {field.name.replace("_", "-"): field.name for field in fields(record)}


def _record(table: _Table, record: type[T]) -> T:
    """The record whose fields a table has. Each has a type, for which its annotation counts."""
    keys, types = _keys(record), get_type_hints(record)
    table.refuse_others(keys)
    return record(**{keys[key]: _member(table, key, types[keys[key]]) for key in table.data})


def _member(table: _Table, key: str, type_: Any) -> Any:
    if is_dataclass(type_):
        return _record(table.table(key), cast("type[Any]", type_))
    if get_origin(type_) is Mapping:
        members = table.table(key)
        if key == "pagination":
            return dict(_page_rules(members))
        return {name: members.take(name, get_args(type_)[1]) for name in members.data}
    return table.take(key, type_)


def _page_rules(table: _Table) -> Iterator[tuple[str, PageRule | None]]:
    """A rule, or `false`, for each operation. Raises Refused for a rule that lacks what its kind needs."""
    for operation, value in table.data.items():
        if value is False:
            yield operation, None
            continue
        if not isinstance(value, dict):
            raise table.wrong(operation, PageRule)
        rule = table.table(operation)
        by = rule.take("by", str, None)
        if by not in PAGE_RULES:
            hint = f"It is one of {', '.join(PAGE_RULES)}."
            raise _refused(f"{rule.shown('by')} is missing or not known", hint, rule.location("by"))
        rule.refuse_others(("by", *PAGE_RULES[by]))
        found = PageRule(**{key: rule.take(key, str, is_text=False) for key in rule.data})
        for key in rule.data.keys() - {"by", "parameter", "size"}:
            if not (pointer := getattr(found, key)).startswith("/") and pointer:
                raise rule.wrong(key, "a JSON pointer, which begins with `/`")
        for choices in _NEEDED.get(by, [("parameter",)]):
            if sum(bool(getattr(found, key)) for key in choices) != 1:
                raise _refused(f"{rule.shown()} needs `{'` or `'.join(choices)}`", "", rule.location())
        yield operation, found


def _below(folder: Path, path: str) -> Path:
    """A path of the file, as short as the user would write it from where they are."""
    full = folder / path
    try:
        return full.relative_to(Path.cwd())
    except (ValueError, OSError):
        return full


def _nearest(start: Path) -> Path:
    if start.is_file():
        return start
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if (candidate / "pyproject.toml").is_file():
            return candidate / "pyproject.toml"
    hint = f"Name a document, or list documents under [tool.{TOOL}] in a pyproject.toml."
    raise _refused("there is no pyproject.toml here or above", hint, Location(str(start)))


def _read(file: Path) -> _Table:
    try:
        return _Table(tomllib.loads(file.read_text(encoding="utf-8")), file, ())
    except tomllib.TOMLDecodeError as error:
        match = _TOML_PLACE.fullmatch(str(error))
        message = match[1] if match else str(error)
        line, column = (int(match[2]), int(match[3])) if match else (None, None)
        location = Location(str(file))
        raise Refused(
            Diagnostic(Severity.ERROR, "config", f"not TOML: {message}", location, line=line, column=column)
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise _refused(f"cannot be read: {reason}", "", Location(str(file))) from None


_EXPECTED: dict[Any, str] = {
    bool: "true or false",
    int: "a whole number",
    str: "a string",
    Path: "a string",
    list[Any]: "a list of tables",
    dict[str, Any]: "a table",
    tuple[str, ...]: "a list of strings",
    tuple[Path, ...]: "a list of strings",
    PageRule: "false, or a table with `by`",
}
"""Types of members in the words of TOML. One that may be left out has None as its second type."""


class _Table:
    """A table of the file, whose members have the type that is asked for, or else are refused."""

    def __init__(self, data: dict[str, Any], file: Path, pointer: Pointer) -> None:
        self.data = data
        self.file = file
        self.pointer = pointer

    def take(self, key: str, type_: Any, default: Any = None, *, is_text: bool = True) -> Any:
        """The member as this type, paths below the folder of the file; the default where it is absent.

        `is_text`: no string may be empty.
        """
        import msgspec  # what answers "nothing changed" for a document of the command line does without

        if key not in self.data:
            return default
        if is_text and self.data[key] == "":
            raise self.wrong(key, "some text")
        try:
            found = msgspec.convert(self.data[key], type_, dec_hook=self._path)
        except (msgspec.ValidationError, TypeError):
            raise self.wrong(key, type_) from None
        if isinstance(found, tuple) and "" in found:
            raise self.wrong(key, type_)
        return found

    def _path(self, type_: type, value: object) -> Path:
        if not isinstance(value, str) or not value:
            raise TypeError(value)
        return _below(self.file.parent, value)

    def table(self, key: str) -> _Table:
        return _Table(self.take(key, dict[str, Any], {}), self.file, (*self.pointer, key))

    def refuse_others(self, known: Collection[str]) -> None:
        """Raise Refused for an unknown key: a slip of the pen would change the output in silence."""
        for key in self.data:
            if key not in known:
                close = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
                hint = f"Did you mean `{close[0]}`?" if close else ""
                raise _refused(f"{self.shown(key)} is not known", hint, self.location(key))

    def wrong(self, key: str, expected: Any) -> Refused:
        """The refusal of a member that is not of the type, or not what the words say, that were `expected`."""
        if not isinstance(expected, str):
            stated = expected if expected in _EXPECTED else get_args(expected)[0]
            expected = _EXPECTED[stated]
        message = f"{self.shown(key)} must be {expected}, not {quote(self.data.get(key))}"
        return _refused(message, "", self.location(key))

    def shown(self, key: str | None = None) -> str:
        """The key with its tables: `tool.openapi-vendor.documents[0].strict`."""
        path = self.pointer if key is None else (*self.pointer, key)
        text = "".join(f"[{part}]" if isinstance(part, int) else f".{quote(part)[1:-1]}" for part in path)
        return f"`{text.removeprefix('.')}`"

    def location(self, key: str | None = None) -> Location:
        return Location(str(self.file), self.pointer if key is None else (*self.pointer, key))


def _is_name(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


def _refused(message: str, hint: str = "", location: Location | None = None) -> Refused:
    return Refused(Diagnostic(Severity.ERROR, "config", message, location or _NOWHERE, hint))
