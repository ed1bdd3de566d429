"""Paths, parameters, bodies, responses, callbacks, links, and what operations inherit."""

from __future__ import annotations

import pytest

from openapi_vendor import ir
from openapi_vendor.config import Config, Include
from openapi_vendor.ir import In, Role, Slot, Style
from openapi_vendor.text import Text
from tests.lowering.support import paths, read

OK = "{'200': {description: ok}}"


def test_an_operation_has_everything_it_inherits() -> None:
    lowered = paths(
        f"""
        /users/{{id}}/:
          parameters:
          - {{name: id, in: path, required: true, schema: {{type: integer}}}}
          - {{name: page, in: query, schema: {{type: integer}}}}
          servers: [{{url: 'https://users.example.com'}}]
          get:
            operationId: getUser
            tags: [People, Other]
            summary: Fetch.
            parameters: [{{name: page, in: query, required: true, schema: {{type: string}}}}]
            responses: {OK}
        """,
        rest="""
        security: [{key: []}]
        servers: [{url: 'https://example.com/{v}', variables: {v: {default: v1, enum: [v1, v2]}}}]
        components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
        """,
    )
    (operation,) = lowered.api.operations
    assert operation.key == "GET /users/{id}/"
    assert operation.path == (Text("/users/"), Slot(0), Text("/"))
    assert [(each.name.raw, each.where, each.required, each.type) for each in operation.parameters] == [
        ("id", In.PATH, True, ir.Numeric(integer=True)),
        ("page", In.QUERY, True, ir.String()),
    ]
    assert operation.security == ((ir.SecurityUse(Text("key")),),)
    assert [server.url.raw for server in operation.servers] == ["https://users.example.com"]
    assert operation.group == "People"
    assert operation.documentation.summary == "Fetch."
    assert lowered.api.servers[0].variables[0].enum == (Text("v1"), Text("v2"))
    assert lowered.api.counts == ir.Counts(operations=1, operations_lost=0, component_schemas=0)


def test_styles_have_the_defaults_of_their_place() -> None:
    lowered = paths(f"""
        /x/{{p}}:
          get:
            responses: {OK}
            parameters:
            - {{name: p, in: path, required: true, schema: {{}}}}
            - {{name: q, in: query, schema: {{}}}}
            - {{name: H, in: header, schema: {{}}}}
            - {{name: c, in: cookie, schema: {{}}}}
            - {{name: d, in: query, style: deepObject, explode: true, schema: {{}}}}
            - {{name: s, in: query, style: spaceDelimited, schema: {{}}}}
            - {{name: wrong, in: header, style: form, schema: {{}}}}
            - {{name: j, in: query, content: {{application/json: {{schema: {{type: integer}}}}}}}}
    """)
    found = {each.name.raw: (each.style, each.explode) for each in lowered.api.operations[0].parameters}
    assert found == {
        "p": (Style.SIMPLE, False),
        "q": (Style.FORM, True),
        "H": (Style.SIMPLE, False),
        "c": (Style.FORM, True),
        "d": (Style.DEEP_OBJECT, True),
        "s": (Style.SPACE_DELIMITED, False),
        "wrong": (Style.SIMPLE, False),
        "j": (Style.FORM, True),
    }
    assert lowered.api.operations[0].parameters[-1].media_type == "application/json"
    assert lowered.codes == ["no-operation-id", "parameter-style"]


def test_the_path_decides_which_path_parameters_there_are() -> None:
    lowered = paths(f"""
        /a/{{x}}/{{y}}:
          get:
            operationId: a
            responses: {OK}
            parameters:
            - {{name: x, in: path, schema: {{type: integer}}}}
            - {{name: z, in: path, required: true, schema: {{}}}}
    """)
    operation = lowered.api.operations[0]
    assert [(each.name.raw, each.type) for each in operation.parameters] == [
        ("x", ir.Numeric(integer=True)),
        ("y", ir.String()),
    ]
    assert lowered.codes == ["path-parameter-optional", "unused-path-parameter", "undeclared-path-parameter"]


