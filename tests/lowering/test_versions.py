"""What differs between Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2."""

from __future__ import annotations

import pytest

from openapi_vendor import ir
from openapi_vendor.diagnostics import Refused
from openapi_vendor.ir import In, Role, Style
from openapi_vendor.text import Text
from tests.lowering.support import nullable, paths, read

SWAGGER = """
swagger: '2.0'
info: {title: T, version: '1'}
host: api.example.com
basePath: /v1
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
security: [{key: []}]
securityDefinitions:
  key: {type: basic}
  oauth: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {}}
parameters:
  Limit: {name: limit, in: query, type: integer, maximum: 9}
definitions:
  Pet:
    type: object
    discriminator: kind
    required: [kind]
    properties: {kind: {type: string}, name: {type: string, x-nullable: true}}
  Cat: {allOf: [{$ref: '#/definitions/Pet'}, {properties: {purr: {type: boolean}}}]}
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
      - {$ref: '#/parameters/Limit'}
      - {name: ids, in: query, type: array, items: {type: string}, collectionFormat: pipes}
      - {name: body, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses:
        200:
          description: ok
          headers: {X-Rate: {type: integer}}
          schema: {type: array, items: {$ref: '#/definitions/Pet'}}
          examples: {application/json: [1]}
  /files:
    post:
      operationId: upload
      parameters:
      - {name: file, in: formData, type: file, required: true}
      - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {200: {description: ok, schema: {properties: {id: {type: string}}}}}
"""


def test_swagger_2_0() -> None:
    lowered = read(SWAGGER)
    assert lowered.codes == []
    assert [server.url.raw for server in lowered.api.servers] == [
        "https://api.example.com/v1",
        "http://api.example.com/v1",
    ]
    add, upload = lowered.api.operations
    assert add.parameters[0].type == ir.Numeric(integer=True, maximum=9)
    assert (add.parameters[1].style, add.parameters[1].explode) == (Style.PIPE_DELIMITED, False)
    assert add.body is not None
    assert add.body.required
    assert add.body.contents[0].type == lowered.ref("/definitions/Pet")
    (response,) = add.responses
    assert response.contents[0].media_type == "application/json"
    assert response.contents[0].type == ir.Array(lowered.ref("/definitions/Pet"))
    assert response.headers[0].type == ir.Numeric(integer=True)

    assert upload.body is not None
    (content,) = upload.body.contents
    assert content.media_type == "multipart/form-data"
    assert content.encoding == (ir.Encoding(Text("tags"), style=Style.FORM, explode=True),)
    form = lowered.object("/paths/~1files/post/requestBody")
    assert content.type == ir.Ref(form.key)
    assert form.name.parts == (Text("upload"), Role.BODY)
    assert form.properties[0].type == ir.String(ir.StringFormat.BINARY)
    assert form.properties[0].required

    basic, oauth = lowered.api.security_schemes
    assert isinstance(basic, ir.HttpScheme)
    assert basic.scheme == "basic"
    assert isinstance(oauth, ir.OAuth2Scheme)
    assert oauth.flows[0].kind == "authorizationCode"
    pet = lowered.type("/definitions/Pet")
    assert isinstance(pet, ir.Union)
    assert pet.discriminator is not None
    assert lowered.property("/definitions/Cat", "name").type == nullable(ir.String())


def test_diagnostics_of_upgraded_parts_point_at_what_was_written() -> None:
    lowered = read(SWAGGER.replace("collectionFormat: pipes", "collectionFormat: tsv"))
    (warning,) = lowered.diagnostics
    assert warning.code == "collection-format"
    assert warning.location.pointer == ("paths", "/pets", "post", "parameters", 1, "collectionFormat")


def test_openapi_3_2() -> None:
    lowered = paths(
        """
        /a:
          query: {operationId: ask, responses: {}}
          additionalOperations:
            COPY: {operationId: copy, responses: {}}
            "BAD METHOD": {operationId: bad, responses: {}}
          get:
            operationId: listen
            parameters:
            - name: all
              in: querystring
              content: {application/x-www-form-urlencoded: {schema: {type: object}}}
            - {name: c, in: cookie, style: cookie, schema: {type: string}}
            responses:
              '200':
                summary: Events.
                content:
                  text/event-stream: {$ref: '#/components/mediaTypes/Events'}
        """,
        "3.2.0",
        """
        tags: [{name: a, summary: A, parent: b}]
        components:
          mediaTypes: {Events: {itemSchema: {properties: {data: {type: string}}}}}
          securitySchemes: {o: {type: oauth2, oauth2MetadataUrl: 'https://m', flows: {}}}
        """,
    )
    assert [operation.method for operation in lowered.api.operations] == ["GET", "QUERY", "COPY"]
    assert lowered.api.counts == ir.Counts(operations=4, operations_lost=1, component_schemas=0)
    listen = lowered.operation("GET /a")
    assert [(each.where, each.style) for each in listen.parameters] == [
        (In.QUERYSTRING, Style.FORM),
        (In.COOKIE, Style.COOKIE),
    ]
    (content,) = listen.responses[0].contents
    assert content.type is None
    assert isinstance(content.item_type, ir.Ref)
    assert listen.responses[0].documentation.summary == "Events."
    assert lowered.api.tags[0].parent == "b"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("title: x", "no-version"),
        ("swagger: '1.2'", "unsupported-version"),
        ("openapi: 4.0.0", "unsupported-version"),
        ("openapi: [3]", "unsupported-version"),
    ],
)
def test_other_versions_are_refused(head: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"{head}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n")
    assert refused.value.diagnostic.code == code


def test_versions_written_as_numbers_are_understood() -> None:
    assert read("swagger: 2.0\ninfo: {title: T, version: 1.10}\npaths: {}\n").api.info.version == "1.10"
