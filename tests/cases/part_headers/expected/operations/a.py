"""Request functions of `a`."""

from __future__ import annotations

from collections.abc import Mapping

from .. import models
from .._api import API
from .._runtime import ClientT, Encoding, Group, Header, Multipart, Request, method

_A = API.post(
    ("/a",),
    body=Multipart(
        lambda: models.ABody, required=False, encoding={"f": Encoding(headers=(Header("X-H", lambda: models.X),))}
    ),
    responses={204: None},
)


def a(
    *, body: models.ABody | None = None, part_headers: Mapping[str, Mapping[str, object]] | None = None
) -> Request[None]:
    """`POST /a`

    Args:
        part_headers: Headers of parts, by property and name: X-H of f.

    Returns:
        204: d
    """
    return _A.request(body=body, part_headers=part_headers)


class A(Group[ClientT]):
    """Operations of `a`."""

    a = method(a)