PATHS: dict[str, tuple[ir.PathPart, ...] | None] = {
    "/": (Text("/"),),
    "/a?beta=true": (Text("/a?beta=true"),),
    "/a/{id}#get": (Text("/a/"), Slot(0)),
    "/{a}.{b}": (Text("/"), Slot(0), Text("."), Slot(1)),
    "/{a}/{a}": (Text("/"), Slot(0), Text("/"), Slot(0)),
    "/a b'é": (Text("/a%20b'%C3%A9"),),
    "a": None,
    "//host/a": None,
    "/a//b": None,
    "/a/../b": None,
    "/a/%2E%2e": None,
    "/a\r\nHost": None,
    "/a{b": None,
    "/{}": None,
}


@pytest.mark.parametrize("path", PATHS)
def test_paths(path: str) -> None:
    quoted = path.replace("\r", "\\r").replace("\n", "\\n")
    lowered = paths(f'"{quoted}": {{get: {{operationId: a, responses: {OK}}}}}')
    expected = PATHS[path]
    if expected is None:
        assert lowered.errors == ["invalid-path"]
        assert lowered.api.counts.operations_lost == lowered.api.counts.operations == 1
    else:
        (operation,) = lowered.api.operations
        assert operation.path == expected
        assert operation.key == f"GET {path}"


def test_bodies_and_responses_are_declared_after_their_operation() -> None:
    body = "content: {application/json: {schema: {properties: {a: {}}}}}"
    lowered = paths(f"""
        /x:
          post:
            operationId: createX
            requestBody: {{required: true, {body}}}
            responses:
              '201': {{description: ok, {body}}}
              4xx: {{description: bad, {body}}}
              default: {{description: bad}}
              '999': {{description: bad}}
          delete: {{requestBody: {{{body}}}, responses: {{}}}}
    """)
    assert [each.name.parts for each in lowered.api.declarations.values()] == [
        (Text("createX"), Role.BODY),
        (Text("createX"), Role.RESPONSE),
        (Text("createX"), Text("4xx"), Role.ERROR),
        (Text("delete"), Text("/x"), Role.BODY),
    ]
    assert [each.owner for each in lowered.api.declarations.values()] == ["POST /x"] * 3 + ["DELETE /x"]
    statuses = [response.status for response in lowered.operation("POST /x").responses]
    assert statuses == [201, ir.StatusRange(4), ir.DefaultStatus.DEFAULT]
    assert lowered.errors == ["invalid-status"]
    assert "status-case" in lowered.codes
    deleted = lowered.operation("DELETE /x").body
    assert deleted is not None
    assert not deleted.required


def test_contents_keep_encodings_headers_and_examples() -> None:
    lowered = paths("""
        /x:
          post:
            operationId: a
            requestBody:
              content:
                multipart/form-data:
                  schema: {type: object, properties: {file: {type: string, format: binary}}}
                  encoding:
                    file: {contentType: 'image/png, image/gif', headers: {X-Id: {schema: {type: string}}}}
                  examples: {one: {value: {file: x}}}
                not a media type: {schema: {type: string}}
            responses:
              '200':
                description: ok
                headers: {X-Rate: {required: true, schema: {type: integer}}, Content-Type: {schema: {}}}
                content: {'*': {schema: {type: string}}}
    """)
    operation = lowered.api.operations[0]
    assert operation.body is not None
    (content,) = operation.body.contents
    assert content.encoding[0].content_type == "image/png, image/gif"
    assert content.encoding[0].headers[0].name == "X-Id"
    (response,) = operation.responses
    assert [(header.name.raw, header.required) for header in response.headers] == [("X-Rate", True)]
    assert response.contents[0].media_type == "*/*"
    assert lowered.errors == ["invalid-media-type"]


