"""Views: THE CONTRACT between Python and the templates.

A template shows these and decides nothing. Every `str` here is finished source (names, literals, annotations,
docstrings, laid-out statements), made by the encoders; no text of a document is in them raw. `docs/templates.md`
lists which template gets which view.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace


class ImportsView(Struct, frozen=True):
    """The import statements, in groups, and those that only type checkers need."""

    groups: tuple[tuple[str, ...], ...]
    typing_only: tuple[str, ...]


class FieldView(Struct, frozen=True):
    """One field of a model: `statement` is `name: type = default`, laid out.

    Facts: the annotation and the value of the default on one line each (no `default` where a value must be given), and
    the literals of the property's name and of the JSON pointer to it.
    """

    name: str
    statement: str
    docstring: str
    type: str
    default: str
    property: str
    pointer: str
    required: bool
    deprecated: bool


class ModelView(Struct, frozen=True):
    """A class: its header (`class name(Model, options):`), docstring and fields.

    Facts: the keyword arguments of the class statement, each as `, name=value`, and the literal of the JSON pointer.
    """

    name: str
    header: str
    docstring: str
    fields: tuple[FieldView, ...]
    options: str
    pointer: str
    deprecated: bool

    @property
    def is_empty(self) -> bool:
        """Nothing in the class body: Python wants a `pass`."""
        return not self.docstring and not self.fields


class AliasView(Struct, frozen=True):
    """`name: TypeAlias = …`, as one statement, and the docstring that follows it.

    `gap` is whether a blank line stands before it: not between two of one line each.
    """

    name: str
    statement: str
    docstring: str
    gap: bool = True

    @property
    def is_one_line(self) -> bool:
        return not self.docstring and "\n" not in self.statement


def close_up(aliases: Sequence[AliasView]) -> tuple[AliasView, ...]:
    """The same, with blank lines only where they part something."""
    return tuple(
        replace(alias, gap=not (before is not None and before.is_one_line and alias.is_one_line))
        for before, alias in zip([None, *aliases], aliases, strict=False)
    )


class ModelsModuleView(Struct, frozen=True):
    """`models/<module>.py`: a component schema or the inline schemas of an operation."""

    module: str
    imports: ImportsView
    aliases: tuple[AliasView, ...]
    models: tuple[ModelView, ...]
    exports: str


class ModelsIndexView(Struct, frozen=True):
    """`models/__init__.py`: imports and second names for type checkers; the index: a module and its names a line."""

    docstring: str
    imports: tuple[str, ...]
    aliases: tuple[str, ...]
    entries: tuple[str, ...]


class ValidatorView(Struct, frozen=True):
    """One named constraint with its two functions. `words` is its name as a reader says it."""

    name: str
    statement: str
    docstring: str
    base: str
    function: str
    article: str
    check: str


class ValidatorsView(Struct, frozen=True):
    """`validators.py`."""

    docstring: str
    imports: ImportsView
    validators: tuple[ValidatorView, ...]


class LinkView(Struct, frozen=True):
    """The function of a link. `target_import` is empty where the operation that it leads to is in the same module."""

    function: str
    decorator: str
    header: str
    docstring: str
    target_import: str
    call: str


class OperationView(Struct, frozen=True):
    """One operation: its table (a statement), its request function, its line in the group's class, its links.

    `descriptor` is what makes the function a method. Facts: the literals of its HTTP method, of the path as the
    document writes it, of its id (`None` where it has none), of the tuple of its tags and of the JSON pointer to it.
    """

    function: str
    method: str
    method_statement: str
    table: str
    header: str
    docstring: str
    call: str
    decorator: str
    descriptor: str
    links: tuple[LinkView, ...]
    http_method: str
    path: str
    operation_id: str
    tags: str
    pointer: str
    deprecated: bool


class GroupView(Struct, frozen=True):
    """A group of operations: its class, and the property (header, docstring, import) by which the client has it."""

    module: str
    class_name: str
    attribute: str
    docstring: str
    property_header: str
    property_docstring: str
    property_import: str
    operations: tuple[OperationView, ...]


class OperationsModuleView(Struct, frozen=True):
    """`operations/<module>.py`, or a part of a large group, which has no group class."""

    docstring: str
    imports: ImportsView
    statements: tuple[AliasView, ...]
    operations: tuple[OperationView, ...]
    group: GroupView | None


class OperationsGroupView(Struct, frozen=True):
    """`operations/<module>/__init__.py` of a large group: its functions from their modules, and its class."""

    docstring: str
    imports: ImportsView
    exports: tuple[str, ...]
    group: GroupView


class SchemeView(Struct, frozen=True):
    """A security scheme: its constant, the record that it is, and the client's argument for its credential.

    `symbols` are the runtime's names in the record.
    `credential` and `async_credential` are the types of what the two clients take, `takes` says it in words.
    `variables` are the environment variables that it is read from, `grants` those of the runtime that its flows allow.
    """

    constant: str
    record: str
    symbols: tuple[str, ...]
    argument: str
    credential: str
    async_credential: str
    docstring: str
    takes: str
    variables: tuple[str, ...]
    grants: tuple[str, ...]


class AuthView(Struct, frozen=True):
    """`auth.py`: what is needed to obtain OAuth tokens, imported from where it is defined."""

    docstring: str
    imports: tuple[str, ...]


class ApiView(Struct, frozen=True):
    """`_api.py`: what the document says about the API as a whole."""

    docstring: str
    imports: ImportsView
    schemes: tuple[SchemeView, ...]
    statement: str


class ClientView(Struct, frozen=True):
    """`client.py`."""

    docstring: str
    imports: ImportsView
    client_docstring: str
    async_client_docstring: str
    init_header: str
    async_init_header: str
    init_call: str
    groups: tuple[GroupView, ...]


class ParserView(Struct, frozen=True):
    """What the API sends to us: its table (a statement), and the function that parses it."""

    function: str
    table: str
    decorator: str
    header: str
    docstring: str
    call: str


class PayloadsView(Struct, frozen=True):
    """`webhooks.py`, `callbacks.py`, or a part of a large one; `names` is the mapping from webhooks to functions."""

    docstring: str
    imports: ImportsView
    parsers: tuple[ParserView, ...]
    names: str


class PayloadsIndexView(Struct, frozen=True):
    """`webhooks/__init__.py` of a large document: imports for type checkers, and lines of a module and its names."""

    docstring: str
    runtime_import: str
    imports: tuple[str, ...]
    entries: tuple[str, ...]
    names: str


class ReadmeOperationView(Struct, frozen=True):
    """A row of the method index, in Markdown."""

    call: str
    route: str
    summary: str


class ReadmeGroupView(Struct, frozen=True):
    attribute: str
    rows: tuple[ReadmeOperationView, ...]


class ReadmeSchemeView(Struct, frozen=True):
    """A row of the table of credentials, in Markdown."""

    argument: str
    takes: str
    variables: str


class ReadmeView(Struct, frozen=True):
    """`README.md`. Text of the document stands here as escaped Markdown."""

    title: str
    package: str
    description: str
    terms: tuple[str, ...]
    imported: str
    credentials: str
    schemes: tuple[ReadmeSchemeView, ...]
    oauth_constant: str
    """The scheme of the example of a grant; empty where no scheme takes one."""
    oauth_argument: str
    has_logins: bool
    """Whether the document has the authorization code flow."""
    example: str
    groups: tuple[ReadmeGroupView, ...]
    """The methods of every group; empty where there are too many."""
    index: tuple[ReadmeOperationView, ...]
    """In place of them a row for each group."""
    payloads: tuple[ReadmeGroupView, ...]


class PagesRowView(Struct, frozen=True):
    """A row of the table of pages, in Markdown: the method, the request, where the next page and the items are."""

    call: str
    route: str
    rule: str
    items: str
    source: str


class PagesView(Struct, frozen=True):
    """`pagination.md`: how the pages of operations follow each other."""

    rows: tuple[PagesRowView, ...]


class OperationsIndexView(Struct, frozen=True):
    """`operations/__init__.py`."""

    docstring: str
    imports: tuple[str, ...]
    modules: tuple[str, ...]


class PackageView(Struct, frozen=True):
    """`__init__.py` and `errors.py`: the import from the runtime, the errors to export (`Name as Name`), submodules."""

    docstring: str
    runtime_import: str
    errors: tuple[str, ...]
    modules: tuple[str, ...]


View = (
    ModelsModuleView
    | ModelsIndexView
    | ValidatorsView
    | OperationsModuleView
    | ApiView
    | AuthView
    | ClientView
    | ReadmeView
    | PagesView
    | PackageView
    | OperationsIndexView
    | OperationsGroupView
    | PayloadsView
    | PayloadsIndexView
)


class File(Struct, frozen=True):
    """One file of the package: its path inside the package, the template, and the view that it shows as `view`."""

    path: str
    template: str
    view: View
