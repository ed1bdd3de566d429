"""Request functions of `shadows`."""

from __future__ import annotations

from .. import models
from .._api import API
from .._runtime import ClientT, Group, Header, Json, Path, Request, method

_HEADERS = (Header("X-Rate", int),)

_MODELS = API.get(
    ("/models",),
    responses={200: Json(lambda: models.GarageModelsItem)},
)


def models_() -> Request[models.GarageModelsItem]:
    """`GET /models`

    Returns:
        200: A union that is an alias beside a class with a field called `models`.
    """
    return _MODELS.request()


_RESPOND = API.post(
    ("/responses",),
    body=Json(lambda: models.Request, required=False),
    responses={200: Json(lambda: models.Response), 201: Json(lambda: models.Header)},
    response_headers={201: _HEADERS},
)


def respond(*, body: models.Request | None = None) -> Request[models.Response | models.Header]:
    """`POST /responses`

    Returns:
        200: An alias that contains itself.
        201: An alias that contains itself, and has the name of something that the module imports.
    """
    return _RESPOND.request(body=body)


_LIST_GARAGES = API.get(
    ("/garages",),
    responses={200: Json(lambda: models.Fleet)},
)


def list_garages() -> Request[models.Fleet]:
    """`GET /garages`

    Returns:
        200: Everything.
    """
    return _LIST_GARAGES.request()


_M_SEARCH_THINGS_BY_ID = API.operation(
    "M-SEARCH",
    ("/things/", 0),
    parameters=(Path("id", str),),
    responses={204: None},
)


def m_search_things_by_id(id: str) -> Request[None]:
    """`M-SEARCH /things/{id}`

    Returns:
        204: A method of two words names the function.
    """
    return _M_SEARCH_THINGS_BY_ID.request(id)


class Shadows(Group[ClientT]):
    """Operations of `shadows`."""

    models = method(models_)
    respond = method(respond)
    list_garages = method(list_garages)
    m_search_things_by_id = method(m_search_things_by_id)
