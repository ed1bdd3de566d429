"""Request functions of `users`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import (
    ClientT,
    Constant,
    Expression,
    Group,
    Header,
    Json,
    Link,
    Path,
    Query,
    Request,
    Response,
    Template,
    method,
)
from ..errors import StatusError

_HEADERS = (Header("X-Total", int),)

_GET_USER = API.get(
    ("/users/", 0),
    parameters=(Path("name", str), Header("X-Trace", str), Query("page", int)),
    responses={(200, 201): Json(lambda: models.User), 404: Json(lambda: models.Missing)},
    response_headers={200: _HEADERS},
)


def get_user(name: str, *, x_trace: str | None = None, page: int | None = None) -> Request[models.User]:
    """`GET /users/{name}`

    Returns:
        200: The user.
        201: The user, made just now.
    Raises:
        NotFound: There is no such user.
    """
    return _GET_USER.request(name, x_trace, page)


def repositories_of_get_user(response: Response[models.User]) -> Request[models.Repository]:
    """The link `repositories` from `GET /users/{name}` to `GET /repositories/{owner}/{id}`.

    One of the user's repositories.

    `owner` is `$response.body#/name`; `id` is `$response.body#/repositories/0/id`.
    """
    from .repositories import _GET_REPOSITORY

    return Link("repositories", response).request(
        _GET_REPOSITORY, Expression("response.body", "/name"), Expression("response.body", "/repositories/0/id")
    )


def self_of_get_user(response: Response[models.User]) -> Request[models.User]:
    """The link `self` from `GET /users/{name}` to `GET /users/{name}`.

    The same user, on the next page.

    `name` is `$request.path.name`; `x_trace` is `$request.header.x-trace`; `page` is `$response.header.X-Total`.
    """
    return Link("self", response).request(
        _GET_USER,
        Expression("request.path", "name"),
        Expression("request.header", "x-trace"),
        Expression("response.header", "X-Total"),
    )


def log_of_get_user(response: Response[models.User]) -> Request[None]:
    """The link `log` from `GET /users/{name}` to `POST /log`.

    `line` is `{$method} {$url} of {$response.body#/name}: {$statusCode}`; `level` is `3`; the body is
    `$response.body#/owner`.
    """
    from .log import _LOG

    return Link("log", response).request(
        _LOG,
        Template(
            Expression("method"),
            " ",
            Expression("url"),
            " of ",
            Expression("response.body", "/name"),
            ": ",
            Expression("statusCode"),
        ),
        Constant(3),
        body=Expression("response.body", "/owner"),
    )


def moved_of_get_user(
    response: StatusError, *, x_trace: str | None = None, page: int | None = None
) -> Request[models.User]:
    """The link `moved` from `GET /users/{name}` to `GET /users/{name}`.

    `name` is `$response.body#/moved~1to/0`.
    """
    return Link("moved", response).request(_GET_USER, Expression("response.body", "/moved~1to/0"), x_trace, page)


class Users(Group[ClientT]):
    """Operations of `users`."""

    get_user = method(get_user)
