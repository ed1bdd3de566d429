"""Security schemes, and which of them an operation needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from openapi_vendor import ir
from openapi_vendor.diagnostics import Location, quote
from openapi_vendor.document.reader import kind
from openapi_vendor.lowering.contents import HEADER_NAME
from openapi_vendor.lowering.context import Context, Lost
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.values import optional
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_KEY_PLACES: Final = {"header": ir.In.HEADER, "query": ir.In.QUERY, "cookie": ir.In.COOKIE}
_FLOWS: Final = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")


class _Fault(NamedTuple):
    """Why a requirement cannot be understood: the code of a warning, the reason and the place."""

    code: str
    why: str
    place: Location


class Security:
    """The schemes of the document, and requirements checked against them."""

    def __init__(self, context: Context, components: Node | None, field: str) -> None:
        self._context = context
        self._reader = context.reader
        self.schemes: dict[str, ir.SecurityScheme] = {}
        self._unusable: set[str] = set()
        self._default: tuple[ir.SecurityRequirement, ...] | None = ()
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

    def default_of(self, root: Node) -> None:
        """Read the requirement of the document, which is that of operations without one of their own."""
        try:
            self._default = self._alternatives(root, "the operations without one of their own are left out") or ()
        except Lost:
            self._default = None

    def of(self, operation: Node) -> tuple[ir.SecurityRequirement, ...]:
        """The alternatives in `security` of an operation, else those of the document; `()` where nothing is asked for.

        Raises `Lost` where nothing of it is understood, and no default asks for a credential: what cannot be understood
        never means that a request goes without.
        """
        has_default = self._default is not None and any(self._default)
        try:
            stated = self._alternatives(operation, "" if has_default else "the operation is left out")
        except Lost:
            if not has_default:
                raise
            stated = None
        if stated is not None:
            return stated
        if self._default is None:
            raise Lost
        return self._default

    def _alternatives(self, node: Node, loss: str) -> tuple[ir.SecurityRequirement, ...] | None:
        """What `security` says; None where it is absent.

        Raises `Lost` where nothing of it is understood, which is an error that says what is lost (`loss`), or a warning
        where the default applies instead.
        """
        stated = node.get("security")
        if stated is None or stated.data is None:
            return None
        found: list[ir.SecurityRequirement] = []
        faults: list[_Fault] = []
        if type(stated.data) is not list:
            faults.append(
                _Fault("wrong-type", f"`security` must be an array, not {kind(stated.data)}", stated.location)
            )
        for alternative in stated.elements() if not faults else ():
            uses = self._uses(alternative)
            if isinstance(uses, _Fault):
                faults.append(uses)
            else:
                found.append(uses)
        if faults and not found and loss:
            _, why, place = faults[0]
            self._context.diagnostics.error("security-not-understood", f"{why}: {loss}", place)
        else:
            effect = "the alternative is left out" if found else "the requirement of the document applies"
            for code, why, place in faults:
                self._context.warning(code, f"{why}: {effect}", place)
        if faults and not found:
            raise Lost
        return tuple(dict.fromkeys(found))

    def _uses(self, alternative: Node) -> ir.SecurityRequirement | _Fault:
        """The schemes needed together; why not where one of them is not known, so that it cannot be satisfied."""
        if type(alternative.data) is not dict:
            why = f"a security requirement must be an object, not {kind(alternative.data)}"
            return _Fault("wrong-type", why, alternative.location)
        uses = []
        for name, node in alternative.items():
            if name in self._unusable:
                why = f"the security scheme {quote(name)} cannot be used"
                return _Fault("unknown-security-scheme", why, node.location)
            if name not in self.schemes and not self._by_uri(name, node):
                return _Fault("unknown-security-scheme", f"there is no security scheme {quote(name)}", node.location)
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
            case other:
                return self._invalid(node, f"there is no type {quote(other)} of security schemes", "type")

    def _api_key(self, name: str, node: Node, description: Text | None) -> ir.SecurityScheme | None:
        key, where = self._reader.text(node, "name"), _KEY_PLACES.get(self._reader.text(node, "in") or "")
        if key is None or where is None:
            return self._invalid(node, "an API key needs `name`, and `in`: header, query or cookie")
        if where is not ir.In.QUERY and not HEADER_NAME.match(key):
            return self._invalid(node, f"{quote(key)} is not a valid {where.value} name (RFC 9110)", "name")
        return ir.ApiKeyScheme(Text(name), Text(key), where, node.location, description)

    def _flows(self, node: Node) -> Iterator[ir.OAuthFlow]:
        text = self._reader.text
        for name, flow in self._reader.members(node, "flows"):
            if name not in _FLOWS:
                message = f"there is no OAuth flow {quote(name)}: it is left out"
                self._context.warning("unknown-flow", message, flow.location)
                continue
            scopes = self._reader.mapping(flow, "scopes")
            named = scopes.items() if scopes is not None else ()
            yield ir.OAuthFlow(
                kind=_FLOWS[_FLOWS.index(name)],
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
