"""Request functions of `client`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Path, Request, method

_DELETE_CLASS_BY_ID = API.delete(
    ("/class/", 0),
    parameters=(Path("id", str),),
    responses={204: None},
)


def delete_class_by_id(id: str) -> Request[None]:
    """`DELETE /class/{id}`

    Returns:
        204: Gone.
    """
    return _DELETE_CLASS_BY_ID.request(id)


class ClientGroup(Group[ClientT]):
    """Operations of `client`."""

    delete_class_by_id = method(delete_class_by_id)
