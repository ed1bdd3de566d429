"""Request functions of `repositories`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from .. import models
from .._api import API
from .._runtime import (
    ClientT,
    Expression,
    Group,
    Json,
    Link,
    Path,
    Query,
    Request,
    Response,
    deprecated,
    deprecated_method,
    method,
)

_GET_REPOSITORY = API.get(
    ("/repositories/", 0, "/", 1),
    parameters=(Path("owner", str), Path("id", UUID)),
    responses={200: Json(lambda: models.Repository)},
)


def get_repository(owner: str, id: UUID) -> Request[models.Repository]:
    """`GET /repositories/{owner}/{id}`

    Returns:
        200: The repository.
    """
    return _GET_REPOSITORY.request(owner, id)


def owner_of_get_repository(
    response: Response[models.Repository], *, x_trace: str | None = None, page: int | None = None
) -> Request[models.User]:
    """The link `owner` from `GET /repositories/{owner}/{id}` to `GET /users/{name}`.

    `name` is `$request.path.owner`.
    """
    from .users import _GET_USER

    return Link("owner", response).request(_GET_USER, Expression("request.path", "owner"), x_trace, page)


@deprecated("rename_of_get_repository is deprecated")
def rename_of_get_repository(
    response: Response[models.Repository], *, body: models.Repository, force: bool | None = None
) -> Request[Any]:
    """The link `rename` from `GET /repositories/{owner}/{id}` to `PUT /repositories/{owner}/{id}`.

    `owner` is `$request.path.owner`; `id` is `$response.body#/id`.

    Deprecated.

    Args:
        force: Even if the name is taken.
    """
    return Link("rename", response).request(
        _RENAME_REPOSITORY, Expression("request.path", "owner"), Expression("response.body", "/id"), force, body=body
    )


_RENAME_REPOSITORY = API.put(
    ("/repositories/", 0, "/", 1),
    parameters=(Path("owner", str), Path("id", UUID), Query("force", bool)),
    body=Json(lambda: models.Repository),
    responses={200: None},
)


@deprecated("rename_repository is deprecated")
def rename_repository(owner: str, id: UUID, *, body: models.Repository, force: bool | None = None) -> Request[Any]:
    """`PUT /repositories/{owner}/{id}`

    Deprecated.

    Args:
        force: Even if the name is taken.

    Returns:
        200: Renamed.
    """
    return _RENAME_REPOSITORY.request(owner, id, force, body=body)


@deprecated("again_of_rename_repository is deprecated")
def again_of_rename_repository(response: Response[Any]) -> Request[Any]:
    """The link `again` from `PUT /repositories/{owner}/{id}` to `PUT /repositories/{owner}/{id}`.

    `owner` is `$request.path.owner`; `id` is `$request.path.id`; `force` is `$request.query.force`; the body is
    `$request.body`.

    Deprecated.
    """
    return Link("again", response).request(
        _RENAME_REPOSITORY,
        Expression("request.path", "owner"),
        Expression("request.path", "id"),
        Expression("request.query", "force"),
        body=Expression("request.body"),
    )


class Repositories(Group[ClientT]):
    """Operations of `repositories`."""

    get_repository = method(get_repository)
    rename_repository = deprecated_method(rename_repository)
