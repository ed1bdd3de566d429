"""Security schemes, and which of them an operation needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator import ir
from generator.diagnostics import quote
from generator.lowering.contents import HEADER_NAME
from generator.lowering.context import Context
from generator.lowering.references import Unresolved
from generator.lowering.values import optional
from generator.source import Node
from generator.text import Text

_KEY_PLACES: Final = {"header": ir.In.HEADER, "query": ir.In.QUERY, "cookie": ir.In.COOKIE}
_FLOWS: Final = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")


class Security:
    """The schemes of the document, and requirements checked against them."""

    def __init__(self, context: Context, components: Node | None, field: str) -> None:
        self._context = context
        self._reader = context.reader
        self.schemes: dict[str, ir.SecurityScheme] = {}
        self._unusable: set[str] = set()
        for name, written in self._reader.members(components, field) if components is not None else ():
            try:
                node = context.references.follow(written)
            except Unresolved:
                self._unusable.add(name)
                continue
            scheme = self._scheme(name, context.upgrade.security_scheme(node))
            if scheme is None:
                self._unusable.add(name)
            else:
                self.schemes[name] = scheme

    def of(self, node: Node) -> tuple[ir.SecurityRequirement, ...] | None:
        """The alternatives in `security` of the document or of an operation; None where it is absent."""
        stated = node.get("security")
        if stated is None or stated.data is None:
            return None
        found = []
        for alternative in self._reader.elements(node, "security"):
            uses = self._uses(alternative)
            if uses is not None:
                found.append(uses)
        return tuple(dict.fromkeys(found))

    def _uses(self, alternative: Node) -> ir.SecurityRequirement | None:
        """The schemes needed together; None where one of them is unknown, so that it cannot be satisfied."""
        if type(alternative.data) is not dict:
            message = "a security requirement must be an object: it is left out"
            self._context.warning("wrong-type", message, alternative.location)
            return None
        uses = []
        for name, node in alternative.items():
            if name not in self.schemes and not self._by_uri(name, node):
                if name not in self._unusable:
                    message = f"there is no security scheme {quote(name)}: the requirement is left out"
                    self._context.warning("unknown-security-scheme", message, node.location)
                return None
            scopes = self._reader.texts(alternative, name)
            uses.append(ir.SecurityUse(Text(name), tuple(map(Text, scopes))))
        return tuple(uses)

    def _by_uri(self, name: str, node: Node) -> bool:
        """3.2: a requirement may name a scheme by its URI."""
        if "#/" not in name:
            return False
        try:
            target = self._context.references.follow(self._context.references.step(node, name))
        except Unresolved:
            return False
        scheme = self._scheme(name, target)
        if scheme is not None:
            self.schemes[name] = scheme
        return scheme is not None

    def _scheme(self, name: str, node: Node) -> ir.SecurityScheme | None:
        text = self._reader.text
        description, location = optional(text(node, "description")), node.location
        match text(node, "type"):
            case "http":
                scheme = text(node, "scheme")
                if scheme is None or not HEADER_NAME.match(scheme):
                    return self._invalid(node, "`scheme` must be an HTTP authentication scheme")
                bearer = optional(text(node, "bearerFormat"))
                return ir.HttpScheme(Text(name), Text(scheme.lower()), location, bearer, description)
            case "apiKey":
                return self._api_key(name, node, description)
            case "oauth2":
                flows = tuple(self._flows(node))
                metadata = optional(text(node, "oauth2MetadataUrl"))
                return ir.OAuth2Scheme(Text(name), flows, location, metadata, description)
            case "openIdConnect":
                url = text(node, "openIdConnectUrl")
                return ir.OpenIdConnectScheme(Text(name), Text(url or ""), location, description)
            case "mutualTLS":
                return ir.MutualTlsScheme(Text(name), location, description)
            case None:
                return self._invalid(node, "a security scheme must have a `type`")
            case kind:
                return self._invalid(node, f"there is no type {quote(kind)} of security schemes", "type")

    def _api_key(self, name: str, node: Node, description: Text | None) -> ir.SecurityScheme | None:
        key, where = self._reader.text(node, "name"), _KEY_PLACES.get(self._reader.text(node, "in") or "")
        if key is None or where is None:
            return self._invalid(node, "an API key needs `name`, and `in`: header, query or cookie")
        if where is not ir.In.QUERY and not HEADER_NAME.match(key):
            return self._invalid(node, f"{quote(key)} is no name of a {where.value} (RFC 9110)", "name")
        return ir.ApiKeyScheme(Text(name), Text(key), where, node.location, description)

    def _flows(self, node: Node) -> Iterator[ir.OAuthFlow]:
        text = self._reader.text
        for kind, flow in self._reader.members(node, "flows"):
            if kind not in _FLOWS:
                message = f"there is no OAuth flow {quote(kind)}: it is left out"
                self._context.warning("unknown-flow", message, flow.location)
                continue
            scopes = self._reader.mapping(flow, "scopes")
            named = scopes.items() if scopes is not None else ()
            yield ir.OAuthFlow(
                kind=_FLOWS[_FLOWS.index(kind)],
                authorization_url=optional(text(flow, "authorizationUrl")),
                token_url=optional(text(flow, "tokenUrl")),
                refresh_url=optional(text(flow, "refreshUrl")),
                device_authorization_url=optional(text(flow, "deviceAuthorizationUrl")),
                scopes=tuple((Text(scope), Text(text(scopes or flow, scope) or "")) for scope, _ in named),
            )

    def _invalid(self, node: Node, why: str, key: str = "") -> ir.SecurityScheme | None:
        place = (node.get(key) or node).location
        self._context.diagnostics.error("invalid-security-scheme", f"{why}: it is left out", place)
        return None
