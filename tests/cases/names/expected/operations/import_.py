"""Request functions of `import_`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Header, Json, Path, Query, Request, method

_LIST = API.get(
    ("/class/", 0),
    parameters=(
        Path("id", str),
        Query("id", str),
        Query("self", str),
        Query("from", str),
        Query("filter[name]", str),
        Header("X-Request-ID", str),
        Query("body", str),
    ),
    responses={200: Json(lambda: list[models.VLAN])},
)


def list_(
    id: str,
    *,
    id_query: str | None = None,
    self_query: str | None = None,
    from_query: str | None = None,
    filter_name: str | None = None,
    x_request_id: str | None = None,
    body: str | None = None,
) -> Request[list[models.VLAN]]:
    """`GET /class/{id}`

    Returns:
        200: A list.
    """
    return _LIST.request(id, id_query, self_query, from_query, filter_name, x_request_id, body)


_IMPORT_CLASS = API.post(
    ("/class/", 0),
    parameters=(Path("id", str),),
    body=Json(lambda: models.ImportClassBody, required=False),
    responses={200: Json(lambda: models.VlanModel)},
)


def import_class(id: str, *, body: models.ImportClassBody | None = None) -> Request[models.VlanModel]:
    """`POST /class/{id}`

    Returns:
        200: Done.
    """
    return _IMPORT_CLASS.request(id, body=body)


class Import(Group[ClientT]):
    """A tag that is a keyword."""

    list = method(list_)
    import_class = method(import_class)