def test_what_cannot_be_sent_costs_its_operation_alone() -> None:
    lowered = paths(f"""
        /a: {{get: {{operationId: a, parameters: [{{$ref: '#/nowhere'}}], responses: {OK}}}}}
        /b: {{get: {{operationId: b, parameters: [{{name: "a\\nb", in: header}}], responses: {OK}}}}}
        /c: {{get: {{operationId: c, parameters: [x], responses: {OK}}}}}
        /d: {{post: {{operationId: d, requestBody: {{$ref: '#/nowhere'}}, responses: {OK}}}}}
        /e: {{$ref: '#/paths/~1e'}}
        /f: {{get: {{operationId: f, responses: {{'200': {{$ref: '#/nowhere'}}, '201': {{}}}}}}}}
    """)
    assert [operation.id for operation in lowered.api.operations] == ["f"]
    assert [response.status for response in lowered.api.operations[0].responses] == [201]
    assert lowered.api.counts.operations_lost == 5
    assert set(lowered.errors) == {"ref-dangling", "invalid-name", "wrong-type", "ref-circular"}


def test_links_callbacks_and_webhooks() -> None:
    lowered = paths(
        f"""
        /a:
          post:
            operationId: start
            callbacks:
              done:
                '{{$request.body#/url}}':
                  post:
                    requestBody: {{content: {{application/json: {{schema: {{properties: {{x: {{}}}}}}}}}}}}
                    responses: {OK}
            responses:
              '200':
                description: ok
                links:
                  byId: {{operationId: look, parameters: {{id: $response.body#/id}}}}
                  byRef: {{operationRef: '#/paths/~1b/get'}}
                  lost: {{operationId: nothing}}
        /b:
          get:
            operationId: look
            parameters: [{{name: id, in: query, schema: {{}}}}]
            responses: {OK}
        """,
        rest="""
        webhooks:
          happened: {post: {requestBody: {content: {application/json: {schema: {properties: {y: {}}}}}}}}
        """,
    )
    operation = lowered.operation("POST /a")
    assert [link.operation for link in operation.responses[0].links] == ["GET /b", "GET /b", None]
    (callback,) = operation.callbacks
    assert callback.name.parts == (Text("start"), Text("done"))
    assert [each.name.parts for each in lowered.api.declarations.values()] == [
        (Text("start"), Text("done"), Role.BODY),
        (Text("happened"), Role.BODY),
    ]
    assert (lowered.api.counts.callbacks, lowered.api.counts.webhooks) == (1, 1)
    assert lowered.codes == ["unknown-operation"]


def test_servers_and_security_schemes_that_must_not_be_used_are_errors() -> None:
    lowered = paths(
        f"/a: {{get: {{operationId: a, security: [{{unknown: []}}, {{}}], responses: {OK}}}}}",
        rest="""
        servers: [{url: 'ftp://x'}, {url: 'https://u:p@x'}, {url: 'https://{x}'}, {url: /v1}, {url: "https://x\\ny"}]
        components:
          securitySchemes:
            basic: {type: http, scheme: Basic}
            key: {type: apiKey, in: header, name: "X\\r\\nY"}
            device:
              type: oauth2
              flows:
                deviceAuthorization: {deviceAuthorizationUrl: 'https://d', tokenUrl: 'https://t', scopes: {}}
            tls: {type: mutualTLS}
        """,
    )
    assert [server.url.raw for server in lowered.api.servers] == ["/v1"]
    assert [scheme.name.raw for scheme in lowered.api.security_schemes] == ["basic", "device", "tls"]
    assert lowered.api.operations[0].security == ((),)
    assert sorted(lowered.errors) == ["invalid-security-scheme"] + ["invalid-server"] * 3
    assert {"incomplete-server", "unknown-security-scheme"} <= set(lowered.codes)


def test_only_what_is_asked_for_is_lowered() -> None:
    text = """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /a:
            get:
              operationId: a
              tags: [x]
              responses:
                '200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
          /b/c: {get: {operationId: b, responses: {}}}
          /d: {get: {operationId: d, responses: {}}}
        components: {schemas: {A: {properties: {x: {}}}, B: {properties: {x: {}}}}}
    """
    lowered = read(text, config=Config(include=Include(tags=("x",), paths=("/b/*",))))
    assert [operation.id for operation in lowered.api.operations] == ["a", "b"]
    assert lowered.pointers == ["/components/schemas/A"]
    assert lowered.api.counts.operations == 2
