"""The view of the package's README: how to begin, and every method."""

from __future__ import annotations

import re

from openapi_vendor import ir
from openapi_vendor.python import documentation, payload_kinds
from openapi_vendor.python.annotations import Context
from openapi_vendor.python.prose import one_line, plain
from openapi_vendor.python.views import (
    File,
    GroupView,
    ReadmeGroupView,
    ReadmeOperationView,
    ReadmeSchemeView,
    ReadmeView,
    SchemeView,
)

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
_LONG = 500
"""More methods than these nobody looks for in a table: it has the groups instead."""
_UNSAFE = re.compile(r"[^\x20-\x7e]")


def file(context: Context, groups: tuple[GroupView, ...], schemes: tuple[SchemeView, ...], package: str) -> File:
    """`README.md`."""
    by_function = {
        (
            context.names.groups[operation.group].module,
            context.names.operations[operation.key].function,
        ): operation
        for operation in context.api.operations
    }
    views = tuple(
        ReadmeGroupView(
            group.attribute,
            tuple(
                _row(group, operation.method, by_function[group.module, operation.function])
                for operation in group.operations
            ),
        )
        for group in groups
    )
    is_long = len(context.api.operations) > _LONG
    info = context.api.info
    first = groups[0] if groups else None
    granted = next((scheme for scheme in schemes if scheme.grants), None)
    example = f"client.{first.attribute}.{first.operations[0].method}(...)" if first else "client"
    return File(
        "README.md",
        "README.md.jinja",
        ReadmeView(
            markdown(one_line(info.title)) or package,
            package,
            markdown(one_line(plain(info.description).partition("\n\n")[0])) or markdown(one_line(info.summary or "")),
            tuple(f"- {markdown(fact)}" for fact in documentation.terms_of(info)),
            ", ".join([*(["BasicAuth"] if schemes and schemes[0].credential == "Login" else []), "Client"]),
            _credentials(schemes),
            tuple(_scheme(scheme) for scheme in schemes),
            granted.constant if granted else "",
            granted.argument if granted else "",
            granted is not None and "AuthorizationCode" in granted.grants,
            example,
            () if is_long else views,
            tuple(_summed_up(context, group) for group in groups) if is_long else (),
            tuple(_payloads(context, kind) for kind in payload_kinds.kinds(context.api)),
        ),
    )


def _summed_up(context: Context, group: GroupView) -> ReadmeOperationView:
    """A group on one line."""
    groups = context.names.groups
    tags = (tag for tag in context.api.tags if tag.name in groups and groups[tag.name].module == group.module)
    tag = next(tags, None)
    said = plain(tag.summary or tag.description) if tag else ""
    return ReadmeOperationView(group.attribute, str(len(group.operations)), markdown(one_line(said.partition("\n")[0])))


def _payloads(context: Context, kind: payload_kinds.Payloads) -> ReadmeGroupView:
    rows = []
    for payload in kind.payloads:
        sent = f"{payload.method} {one_line(payload.expression or payload.event)}"
        rows.append(_described(context.names.payloads[payload.key].function, sent, payload.documentation))
    return ReadmeGroupView(kind.module, tuple(rows))


def _credentials(schemes: tuple[SchemeView, ...]) -> str:
    """The arguments that a client is made with, as an example."""
    values = {
        "Login": 'BasicAuth("username", "password")',
        "Token": '"token"',
        "OAuthToken": '"token"',
        "SSLContext": "ssl_context",
    }
    return ", ".join(f"{scheme.argument}={values[scheme.credential]}" for scheme in schemes[:1])


def _scheme(scheme: SchemeView) -> ReadmeSchemeView:
    return ReadmeSchemeView(
        scheme.argument,
        _visible(scheme.takes.replace("|", "\\|")),
        ", ".join(f"`{name}`" for name in scheme.variables),
    )


def _row(group: GroupView, method: str, operation: ir.Operation) -> ReadmeOperationView:
    route = f"{operation.method} {one_line(operation.path_template)}"
    return _described(f"{group.attribute}.{method}", route, operation.documentation)


def _described(call: str, route: str, said: ir.Documentation) -> ReadmeOperationView:
    return ReadmeOperationView(
        call,
        code_cell(route),
        markdown(one_line(plain(said.summary or said.description).partition("\n")[0])),
    )


def code_cell(text: str) -> str:
    """Text as code in a table of Markdown."""
    return documentation.code(_visible(text.replace("|", "\\|")))


def markdown(text: str) -> str:
    """Text that CommonMark shows as it is, on one line."""
    return _visible(_MARKDOWN.sub(r"\\\1", text))


def _visible(text: str) -> str:
    """Characters outside ASCII as they are where they are letters, else as their code."""
    return _UNSAFE.sub(lambda match: match.group() if match.group().isalnum() else f"&#x{ord(match.group()):x};", text)
